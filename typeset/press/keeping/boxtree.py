"""The boxes of a part before they are laid out, in the order of the text, and how far two layouts have the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What is laid out as a whole, whatever part of it a page takes: to look at some of it is to look at all.
_WHOLE = (boxes.TableBox, boxes.FlexContainerBox, boxes.GridContainerBox)


class BoxTree:
    """The boxes of one tree, each before what it holds.

    Attributes:
        boxes: The boxes.
        ends: For each box, where what it holds ends.
        told: What tells each from others, but for its style.
    """

    def __init__(self, root: Any) -> None:
        """List `root` and all in it, a footnote where it is called."""
        self.boxes: list[Any] = []
        self.ends: list[int] = []
        self.told: list[tuple[object, ...]] = []
        self._marks: dict[Any, tuple[object, ...]] = {}
        self._add(root, 0)
        self._places = {box: place for place, box in enumerate(self.boxes)}

    def _add(self, box: Any, depth: int) -> None:
        place = len(self.boxes)
        self.boxes.append(box)
        self.ends.append(0)
        self.told.append(self._tell(box, depth))
        if isinstance(box, boxes.ParentBox):
            for child in box.all_children():
                self._add(child, depth + 1)
        if box.footnote is not None:
            self._add(box.footnote, depth + 1)
        self.ends[place] = len(self.boxes)

    def _tell(self, box: Any, depth: int) -> tuple[object, ...]:
        element, given = box.element, box.__dict__
        if element is not None and element not in self._marks:
            self._marks[element] = tuple(element.attrib.items())
        return (
            *(depth, type(box), box.element_tag, self._marks.get(element)),
            *(given.get("text"), given.get("replacement"), box.bookmark_label, box.string_set),
        )

    def place_of(self, resume_at: Any) -> int:
        """Where the layout resumes after `resume_at`: the last block or line on the way to it."""
        box = self.boxes[0]
        while resume_at and len(resume_at) == 1 and not isinstance(box, boxes.LineBox):
            ((index, resume_at),) = resume_at.items()
            if not isinstance(box, boxes.ParentBox) or index >= len(box.children):
                break
            box = box.children[index]
        return self._places[box]

    def around(self, place: int) -> Iterator[int]:
        """The places of the boxes in which that at `place` stands."""
        return (at for at, end in enumerate(self.ends[:place]) if end > place)

    def is_whole(self, place: int) -> bool:
        """Whether the box at `place` is laid out as a whole, as text with its lines is."""
        box = self.boxes[place]
        if isinstance(box, _WHOLE) or not isinstance(box, boxes.BlockLevelBox):
            return True
        columns = box.style["column_width"] != "auto" or box.style["column_count"] != "auto"
        return columns or any(isinstance(child, boxes.LineBox) for child in getattr(box, "children", ())[:1])

    def reached_from(self, place: int) -> int:
        """How far a layout that broke off at `place` has looked: what it tried behind that, and a paragraph more."""
        reached = max([self.ends[at] for at in self.around(place) if self.is_whole(at)], default=place)
        at = place
        while at < len(self.boxes) and (at < reached or "position_y" in self.boxes[at].__dict__):
            at = self.ends[at] if self.is_whole(at) else at + 1
        while at < len(self.boxes) and not self.is_whole(at):
            at += 1
        return max(reached, self.ends[at] if at < len(self.boxes) else at)


def alike(one: BoxTree, other: BoxTree) -> tuple[int, int]:
    """How many boxes of the two trees are the same from the first on, and how many from the last back."""
    styles = _Styles()
    first = _run(styles, zip(_pairs(one, 1), _pairs(other, 1), strict=False))
    shorter = min(len(one.boxes), len(other.boxes))
    last = _run(styles, zip(_pairs(one, -1), _pairs(other, -1), strict=False))
    return first, min(last, shorter - first)


def _pairs(tree: BoxTree, step: int) -> Iterator[tuple[Any, tuple[object, ...]]]:
    return zip(tree.boxes[::step], tree.told[::step], strict=True)


def _run(styles: _Styles, pairs: Iterable[Any]) -> int:
    count = 0
    for (box, told), (other, other_told) in pairs:
        if told != other_told or not styles.same(box.style, other.style):
            break
        count += 1
    return count


class _Styles:
    """Compares the styles of two layouts with the same style sheets."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], bool] = {}

    def same(self, one: Any, other: Any) -> bool:
        """Whether the same is declared for both, and for all that they inherit from."""
        if one is other:
            return True
        if one is None or other is None:
            return False
        key = id(one), id(other)
        if key not in self._known:
            self._known[key] = (
                type(one) is type(other)
                and getattr(one, "cascaded", None) == getattr(other, "cascaded", None)
                and self.same(one.parent_style, other.parent_style)
            )
        return self._known[key]
