"""The pages of a small issue as plain text: whatever moves shows here, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from tests.desk import Call, Desk

TEXT = """\
**要点：**工信部8月8日发布《通知》，要求App备案。“引号”、（括号）和〈尖括号〉；连用的：“标点”……还有——破折号。

一段长些的文字，到行末要折行，行首不出现标点，行末不留前括号，“两端对齐”。增长12.5%，共5000亿元，占40%～45%。

## 小标题

- 第一项
- 第二项

> 引文一段，用楷体排出。

| 项目 | 数量 |
|---|--:|
| 甲 | 12 |
"""


def test_the_pages_are_laid_out_as_before(desk: Desk, call: Call, snapshot: SnapshotAssertion) -> None:
    desk.article("first", TEXT, "头一篇")
    outcome = call("dump", "293")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == snapshot
