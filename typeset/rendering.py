"""What the press is handed: a document with all that it is set with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pathlib import Path

    from typeset.source import SourceText


class Rendering(Struct, frozen=True):
    """A document for the press: HTML, the style sheets in order, and the folders its pictures may come from.

    Addresses in the HTML are relative to `base`, which lies in one of the `folders`. What is found out of its texts may
    be kept in `cache`.
    """

    html: str
    styles: tuple[SourceText, ...]
    base: Path
    folders: tuple[Path, ...]
    cache: Path | None = None
