"""The stages inside the press, announced to a watch that wants the details.

WeasyPrint lays out and writes in one call each. While a detailed watch looks on, the functions in between are wrapped,
ours as well as its own; at all other times they are what they were.
"""

from __future__ import annotations

import functools
import inspect
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock

import pydyf
from weasyprint import document, layout, pdf
from weasyprint.layout import page

from typeset.composer.paragraph import Paragraph
from typeset.press import lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from typeset.stopwatch import Watch


class Timed(NamedTuple):
    """A function, where it is looked up, and the stage that it is."""

    place: Any
    name: str
    stage: str


TIMED = (
    Timed(document, "get_all_computed_styles", "cascade"),
    Timed(document, "build_formatting_structure", "boxes"),
    Timed(document, "layout_document", "pages"),
    Timed(page, "make_page", "page"),
    Timed(layout, "make_all_pages", "pass"),
    Timed(layout, "make_margin_boxes", "margins"),
    Timed(lines, "compose", "composing"),
    Timed(Paragraph, "break_lines", "composing"),
    Timed(Paragraph, "set_line", "composing"),
    Timed(document, "draw_page", "drawing"),
    Timed(pdf, "build_fonts_dictionary", "embedding"),
    Timed(pdf, "add_tags", "tags"),
    Timed(pydyf.PDF, "write", "writing"),
)


@contextmanager
def timed(watch: Watch) -> Iterator[None]:
    """Announce what the press does inside the block to `watch`, if that asks for details."""
    with ExitStack() as stack:
        for place, name, stage in TIMED if watch.detailed else ():
            function = getattr(place, name, None)
            if function is not None:
                wrap = _listed if inspect.isgeneratorfunction(function) else _whole
                stack.enter_context(mock.patch.object(place, name, wrap(function, stage, watch)))
        yield


def _whole(function: Callable[..., Any], stage: str, watch: Watch) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapped(*arguments: Any, **named: Any) -> Any:
        with watch.stage(stage):
            return function(*arguments, **named)

    return wrapped


def _listed(function: Callable[..., Iterator[Any]], stage: str, watch: Watch) -> Callable[..., Iterator[Any]]:
    """A generator that does all its work at the first step: who asks for its pages wants them all."""

    @functools.wraps(function)
    def wrapped(*arguments: Any) -> Iterator[Any]:
        with watch.stage(stage):
            yield from list(function(*arguments))

    return wrapped
