"""What the pages may load: pictures of the issue, the publication and the layout, never the network.

Addresses do not name folders of this machine: the engine makes names inside the PDF of them, and the same issue has
to give the same bytes wherever it lies. Each folder is a host of its own under `.invalid` (RFC 2606), which no network
has.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# The kinds that the engine tells apart; of a raster picture it looks at the file.
_KINDS = {".css": "text/css", ".svg": "image/svg+xml"}
_OTHER_KIND = "application/octet-stream"


class FolderFetcher(URLFetcher):
    """Fetches `data:` addresses, and files below `folders` by the addresses that `address` gives them.

    Attributes:
        files: What was fetched, by the name that the engine makes of its address.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        """Serve the files below `folders`."""
        super().__init__(allowed_protocols=("data",))
        self.files: dict[str, Path] = {}
        self._folders = {f"folder-{number}.invalid": folder.resolve() for number, folder in enumerate(folders)}

    def address(self, path: Path) -> str:
        """The address of `path`, which lies in one of the folders; of a folder with a slash at the end."""
        resolved = path.resolve()
        for host, folder in self._folders.items():
            if resolved.is_relative_to(folder):
                inner = quote(resolved.relative_to(folder).as_posix())
                return f"http://{host}/{inner}{'/' if resolved.is_dir() else ''}"
        raise ValueError(path)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002 - its signature
        """Fetch `url`. Raises ValueError for what lies outside the folders."""
        parts = urlsplit(url)
        if parts.scheme == "data":
            return _held(url)
        folder = self._folders.get(parts.netloc)
        if folder is None:
            raise ValueError(url)
        path = (folder / unquote(parts.path).lstrip("/")).resolve()
        if not path.is_relative_to(folder):
            raise ValueError(url)
        self.files[engine_name(url)] = path
        kind = _KINDS.get(path.suffix.lower(), _OTHER_KIND)
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


def _held(url: str) -> URLFetcherResponse:
    """What the `data:` address `url` holds itself (RFC 2397). Raises ValueError."""
    kind, comma, text = url.partition(":")[2].partition(",")
    if not comma:
        raise ValueError(url)
    data = unquote_to_bytes(text)
    plain = kind.removesuffix(";base64")
    if plain != kind:
        data = base64.decodebytes(data)
    return URLFetcherResponse(url, data, {"Content-Type": plain or "text/plain;charset=US-ASCII"})


def engine_name(url: str) -> str:
    """What WeasyPrint calls the picture at `url` (`images.get_image_from_uri`)."""
    return hashlib.md5(url.encode(), usedforsecurity=False).hexdigest()
