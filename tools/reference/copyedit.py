"""Every rule of `typeset check` with its pair of examples."""

from __future__ import annotations

import re

from tests.copyedit.reading import issue_of
from tools.reference.diagnostics import SEVERITIES
from tools.reference.tables import block, code, opened, table
from typeset.copyedit.catalogue import rules
from typeset.copyedit.fix import plan_fixes
from typeset.diagnostics import messages


def overview() -> str:
    """A table of the rules."""
    rows = []
    for name, rule in rules().items():
        message = messages()[f"check.{name}"]
        fixed = "能" if plan_fixes(issue_of(rule.bad), {}, only={name}) else ""
        rows.append((f"[{code(name)}](#{name})", SEVERITIES[message.severity], opened(message.text["zh"]), fixed))
    return table(("规则", "轻重", "说的是什么", "`--fix`"), rows)


def details() -> str:
    """A section for each rule."""
    parts = []
    for name, rule in rules().items():
        message = messages()[f"check.{name}"]
        parts += [
            f"### {name}\n",
            f"{SEVERITIES[message.severity]}。{opened(message.text['zh'])}。依据：{_cite(rule.clause)}。\n",
            f"**怎么办**：{opened(message.hint['zh'])}。\n",
            "会报：\n",
            block(rule.bad),
            "不报：\n",
            block(rule.good),
        ]
    return "\n".join(parts)


def _cite(clause: str) -> str:
    """The clause without the numbers of the house's own list, which is not published."""
    kept = [part for part in re.split("[；;]", clause) if not re.fullmatch(r"\s*[A-Z]\d+(、[A-Z]\d+)*\s*", part)]
    return "；".join(kept) or "本项目"
