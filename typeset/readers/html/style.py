"""What of a style attribute matters: bold, italics, centring, and what is not shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from typeset.readers.html.inline import Marks

_BOLD = re.compile(r"font-weight\s*:\s*(?P<value>[\w-]+)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(?P<value>[\w-]+)", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*(?P<value>[\w-]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_DOTS = re.compile(r"text-emphasis(?:-style)?\s*:\s*(?!none)\w", re.IGNORECASE)
_HEAVY = 600


def hidden(node: LexborNode) -> bool:
    """Whether `node` is not shown. A page of WeChat hides its text by `visibility` until its script has run."""
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def ranked(node: LexborNode, marks: Marks) -> Marks:
    """`marks` with what the style of `node` adds or takes."""
    style = node.attributes.get("style") or ""
    if weight := _BOLD.search(style):
        marks = replace(marks, strong=_is_bold(weight["value"], strong=marks.strong))
    if slant := _ITALIC.search(style):
        marks = replace(marks, emphasis=slant["value"].lower() in {"italic", "oblique"})
    return replace(marks, emphasis=True) if _DOTS.search(style) else marks


def _is_bold(value: str, *, strong: bool) -> bool:
    if value.isascii() and value.isdigit():
        return int(value[:6]) >= _HEAVY
    return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(value.lower(), strong)


def centred(node: LexborNode, inherited: bool) -> bool:  # noqa: FBT001
    """Whether the lines of `node` are centred."""
    attributes = node.attributes
    align = _ALIGN.search(attributes.get("style") or "")
    value = align["value"] if align else attributes.get("align") or ""
    if node.tag == "center":
        return True
    return value.lower() == "center" if value and value.lower() != "inherit" else inherited
