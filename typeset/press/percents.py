"""Used lengths found sooner: a style that names no percentage gives every box the same ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent

if TYPE_CHECKING:
    from collections.abc import Callable

_SIDES = ("left", "right", "top", "bottom")
_LENGTHS = (
    *(f"{name}_{side}" for name in ("margin", "padding") for side in _SIDES),
    *(f"{least}{name}" for least in ("", "min_", "max_") for name in ("width", "height")),
)
_NOWHERE = (0, 0)


def percentages_sooner(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """A replacement of `resolve_percentages`: what does not depend on the containing block is found once a style."""

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        known = box.style.__dict__
        if "_typeset_lengths" not in known:
            known["_typeset_lengths"] = _absolute(box.style, original)
        lengths = known["_typeset_lengths"]
        if lengths is None:
            original(box, containing_block)
        else:
            box.__dict__.update(lengths)

    return resolve_percentages


resolve_percentages = percentages_sooner(percent.resolve_percentages)


def _absolute(style: Any, resolve: Callable[[Any, Any], None]) -> dict[str, Any] | None:
    """The used lengths of every box of `style`; None where boxes differ in them."""
    # Borders that collapse are told by the table, box by box.
    if style["border_collapse"] == "collapse" or not all(_is_absolute(style[name]) for name in _LENGTHS):
        return None
    probe = boxes.Box(None, style, None)
    own = set(probe.__dict__)
    resolve(probe, _NOWHERE)
    return {name: value for name, value in probe.__dict__.items() if name not in own}


def _is_absolute(value: Any) -> bool:
    return value is None or value == "auto" or getattr(value, "unit", "%") != "%"
