"""From WeasyPrint's inline boxes to a paragraph of the composer, and back from cluster numbers to boxes.

WeasyPrint resumes a broken paragraph by a "skip stack", a chain of child indices that ends in an offset of UTF-8
bytes into a text. A `Composition` holds the paragraph and the tree of nodes that translates between the two.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from typeset.composer.cluster import Cluster
from typeset.composer.paragraph import Paragraph
from typeset.press.lettering import ONE_LINE, lettering
from typeset.press.ruby import is_annotation, is_ruby, widened, widening_pt
from typeset.press.shortcuts.percentages import resolve_percentages
from typeset.press.style import PT_PER_PX, composer_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typeset.composer.line import LineSpan
    from typeset.press.faces import Face
    from typeset.press.keeping.compositions import Compositions
    from typeset.press.repeats import Repeats

_SUITABLE = ("normal", "pre-line", *ONE_LINE)


_ALL_SIDES = ("left", "right", "top", "bottom")
_BORDERS = tuple(f"border_{side}_width" for side in _ALL_SIDES)
_SPACES = tuple(f"{name}_{side}" for name in ("margin", "padding") for side in _ALL_SIDES)


class Unsuitable(Exception):  # noqa: N818 - control flow inside this package, not an error
    """The line box holds something that the composer leaves to WeasyPrint."""


class Node(Struct):
    """One inline box: which clusters of the paragraph it holds, and those of its text, if it is one.

    An annotation (`rt`) holds none: it has a composition of its own, and stands where its base starts. `inset_pt` is
    what the first and the last cluster of the base were widened by for it. `textual` tells whether it holds nothing but
    text that needs no box, once that is known.
    """

    box: Any
    start: int
    end: int = 0
    children: list[Node] = field(default_factory=list)
    clusters: Sequence[Cluster] = ()
    faces: list[tuple[int, Face]] = field(default_factory=list)
    leading: bool = False
    trailing: bool = False
    plain: bool = False
    annotation: Composition | None = None
    inset_pt: tuple[float, float] = (0.0, 0.0)
    textual: bool | None = None

    def text(self, start: int, end: int) -> str:
        """The text of its clusters from `start` to `end`, by their numbers in the paragraph."""
        first, last = start - self.start, end - self.start
        whole: str = getattr(self.box, "text", "")
        if len(whole) == len(self.clusters):  # a character each
            return whole[first:last]
        return "".join([made.text for made in self.clusters[first:last]])


class Composition(Struct):
    """A paragraph as clusters, with the tree it came from and the lines found so far, by measure.

    `plans` are those of one layout, and `broken` the same by what they were asked for, for any layout.
    """

    root: Node
    paragraph: Paragraph
    clusters: tuple[Cluster, ...]
    plans: dict[tuple[float, float | None], list[tuple[LineSpan, ...]]] = field(default_factory=dict)
    broken: dict[tuple[float, float, int], tuple[LineSpan, ...]] = field(default_factory=dict)
    atomic: bool = False

    def break_lines(self, measure_pt: float, indent_pt: float, start: int) -> tuple[LineSpan, ...]:
        """The lines from cluster `start` on, as `Paragraph.break_lines` has them."""
        key = measure_pt, indent_pt, start
        if key not in self.broken:
            self.broken[key] = self.paragraph.break_lines(measure_pt, indent_pt, start)
        return self.broken[key]


def compose(context: Any, line_box: Any, containing_block: Any = None) -> Composition | None:
    """The composition of `line_box`, kept on it for the next time; None where WeasyPrint has to set it.

    Without a `containing_block` lines with inline pictures or blocks cannot be measured and are left to WeasyPrint.
    """
    key = _texts(line_box)
    kept = line_box.__dict__.get("_typeset")
    if kept is None or kept[0] != key:
        compositions: Compositions | Repeats | None = getattr(context, "_typeset_compositions", None)
        read = partial(_Reader(context, containing_block).read, line_box)
        try:
            composition = compositions.of(line_box, read) if compositions else read()
        except Unsuitable:
            composition = None
        if composition and composition.atomic:
            return composition
        if composition:
            composition.plans.update(line_box.__dict__.pop("_typeset_plans", {}))
        kept = line_box._typeset = (key, composition)
    result: Composition | None = kept[1]
    return result


def cluster_at(node: Node, skip_stack: dict[int, Any] | None) -> int:
    """The cluster at which a line resumes after `skip_stack`."""
    if skip_stack is None:
        return node.start
    ((index, inner),) = skip_stack.items()
    if not node.children:
        offsets = list(accumulate((len(made.text.encode()) for made in node.clusters), initial=0))[:-1]
        return node.start + bisect_left(offsets, index or 0)
    if index >= len(node.children):
        return node.end
    return cluster_at(node.children[index], inner)


def skip_stack_at(node: Node, cluster: int) -> dict[int, Any] | None:
    """The skip stack that resumes before `cluster`."""
    for index, child in enumerate(node.children):
        if child.start <= cluster < child.end:
            if child.children:
                return {index: skip_stack_at(child, cluster)}
            offset = len(child.text(child.start, cluster).encode())
            return {index: {offset: None} if offset else None}
    return None


def _texts(line_box: Any) -> list[object]:
    """What makes one state of a line box differ from another: its texts, and the boxes it may have been given."""
    found: list[object] = []
    waiting = [line_box]
    while waiting:
        for child in waiting.pop().children:
            if isinstance(child, boxes.TextBox):
                found.append(child.text)
            elif isinstance(child, (boxes.InlineBox, boxes.LineBox)):
                waiting.append(child)
            else:
                found.append(id(child))
    return found


class _Reader:
    """Walks the boxes of one line box and collects clusters."""

    def __init__(self, context: Any, containing_block: Any) -> None:
        self._context = context
        self._containing_block = containing_block
        self._faces = context.font_config.faces
        self._words = context.font_config.words
        self._clusters: list[Cluster] = []
        self._forbid_next = False
        self._force_next = False
        self._atomic = False

    def read(self, line_box: Any) -> Composition:
        style = line_box.style
        if style["direction"] != "ltr" or not (style["lang"] or "").startswith("zh"):
            raise Unsuitable
        root = self._inline(line_box)
        if not self._clusters:
            raise Unsuitable
        paragraph = Paragraph(self._clusters, composer_style(style, self._hyphen, self._words))
        return Composition(root, paragraph, paragraph.clusters, atomic=self._atomic)

    def _hyphen(self, families: Sequence[str], weight: int, before: Cluster) -> Cluster:
        """The hyphen that follows `before`, in the first face of the line."""
        face: Face = self._faces.chain(families, weight)[0]
        return face.shaped.shape("-", before.size_pt)[0]

    def _inline(self, box: Any) -> Node:
        node = Node(box, len(self._clusters))
        decorated = not isinstance(box, boxes.LineBox)
        node.plain = decorated and _is_plain(box.style)
        decorated &= not node.plain
        if decorated and (width := _decoration(box, "left")):
            node.leading = True
            self._add(Cluster("", width * PT_PER_PX, box.style["font_size"] * PT_PER_PX, kind="object"))
            self._forbid_next = True
        if getattr(box, "is_leader", False):
            self._leader(box)
        elif is_ruby(box):
            self._ruby(box, node)
        else:
            for child in box.children:
                node.children.append(self._child(child))
        if decorated and (width := _decoration(box, "right")):
            node.trailing = True
            self._forbid_next = True
            self._add(Cluster("", width * PT_PER_PX, box.style["font_size"] * PT_PER_PX, kind="object"))
        node.end = len(self._clusters)
        return node

    def _ruby(self, box: Any, node: Node) -> None:
        """Bases and annotations in turn: an annotation belongs to all that stands between it and the one before."""
        start, first = len(self._clusters), 0
        for child in box.children:
            if child.element_tag == "rp":
                node.children.append(Node(child, start, start))
            elif is_annotation(child):
                node.children.append(self._annotation(child, start, node.children[first:]))
                start, first = len(self._clusters), len(node.children)
            else:
                node.children.append(self._child(child))

    def _annotation(self, box: Any, start: int, bases: list[Node]) -> Node:
        base = self._clusters[start:]
        reader = _Reader(self._context, None)
        root = reader._inline(box)
        clusters = reader._clusters
        if not base or not clusters:
            raise Unsuitable
        paragraph = Paragraph(clusters, composer_style(box.style, find_words=self._words))
        annotation = Composition(root, paragraph, paragraph.clusters)
        width_pt = paragraph.max_content_pt
        more_pt = widening_pt(base, width_pt, box.style["font_size"] * PT_PER_PX)
        self._clusters[start:], (left_pt, right_pt) = widened(base, more_pt, box.style["ruby_align"][0])
        bases[0].inset_pt = (left_pt, bases[0].inset_pt[1])
        bases[-1].inset_pt = (bases[-1].inset_pt[0], right_pt)
        return Node(box, start, start, annotation=annotation)

    def _child(self, box: Any) -> Node:
        if isinstance(box, boxes.TextBox):
            return self._text(box)
        if not box.is_in_normal_flow():
            if box.is_floated() or box.is_running():
                raise Unsuitable
            return Node(box, len(self._clusters), len(self._clusters))
        if isinstance(box, (boxes.InlineBox, boxes.LineBox)):
            return self._inline(box)
        if isinstance(box, boxes.AtomicInlineLevelBox) and not isinstance(
            box, (boxes.InlineFlexBox, boxes.InlineGridBox)
        ):
            return self._object(box)
        raise Unsuitable

    def _text(self, box: Any) -> Node:
        style = box.style
        white_space = style["white_space"]
        node = Node(box, len(self._clusters))
        if style["font_size"] == 0 or "\t" in box.text:
            raise Unsuitable
        if box.text == "\n":
            node.clusters = (Cluster("\n", 0.0, style["font_size"] * PT_PER_PX),)
            self._add(*node.clusters)
            self._force_next = True
        elif white_space not in _SUITABLE or "\n" in box.text:
            raise Unsuitable
        else:
            self._shape(box, node)
        node.end = len(self._clusters)
        return node

    def _shape(self, box: Any, node: Node) -> None:
        letters = lettering(box.style, self._faces, note=_is_note_call(box))
        if letters is None:
            raise Unsuitable
        shaped: list[Cluster] = []
        for face, clusters in letters.clusters(box.text):
            node.faces.append((node.start + len(shaped), face))
            shaped += clusters
        if shaped:
            node.clusters = shaped
            # Text that stays in one line may still begin one.
            first = shaped[0]
            self._add(first if first.break_before == "auto" else replace(first, break_before="auto"))
            self._clusters += shaped[1:]

    def _object(self, box: Any) -> Node:
        """An inline picture or block: its width is known once it is laid out, which the line builder does again."""
        if self._containing_block is None:
            raise Unsuitable
        self._atomic = True
        resolve_percentages(box, self._containing_block)
        laid = inline.atomic_box(self._context, box, 0, None, self._containing_block, [], [])
        node = Node(box, len(self._clusters))
        size_pt = box.style["font_size"] * PT_PER_PX
        node.clusters = (Cluster("\ufffc", laid.margin_width() * PT_PER_PX, size_pt, kind="object"),)
        self._add(*node.clusters)
        node.end = len(self._clusters)
        return node

    def _leader(self, box: Any) -> None:
        (text,) = box.children
        size_pt = text.style["font_size"] * PT_PER_PX
        # A leader that began a line, or left its page number to the next, would lead nowhere.
        self._forbid_next = True
        self._add(Cluster("\ufffc", size_pt, size_pt, kind="leader"))
        self._forbid_next = True

    def _add(self, cluster: Cluster) -> None:
        if self._force_next:
            cluster = replace(cluster, break_before="forced")
        elif self._forbid_next:
            cluster = replace(cluster, break_before="forbidden")
        self._force_next = self._forbid_next = False
        self._clusters.append(cluster)


def _is_plain(style: Any) -> bool:
    """Whether an inline box has neither margins nor borders nor padding, so that none need be resolved."""
    known = style.__dict__
    if "_typeset_plain" not in known:
        known["_typeset_plain"] = not any(style[name] for name in _BORDERS) and not any(
            getattr(style[name], "value", style[name]) for name in _SPACES
        )
    return bool(known["_typeset_plain"])


def _decoration(box: Any, side: str) -> float:
    """Margin, border and padding of one side of an inline box, in pixels."""
    style = box.style
    total = float(style[f"border_{side}_width"])
    for name in (f"margin_{side}", f"padding_{side}"):
        value = style[name]
        if getattr(value, "unit", None) == "%":
            raise Unsuitable
        total += getattr(value, "value", 0) or 0
    return total


def _is_note_call(box: Any) -> bool:
    return "::footnote-call" in (box.element_tag or "")
