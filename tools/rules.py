"""Fills the tables of docs/preflight.md: every rule of preflight, and the conditions of the Matterhorn Protocol.

In: typeset/messages/preflight.toml, typeset/preflight/access/matterhorn.py. Out: the page with what stands between
`<!-- NAME -->` and `<!-- /NAME -->` made anew. `tests/test_docs.py` fails where the page is not current.

    python tools/rules.py
"""  # noqa: INP001 - a script, no package

from __future__ import annotations

import re
import string
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.preflight.access.matterhorn import CONDITIONS
from typeset.preflight.rules import rules

if TYPE_CHECKING:
    from typeset.preflight.rules import Rule

PAGE = Path(__file__).resolve().parent.parent / "docs" / "preflight.md"
KINDS = {
    "A": "字形和字体",
    "B": "断行",
    "C": "标点",
    "D": "齐行",
    "E": "中文和西文之间",
    "G": "段落",
    "H": "标题",
    "I": "版心和分栏",
    "J": "目次、链接、页码",
    "P": "付印",
    "U": "无障碍和存档",
}
SEVERITIES = {"error": "错误", "warning": "警告", "note": "提示"}
# Numbers of the house's own list of requirements, which is not published.
_OWN = re.compile(r"[;,]?\s*requirements [A-Z]\d+(?:, [A-Z]\d+)*")


def filled(text: str) -> str:
    """`text` with its tables made anew. Raises ValueError where it has no place for one."""
    for name, table in (("rules", rule_tables()), ("matterhorn", matterhorn_table())):
        begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        before, found, rest = text.partition(begin)
        _, closed, after = rest.partition(end)
        if not found or not closed:
            raise ValueError(name)
        text = f"{before}{begin}\n\n{table}\n{end}{after}"
    return text


def rule_tables() -> str:
    """A table for each kind of rule, with a heading."""
    ordered = sorted(rules().values(), key=_order)
    tables = []
    for letter, group in groupby(ordered, key=lambda rule: rule.code[0]):
        rows = [_row(rule) for rule in group]
        head = f"### {letter} {KINDS[letter]}\n\n| 代码 | 轻重 | 说的是什么 | 依据 |\n|---|---|---|---|\n"
        tables.append(head + "".join(rows))
    return "\n".join(tables)


def matterhorn_table() -> str:
    """The conditions in the order of their numbers."""
    head = "| 条件 | 代码 | 没有查到的 |\n|---|---|---|\n"
    return head + "".join(f"| {number} | `{each.code}` | {each.limit} |\n" for number, each in CONDITIONS.items())


def _order(rule: Rule) -> tuple[str, int]:
    return rule.code[0], int(rule.code[1:].partition(".")[0])


def _row(rule: Rule) -> str:
    parts = string.Formatter().parse(rule.text["zh"])
    words = "".join(literal + ("…" if field is not None else "") for literal, field, _, _ in parts)
    cells = (f"`{rule.code}`", SEVERITIES[rule.severity.value], words, _OWN.sub("", rule.clause) or "本项目")
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |\n"


def main() -> int:
    """Write the page."""
    PAGE.write_text(filled(PAGE.read_text("utf-8")), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
