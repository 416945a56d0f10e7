"""What the pages may load: pictures of the issue, the publication and the layout, never the network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from weasyprint.urls import URLFetcher, URLFetcherResponse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


class FolderFetcher(URLFetcher):
    """Fetches `file:` and `data:` addresses only, files only from `folders`."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Allow the files below `folders`."""
        super().__init__(allowed_protocols=("file", "data"))
        self._folders = [folder.resolve() for folder in folders]

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Fetch `url`. Raises ValueError for what lies outside the folders."""
        response: Any = super().fetch(url, headers)
        if url.startswith("file:"):
            path = Path(response.path).resolve()
            if not any(path.is_relative_to(folder) for folder in self._folders):
                response.close()
                raise ValueError(url)
        return response
