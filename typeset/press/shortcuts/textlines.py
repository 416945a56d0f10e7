"""Lines of text alone, which hold nothing that the engine looks for in every box; the answers are WeasyPrint's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typeset.press.textline import TextLine

if TYPE_CHECKING:
    from collections.abc import Callable


def left_in_place(original: Callable[..., Any]) -> Callable[..., Any]:
    """A replacement of `stacking._dispatch`, which sorts what is in a box into layers, and copies the box."""

    def _dispatch(box: Any, page: Any, child_contexts: Any, blocks: Any, floats: Any, blocks_and_cells: Any) -> Any:
        if type(box) is TextLine:
            return box
        return original(box, page, child_contexts, blocks, floats, blocks_and_cells)

    return _dispatch


def anchorless(original: Callable[..., None]) -> Callable[..., None]:
    """A replacement of `anchors.gather_anchors`: text is neither an anchor nor a link, which a box around it is."""

    def gather_anchors(box: Any, *gathered: Any) -> None:
        if type(box) is not TextLine:
            original(box, *gathered)

    return gather_anchors
