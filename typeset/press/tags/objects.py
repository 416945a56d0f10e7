"""The tree written down as objects of the PDF (ISO 32000-1, 14.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pydyf

from typeset.press.drawn import Mark, Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from typeset.press.drawn import DrawnPart

    Groups = Sequence[tuple[Any, int]]


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
    def compressible(self) -> bool:
        """Whether it can stand in a stream of objects."""
        return not self.content.endswith(b"endstream")

    @property
    def place(self) -> str:
        """Its reference."""
        return f"{self.number} 0 R"


class Writer:
    """Writes the structure of a document into `pdf`, part by part."""

    def __init__(self, pdf: Any, annotations: Sequence[Sequence[Any]], groups: Sequence[Groups]) -> None:
        """Take the annotations of each page, None for a link that goes nowhere, and its groups."""
        self._pdf = pdf
        self._pages = [reference.decode() for reference in pdf.page_references]
        self._annotations = annotations
        self._notes: list[str] = []
        self._linked: dict[tuple[int, int], str] = {}
        self._first = 0
        self._groups = groups
        self._marked: dict[tuple[int, int | None], dict[int, str]] = {}

    def write(self, parts: Sequence[DrawnPart]) -> None:
        """Put the structure of `parts` into the catalogue."""
        root, document = self._added(), self._added()
        kids: list[str] = []
        shared: tuple[str, Bytes, list[str]] | None = None
        for part in parts:
            for kid in part.tags.kids:
                if isinstance(kid, Tag) and kid.shared:
                    if shared is None or shared[0] != kid.shared:
                        self._close(shared, document)
                        made = self._added()
                        shared = (kid.shared, made, [])
                        made.content = kid.entries.encode()
                        kids.append(made.place)
                    shared[2].extend(self._kids(kid, shared[1].place, None))
                else:
                    self._close(shared, document)
                    shared = None
                    kids.extend(self._kids(Tag("", kids=[kid]), document.place, None))
            self._first += len(part.pages)
        self._close(shared, document)
        entries = parts[0].tags.entries
        document.content = f"<</Type/StructElem/S/Document/P {root.place}/K[{' '.join(kids)}]{entries}>>".encode()
        self._finish(root, document, [page.marks for part in parts for page in part.pages])

    def _close(self, shared: tuple[str, Bytes, list[str]] | None, document: Bytes) -> None:
        """Write an element that is one through several parts, now that all that it holds is known."""
        if shared:
            name, made, kids = shared
            entries = made.content.decode()
            made.content = f"<</Type/StructElem/S/{name}/P {document.place}/K[{' '.join(kids)}]{entries}>>".encode()

    def _added(self, content: str = "") -> Bytes:
        made = Bytes(content.encode())
        self._pdf.add_object(made)
        return made

    def _element(self, tag: Tag, parent: str) -> str:
        """Write `tag` and all in it; its reference."""
        made = self._added()
        own = made.place
        page = next((kid.page for kid in tag.kids if isinstance(kid, Mark)), None)
        kids = self._kids(tag, own, page)
        at = "" if page is None else f"/Pg {self._pages[self._first + page]}"
        held = f"/K[{' '.join(kids)}]" if kids else ""
        entries = tag.entries
        if tag.is_note:
            name = f"note-{len(self._notes) + 1:05}"
            self._notes.append(f"({name}){own} ")
            entries += f"/ID({name})"
        made.content = f"<</Type/StructElem/S/{tag.name}/P {parent}{at}{held}{entries}>>".encode()
        return own

    def _kids(self, tag: Tag, own: str, page: int | None) -> list[str]:
        kids = [self._content(kid, own, page) if isinstance(kid, Mark) else self._element(kid, own) for kid in tag.kids]
        for number, index in tag.links:
            place = self._first + number, index
            annotation = self._annotations[place[0]][index]
            if annotation is None:
                continue
            self._linked[place] = own
            kids.append(f"<</Type/OBJR/Obj {annotation.number} 0 R/Pg {self._pages[place[0]]}>>")
        return kids

    def _content(self, mark: Mark, own: str, page: int | None) -> str:
        number = self._first + mark.page
        self._marked.setdefault((number, mark.group), {})[mark.number] = own
        if mark.group is not None:
            group, _ = self._groups[number][mark.group]
            return f"<</Type/MCR/Pg {self._pages[number]}/Stm {group.number} 0 R/MCID {mark.number}>>"
        if mark.page == page:
            return str(mark.number)
        return f"<</Type/MCR/Pg {self._pages[number]}/MCID {mark.number}>>"

    def _finish(self, root: Bytes, document: Bytes, marks: Iterable[int]) -> None:
        numbers = self._numbers(marks)
        pairs = self._added("<</Nums[" + " ".join(f"{key} {value}" for key, value in numbers) + "]>>")
        entries = f"/K {document.place}/ParentTree {pairs.place}/ParentTreeNextKey {len(numbers)}"
        if self._notes:
            names = self._added("<</Names[" + "".join(self._notes) + "]>>")
            entries += f"/IDTree {names.place}"
        root.content = f"<</Type/StructTreeRoot{entries}>>".encode()
        catalogue = self._pdf.catalog
        catalogue["StructTreeRoot"] = root.reference
        catalogue["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        catalogue["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _numbers(self, marks: Iterable[int]) -> list[tuple[int, str]]:
        """The parent tree: the elements of the marked content of each stream, then those of the annotations."""
        found = [(number, self._all((number, None), count)) for number, count in enumerate(marks)]
        for number, groups in enumerate(self._groups):
            for index, (group, count) in enumerate(groups):
                if count:
                    group.extra["StructParents"] = len(found)
                    found.append((len(found), self._all((number, index), count)))
        for place in sorted(self._linked):
            self._annotations[place[0]][place[1]]["StructParent"] = len(found)
            found.append((len(found), self._linked[place]))
        return found

    def _all(self, stream: tuple[int, int | None], count: int) -> str:
        marked = self._marked.get(stream, {})
        return self._added(f"[{' '.join(marked.get(number, 'null') for number in range(count))}]").place
