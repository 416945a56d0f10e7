"""The stages inside the press, announced to a watch that wants the details.

While a detailed watch looks on, the functions in between are wrapped, ours as well as WeasyPrint's own; at all other
times they are what they were.
"""

from __future__ import annotations

import functools
import inspect
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import pydyf
from weasyprint import document
from weasyprint.layout import page

from typeset.composer.paragraph import Paragraph
from typeset.press import binding, galley, lines, stock
from typeset.press.stock import Stock
from typeset.press.tags.objects import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from typeset.stopwatch import Watch


class Timed(NamedTuple):
    """A function, where it is looked up, and the stage that it is."""

    place: Any
    name: str
    stage: str


TIMED = (
    Timed(Stock, "document", "html"),
    Timed(stock, "get_all_computed_styles", "cascade"),
    Timed(galley.Galley, "build", "boxes"),
    Timed(galley.Galley, "lay_out", "pages"),
    Timed(page, "make_page", "page"),
    Timed(page, "make_margin_boxes", "margins"),
    Timed(lines, "compose", "composing"),
    Timed(Paragraph, "break_lines", "composing"),
    Timed(Paragraph, "set_line", "composing"),
    Timed(document, "draw_page", "drawing"),
    Timed(binding, "build_fonts_dictionary", "embedding"),
    Timed(Writer, "write", "tags"),
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
                stack.callback(setattr, place, name, function)
                setattr(place, name, wrap(function, stage, watch))
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
