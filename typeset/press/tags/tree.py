"""The tree of structure elements, in the order of the text: of the HTML document, whatever the pages do with it.

An element gets its node when something of it is drawn for the first time, and keeps it over all pages. What a node
holds is sorted by where it stands in the HTML: a float, a footnote or a box put elsewhere comes where it was written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from typeset.press.tags.roles import HEADINGS, Kind, Role, is_contents, is_inline, is_note, role_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

# Where something stands in the node around it: the number of an element of the document, then a rank.
Order = tuple[int, int]
_SELF, _TEXT, _NOTES = 0, 1, 2  # the element itself, text behind its start tag, notes called in it
_ITEMS = ("li", "dt", "dd")


class Mark(Struct, frozen=True):
    """A piece of marked content: the content stream it is in, and its number there."""

    stream: Any
    number: int


class Node(Struct, eq=False):
    """A structure element.

    Attributes:
        tag: Its standard structure type.
        kind: What it may hold.
        element: What it was made of.
        parent: What it stands in.
        order: Where in there.
        reached: How far what was found of it goes; text that comes next stands behind.
        kids: What it holds, as found.
        links: Its links: the page, from 0, and the number there.
        box: Left, bottom, right and top of a picture, in points from the bottom left corner of its page.
        style: The style of the box that it was made for.
        kept: Whether it stays though it is empty, as a cell does.
        noted: Whether the nodes around it have taken note of where it stands, as those around these have.
    """

    tag: str
    kind: Kind
    element: Element
    parent: Node | None
    order: Order
    reached: Order = (0, 0)
    kids: list[tuple[Order, Node | Mark]] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)
    box: tuple[float, float, float, float] | None = None
    style: Any = None
    kept: bool = False
    noted: bool = False

    def in_order(self) -> Iterator[Node | Mark]:
        """What it holds, in the order of the text."""
        for _, kid in sorted(self.kids, key=_order):
            yield kid


def _order(pair: tuple[Order, Node | Mark]) -> Order:
    return pair[0]


class Tree:
    """The structure of the document whose root element is `html`."""

    def __init__(self, html: Element, above: Sequence[str] = ()) -> None:
        """Number the elements of `html`, which stands below the headings `above`."""
        self.document = Node("Document", Kind.GROUP, html, None, (0, _SELF))
        self._number = {element: number for number, element in enumerate(html.iter())}
        self._parents = {child: parent for parent in html.iter() for child in parent}
        self._levels, _ = levels_of(html, above)
        self._contents: dict[Element, bool] = {}
        self._nodes: dict[tuple[Element, str], Node] = {}
        self._holders: dict[Element, Node] = {}

    def holder(self, element: Element) -> Node:
        """The node that holds the text of `element`."""
        found = self._holders.get(element)
        if found is None:
            found = self._holders[element] = self._holder(element)
        return found

    def node(self, element: Element) -> Node:
        """The node of `element`, which has a role."""
        role = self._role(element)
        if role.tag == "Link":
            return self._link(element, role)
        inside = self.holder if role.kind is Kind.INLINE or role.tag == "Ruby" else self.place
        if role.tag in ("RB", "RT", "RP"):
            inside = self.node
        return self._made(element, role.tag, lambda: inside(self._parents[element]), kind=role.kind)

    def place(self, element: Element) -> Node:
        """The node in which the blocks inside `element` stand."""
        if element not in self._parents or element.tag == "body":
            return self.document
        if is_note(element):
            return self.note(element)
        if element.tag in _ITEMS:
            return self._body(element)
        return self.node(element) if role_of(element) else self.place(self._parents[element])

    def label(self, element: Element) -> Node:
        """The node of the mark of a list item or a note."""
        if is_note(element):
            return self._made(element, "Lbl", lambda: self.note(element))
        return self._made(element, "Lbl", lambda: self.node(element) if role_of(element) else self.holder(element))

    def call(self, element: Element) -> Node:
        """The node of the mark in the text that calls the note `element`."""
        return self._made(element, "Reference", lambda: self.holder(self._parents[element]), kind=Kind.INLINE)

    def note(self, element: Element) -> Node:
        """The node of the footnote `element`: behind the paragraph that calls it, which so stays in one piece.

        ISO 32000-1, table 338: a note may stand in the element that calls it, or elsewhere, reached by a Reference.
        """
        made = self._nodes.get((element, "Note"))
        if made:
            return made
        around = self.holder(self._parents[element])
        while around.kind is Kind.INLINE and around.parent:
            around = around.parent
        rank, after = _NOTES + self._number[element], len(self._number)
        if around.parent and (around.tag == "P" or around.tag in HEADINGS):
            around, after = around.parent, around.order[0]
        return self._made(element, "Note", lambda: around, (after, rank))

    def text_order(self, node: Node, element: Element) -> Order:
        """Where the next text of `element` stands in `node`; the nodes around take note that they reached it."""
        number = self._number[element]
        if node.reached[0] < number:
            node.reached = (number, _SELF)
        inner = node
        while inner.parent and not inner.noted:  # where a node stands in those around it, they need to hear once
            inner.parent.reached = max(inner.parent.reached, inner.order)
            inner.noted, inner = True, inner.parent
        return node.reached[0], _TEXT

    def keep_cells(self) -> None:
        """Have a node for each cell of each table, empty or not: rows are of one length (ISO 14289-1, 7.5)."""
        for table in [node for node in self._nodes.values() if node.tag == "Table"]:
            for cell in table.element.iter():
                if cell.tag in ("td", "th"):
                    self.node(cell).kept = True

    def language(self, element: Element) -> str | None:
        """The language of `element` (BCP 47)."""
        while not (language := element.get("lang")) and element in self._parents:
            element = self._parents[element]
        return language

    def link_around(self, element: Element) -> Element | None:
        """The link that `element` is, or is in."""
        while element.tag != "a" or not element.get("href"):
            if element not in self._parents:
                return None
            element = self._parents[element]
        return element

    @property
    def anchors(self) -> dict[str, Element]:
        """The elements that links may go to, by name."""
        return {name: element for element in self._number if (name := element.get("id"))}

    def _holder(self, element: Element) -> Node:
        if is_note(element):
            return self.note(element)
        role = role_of(element)
        if role and role.kind is not Kind.GROUP:
            return self.node(element)
        if element.tag in _ITEMS:
            in_contents = self._is_contents(self._parents[element])
            return self.label(element) if in_contents else self._body(element)
        if element.tag == "ruby":
            return self._made(element, "RB", lambda: self.node(element), kind=Kind.INLINE)
        if role is None and is_inline(element) and element in self._parents:
            return self.holder(self._parents[element])
        # Text among blocks, as a `div` may hold it, is a paragraph that nobody called one.
        return self._made(element, "P", lambda: self.place(element))

    def _body(self, item: Element) -> Node:
        """What holds the content of a list item."""
        node = self.node(item)
        if node.tag == "TOCI":
            return node
        return self._made(item, "LBody", lambda: node, (self._number[item], _TEXT))

    def _link(self, element: Element, role: Role) -> Node:
        """The node of a link. All links of an entry of the contents that go to one place are one Link."""
        item = self._entry(element)
        if item is None:
            return self._made(element, role.tag, lambda: self.holder(self._parents[element]), kind=role.kind)
        target, order = element.get("href"), (self._number[element], _SELF)
        return self._made(
            item,
            f"Link {target}",
            lambda: self._made(item, f"Reference {target}", lambda: self.node(item), order, kind=role.kind),
            order,
            kind=role.kind,
        )

    def _entry(self, link: Element) -> Element | None:
        """The entry of the contents that `link` stands in."""
        element = link
        while element in self._parents:
            parent = self._parents[element]
            if element.tag == "li":
                return element if self._is_contents(parent) else None
            element = parent
        return None

    def _is_contents(self, element: Element) -> bool:
        found = self._contents.get(element)
        if found is None:
            found = self._contents[element] = is_contents(element)
        return found

    def _role(self, element: Element) -> Role:
        role = role_of(element)
        if role is None:
            raise ValueError(element.tag)
        if role.tag == "H":
            return Role(f"H{self._levels[element]}", role.kind)
        if role.tag == "L" and self._is_contents(element):
            return Role("TOC", role.kind)
        if role.tag == "LI" and self._is_contents(self._parents[element]):
            return Role("TOCI", role.kind)
        return role

    def _made(
        self,
        element: Element,
        tag: str,
        inside: Callable[[], Node],
        order: Order | None = None,
        *,
        kind: Kind = Kind.BLOCK,
    ) -> Node:
        """The node of `element` for `tag`, made in what `inside` gives if there is none."""
        found = self._nodes.get((element, tag))
        if found is None:
            parent, order = inside(), order or (self._number[element], _SELF)
            found = Node(tag.partition(" ")[0], kind, element, parent, order, reached=order)
            self._nodes[element, tag] = found
            parent.kids.append((order, found))
        return found


def levels_of(html: Element, above: Sequence[str] = ()) -> tuple[Mapping[Element, int], tuple[str, ...]]:
    """The level of each heading, from 1, none left out on the way down (ISO 14289-1, 7.4.2).

    `above` are the headings that `html` stands below, outermost first; with the levels come those that what follows it
    stands below.
    """
    levels: dict[Element, int] = {}
    stack = list(above)
    for element in html.iter():
        if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            while stack and stack[-1] >= element.tag:
                stack.pop()
            stack.append(element.tag)
            levels[element] = len(stack)
    return levels, tuple(stack)
