"""An issue in parts: what stands before its sections, each section, and what follows them.

A section begins on a new page, so that each part can be laid out by itself: by another process, or not again where only
another part has changed. A part is a document of its own, with the same head and the same elements around it. The
sections beside it are there as empty elements: the one before, not displayed, keeps selectors of siblings true, and
the one after ends the last page as in the whole.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_TAG = re.compile(r"""<(/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>""")
_SECTION = re.compile(r"<(/?)section\b")
_OWN = re.compile(r"""\s(?:id|style)=(?:"[^"]*"|'[^']*')""")
_EMPTY = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_FEWEST = 2


class Part(Struct, frozen=True):
    """A document that is a part of the whole.

    Attributes:
        html: The document.
        depth: How many elements stand between `body` and the part.
        opens: Whether it is the first, with all that comes before the sections.
        follows: Whether an empty element stands before the part, for what does in the whole.
        goes_on: Whether an empty element stands after it, where the next part begins.
    """

    html: str
    depth: int = 0
    opens: bool = True
    follows: bool = False
    goes_on: bool = False

    @property
    def alone(self) -> bool:
        """Whether it is the whole."""
        return self.opens and not self.goes_on

    def stands_like(self, other: Part) -> bool:
        """Whether it stands among the others as `other` does."""
        return (self.depth, self.opens, self.follows, self.goes_on) == (
            *(other.depth, other.opens, other.follows, other.goes_on),
        )

    def ends(self, document: Element) -> tuple[Element | None, Element | None]:
        """The element of its `document` with which the part begins, and the one with which the next does."""
        body = document.find("body")
        if body is None or self.alone:
            return None, None
        *_, inner = (body, *self.around(document))
        return (None if self.opens else inner[int(self.follows)]), (inner[-1] if self.goes_on else None)

    def around(self, document: Element) -> Iterator[Element]:
        """The elements of its `document` that stand around the part, inside the body, from the outside in."""
        inner = document.find("body")
        if inner is None:
            return
        for _ in range(self.depth):
            inner = inner[-1 if self.opens else 0]
            yield inner


def split(html: str) -> tuple[Part, ...]:
    """The parts of `html`; only one where it has no sections side by side."""
    spans = list(_sections(html))
    if len(spans) < _FEWEST or any(html[end:start].strip() for (_, end), (start, _) in pairwise(spans)):
        return (Part(html),)
    front, back = html[: spans[0][0]], html[spans[-1][1] :]
    body = re.search(r"<body\b[^>]*>", front)
    around = list(_open(front[body.end() :])) if body else None
    if body is None or around is None:
        return (Part(html),)
    head = front[: body.end()] + "".join(around)
    tail = "".join(f"</{_name(tag)}>" for tag in reversed(around)) + "</body></html>"
    sections = [html[start:end] for start, end in spans]
    last = "" if back.lstrip().startswith("</") else back
    places = [_place(text) for text in (*sections, *([last] if last else []))]
    depth = len(around)
    parts = [Part(f"{front}{places[0]}{tail}", depth, goes_on=True)]
    for number, section in enumerate(sections):
        before = _hidden(places[number - 1]) if number else ""
        after = places[number + 1] if number + 1 < len(places) else ""
        parts.append(
            Part(f"{head}{before}{section}{after}{tail}", depth, opens=False, follows=number > 0, goes_on=bool(after))
        )
    if last:
        parts.append(Part(f"{head}{_hidden(places[-2])}{last}", depth, opens=False, follows=True))
    return tuple(parts)


def _sections(html: str) -> Iterator[tuple[int, int]]:
    """Where the outermost sections begin and end."""
    depth = start = 0
    for match in _SECTION.finditer(html):
        if match[1]:
            depth -= 1
            if depth == 0:
                yield start, html.index(">", match.end()) + 1
        else:
            start = match.start() if depth == 0 else start
            depth += 1


def _open(html: str) -> Iterator[str]:
    """The start tags of the elements that are open at the end of `html`."""
    stack: list[str] = []
    for match in _TAG.finditer(html):
        if not match[1]:
            if match[2].lower() not in _EMPTY and not match[3].endswith("/"):
                stack.append(match[0])
        elif stack:
            stack.pop()
    yield from stack


def _place(html: str) -> str:
    """An empty element in the place of the first element of `html`."""
    tag = _TAG.search(html)
    if tag is None:
        return ""
    return f"<{tag[2]}{_OWN.sub('', tag[3])}></{tag[2]}>"


def _hidden(place: str) -> str:
    return place.replace(">", ' style="display: none">', 1)


def _name(tag: str) -> str:
    match = _TAG.match(tag)
    return match[2] if match else ""
