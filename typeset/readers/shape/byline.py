"""The byline (署名) below a title and the source line (来源行) at either end: source, author, who selected it, date.

A line is taken apart by its labels. What is read becomes front matter, what is left of the line is told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from typeset.markup.tree import Note, Paragraph, Text
from typeset.readers.extracted.lines import DATE
from typeset.readers.extracted.sourceline import read_date
from typeset.readers.manuscript import Remark
from typeset.readers.shape.words import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from typeset.readers.manuscript import Head, Piece

_LABELS: Mapping[str, str] = {
    "source": "文章来源|信息来源|来\\s*源|稿\\s*源|转\\s*自|转载自|原载|Source",
    "author": "作\\s*者|撰\\s*稿|撰\\s*文|文\\s*字|本报记者|记\\s*者|通讯员|文|Author|By",
    "selected_by": "编\\s*选|选\\s*编",
    "written_date": "发布时间|发布日期|发表时间|发表日期|日\\s*期|时\\s*间|Date",
    "": "责任编辑|责\\s*编|编\\s*辑|校\\s*对|审\\s*核|监\\s*制|摄\\s*影|供稿单位|单\\s*位|原标题|原文链接"
    "|阅读|浏览|点击",
}
_LABEL = re.compile(
    r"(?:(?<=[\s（(|｜,，;；。·•□■●])|^)(?:"
    + "|".join(f"(?P<{key or 'other'}>{pattern})" for key, pattern in _LABELS.items())
    + r")\s*[:：/／]\s*",
    re.IGNORECASE,
)
_REPORTER = re.compile(r"[□■●◎⊙○]?\s*(?:本报|本刊|本网|新华社)?(?:特约)?(?:记者|通讯员)\s+(?P<author>\S.{0,30})")
_PERSON = r"[\u4e00-\u9fff·]{2,5}"
_NAME = re.compile(rf"{_PERSON}(?:[ \u3000、，/]+{_PERSON}){{0,3}}|[\u4e00-\u9fff]\s{{1,3}}[\u4e00-\u9fff]")
_DATE = re.compile(DATE)
_SIGNED = re.compile(rf"(?P<author>{_PERSON})[ \u3000|｜]+{DATE}(?:\s*\d{{1,2}}[:：]\d{{2}})?")
_LONE_DATE = re.compile(rf"[（(]?\s*{DATE}(?:\s*\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?)?\s*[）)]?")
_EDGES = " \t\u3000（）()[]【】|｜,，;；、。·•□■●\n"
_LONGEST_LINE = 160
_LONGEST_VALUE = 60
_FIRST, _LAST = 4, 3
_FIELDS = ("source", "author", "selected_by", "written_date")


def is_byline(text: str) -> bool:
    """Whether `text` is a line of labels, or nothing but a date."""
    return len(text) <= _LONGEST_LINE and bool(_LABEL.match(text.strip(_EDGES)) or _LONE_DATE.fullmatch(text.strip()))


def take_bylines(pieces: Sequence[Piece], head: Head) -> tuple[list[Piece], Head, list[Remark]]:
    """`pieces` without the lines at both ends that became part of `head`."""
    head, remarks = _with_date(head), []
    rest = list(pieces)
    index = 0
    for _ in range(_FIRST):
        if index >= len(rest) or not words_of(rest[index]):
            break
        values = _read(rest[index], named=rest[index].centred or rest[index].subtitle, head=head)
        if not values:
            break
        head, told = _taken(rest.pop(index), values, head)
        remarks += told
    for _ in range(_LAST):
        values = _read(rest[-1], named=False, head=head) if rest else {}
        if not values:
            break
        head, told = _taken(rest.pop(), values, head)
        remarks += told
    if rest and not head.source:
        head, told = _take_tail(rest, head)
        remarks += told
    return rest, head, remarks


def _with_date(head: Head) -> Head:
    match = _DATE.search(head.written_date)
    return replace(head, date=read_date(match)) if match and head.date is None else head


def _read(piece: Piece, *, named: bool, head: Head) -> dict[str, str]:
    """The values that the line `piece` gives; none where it is no byline, or says again what is known."""
    text = words_of(piece)
    if not text or len(text) > _LONGEST_LINE or _has_note(piece):
        return {}
    values = _labelled(text)
    if not values and (match := _REPORTER.fullmatch(text)):
        values = {"author": match["author"].strip(_EDGES)}
    if not values and (match := _LONE_DATE.fullmatch(text)):
        values = {"written_date": _DATE.search(text)[0]} if read_date(match) else {}  # type: ignore[index] # it is in it
    if not values and named and not head.author and (match := _SIGNED.fullmatch(text)) and read_date(match):
        values = {"author": match["author"].strip(), "written_date": _DATE.search(text)[0]}  # type: ignore[index]
    if not values and named and not head.author and _NAME.fullmatch(text):
        values = {"author": text}
    known = [key for key, value in values.items() if getattr(head, key) and getattr(head, key) != value]
    return {} if known or any(len(value) > _LONGEST_VALUE for value in values.values()) else values


def _has_note(piece: Piece) -> bool:
    return any(isinstance(inline, Note) for inline in getattr(piece.block, "children", ()))


def _labelled(text: str) -> dict[str, str]:
    """The values after the labels in `text`, which is nothing but labels, values and a date."""
    labels = list(_LABEL.finditer(text))
    before = text[: labels[0].start()].strip(_EDGES) if labels else text
    dated = _DATE.search(text)
    if not labels or (before and not _LONE_DATE.fullmatch(before)):
        return {}
    values: dict[str, str] = {}
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        value = text[label.end() : following.start() if following else len(text)]
        key = label.lastgroup or "other"
        cut = _DATE.search(value)
        value = (value[: cut.start()] if cut else value).strip(_EDGES)
        if key in _FIELDS and key != "written_date" and value:
            values.setdefault(key, value)
    if dated and read_date(dated):
        values["written_date"] = dated[0]
    return values


def _taken(piece: Piece, values: Mapping[str, str], head: Head) -> tuple[Head, list[Remark]]:
    text = words_of(piece)
    left = text
    for value in values.values():
        left = left.replace(value, " ", 1)
    place = piece.block.line
    remarks = [Remark("import.byline", place, text, "；".join(f"{key}: {value}" for key, value in _shown(values)))]
    if re.search(r"\w", left):
        remarks.append(Remark("import.labels", place, " ".join(left.split())))
    return _with_date(replace(head, **dict[str, Any](values))), remarks


def _shown(values: Mapping[str, str]) -> list[tuple[str, str]]:
    return [("date" if key == "written_date" else key, value) for key, value in values.items()]


def _take_tail(pieces: list[Piece], head: Head) -> tuple[Head, list[Remark]]:
    """A source line at the very end of the last paragraph, where it has a date and stands in one text."""
    last = pieces[-1]
    block = last.block
    if not isinstance(block, Paragraph) or not isinstance(block.children[-1], Text):
        return head, []
    text = block.children[-1].text
    starts = [match for match in _LABEL.finditer(text) if match.lastgroup == "source"]
    if not starts or not text[: starts[-1].start()].strip():
        return head, []
    start = starts[-1].start()
    tail = text[start:]
    values = _labelled(tail)
    if len(tail) > _LONGEST_LINE or "written_date" not in values or any(getattr(head, key) for key in values):
        return head, []
    kept = text[:start].rstrip(" \t\u3000（(")
    children = (*block.children[:-1], *([Text(kept)] if kept else []))
    pieces[-1] = replace(last, block=replace(block, children=children))
    return _taken(replace(last, block=Paragraph((Text(tail),), block.line)), values, head)
