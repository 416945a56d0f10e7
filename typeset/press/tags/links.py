"""Link annotations: one for each link on a page, whatever lines and boxes it takes (ISO 14289-1, 7.18.5).

What WeasyPrint calls links are boxes; an entry of a contents has four of them.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import pydyf
from msgspec import Struct

from typeset.press.drawn import LinkArea, Rectangle
from typeset.press.tags.roles import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from typeset.press.tags.tree import Node, Tree

_PRINTED = 4  # the flag that PDF/A wants set (ISO 19005-2, 6.3.2)
_SAME_LINE = 0.5  # the share of the lower box's height by which two boxes of one line overlap


class Target(Struct, frozen=True):
    """Where a link goes: `internal` to an anchor, `external` to an address."""

    kind: str
    name: str


def areas_of(links: Iterable[tuple[str, str, Rectangle, Any]], matrix: Any, tree: Tree) -> dict[Node, list[LinkArea]]:
    """The links of a page by their nodes, in order. Of each WeasyPrint gives kind, target, rectangle and box."""
    found: dict[tuple[Node, Target], list[Rectangle]] = {}
    for kind, target, rectangle, box in links:
        if kind == "attachment" or box.element is None:
            continue
        link = tree.link_around(box.element)
        if link is None:
            continue
        corners = (*matrix.transform_point(*rectangle[:2]), *matrix.transform_point(*rectangle[2:]))
        found.setdefault((tree.node(link), Target(kind, target)), []).append(_upright(corners))
    areas: dict[Node, list[LinkArea]] = {}
    for (node, goal), rectangles in found.items():
        area = LinkArea(goal.kind, goal.name, tuple(_lines(rectangles)), _contents(node, goal))
        areas.setdefault(node, []).append(area)
    return areas


def annotation(area: LinkArea, contents: str) -> Any:
    """The annotation of the link `area`, of which a reader is told `contents`."""
    action = pydyf.Dictionary({"Type": "/Action", "S": "/URI", "URI": pydyf.String(area.goal)})
    quads = {"QuadPoints": pydyf.Array(chain.from_iterable(map(_quad, area.lines)))}
    return pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Link",
            "Rect": pydyf.Array(_around(area.lines)),
            **(quads if len(area.lines) > 1 else {}),
            "Border": pydyf.Array((0, 0, 0)),
            "F": _PRINTED,
            "Contents": pydyf.String(contents),
            **({"Dest": pydyf.String(area.goal)} if area.kind == "internal" else {"A": action}),
        }
    )


def _contents(node: Node, goal: Target) -> str:
    """What a reader is told of the link: its address or its words; nothing where only the place it goes to has any."""
    if goal.kind == "external":
        return goal.name
    own = dict.fromkeys(words(link) for link in node.element.iter("a") if link.get("href") == f"#{goal.name}")
    return " ".join(filter(None, own))


def _upright(corners: Rectangle) -> Rectangle:
    left, right = sorted((corners[0], corners[2]))
    bottom, top = sorted((corners[1], corners[3]))
    return left, bottom, right, top


def _lines(rectangles: Iterable[Rectangle]) -> list[Rectangle]:
    """The rectangles, those of one line joined, from the top down."""
    lines: list[Rectangle] = []
    for rectangle in sorted(rectangles, key=lambda found: (-found[3], found[0])):
        beside = next((n for n, line in enumerate(lines) if _on_one_line(line, rectangle)), None)
        if beside is None:
            lines.append(rectangle)
        else:
            lines[beside] = _around((lines[beside], rectangle))
    return lines


def _on_one_line(one: Rectangle, other: Rectangle) -> bool:
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared >= _SAME_LINE * min(one[3] - one[1], other[3] - other[1])


def _around(rectangles: Sequence[Rectangle]) -> Rectangle:
    left, bottom, right, top = zip(*rectangles, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _quad(line: Rectangle) -> tuple[float, ...]:
    """The corners in the order that all readers expect: top left, top right, bottom left, bottom right."""
    left, bottom, right, top = line
    return left, top, right, top, left, bottom, right, bottom
