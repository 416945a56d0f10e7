"""What the pages may load: pictures of the issue, the publication and the layout, never the network.

Addresses do not name folders of this machine: the engine makes names inside the PDF of them, and the same issue has
to give the same bytes wherever it lies. Each folder is a host of its own under `.invalid` (RFC 2606), which no network
has.
"""

from __future__ import annotations

import hashlib
import mimetypes
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


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

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Fetch `url`. Raises ValueError for what lies outside the folders."""
        parts = urlsplit(url)
        folder = self._folders.get(parts.netloc)
        if folder is None:
            return super().fetch(url, headers)
        path = (folder / unquote(parts.path).lstrip("/")).resolve()
        if not path.is_relative_to(folder):
            raise ValueError(url)
        self.files[engine_name(url)] = path
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


def engine_name(url: str) -> str:
    """What WeasyPrint calls the picture at `url` (`images.get_image_from_uri`)."""
    return hashlib.md5(url.encode(), usedforsecurity=False).hexdigest()
