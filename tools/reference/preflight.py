"""The tables of preflight: every rule, and the conditions of the Matterhorn Protocol."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from tools.reference.diagnostics import SEVERITIES
from tools.reference.tables import code, opened, table
from typeset.preflight.access.matterhorn import CONDITIONS
from typeset.preflight.rules import rules

if TYPE_CHECKING:
    from typeset.preflight.rules import Rule

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
# Numbers of the house's own list of requirements, which is not published.
_OWN = re.compile(r"[;,]?\s*requirements [A-Z]\d+(?:, [A-Z]\d+)*")


def rule_tables() -> str:
    """A table for each kind of rule, with a heading."""
    tables = []
    for letter, group in groupby(sorted(rules().values(), key=_order), key=lambda rule: rule.code[0]):
        rows = table(("代码", "轻重", "说的是什么", "办法", "依据"), map(_row, group))
        tables.append(f"### {letter} {KINDS[letter]}\n\n{rows}")
    return "\n".join(tables)


def matterhorn_table() -> str:
    """The conditions in the order of their numbers."""
    rows = ((number, code(each.code), each.limit) for number, each in CONDITIONS.items())
    return table(("条件", "代码", "没有查到的"), rows)


def _order(rule: Rule) -> tuple[str, int]:
    return rule.code[0], int(rule.code[1:].partition(".")[0])


def _row(rule: Rule) -> tuple[str, ...]:
    clause = _OWN.sub("", rule.clause).replace("house rule", "") or "本项目"
    return code(rule.code), SEVERITIES[rule.severity.value], opened(rule.text["zh"]), opened(rule.hint["zh"]), clause
