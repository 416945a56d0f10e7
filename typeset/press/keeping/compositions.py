"""Composed paragraphs by what goes into them: what says the same in the same styles is not composed again.

The composer knows nothing of boxes, so that its paragraph serves the boxes of another layout; only the tree of nodes
between the two is made again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

from typeset.press.inline import Composition, Node

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

_PARAGRAPH = (
    *("direction", "lang", "hyphens", "font_family", "font_weight", "line_break", "text_wrap_style", "text_autospace"),
    *("hanging_punctuation", "text_spacing_trim", "typeset_punctuation", "text_align_all", "text_justify"),
)
_TEXT = (
    *("font_size", "font_family", "font_weight", "font_feature_settings", "lang", "letter_spacing", "white_space"),
)
_SIDES = ("left", "right", "top", "bottom")
_INLINE = (
    *("font_size", "ruby_align"),
    *(f"{name}_{side}" for name in ("margin", "padding") for side in _SIDES),
    *(f"border_{side}_width" for side in _SIDES),
)
# What composing asks of the style of a box of each kind.
ASKED = ((boxes.TextBox, _TEXT), (boxes.LineBox, _PARAGRAPH), (boxes.InlineBox, (*_INLINE, *_PARAGRAPH)))

Known = dict["Hashable", Composition]


class Compositions:
    """The paragraphs of one part; to begin with, what other layouts have composed.

    Attributes:
        own: Those that the part has asked for.
    """

    def __init__(self, others: Iterable[Mapping[Hashable, Composition]] = ()) -> None:
        """Take what `others` have composed with the same fonts."""
        self.own: Known = {}
        self._others = tuple(others)

    def settle(self) -> None:
        """Let go of the others."""
        self._others = ()

    def inherit(self, other: Compositions, pages: Iterable[Any]) -> None:
        """Keep of `other` the paragraphs that stand on `pages`."""
        lines = (box.__dict__.get("_typeset") for page in pages for box in page.descendants())
        used = {id(kept[1].clusters) for kept in lines if kept and kept[1]}
        for key, composition in other.own.items():
            if id(composition.clusters) in used:
                self.own.setdefault(key, composition)

    def of(self, line_box: Any, compose: Callable[[], Composition]) -> Composition:
        """The composition of `line_box`, which `compose` makes if there is none."""
        key = tuple(_told(line_box))
        if None in key:
            return compose()
        found = self.own.get(key) or next(filter(None, (known.get(key) for known in self._others)), None)
        self.own[key] = made = standing_in(found, line_box) if found else compose()
        return made


def _told(box: Any) -> Iterator[tuple[object, ...] | None]:
    """What tells `box`, and all in it, from others; None for what is more than text."""
    if not box.is_in_normal_flow():
        yield (type(box), box.is_floated(), box.is_running())
        return
    names = next((names for kind, names in ASKED if isinstance(box, kind)), None)
    if names is None:
        yield None
        return
    style, given = box.style, box.__dict__
    yield (type(box), box.element_tag, given.get("text"), given.get("is_leader"), *map(style.__getitem__, names))
    children = given.get("children", ())
    for child in children:
        yield from _told(child)
    yield (len(children),)


def standing_in(composition: Composition, box: Any) -> Composition:
    """`composition` for `box`, of which all is so that the same would be composed."""
    root = _node(composition.root, box)
    return Composition(root, composition.paragraph, composition.clusters, broken=composition.broken)


def _node(node: Node, box: Any) -> Node:
    return Node(
        box,
        node.start,
        node.end,
        [_node(child, inner) for child, inner in zip(node.children, box.children, strict=True)]
        if node.children
        else [],
        node.clusters,
        node.faces,
        node.leading,
        node.trailing,
        node.plain,
        standing_in(node.annotation, box) if node.annotation else None,
        node.inset_pt,
    )
