"""WeasyPrint's lines, made by the composer: stands in for `layout.block.iter_line_boxes`.

Each line is a box tree like WeasyPrint's own with ordinary skip stacks, so that widows, orphans, columns, floats,
footnotes and page breaks work as they are. Lines that hold something the composer leaves alone are WeasyPrint's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.absolute import AbsolutePlaceholder, absolute_layout
from weasyprint.layout.percent import resolve_one_percentage

from typeset.composer.line import LineSpan
from typeset.press.decoration import is_plain
from typeset.press.geometry import Geometry
from typeset.press.glyphs import GlyphRun, Leader
from typeset.press.inline import cluster_at, compose, skip_stack_at
from typeset.press.leading import give_height
from typeset.press.ruby import flatten, narrowed, placed, rise_px
from typeset.press.shortcuts.percentages import resolve_percentages
from typeset.press.style import PT_PER_PX
from typeset.press.textline import text_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from typeset.composer.line import SetLine
    from typeset.press.inline import Composition, Node

_UNDECORATED = dict.fromkeys(
    [
        *(f"{name}_{side}" for name in ("margin", "padding") for side in ("left", "right", "top", "bottom")),
        *(f"border_{side}_width" for side in ("left", "right", "top", "bottom")),
    ],
    0,
)


class Flow(Struct, frozen=True):
    """What a line is laid out in."""

    context: Any
    containing_block: Any
    bottom_space: float
    absolute_boxes: list[Any]
    fixed_boxes: list[Any]


def composed_lines(original: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """A replacement of `iter_line_boxes` that falls back to the `original`."""

    def iter_line_boxes(
        context: Any,
        box: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: dict[int, Any] | None,
        containing_block: Any,
        absolute_boxes: list[Any],
        fixed_boxes: list[Any],
        first_letter_style: Any,
        first_line_style: Any,
    ) -> Iterator[Any]:
        composition = None
        if not (first_letter_style or first_line_style):
            composition = compose(context, box, containing_block)
        if composition is None:
            yield from original(
                context,
                box,
                position_y,
                bottom_space,
                skip_stack,
                containing_block,
                absolute_boxes,
                fixed_boxes,
                first_letter_style,
                first_line_style,
            )
            return
        resolve_percentages(box, containing_block)
        if skip_stack is None:
            resolve_one_percentage(box, "text_indent", containing_block.width)
        else:
            box.text_indent = 0
        flow = Flow(context, containing_block, bottom_space, absolute_boxes, fixed_boxes)
        yield from _lines(flow, box, composition, position_y, skip_stack)

    return iter_line_boxes


def _lines(
    flow: Flow,
    box: Any,
    composition: Composition,
    position_y: float,
    skip_stack: dict[int, Any] | None,
) -> Iterator[Any]:
    # The composition may have been made for a copy of the box, which has not been through this layout.
    composition.root.box = box
    start = cluster_at(composition.root, skip_stack)
    if start >= len(composition.clusters):
        return
    indent = box.text_indent
    geometry = Geometry(flow, box, position_y)
    plain = is_plain(box.style)
    snapped = "baseline" in box.style["line_snap"]
    for number, span in enumerate(_plan(composition, geometry, indent, start)):
        x, y, width = geometry.line(number)
        y = max(y, position_y)
        own_indent = indent if number == 0 else 0.0
        found, left = _set_in(composition, span, x + own_indent, width - own_indent)
        line = text_line(composition, found, left, y) if plain else None
        if line is None:
            line = _Builder(flow, composition).line(found, left, y)
        if snapped and (drop := flow.context._typeset_grid.missing(line.position_y + line.baseline)):
            line.translate(0, drop)
        resume = skip_stack_at(composition.root, span.end) if span.end < len(composition.clusters) else None
        yield line, resume
        position_y = line.position_y + line.height
        if _keeps_notes(flow, box, number, position_y):
            return
        geometry.reached(number + 1, position_y)
        box.text_indent = 0


def _keeps_notes(flow: Flow, box: Any, number: int, position_y: float) -> bool:
    """Whether to offer no more lines, so that the footnotes of the page stay on it (CY/T 121 3.2).

    Rather than move a paragraph that has too few lines on the page, WeasyPrint moves the page's notes to make room for
    one more line; it does so only if it is offered the lines that follow the one that overflows.
    """
    too_few = number < box.style["orphans"]
    context = flow.context
    return bool(too_few and context.current_page_footnotes and context.overflows_page(flow.bottom_space, position_y))


def _plan(composition: Composition, geometry: Geometry, indent: float, start: int) -> tuple[LineSpan, ...]:
    """The lines from cluster `start` on. Away from floats they are kept, since a page may be laid out many times."""
    if geometry.floats:
        return composition.paragraph.break_lines(lambda n: geometry.line(n)[2] * PT_PER_PX, indent * PT_PER_PX, start)
    width = round(geometry.width, 4)
    # What goes on on another page keeps the lines that were found for the whole, so the indent counts at its head only.
    for plan in composition.plans.get((width, round(indent, 4) if start == 0 else None), ()):
        for number, span in enumerate(plan):
            if span.start == start:
                return plan[number:]
    plan = composition.break_lines(geometry.width * PT_PER_PX, indent * PT_PER_PX, start)
    for key in {(width, round(indent, 4)), (width, None)}:
        composition.plans.setdefault(key, []).append(plan)
    return plan


def _set_in(composition: Composition, span: LineSpan, x: float, width: float) -> tuple[SetLine, float]:
    """The line of `span` set in `width` pixels from `x`, and where it begins."""
    align = _alignment(composition.root.box.style, last=span.last)
    line = composition.paragraph.set_line(span, width * PT_PER_PX, justify=align == "justify")
    free = width - line.width_pt / PT_PER_PX
    return line, x + {"end": free, "right": free, "center": free / 2}.get(align, 0.0)


class _Builder:
    """Makes the boxes of one line."""

    def __init__(self, flow: Flow, composition: Composition) -> None:
        self._flow = flow
        self._composition = composition
        self._set: SetLine
        self._span: LineSpan
        self._y = 0.0
        self._annotations: list[tuple[Any, float]] = []

    def line(self, line: SetLine, left: float, y: float) -> Any:
        """The line box of `line`, from `left` on, its top at `y`."""
        self._span, self._set, self._y = line.span, line, y
        box, _ = self._inline(self._composition.root, left - line.trim_start_pt / PT_PER_PX)
        box.position_x, box.width = left, line.width_pt / PT_PER_PX
        self._stand(box, y)
        return box

    def _stand(self, line: Any, y: float) -> None:
        """Put the boxes of `line` on its baseline and its top at `y`."""
        bottom, top = inline.line_box_verticality(line)
        line.baseline, line.height = -top, bottom - top
        line.margin_top = line.margin_bottom = 0
        line.position_y = top
        line.translate(0, y - top)
        line.position_y = y
        for placeholder in self._placeholders(line):
            placeholder.translate(0, y - placeholder.position_y)
        for annotation, rise in self._annotations:
            annotation.translate(0, -rise)

    def _placeholders(self, box: Any) -> Iterator[Any]:
        for child in box.children:
            if isinstance(child, AbsolutePlaceholder):
                yield child
            elif isinstance(child, (boxes.InlineBox, boxes.LineBox)):
                yield from self._placeholders(child)

    def _inline(self, node: Node, x: float) -> tuple[Any, float]:
        start, position = x, x
        children = []
        absolutes: list[Any] = [] if node.box.style["position"] == "relative" else self._flow.absolute_boxes
        if node.leading and self._holds(node.start):
            position += self._moves(node.start)
        if getattr(node.box, "is_leader", False):
            leader, position = self._leader(node, position)
            children += leader
        base_start, base_end = position, position
        for child in node.children:
            if not self._touches(child):
                continue
            if child.annotation:
                rise = rise_px(child.box.style, node.box.style["font_size"])
                children.append(self._annotation(child.annotation, base_start, base_end - base_start, rise))
                base_start = position
                continue
            made, position = self._child(child, position, absolutes)
            children.append(made)
            # The gap behind a base is none of its annotation's business.
            base_end = position - (self._gap(child.end - 1) if self._holds(child.end - 1) else 0.0)
        if node.trailing and self._holds(node.end - 1):
            position += self._moves(node.end - 1)
        box = self._closed(node, children, start, position)
        if absolutes is not self._flow.absolute_boxes:
            self._place(absolutes, box)
        return box, position

    def _closed(self, node: Node, children: list[Any], start: float, end: float) -> Any:
        """The inline box around `children`, from `start` to `end`."""
        box = node.box.copy_with_children(children)
        if not isinstance(box, boxes.LineBox):
            if node.plain:
                box.__dict__.update(_UNDECORATED)
            else:
                resolve_percentages(box, self._flow.containing_block)
            box.remove_decoration(start=node.start < self._span.start, end=node.end > self._span.end)
            box.position_x = start
            box.width = end - start - (0.0 if node.plain else _spacing(box))
        give_height(box)
        return box

    def _place(self, absolutes: list[Any], box: Any) -> None:
        """Lay out what is positioned from `box`."""
        box.position_y = self._y
        for absolute in absolutes:
            absolute_layout(
                self._flow.context, absolute, box, self._flow.fixed_boxes, self._flow.bottom_space, skip_stack=None
            )

    def _child(self, node: Node, x: float, absolutes: list[Any]) -> tuple[Any, float]:
        if isinstance(node.box, boxes.TextBox):
            return self._text(node, x)
        if not node.box.is_in_normal_flow():
            return self._out_of_flow(node, x, absolutes), x
        if isinstance(node.box, (boxes.InlineBox, boxes.LineBox)):
            return self._inline(node, x)
        return self._atomic(node, x)

    def _annotation(self, annotation: Composition, left: float, width: float, rise: float) -> Any:
        """The box of a ruby annotation on a base from `left` on; it takes no part in the height of the line."""
        builder = _Builder(self._flow, annotation)
        style = annotation.root.box.style
        own_pt = annotation.paragraph.max_content_pt
        free_pt = max(width * PT_PER_PX - own_pt, 0.0)
        em_pt = style["font_size"] * PT_PER_PX
        start_pt, spread = placed(annotation.clusters, free_pt, em_pt, style["ruby_align"][0])
        builder._y = self._y
        builder._span = LineSpan(0, len(annotation.clusters), last=True)
        line = annotation.paragraph.set_line(builder._span, own_pt, justify=False)
        gaps_pt = tuple(gap + spread.get(index, 0.0) for index, gap in enumerate(line.gaps_pt))
        builder._set = replace(line, gaps_pt=gaps_pt)
        box, _ = builder._inline(annotation.root, left + (start_pt - line.trim_start_pt) / PT_PER_PX)
        flatten(box)
        self._annotations.append((box, rise))
        return box

    def _text(self, node: Node, x: float) -> tuple[Any, float]:
        start, end = max(node.start, self._span.start), min(node.end, self._span.end)
        first = start - self._span.start
        gaps = self._set.gaps_pt[first : first + end - start]
        hyphen = self._set.hyphen if end == self._span.end else None
        clusters = self._composition.clusters[start:end]
        box = node.box.copy()
        box.__dict__.update(_UNDECORATED)
        box.text = "".join([cluster.text for cluster in clusters]) + (hyphen.text if hyphen else "")
        advances = self._composition.paragraph.items.advance[start:end]
        width = sum(advances) + sum(gaps) + (hyphen.advance_pt if hyphen else 0)
        end_x = x + width / PT_PER_PX
        if any(node.inset_pt) and clusters:
            clusters = narrowed(clusters, node.inset_pt)
            x += node.inset_pt[0] / PT_PER_PX
            width -= sum(node.inset_pt)
        box.width = width / PT_PER_PX
        box.position_x, box.position_y = x, self._y
        give_height(box)
        faces = [(max(at - start, 0), face) for at, face in node.faces if at < end]
        box._typeset_run = GlyphRun(clusters, gaps, tuple(faces), hyphen)
        return box, end_x

    def _leader(self, node: Node, x: float) -> tuple[list[Any], float]:
        """Fill the leader with copies of its text, in step with the right edge of the block, whatever stands before."""
        (text,) = node.box.children
        end = x + self._moves(node.start)
        leader = Leader.of(text, self._flow.context.font_config.faces)
        right = self._flow.containing_block.content_box_x() + self._flow.containing_block.width
        last = right - -(-(right - end) // leader.width) * leader.width
        count = int((last - x) // leader.width)
        if count <= 0:
            return [], end
        box = text.copy()
        box.__dict__.update(_UNDECORATED)
        box.text = text.text * count
        box.width = leader.width * count
        box.position_x, box.position_y = last - box.width, self._y
        give_height(box)
        box._typeset_run = leader.repeated(count)
        return [box], end

    def _atomic(self, node: Node, x: float) -> tuple[Any, float]:
        flow = self._flow
        box = inline.atomic_box(
            flow.context, node.box, x, None, flow.containing_block, flow.absolute_boxes, flow.fixed_boxes
        )
        box.translate(x - box.position_x, 0) if isinstance(box, boxes.InlineBlockBox) else setattr(box, "position_x", x)
        return box, x + self._moves(node.start)

    def _out_of_flow(self, node: Node, x: float, absolutes: list[Any]) -> Any:
        node.box.position_x, node.box.position_y = x, self._y
        placeholder = AbsolutePlaceholder(node.box)
        (absolutes if node.box.style["position"] == "absolute" else self._flow.fixed_boxes).append(placeholder)
        return placeholder

    def _touches(self, node: Node) -> bool:
        """Whether `node` has a cluster in this line; an empty node belongs to the line where it stands."""
        if node.start == node.end:
            at_end = self._span.last and node.start == self._span.end
            return self._span.start <= node.start < self._span.end or at_end
        return node.start < self._span.end and node.end > self._span.start

    def _holds(self, cluster: int) -> bool:
        return self._span.start <= cluster < self._span.end

    def _gap(self, cluster: int) -> float:
        """What the composer added after `cluster` in this line, in pixels."""
        return self._set.gaps_pt[cluster - self._span.start] / PT_PER_PX

    def _moves(self, cluster: int) -> float:
        """How far the pen moves over `cluster` in this line, in pixels."""
        made = self._composition.clusters[cluster]
        return (made.advance_pt + made.spacing_pt) / PT_PER_PX + self._gap(cluster)


def _alignment(style: Any, *, last: bool) -> str:
    align, align_last = style["text_align_all"], style["text_align_last"]
    if last:
        align = ("start" if align == "justify" else align) if align_last == "auto" else align_last
    return "start" if align == "justify" and "none" in style["text_justify"] else str(align)


def _spacing(box: Any) -> float:
    """Margins, borders and paddings at both sides of an inline box."""
    sides = ("left", "right")
    return float(
        sum(getattr(box, f"{name}_{side}") for name in ("margin", "padding") for side in sides)
        + sum(getattr(box, f"border_{side}_width") for side in sides)
    )
