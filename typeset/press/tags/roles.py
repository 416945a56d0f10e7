"""What an HTML element is in the structure of a PDF: ISO 32000-1, 14.8.4 (standard structure types).

An element that is not in the table has no tag of its own: what it holds belongs to the element around it. Text that has
no paragraph around it gets one.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}"
HEADINGS = tuple(f"H{level}" for level in range(1, 7))


class Kind(Enum):
    """What a structure element may hold."""

    GROUP = "other elements, never text of its own"
    BLOCK = "text, and stands among blocks"
    INLINE = "text, and stands inside text"


class Role(Struct, frozen=True):
    """A standard structure type."""

    tag: str
    kind: Kind


def _roles(kind: Kind, **tags: str) -> dict[str, Role]:
    return {element: Role(tag, kind) for tag, elements in tags.items() for element in elements.split()}


# Em and Strong are types of PDF 2, and PDF/UA-1 is PDF 1.7: emphasis is a Span.
_ROLES: Mapping[str, Role] = {
    **_roles(
        Kind.GROUP,
        Part="main",
        Art="article",
        Sect="section",
        BlockQuote="blockquote",
        L="ul ol dl",
        LI="li dt dd",
        Table="table",
        THead="thead",
        TBody="tbody",
        TFoot="tfoot",
        TR="tr",
        Ruby="ruby",
    ),
    **_roles(
        Kind.BLOCK,
        P="p pre address",
        H="h1 h2 h3 h4 h5 h6",
        TH="th",
        TD="td",
        Caption="caption figcaption",
        Figure=f"img {SVG}svg",
    ),
    **_roles(Kind.INLINE, Link="a", Span="em strong b i", Code="code", Quote="q", RB="rb", RT="rt", RP="rp"),
}
# Elements without a tag that stand inside text; any other is a block.
_INLINE = frozenset(
    [
        *("abbr", "bdi", "bdo", "br", "cite", "del", "dfn", "ins", "kbd", "label", "mark", "s", "samp", "small"),
        *("span", "sub", "sup", "time", "u", "var", "wbr"),
    ]
)
_NUMBERING: Mapping[str, str] = {
    "decimal": "Decimal",
    "upper-roman": "UpperRoman",
    "lower-roman": "LowerRoman",
    "upper-alpha": "UpperAlpha",
    "lower-alpha": "LowerAlpha",
    "circle": "Circle",
    "square": "Square",
    "none": "None",
}


def role_of(element: Element) -> Role | None:
    """The role of `element`; None where it has no tag of its own."""
    role = _ROLES.get(element.tag)
    if element.tag == "a" and not element.get("href"):
        role = None
    elif element.tag == "figure" and element.find("figcaption") is not None:
        # Readers say the Alt of a Figure and nothing inside it, so the caption stands beside it, not in it.
        role = Role("Div", Kind.GROUP)
    if role is None and element.get("lang") and element.tag in _INLINE:
        role = Role("Span", Kind.INLINE)
    return role


def is_inline(element: Element) -> bool:
    """Whether `element`, which has no role, stands inside text."""
    return element.tag in _INLINE


def is_note(element: Element) -> bool:
    """Whether `element` is a footnote."""
    return element.get("role") == "doc-footnote"


def is_contents(element: Element) -> bool:
    """Whether `element` is a list each of whose items links to a place in the document: a table of contents."""
    items = element.findall("li")
    return element.tag in ("ul", "ol") and bool(items) and all(_target(item) for item in items)


def is_decoration(element: Element) -> bool:
    """Whether `element` is a picture that is there for the looks: its alternative text is empty (HTML, 4.8.4)."""
    return element.tag == "img" and element.get("alt") == ""


def alternative(element: Element) -> str | None:
    """The alternative text of a picture."""
    if element.tag == "img":
        return element.get("alt")
    title = element.find(f"{SVG}title")
    return element.get("aria-label") or (title.text if title is not None else None)


def numbering(element: Element, style_type: object) -> str:
    """The ListNumbering of a list (ISO 32000-1, table 347) whose items have the markers of `style_type`."""
    if style_type is None:  # no item has a marker
        return "None"
    plain = "Decimal" if element.tag == "ol" else "Disc"
    return _NUMBERING.get(style_type, plain) if isinstance(style_type, str) else plain


def words(element: Element) -> str:
    """The text of `element`, its spaces run together."""
    return " ".join("".join(element.itertext()).split())


def _target(item: Element) -> bool:
    return any((link.get("href") or "").startswith("#") for link in item.iter("a"))
