"""The tag tree of a PDF: its elements, what they hold, and which element a piece of content belongs to (14.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from typeset.preflight.pdf.elements import element, kids
from typeset.preflight.pdf.objects import (
    PdfObject,
    entries,
    entry,
    identity,
    integer,
    is_dictionary,
    items,
    name,
    one_or_many,
    text,
    tree,
)
from typeset.preflight.pdf.pages import pages_of
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from typeset.preflight.document import Document
    from typeset.preflight.pdf.painted import Mark, Painted

# The standard structure types (ISO 32000-1 14.8.4).
STANDARD = frozenset(
    [
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "Figure",
        "Formula",
        "Form",
    ]
)
_DEEPEST = 200
_MOST = 300_000

# Page from 1 (0 for a form's own content), the form, and the number of a marked-content sequence in it.
Place: TypeAlias = tuple[int, tuple[int, int] | None, int]


class Tag(Struct, eq=False):
    """One element.

    Attributes:
        kind: Its type as written.
        role: The standard type that this stands for; as written where it stands for none.
        page: On which page its content begins, from 1; None where nothing says so.
        kids: The elements in it.
        places: The marked content that it holds itself.
        objects: The annotations and XObjects that it holds itself.
        is_plain: Whether it has no entries but those that say where it stands.
    """

    kind: str
    role: str
    dictionary: PdfObject
    parent: Tag | None
    page: int | None
    kids: list[Tag] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    objects: list[PdfObject] = field(default_factory=list)
    is_plain: bool = False

    def own(self, key: str) -> str:
        """The text of its entry `key` (/Alt, /ActualText, /E, /ID, /Lang); empty where it has none."""
        return "" if self.is_plain else text(entry(self.dictionary, key))

    def lineage(self) -> Iterator[Tag]:
        """It, its parent, and so on."""
        tag: Tag | None = self
        while tag is not None:
            yield tag
            tag = tag.parent

    @property
    def language(self) -> str:
        """Its language, from its parents where it has none."""
        return next((tag.own("/Lang") for tag in self.lineage() if tag.own("/Lang")), "")

    def all(self) -> Iterator[Tag]:
        """It and all below it, in order."""
        stack = [self]
        while stack:
            tag = stack.pop()
            yield tag
            stack.extend(reversed(tag.kids))


class Tags(Struct):
    """The tree.

    Attributes:
        present: Whether there is one.
        roots: Its topmost elements.
        roles: The role map.
        classes: The class map.
        by_place, by_object: The element that marked content, or an annotation or XObject, belongs to.
    """

    present: bool = False
    roots: list[Tag] = field(default_factory=list)
    roles: Mapping[str, str] = field(default_factory=dict)
    classes: PdfObject = None
    by_place: dict[Place, Tag] = field(default_factory=dict)
    by_object: dict[tuple[int, int], Tag] = field(default_factory=dict)

    def all(self) -> Iterator[Tag]:
        """Every element, in order."""
        for root in self.roots:
            yield from root.all()

    def of_role(self, *roles: str) -> Iterator[Tag]:
        """The elements of these standard types, in order."""
        return (tag for tag in self.all() if tag.role in roles)

    def of_mark(self, mark: Mark, page: int) -> Tag | None:
        """The element that a marked-content sequence on `page` belongs to."""
        if mark.tag == "/StructParent":
            found = identity(mark.properties)
            return self.by_object.get(found) if found else None
        if mark.number is None:
            return None
        own = self.by_place.get((0, mark.stream, mark.number)) if mark.stream else None
        return own or self.by_place.get((page, None, mark.number))

    def of_thing(self, thing: Painted) -> Tag | None:
        """The element that a painted thing belongs to."""
        found = (self.of_mark(mark, thing.page) for mark in reversed(thing.marks))
        return next((tag for tag in found if tag), None)

    def attribute(self, tag: Tag, key: str) -> PdfObject:
        """An attribute of an element: its own, or that of its classes (14.7.5)."""
        own = one_or_many(entry(tag.dictionary, "/A"))
        for class_ in one_or_many(entry(tag.dictionary, "/C")):
            own += one_or_many(entry(self.classes, str(class_))) if isinstance(class_, pikepdf.Name) else []
        return next((entry(each, key) for each in own if entry(each, key) is not None), None)


def tags_of(document: Document) -> Tags:
    """Read the tag tree; what is not sound in it is left out."""
    root = entry(document.pdf.trailer, "/Root", "/StructTreeRoot")
    if not is_dictionary(root):
        return Tags()
    roles = {key.removeprefix("/"): name(value) for key, value in entries(entry(root, "/RoleMap"))}
    numbers = {identity(page.dictionary): page.number for page in document.once(pages_of)}
    found = Tags(present=True, roles=roles, classes=entry(root, "/ClassMap"))
    seen: set[tuple[int, int]] = set()
    stack: list[tuple[PdfObject, Tag | None, int | None, int]] = [
        (kid, None, None, 0) for kid in reversed(one_or_many(entry(root, "/K")))
    ]
    while stack and len(seen) < _MOST:
        thing, parent, page, depth = stack.pop()
        if depth > _DEEPEST:
            continue
        if isinstance(thing, int):
            if parent and page:
                _hold(found, parent, (page, None, thing))
            continue
        plain = element(thing)
        page = numbers.get(plain.page if plain else identity(entry(thing, "/Pg")), page)
        kind = "" if plain else name(entry(thing, "/Type"))
        if kind == "MCR":
            _hold_reference(found, parent, thing, page)
        elif kind == "OBJR":
            _hold_object(found, parent, entry(thing, "/Obj"))
        elif plain or (is_dictionary(thing) and entry(thing, "/S") is not None):
            own = identity(thing)
            if own is not None and own in seen:
                continue
            seen.add(own or (0, len(seen)))
            kind = plain.kind if plain else name(entry(thing, "/S"))
            tag = Tag(kind, standard_role(kind, roles), thing, parent, page, is_plain=plain is not None)
            (parent.kids if parent else found.roots).append(tag)
            held = kids(document.pdf, plain) if plain else one_or_many(entry(thing, "/K"))
            stack.extend((kid, tag, page, depth + 1) for kid in reversed(held))
    return found


def standard_role(kind: str, roles: Mapping[str, str]) -> str:
    """The standard type that `kind` is mapped to in the end; `kind` itself where the map leads nowhere."""
    role, seen = kind, {kind}
    while role not in STANDARD and role in roles and roles[role] not in seen:
        role = roles[role]
        seen.add(role)
    return role if role in STANDARD else kind


def _hold(found: Tags, tag: Tag, place: Place) -> None:
    tag.places.append(place)
    found.by_place.setdefault(place, tag)


def _hold_reference(found: Tags, tag: Tag | None, reference: PdfObject, page: int | None) -> None:
    number = integer(entry(reference, "/MCID"))
    stream = identity(entry(reference, "/Stm"))
    if tag and number is not None and (stream or page):
        _hold(found, tag, (0, stream, number) if stream else (page or 0, None, number))


def _hold_object(found: Tags, tag: Tag | None, thing: PdfObject) -> None:
    own = identity(thing)
    if tag and own:
        tag.objects.append(thing)
        found.by_object.setdefault(own, tag)


def unlisted(document: Document) -> list[Place]:
    """The marked content of pages that elements hold, but that the page's row of the parent tree does not lead back."""
    root = entry(document.pdf.trailer, "/Root", "/StructTreeRoot")
    table = {key: value for key, value in tree(entry(root, "/ParentTree"), "/Nums") if isinstance(key, int)}
    rows = {
        page.number: items(table.get(integer(entry(page.dictionary, "/StructParents")) or 0))
        for page in document.once(pages_of)
    }
    held = sorted(place for place in document.once(tags_of).by_place if place[1] is None)
    return [place for place in held if not is_dictionary(next(iter(rows[place[0]][place[2] :][:1]), None))]
