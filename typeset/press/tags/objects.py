"""The tree written down as objects of the PDF (ISO 32000-1, 14.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pydyf

from typeset.press.tags.roles import alternative, numbering
from typeset.press.tags.tree import Mark, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from typeset.press.tags.stream import Marker
    from typeset.press.tags.tree import Tree


class Bytes(pydyf.Object):
    """An object of the PDF that is written as it is."""

    def __init__(self, content: bytes = b"") -> None:
        super().__init__()
        self.content = content

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self.content

    @property
    def place(self) -> str:
        """Its reference."""
        return f"{self.number} 0 R"


class Writer:
    """Writes the structure of one document into `pdf`."""

    def __init__(self, pdf: Any, tree: Tree, markers: Sequence[Marker]) -> None:
        """Take what was marked on the pages by `markers`, one a page."""
        self._pdf = pdf
        self._tree = tree
        self._pages = [reference.decode() for reference in pdf.page_references]
        self._markers = markers
        self._page_of = {marker: number for number, marker in enumerate(markers)}
        self._places: dict[Node, str] = {}
        self._filled: set[Node] = set()
        self._notes: list[str] = []

    def write(self, linked: Iterable[Node]) -> None:
        """Put the structure into the catalogue; `linked` are the nodes of the link annotations, in order."""
        self._fill(self._tree.document)
        root = self._added()
        document = self._element(self._tree.document, root.place)
        numbers = self._numbers(linked)
        pairs = self._added("<</Nums[" + " ".join(f"{key} {value}" for key, value in numbers) + "]>>")
        entries = f"/K {document}/ParentTree {pairs.place}/ParentTreeNextKey {len(numbers)}"
        if self._notes:
            names = self._added("<</Names[" + "".join(self._notes) + "]>>")
            entries += f"/IDTree {names.place}"
        root.content = f"<</Type/StructTreeRoot{entries}>>".encode()
        catalogue = self._pdf.catalog
        catalogue["StructTreeRoot"] = root.reference
        catalogue["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        catalogue["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _added(self, content: str = "") -> Bytes:
        made = Bytes(content.encode())
        self._pdf.add_object(made)
        return made

    def _fill(self, node: Node) -> bool:
        """Find the nodes that hold something: the others are left out."""
        filled = node.kept or bool(node.annotations)
        for _, kid in node.kids:
            filled |= isinstance(kid, Mark) or self._fill(kid)
        if filled:
            self._filled.add(node)
        return filled

    def _element(self, node: Node, parent: str) -> str:
        """Write `node` and all in it; its reference."""
        made = self._added()
        own = self._places[node] = made.place
        page = next((self._page_of[kid.stream.owner] for kid in node.in_order() if isinstance(kid, Mark)), None)
        kids = [
            self._content(kid, page) if isinstance(kid, Mark) else self._element(kid, own)
            for kid in node.in_order()
            if isinstance(kid, Mark) or kid in self._filled
        ]
        kids += [
            f"<</Type/OBJR/Obj {annotation.number} 0 R/Pg {self._pages[number]}>>"
            for number, annotation in node.annotations
        ]
        at = "" if page is None else f"/Pg {self._pages[page]}"
        held = f"/K[{' '.join(kids)}]" if kids else ""
        entries = self._language(node) + self._more(node, own)
        made.content = f"<</Type/StructElem/S/{node.tag}/P {parent}{at}{held}{entries}>>".encode()
        return own

    def _content(self, mark: Mark, page: int | None) -> str:
        marker: Marker = mark.stream
        number = self._page_of[marker.owner]
        if marker is not marker.owner:
            group = f"/Stm {marker.stream.number} 0 R"
            return f"<</Type/MCR/Pg {self._pages[number]}{group}/MCID {mark.number}>>"
        if number == page:
            return str(mark.number)
        return f"<</Type/MCR/Pg {self._pages[number]}/MCID {mark.number}>>"

    def _language(self, node: Node) -> str:
        language = self._tree.language(node.element)
        around = node.parent and self._tree.language(node.parent.element)
        return f"/Lang{_string(language)}" if language and language != around else ""

    def _more(self, node: Node, own: str) -> str:
        """What one type has that others have not."""
        if node.tag == "Figure":
            text = alternative(node.element)
            box = " ".join(f"{value:.2f}" for value in node.box or ())
            return (f"/Alt{_string(text)}" if text else "") + f"/A<</O/Layout/BBox[{box}]>>"
        if node.tag == "L":
            style = node.style and node.style["list_style_type"]
            return f"/A<</O/List/ListNumbering/{numbering(node.element, style)}>>"
        if node.tag in ("TH", "TD"):
            return _cell(node)
        if node.tag == "Note":
            name = f"note-{len(self._notes) + 1:05}"
            self._notes.append(f"({name}){own} ")
            return f"/ID({name})"
        return ""

    def _numbers(self, linked: Iterable[Node]) -> list[tuple[int, str]]:
        """The parent tree: the nodes of the marked content of each stream, then those of the annotations."""
        found = [(number, self._all(marker)) for number, marker in enumerate(self._markers)]
        for group in (group for marker in self._markers for group in marker.groups if group.nodes):
            group.stream.extra["StructParents"] = len(found)
            found.append((len(found), self._all(group)))
        taken: dict[Node, int] = {}
        for node in linked:
            index = taken[node] = taken.get(node, -1) + 1
            node.annotations[index][1]["StructParent"] = len(found)
            found.append((len(found), self._places[node]))
        return found

    def _all(self, marker: Marker) -> str:
        return self._added(f"[{' '.join(self._places[node] for node in marker.nodes)}]").place


def _cell(node: Node) -> str:
    element = node.element
    entries = [
        f"/{name} {element.get(name.lower())}"
        for name in ("ColSpan", "RowSpan")
        if (element.get(name.lower()) or "1").isdigit() and element.get(name.lower(), "1") != "1"
    ]
    if node.tag == "TH":
        in_head = node.parent and node.parent.parent and node.parent.parent.tag == "THead"
        scope = {"row": "Row", "col": "Column"}.get(element.get("scope", ""), "Column" if in_head else "Row")
        entries.append(f"/Scope/{scope}")
    return f"/A<</O/Table{''.join(entries)}>>" if entries else ""


def _string(text: str) -> str:
    data: bytes = pydyf.String(text).data
    return data.decode()
