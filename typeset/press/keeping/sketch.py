"""Pages drawn once: a finished page that stands is not painted again, only its marks and glyphs are told once more.

Content streams name what they use. Of pages with text and rules alone all names say what they stand for, so that the
stream fits into any PDF; pages with pictures, groups or shadings are drawn each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from typeset.press.composedtext import run_of, tell_fonts

if TYPE_CHECKING:
    from typeset.press.tags.stream import Marker

# Operators that show something else than text and lines, or set what only this document calls by its name.
_FOREIGN = (b" Do", b" sh", b" scn", b" SCN")


class Sketch(Struct, frozen=True):
    """A page as it was drawn.

    Attributes:
        content: Its content stream, as the PDF has it.
        marks: What was marked: each box, in the order of drawing, with its tag or what kind of artifact it is,
            whether it belongs where the one before does, and whether a piece of marked content begins with it.
        states: The graphics states that it uses, by name.
    """

    content: bytes
    marks: tuple[tuple[Any, str | bytes, bool, bool], ...]
    states: dict[str, Any]

    @classmethod
    def of(cls, stream: Any, marker: Marker, content: bytes, states: dict[str, Any]) -> Sketch | None:
        """The sketch of the page that is drawn on `stream`; None where it cannot be of use again."""
        operators = stream.stream
        if marker.groups or not all(isinstance(operator, bytes) for operator in operators):
            return None
        if any(operator.endswith(_FOREIGN) for operator in operators):
            return None
        if any(run_of(box) is None for box in marker.shown):
            return None
        names = dict.fromkeys(operator[1:-3].decode() for operator in operators if operator.endswith(b" gs"))
        if not all(name[:1] in "aA" for name in names):
            return None
        opened = set(marker.opened)
        marks = (
            (*told, number in opened)
            for number, told in enumerate(zip(marker.shown, *_told(marker, marker.shown), strict=True))
        )
        return cls(content, tuple(marks), {name: states[name] for name in names})

    def repeat(self, stream: Any, marker: Marker, states: dict[str, Any]) -> bool:
        """Tell `marker` and the fonts of `stream` what drawing would; False, and nothing done, where it is changed."""
        shown = [box for box, *_ in self.marks]
        tags, joined = _told(marker, shown)
        if any(mark[1:3] != now for mark, now in zip(self.marks, zip(tags, joined, strict=True), strict=True)):
            return False
        for box, _, _, opens in self.marks:
            content = marker.content_of(box)
            if opens and not isinstance(content, bytes):
                marker.note(content)
            tell_fonts(stream, box)
        for name, state in self.states.items():
            states.setdefault(name, state)
        return True


def _told(marker: Marker, shown: list[Any]) -> tuple[list[str | bytes], list[bool]]:
    """The tag or the kind of artifact of each box, and whether it belongs where the one before does."""
    contents = [marker.content_of(box) for box in shown]
    tags = [content if isinstance(content, bytes) else content[0].tag for content in contents]
    return tags, [number > 0 and content == contents[number - 1] for number, content in enumerate(contents)]
