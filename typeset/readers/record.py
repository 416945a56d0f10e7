"""The import report of one manuscript in words: what was placed, what is doubtful, what was left, and the proof.

The words of each kind of remark are those of its diagnostic; here every single one is listed with its place.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from typeset.diagnostics import Diagnostic, Place
from typeset.language import words
from typeset.readers.manuscript import Role, Unit, role_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from typeset.diagnostics import Language, Report
    from typeset.readers.manuscript import Manuscript, Remark

_LONGEST_LISTED = 2_000
_LONGEST_QUOTATION = 24
_MOST_LISTED = 400


def tell(manuscript: Manuscript, path: Path, report: Report) -> None:
    """Report each kind of remark once, with how many there are and the first of them."""
    for code, remarks in _by_code(manuscript.remarks).items():
        report.add(code, Place(path), **_values(remarks))


def _by_code(remarks: Iterable[Remark]) -> dict[str, list[Remark]]:
    found: dict[str, list[Remark]] = {}
    for remark in remarks:
        found.setdefault(remark.code, []).append(remark)
    return found


def _values(remarks: Sequence[Remark]) -> dict[str, object]:
    first = next((words for remark in remarks if (words := " ".join((remark.text or remark.detail).split()))), "—")
    cut = first[:_LONGEST_QUOTATION] + "……" if len(first) > _LONGEST_QUOTATION else first
    return {"count": len(remarks), "first": cut}


def to_markdown(manuscript: Manuscript, article: str, digest: str, size: int, name: str, language: Language) -> str:
    """The chapter on one manuscript; `article` is its file in the issue, `digest` the SHA-256 of the original."""
    say = words("import_record")
    account = manuscript.account
    blocks = [
        say["title"].format(name=name, article=article),
        "\n".join(
            [
                say["original"].format(name=name, size=f"{size:,}"),
                f"- SHA-256：`{digest}`" if language == "zh" else f"- SHA-256: `{digest}`",
                say["article"].format(article=article, blocks=len(manuscript.blocks)),
                *(say["picture"].format(file=f"images/{picture.name}") for picture in manuscript.pictures),
            ]
        ),
        say["lost" if account.lost else "whole"].format(
            read=account.read,
            added=account.added,
            placed=account.placed,
            left=account.left,
            lost="".join(account.lost.elements())[:_LONGEST_LISTED] if hasattr(account.lost, "elements") else "",
        ),
    ]
    for role in Role:
        remarks = [remark for remark in manuscript.remarks if role_of(remark) is role]
        if remarks or role is not Role.ADDED:
            blocks.append(say[role.value])
            blocks += list(_chapter(remarks, manuscript.unit, say, language)) or [say["none"]]
    return "\n\n".join(blocks) + "\n"


def _chapter(remarks: Iterable[Remark], unit: Unit, say: Mapping[str, str], language: Language) -> Iterator[str]:
    ordered = sorted(remarks, key=lambda remark: (remark.code, remark.place))
    for code, group in groupby(ordered, key=lambda remark: remark.code):
        listed = list(group)
        told = Diagnostic(code, None, _values(listed))
        hint = told.hint(language)
        yield f"### {told.text(language)}" + (f"\n\n{hint}{'。' if language == 'zh' else '.'}" if hint else "")
        lines = [line for remark in listed[:_MOST_LISTED] if (line := _line(remark, unit, say))]
        if lines:
            yield "\n".join(lines)
        if len(listed) > _MOST_LISTED:
            rest = " ".join(remark.text for remark in listed[_MOST_LISTED:] if remark.text)
            yield say["more"].format(count=len(listed) - _MOST_LISTED, text=_safe(rest))


def _line(remark: Remark, unit: Unit, say: Mapping[str, str]) -> str:
    parts = [say[unit.value].format(place=remark.place)] if remark.place else []
    if remark.text.strip():
        parts.append(say["quoted"].format(text=_safe(remark.text)))
    if remark.detail.strip():
        parts.append(_safe(remark.detail))
    return f"- {say['comma'].join(parts)}" if parts else ""


def _safe(text: str) -> str:
    """`text` on one line, and as no markup."""
    return " ".join(text.split()).replace("\\", "\\\\").replace("`", "\\`").replace("<", "\\<").replace("*", "\\*")
