"""Every diagnostic: what an editor sees, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.reference.examples import Examples
from tools.reference.tables import block, code, opened, table
from typeset.diagnostics import messages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typeset.diagnostics import Message

LANGUAGE, OTHER_LANGUAGE = "zh", "en"
SEVERITIES = {"error": "错误", "warning": "警告", "note": "提示"}
# The pages, and the groups of codes on each with their names.
PAGES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "text": (
        "稿件和清单",
        {
            "source": "读文件",
            "yaml": "YAML",
            "schema": "项目和值",
            "manifest": "期次单",
            "flatplan": "新建文章",
            "article": "文章",
            "markup": "正文的写法",
        },
    ),
    "looks": ("版式和字体", {"layout": "版式", "fonts": "字体", "press": "排版", "fit": "凑页数"}),
    "import": ("导入", {"import": "导入"}),
    "handover": (
        "印前检查和交付",
        {
            "preflight": "对照稿子",
            "regulation": "按规定要印的",
            "print": "付印",
            "delivery": "交付",
            "output": "写文件",
        },
    ),
    "rounds": ("校样和签发", {"rounds": "校样", "signing": "签发"}),
    "backfile": ("许多期", {"backfile": "一次排许多期", "cluster": "几台机器一起排"}),
    "machine": (
        "命令和机器",
        {
            "workspace": "工作区",
            "usage": "命令行",
            "environment": "机器",
            "preview": "预览",
            "internal": "程序自己",
        },
    ),
}
OTHER = ("machine", "其他")
# The copy editor's rules have a page of their own.
ELSEWHERE = ("check",)


def index() -> str:
    """A table of all codes, each with a link to where it is told of."""
    rows = []
    for message in _all():
        page = _page_of(message.code)
        anchor = message.code.replace(".", "")
        rows.append(
            (
                f"[{code(message.code)}](diagnostics/{page}.md#{anchor})",
                SEVERITIES[message.severity],
                opened(message.text[LANGUAGE]),
            )
        )
    return table(("代码", "轻重", "说的是什么"), rows)


def page(name: str) -> str:
    """The sections of a page: its groups, and in them each code."""
    examples = Examples.read()
    title, groups = PAGES[name]
    known = {group for _, named in PAGES.values() for group in named}
    groups = dict(groups)
    if name == OTHER[0]:
        groups |= {group: OTHER[1] for group in _groups() if group not in known}
    parts = [f"# {title}\n", "由程序的消息表和测试中的真实报错做成，写法见[报错代码](../diagnostics.md)。\n"]
    for group, words in groups.items():
        found = [message for message in _all() if message.code.partition(".")[0] == group]
        if found:
            parts.append(f"## {words}\n")
            parts += [_section(message, examples) for message in found]
    return "\n".join(parts)


def _section(message: Message, examples: Examples) -> str:
    parts = [f"### {code(message.code)}", f"{SEVERITIES[message.severity]}。{opened(message.text[LANGUAGE])}"]
    if message.code in examples.texts:
        parts.append(block(examples.texts[message.code]).strip("\n"))
    else:
        parts.append(f"**怎么办**：{opened(message.hint[LANGUAGE])}。")
    parts.append(f"*{opened(message.text[OTHER_LANGUAGE])}*")
    return "\n\n".join(parts) + "\n"


def _all() -> list[Message]:
    return [message for message in messages().values() if message.code.partition(".")[0] not in ELSEWHERE]


def _groups() -> list[str]:
    return list(dict.fromkeys(message.code.partition(".")[0] for message in _all()))


def _page_of(wanted: str) -> str:
    group = wanted.partition(".")[0]
    return next((name for name, (_, groups) in PAGES.items() if group in groups), OTHER[0])
