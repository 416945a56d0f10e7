"""What the reading of one HTML text gathers besides its blocks: where it is, remarks, pictures, notes."""

from __future__ import annotations

import base64
import binascii
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct, field

from typeset.readers.manuscript import Picture, Remark
from typeset.readers.pictures import fit_for_print

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from selectolax.lexbor import LexborNode

    from typeset.markup.tree import Inline

_DATA = re.compile(r"data:(?P<type>[\w.+/-]*)[^,]*?(?P<base64>;base64)?,(?P<data>.*)", re.DOTALL | re.IGNORECASE)
_REMOTE = re.compile(r"(?:https?:)?//|(?:file|ftp|blob|cid|about):", re.IGNORECASE)
_LONGEST_ADDRESS = 200


class Session(Struct):
    """The reading of one text.

    `stem` begins the names of its pictures. `beside` gives a file that lies beside the page by its relative path.
    `anchors` are what stands at `<a id>` of those names; `inside` are pictures by such names, as name and bytes.
    """

    stem: str
    beside: Callable[[str], bytes | None]
    anchors: Mapping[str, Inline] = field(default_factory=dict)
    inside: Mapping[str, tuple[str, bytes | None]] = field(default_factory=dict)
    labelled: bool = True
    place: int = 0
    counting: bool = True
    remarks: list[Remark] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    notes: Mapping[str, LexborNode] = field(default_factory=dict)
    consumed: set[int] = field(default_factory=set)
    named: dict[bytes, str | None] = field(default_factory=dict)

    def step(self) -> None:
        """Go on to the next paragraph, where the text does not say by itself which it is."""
        if self.counting:
            self.place += 1

    def remark(self, code: str, text: str = "", detail: str = "") -> None:
        """Note `code` here."""
        self.remarks.append(Remark(code, self.place, text, detail))

    def picture(self, source: str) -> str | None:
        """The name of the picture at `source` among the files of the issue; None, with a remark, where it has none."""
        if source in self.inside:
            name, data = self.inside[source]
            if data is None and _REMOTE.match(name):
                self.remark("import.picture-remote", "", name[:_LONGEST_ADDRESS])
                return None
        elif match := _DATA.match(source):
            data, name = _decoded(match), match["type"]
        elif _REMOTE.match(source):
            self.remark("import.picture-remote", "", source[:_LONGEST_ADDRESS])
            return None
        else:
            name = unquote(source.partition("?")[0].partition("#")[0])
            data = self.beside(name) if name else None
        if not data:
            self.remark("import.picture-missing", "", name[:_LONGEST_ADDRESS])
            return None
        if data not in self.named:
            self.named[data] = self._keep(data, name)
        return self.named[data]

    def _keep(self, data: bytes, name: str) -> str | None:
        fit = fit_for_print(data)
        file = f"{self.stem}-{len(self.pictures) + 1}{fit.suffix or PurePosixPath(name).suffix[:8] or '.bin'}"
        self.pictures.append(Picture(file, fit.data, used=fit.printable))
        if not fit.printable:
            self.remark("import.picture-kept", "", file)
            return None
        if fit.converted:
            self.remark("import.picture-converted", "", f"{fit.converted} → {file}")
        return f"images/{file}"


def _decoded(match: re.Match[str]) -> bytes | None:
    try:
        if match["base64"]:
            return base64.b64decode(unquote(match["data"]))
        return unquote(match["data"]).encode()
    except (binascii.Error, ValueError):
        return None
