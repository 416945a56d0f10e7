"""HTML that is well-formed XML too, read by expat; the tree is the one that the HTML standard asks for.

A parser of HTML differs from one of XML where elements are left open or stand where they may not, and in raw text and
references to characters. What our writer and templates make has none of that. Only elements are taken whose tags mean
the same to both, in places where no tag implies another (HTML, 13.2.6.4); all else is left to the parser of HTML.
"""

from __future__ import annotations

import re
from contextlib import suppress
from io import StringIO
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import ParseError, XMLParser

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

_DOCTYPE: Final = "<!DOCTYPE html>"
_BLANK: Final = " \n"
_VOID: Final = frozenset(["br", "hr", "img", "meta", "wbr"])
_VOID_TAG: Final = re.compile(rf"<((?:{'|'.join(sorted(_VOID))})\b[^<>]*?)/?>")
# What XML knows otherwise: declarations and comments, other ends of lines, namespaces.
_FOREIGN: Final = ("<!", "<?", "\r", "\0", "xmlns")
# What it takes for a blank in a value, an end that HTML does not see, and references that only HTML knows or changes.
_DIFFERENT: Final = (
    re.compile(r"<[^<>]*[\t\n]"),
    re.compile(rf"<(?!(?:{'|'.join(sorted(_VOID))})\b)[^<>]*/>"),
    re.compile(r"&(?!(?:amp|lt|gt|quot|#34|#39|#x27);)"),
)
_ATTRIBUTE: Final = re.compile(r"[a-z][a-z-]*")

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_LINES: Final = ("p", "pre", *_HEADINGS)
_SECTIONS: Final = (
    *("article", "aside", "blockquote", "div", "figcaption"),
    *("figure", "footer", "header", "main", "section"),
)
_PHRASES: Final = frozenset(["a", "b", "code", "em", "i", "ruby", "small", "span", "strong", "sub", "sup", "u"])
_IN_LINES: Final = _PHRASES | {"br", "img", "wbr"}
_FLOW: Final = _IN_LINES | {*_SECTIONS, *_LINES, "dl", "hr", "ol", "table", "ul"}
# What each element may hold.
_INSIDE: Final[dict[str, frozenset[str]]] = {
    "html": frozenset(["head", "body"]),
    "head": frozenset(["meta", "title"]),
    "title": frozenset(),
    "body": _FLOW,
    **dict.fromkeys(_VOID, frozenset()),
    **dict.fromkeys([*_SECTIONS, "caption", "dd", "dt", "li", "td", "th"], _FLOW),
    **dict.fromkeys([*_LINES, *_PHRASES, "rp", "rt"], _IN_LINES),
    "ruby": _IN_LINES | {"rp", "rt"},
    **dict.fromkeys(["ol", "ul"], frozenset(["li"])),
    "dl": frozenset(["dd", "dt"]),
    "table": frozenset(["caption", "tbody", "tfoot", "thead"]),
    **dict.fromkeys(["tbody", "tfoot", "thead"], frozenset(["tr"])),
    "tr": frozenset(["td", "th"]),
}
# Those whose text goes elsewhere, unless it is blank.
_WORDLESS: Final = ("html", "head", "table", "tbody", "tfoot", "thead", "tr")


def read_as_xml(original: Callable[..., Any]) -> Callable[..., Any]:
    """A replacement of `tinyhtml5.parse` that leaves to the `original` what XML may not have the same tree of."""

    def parse(document: Any, namespace_html_elements: bool = True, **kwargs: Any) -> Any:
        tree = None
        if isinstance(document, StringIO) and not namespace_html_elements:
            tree = tree_of(document.getvalue())
        return original(document, namespace_html_elements, **kwargs) if tree is None else tree

    return parse


def tree_of(html: str) -> Element | None:
    """The tree of a document; None where the standard may ask for another than XML does."""
    if not html.startswith(_DOCTYPE):
        return None
    text = html.removeprefix(_DOCTYPE)
    # Where as many tags begin as end, no value and no text holds the end of one.
    if text.count("<") != text.count(">") or any(sign in text for sign in _FOREIGN):
        return None
    if any(pattern.search(text) for pattern in _DIFFERENT):
        return None
    parser = XMLParser()  # noqa: S314 - nothing is declared in it, so nothing can be expanded
    with suppress(ParseError, ValueError):
        parser.feed(_VOID_TAG.sub(r"<\1/>", text))
        root: Element = parser.close()
        if _means_the_same(root):
            _settle_blanks(root, text[text.rindex(">") + 1 :])
            return root
    return None


def _means_the_same(root: Element) -> bool:
    """Whether no element of a tree would be closed, moved or left out for standing where it does."""
    pairs = {(parent.tag, child.tag) for parent in root.iter() for child in parent}
    names = {name for element in root.iter() for name in element.attrib}
    return (
        root.tag == "html"
        and [child.tag for child in root] == ["head", "body"]
        and all(inside in _INSIDE.get(tag, ()) for tag, inside in pairs)
        and all(map(_ATTRIBUTE.fullmatch, names))
        and not any(_holds_words(element) for tag in _WORDLESS for element in root.iter(tag))
        and all(link.find(".//a") is None for link in root.iter("a"))
        and not any((element.text or "").startswith("\n") for element in root.iter("pre"))
    )


def _holds_words(element: Element) -> bool:
    return any(text and text.strip(_BLANK) for text in (element.text, *(child.tail for child in element)))


def _settle_blanks(root: Element, after: str) -> None:
    """Leave out the blanks before the head, and have those after the body, and after all, stand at its end."""
    _, body = root
    root.text = None
    after = (body.tail or "") + after
    body.tail = None
    if not after:
        return
    if len(body):
        body[-1].tail = (body[-1].tail or "") + after
    else:
        body.text = (body.text or "") + after
