"""A part of the issue set as pages (a galley): built as boxes, laid out, and numbered when its first page is known.

The three steps are WeasyPrint's own, taken one by one: `build_formatting_structure`, and the two halves of
`layout_document`. Between them stands what a part must know of those before it: the values of CSS counters before its
boxes are built, and the number of its first page and the running heads before its margins are set.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from weasyprint import layout
from weasyprint.css.targets import TargetCollector
from weasyprint.document import Page
from weasyprint.formatting_structure import build
from weasyprint.layout import page as pages

from typeset.diagnostics import Report
from typeset.press.keeping.boxtree import BoxTree
from typeset.press.keeping.checkpoint import Checkpoint
from typeset.press.keeping.succession import Estate, Heads, Succession
from typeset.press.keeping.way import steps, way_to
from typeset.press.passage import Carried, CounterWatch, Inseparable, Start
from typeset.press.stock import listening
from typeset.press.tags.tree import levels_of
from typeset.press.targets import KnownPages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from typeset.press.drawn import DrawnPart
    from typeset.press.keeping.compositions import Compositions
    from typeset.press.parts import Part
    from typeset.press.stock import Stock

_MOST_ROUNDS = 8
_FORCED = "page"


class Galley(Struct, eq=False):
    """The pages of a part.

    Attributes:
        part: What it sets.
        stock: What it sets it with.
        known: The pages of anchors that it was laid out with.
        before: What the part before has passed on.
        compositions: Its paragraphs and those of other layouts, if they are kept.
        after: What it passes on itself.
        bodies: The engine's pages, as they came out of the layout.
        strings: The running heads after its last page.
        noticed: What the engine complained of.
        drawn: Its pages as they were drawn, once they are.
    """

    part: Part
    stock: Stock
    known: Mapping[str, int] | None = None
    before: Carried | None = None
    compositions: Compositions | None = None
    after: Carried = field(default_factory=lambda: Carried({}))
    bodies: list[Any] = field(default_factory=list)
    strings: tuple[tuple[str, str], ...] = ()
    noticed: Report = field(default_factory=Report)
    drawn: DrawnPart | None = None
    html: Any = None
    _root: Any = None
    _context: Any = None
    _end: Any = None
    _path: tuple[int, ...] = ()
    _right: bool = True
    _numbered: tuple[Start, tuple[Page, ...]] | None = None
    _notes: list[Any] = field(default_factory=list)
    _bare: list[tuple[Any, Any, Any]] = field(default_factory=list)
    _tree: BoxTree | None = None
    _checkpoints: list[Checkpoint | None] = field(default_factory=list)
    _heads: Heads = field(default_factory=dict)
    _succession: Succession | None = None
    _turned: bool = False

    def read(self) -> Galley:
        """Read the document, and compute its styles: for that nothing of the parts before has to be known."""
        self.html = self.stock.document(self.part.html)
        # Where nothing stands outside of the part, the engine finds its pages by itself.
        targets = TargetCollector() if self.part.alone else KnownPages(self.known)
        self._context = self.stock.context(self.html, targets)
        self._context._typeset_compositions = self.compositions or self.stock.repeats
        return self

    def build(self, *, refers: bool = True) -> Galley:
        """Make the boxes. Raises Inseparable, also where it names pages and is not expected to (`refers`)."""
        if self._context is None:
            self.read()
        html, context = self.html, self._context
        self.stock.forget_failures()
        begin, self._end = self.part.ends(html.etree_element)
        state: Any = ([0], {"footnote": [0], "note": [0]}, [{"footnote", "note"}], [])
        watch = CounterWatch(context.style_for, state, begin, self._end, self.before)
        found = build.element_to_box(
            html.etree_element,
            watch,
            context.get_image_from_uri,
            html.base_url,
            context.target_collector,
            self.stock.counter_style,
            context.footnotes,
            state,
        )
        if len(found) != 1:
            raise Inseparable
        context.target_collector.check_pending_targets()
        root = found[0]
        root.process_whitespace()
        root.process_text_transform()
        root.is_for_root_element = True
        if not self.part.alone and context.target_collector.counter_lookup_items:  # it tells its own page
            raise Inseparable
        if self.refers and not refers:
            raise Inseparable
        self._root = build.set_viewport_overflow(build.create_anonymous_boxes(root))
        self._notes = context.footnotes.copy()
        _, headings = levels_of(html.etree_element, self.headings)
        self.after = Carried(watch.found, headings)
        return self

    @property
    def around(self) -> frozenset[Any]:
        """The elements around the part, which stand around others too."""
        return frozenset(self.part.around(self.html.etree_element))

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings that it stands below."""
        return self.before.headings if self.before else ()

    @property
    def refers(self) -> frozenset[str]:
        """The anchors for whose pages it asks."""
        targets = self._context.target_collector
        return frozenset(targets.asked) if isinstance(targets, KnownPages) else frozenset()

    @property
    def anchors(self) -> dict[str, int]:
        """The anchors in it, each with its page, from 0 for the first of the part."""
        maker = self._context.page_maker
        return {name: index for index in range(len(self.bodies)) for name in maker[index][-1]["anchors"]}

    def asks_anew(self, known: Mapping[str, int]) -> bool:
        """Whether it says of a page something else than is so."""
        laid_with = self.known
        return any(laid_with is None or laid_with.get(name) != known.get(name) for name in self.refers)

    @property
    def stands_alone(self) -> bool:
        """Whether its pages say nothing of other pages."""
        return not self.refers and not self._context.target_collector.counter_lookup_items

    def estate(self, *, right: bool) -> Estate | None:
        """What it leaves to one that begins on such a page; nothing where it was set to leave nothing."""
        if self._tree is None or self._turned or self._right != right or len(self.noticed) or not self.stands_alone:
            return None
        start, finished = self._numbered or (None, ())
        return Estate(
            self._tree,
            self._notes,
            self._path,
            self._context.style_for.initial_page_sizes,
            self.bodies,
            self._bare,
            self._context.page_maker,
            self._checkpoints,
            start,
            self._heads,
            finished,
            self.compositions,
        )

    def lay_out(self, *, right: bool = True, lasting: bool = False, old: Estate | None = None) -> Galley:
        """Break it into pages, the first of them a right one or a left one.

        One that is `lasting` leaves its pages to the next; what `old` has left stands, where it is the same.
        """
        context = self._context
        self._numbered, self._turned, self._succession = None, False, None
        self._tree = BoxTree(self._root) if lasting and self.stands_alone else None
        layout.initialize_page_maker(context, self._root)
        self._right = right
        self._begin(right=right)
        context.footnotes[:] = self._notes
        self._path = () if self._end is None else steps(way_to(self._root, self._end))
        made: list[Any] = []
        self._checkpoints = [None]
        if self._tree and old:
            self._succession = Succession(old, self._tree, context, self._notes)
            made, self._checkpoints = self._succession.begin()
        for _ in range(_MOST_ROUNDS):
            before = len(made)
            made = list(self._pages(made))
            if not self._changed(before, len(made)):
                break
            context.footnotes[:] = self._notes
        self.bodies = made
        kept = self._succession.kept if self._succession else ()
        self._bare = [
            old.bare[index] if old and index in kept else (page, tuple(page.children), tuple(page.children[0].children))
            for index, page in enumerate(made)
        ]
        self._settle_bookmarks()
        if self.compositions and old and old.compositions:
            self.compositions.inherit(old.compositions, [made[index] for index in kept])
        return self

    def _begin(self, *, right: bool) -> None:
        """Have the first page begin as it does in the whole, where another comes before it."""
        context = self._context
        resume_at, next_page, first_right, state, remake = context.page_maker[0]
        if not self.part.opens:
            next_page = {"break": _FORCED, "page": next_page["page"]}
            first_right = right
        context.page_maker[0] = (resume_at, next_page, first_right, state, remake)

    def _pages(self, before: list[Any]) -> Iterator[Any]:
        """One round of the engine's pages, up to where the next part begins."""
        context, ended = self._context, False
        for number, page in enumerate(pages.make_all_pages(context, self._root, self.html, before), 1):
            yield page
            if self._end is not None and steps(context.page_maker[number][0]) == self._path:
                self._check_end(context.page_maker[number][1])
                del context.page_maker[number + 1 :]
                context.page_maker[number][-1]["content_changed"] = False
                ended = True
                break
            rest = self._rest(number)
            if rest:
                yield from rest
                ended = True
                break
        if self._end is not None and not ended:
            raise Inseparable

    def _rest(self, number: int) -> list[Any]:
        """The pages from `number` on that stand as they were, where all do."""
        context = self._context
        if self._tree is None or number < len(self._checkpoints):
            return []
        now = Checkpoint.of(self._tree, context, self._notes, context.page_maker[number][0])
        self._checkpoints.append(now)
        rest = self._succession.rest(number, now, self._path) if self._succession else []
        if rest and self._succession:
            self._checkpoints += self._succession.checkpoints_behind(number)
        return rest

    def _changed(self, before: int, count: int) -> bool:
        """Whether pages have to be made again, for what they say of pages; their count was `before`."""
        changed = False
        for *_, state, remake in self._context.page_maker:
            state[1]["pages"] = [count]
            changed |= remake["content_changed"] or (remake["pages_wanted"] and before != count)
        return changed

    def _check_end(self, next_page: Any) -> None:
        context = self._context
        if next_page["break"] != _FORCED or context.reported_footnotes or context.broken_out_of_flow:
            raise Inseparable

    def _settle_bookmarks(self) -> None:
        """Keep one bookmark for an element that stands on several pages, and have running heads tell their pages."""
        seen: set[tuple[Any, str]] = set()
        lookups = self._context.target_collector.counter_lookup_items
        for number, page in enumerate(self.bodies, 1):
            counters = self._context.page_maker[number][3][1]
            for box in page.descendants():
                if box.bookmark_label:
                    key = box.element, box.element_tag
                    box.bookmark_label = "" if key in seen else box.bookmark_label
                    seen.add(key)
                for (source, use), item in lookups.items() if box.missing_link else ():
                    if box.missing_link is source and use != "content":
                        if use == "bookmark-label" and not box.bookmark_label:
                            continue
                        item.parse_again(counters)
                        if use == "bookmark-label":
                            box.bookmark_label = source.bookmark_label

    def number(self, start: Start) -> tuple[Page, ...]:
        """Set the margins of the pages, which are numbered as `start` says: the engine's finished pages."""
        if self._numbered and self._numbered[0] == start:
            return self._numbered[1]
        self.drawn = None
        context = self._context
        # In the engine's books page 1 holds what stands before the part.
        heads: Heads = {name: {1: [text]} for name, text in start.strings}
        for index, name, text in self._set_heads():
            heads.setdefault(name, {}).setdefault(index + 2, []).append(text)
        context.string_set.clear()
        for name, found in heads.items():
            context.string_set[name].update(found)
        self.strings = tuple(sorted((name, found[max(found)][-1]) for name, found in heads.items()))
        self.stock.forget_failures()
        self._heads = heads
        with listening(self.noticed):
            self._numbered = (
                start,
                tuple(
                    self._standing(index, start) or self._finished(index, start) for index in range(len(self.bodies))
                ),
            )
        self._succession = None
        return self._numbered[1]

    def _standing(self, index: int, start: Start) -> Page | None:
        """The finished page as it was, where it still is."""
        succession = self._succession
        if succession is None or index not in succession.kept or succession.old.start != start:
            return None
        return succession.finished(index, self._heads)

    @property
    def heads(self) -> dict[str, str]:
        """The running heads that it sets, as they stand at its end."""
        return {name: text for _, name, text in self._set_heads()}

    def _set_heads(self) -> Iterator[tuple[int, str, str]]:
        """Every setting of a running head: its page, from 0, its name and its text."""
        for index, page in enumerate(self.bodies):
            for box in page.descendants():
                if box.string_set and box.string_set != "none":
                    for name, text in box.string_set:
                        yield index, name, text

    def _finished(self, index: int, start: Start) -> Page:
        context = self._context
        page, children, inner = self._bare[index]
        self._declare(page.page_type)
        state = deepcopy(context.page_maker[index + 1][3])
        if state[1].get("page") != [index + 1]:
            raise Inseparable
        state[1].update(page=[start.page + index], pages=[start.pages])
        root, *areas = children
        root.children = (
            *layout.layout_fixed_boxes(context, self.bodies[:index], page),
            *inner,
            *layout.layout_fixed_boxes(context, self.bodies[index + 1 :], page),
        )
        context.current_page = index + 2
        page.children = (
            root,
            *(area for area in areas if area.children),
            *pages.make_margin_boxes(context, page, state),
        )
        layout.layout_backgrounds(page, context.get_image_from_uri)
        return Page(page)

    def turn(self, *, right: bool) -> None:
        """Have the first page be a right one or a left one; set it again where that makes a difference."""
        if right == self._right or self.part.opens:
            return
        self._numbered = None
        for page in self.bodies:
            side = "left" if page.page_type.side == "right" else "right"
            turned = page.page_type._replace(side=side)
            style_for = self._context.style_for
            pages.set_page_type_computed_styles(turned, self.html, style_for)
            self._declare(page.page_type)
            if not _alike(style_for, page.page_type, turned):
                self.lay_out(right=right)
                return
            overflow = page.style["overflow"]
            page.page_type, page.style = turned, style_for(turned)
            page.style["overflow"] = overflow
        self._right = right
        self._turned = True

    def _declare(self, page_type: Any) -> None:
        """Have the engine know the styles of the pages of `page_type`, which it may not have made itself."""
        style_for = self._context.style_for
        if (page_type, None) not in style_for.get_computed_styles():
            pages.set_page_type_computed_styles(page_type, self.html, style_for)


def _alike(style_for: Any, one: Any, other: Any) -> bool:
    """Whether pages of two types have the same room, and differ at most in what stands in their margins."""
    cascaded = style_for.get_cascaded_styles()
    return all(
        cascaded.get((one, kind), {}) == cascaded.get((other, kind), {}) for kind in (None, "@footnote", "@note-area")
    )
