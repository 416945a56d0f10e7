"""Which elements stand in which: tables, lists, contents, ruby, warichu (U7, U8; ISO 32000-1 14.8.4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.preflight.finding import Finding
from typeset.preflight.pdf.tags import Tag, tags_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from typeset.preflight.document import Document
    from typeset.settings import Profiles


class _Rule(Struct, frozen=True):
    """What may stand in an element and around it; None where anything may."""

    code: str
    kids: frozenset[str] | None
    parents: frozenset[str] | None


def _rule(code: str, kids: str | None, parents: str | None) -> _Rule:
    return _Rule(
        code,
        None if kids is None else frozenset(kids.split()),
        None if parents is None else frozenset(parents.split()),
    )


_SECTIONS = "Table THead TBody TFoot"
_RULES: Mapping[str, _Rule] = {
    "Table": _rule("U7.table-nesting", "TR THead TBody TFoot Caption", None),
    "THead": _rule("U7.table-nesting", "TR", "Table"),
    "TBody": _rule("U7.table-nesting", "TR", "Table"),
    "TFoot": _rule("U7.table-nesting", "TR", "Table"),
    "TR": _rule("U7.table-nesting", "TH TD", _SECTIONS),
    "TH": _rule("U7.table-nesting", None, "TR"),
    "TD": _rule("U7.table-nesting", None, "TR"),
    "L": _rule("U8.list-nesting", "L LI Caption", None),
    "LI": _rule("U8.list-nesting", "Lbl LBody", "L"),
    "LBody": _rule("U8.list-nesting", None, "LI"),
    "TOC": _rule("U8.contents-nesting", "TOC TOCI Caption", None),
    "TOCI": _rule("U8.contents-nesting", "Lbl Reference NonStruct P TOC Link Span", "TOC"),
    "Ruby": _rule("U8.ruby-nesting", "RB RT RP", None),
    "RB": _rule("U8.ruby-nesting", None, "Ruby"),
    "RT": _rule("U8.ruby-nesting", None, "Ruby"),
    "RP": _rule("U8.ruby-nesting", None, "Ruby"),
    "Warichu": _rule("U8.warichu-nesting", "WT WP", None),
    "WT": _rule("U8.warichu-nesting", None, "Warichu"),
    "WP": _rule("U8.warichu-nesting", None, "Warichu"),
}
# Of these at most one, and a head or foot only beside a body.
_ONCE = {"Table": ("THead", "TFoot", "Caption"), "L": ("Caption",), "TOC": ("Caption",)}
_ENDS = {"Table": True, "L": False, "TOC": False}  # whether a caption may stand last


def check_nesting(document: Document, _: Profiles) -> Iterator[Finding]:
    """Every element stands where it belongs."""
    for tag in document.once(tags_of).all():
        rule = _RULES.get(tag.role)
        if rule is None:
            continue
        inner = [kid.role for kid in tag.kids]
        wrong = next((kid for kid in inner if rule.kids is not None and kid not in rule.kids), None)
        if wrong is not None:
            yield Finding(rule.code, tag.page, values={"inner": wrong, "outer": tag.role})
        outer = tag.parent.role if tag.parent else ""
        if rule.parents is not None and outer not in rule.parents:
            yield Finding(rule.code, tag.page, values={"inner": tag.role, "outer": outer or "StructTreeRoot"})
        yield from _check_count(tag, inner, rule.code)


def _check_count(tag: Tag, inner: list[str], code: str) -> Iterator[Finding]:
    for once in _ONCE.get(tag.role, ()):
        if inner.count(once) > 1:
            yield Finding(code, tag.page, values={"inner": f"{inner.count(once)} × {once}", "outer": tag.role})
    if tag.role == "Table" and {"THead", "TFoot"} & set(inner) and "TBody" not in inner:
        yield Finding(code, tag.page, values={"inner": "THead", "outer": tag.role})
    if "Caption" in inner:
        allowed = {0, len(inner) - 1} if _ENDS.get(tag.role) else {0}
        if tag.role in _ENDS and inner.index("Caption") not in allowed:
            yield Finding(code, tag.page, values={"inner": "Caption", "outer": tag.role})
