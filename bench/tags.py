"""What the tag tree says: the text of every structure element of one kind, joined from its marked content.

In: a tagged PDF. Out: strings, as a screen reader gets them: marked content in the order of the tree, with the text
that the PDF gives in place of glyphs (ActualText). Notes, their marks, and alternative descriptions are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pikepdf
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFException
from pdfminer.utils import decode_text

from bench.pages import HAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pdfminer.psparser import PSLiteral

_APART = frozenset({"/Note", "/Reference", "/Lbl", "/FENote"})
_BESIDE_HAN = re.compile(rf"(?<={HAN.pattern})\s+|\s+(?={HAN.pattern})")
_SAME = str.maketrans({"\u2e3a": "——", "\u22ef": "…", "\u00a0": " ", "\u00ad": ""})
_MARKS = re.compile("[①-⑳]")  # of notes, wherever the tree has them


def missing_paragraphs(path: Path, paragraphs: Iterable[str]) -> list[str]:
    """The `paragraphs` whose text is not that of one P element of the PDF at `path`."""
    found = Counter(_plain(text) for text in element_texts(path, "/P"))
    missing = []
    for paragraph in paragraphs:
        text = _plain(paragraph)
        if found[text]:
            found[text] -= 1
        else:
            missing.append(paragraph)
    return missing


def _plain(text: str) -> str:
    """`text` with single blanks, none beside Han, where they mean nothing, and no marks of notes."""
    return _BESIDE_HAN.sub("", " ".join(_MARKS.sub("", text).translate(_SAME).split()))


def element_texts(path: Path, kind: str) -> Iterator[str]:
    """The text of each element of a kind such as `/P`, in the order of the tree; none without a tree."""
    content = _marked_content(path)
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        root = pdf.Root.get("/StructTreeRoot")
        if root is None:
            return
        waiting = _kids(root)[::-1]
        while waiting:
            element = waiting.pop()
            if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
                continue
            if str(element.S) == kind:
                yield _text(element, None, numbers, content)
            waiting += _kids(element)[::-1]


def _kids(element: pikepdf.Object) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _text(element: pikepdf.Object, page: int | None, numbers: dict[Any, int], content: list[dict[int, str]]) -> str:
    if "/ActualText" in element:
        return str(element.ActualText)
    page = numbers.get(element.Pg.objgen, page) if "/Pg" in element else page
    texts = []
    for kid in _kids(element):
        if not isinstance(kid, pikepdf.Dictionary):
            texts.append(content[page].get(int(kid), "") if page is not None else "")
        elif "/S" in kid:
            texts.append("" if str(kid.S) in _APART else _text(kid, page, numbers, content))
        elif "/MCID" in kid:
            at = numbers.get(kid.Pg.objgen, page) if "/Pg" in kid else page
            texts.append(content[at].get(int(kid.MCID), "") if at is not None else "")
    return "".join(texts)


def _marked_content(path: Path) -> list[dict[int, str]]:
    """For each page the text of its marked content, by number."""
    manager = PDFResourceManager(caching=True)
    pages = []
    with path.open("rb") as file:
        for page in PDFPage.get_pages(file):
            device = _Device(manager)
            PDFPageInterpreter(manager, device).process_page(page)
            pages.append({number: "".join(parts) for number, parts in device.texts.items()})
    return pages


class _Device(PDFTextDevice):
    """Collects the text of marked content: what stands in place of glyphs, or what they mean."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.texts: dict[int, list[str]] = {}
        self._open: list[tuple[int | None, bool]] = []  # number, and whether its glyphs are spoken for

    def begin_tag(self, _tag: PSLiteral, props: Any = None) -> None:  # noqa: ANN401 - pdfminer's own type is Any
        """Open marked content."""
        props = props if isinstance(props, dict) else {}
        number, silent = self._open[-1] if self._open else (None, False)
        number = props.get("MCID", number)
        actual = props.get("ActualText")
        if actual is not None and not silent and number is not None:
            self.texts.setdefault(number, []).append(decode_text(actual))
        self._open.append((number, silent or actual is not None))

    def end_tag(self) -> None:
        """Close marked content."""
        self._open.pop()

    def render_char(
        self,
        _matrix: object,
        font: Any,  # noqa: ANN401 - pdfminer's fonts have no common type
        fontsize: float,
        scaling: float,
        _rise: float,
        cid: int,
        _ncs: object,
        _graphicstate: object,
    ) -> float:
        """Take one glyph, and tell how far it moves the pen."""
        number, silent = self._open[-1] if self._open else (None, False)
        if number is not None and not silent:
            try:
                text = str(font.to_unichr(cid))
            except PDFException:
                text = "\ufffd"
            self.texts.setdefault(number, []).append(text)
        return float(font.char_width(cid)) * fontsize * scaling
