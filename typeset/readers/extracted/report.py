"""The import report: what was left over, changed, doubted, and the proof that nothing was lost; and its text."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct, field

from typeset.readers.extracted.characters import count
from typeset.readers.extracted.doubts import CUT_TEXT, REASONS, UNPAIRED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from typeset.diagnostics import Language
    from typeset.readers.extracted.ledger import Account, Doubt, Ledger
    from typeset.readers.extracted.lines import Line


class ImportReport(Struct, frozen=True):
    """What the import has to say besides the files.

    `counted` is the number of Han characters and digits in the extracted file. `lost` holds those that stand neither in
    the written files nor in `accounts`; it is empty unless the import has a fault.
    """

    path: Path
    counted: int = 0
    lost: Mapping[str, int] = field(default_factory=dict)
    unplaced: tuple[Line, ...] = ()
    changes: Mapping[str, int] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    accounts: tuple[Account, ...] = ()


def make_report(path: Path, text: str, written: Iterable[str], ledger: Ledger) -> ImportReport:
    """Close the account of `text`: what of it is neither `written` nor named in `ledger` is lost."""
    counted = count(text)
    held = count("".join(written)) + count("".join(account.text for account in ledger.accounts))
    return ImportReport(
        path=path,
        counted=counted.total(),
        lost=dict(counted - held),
        unplaced=tuple(sorted(ledger.unplaced, key=lambda line: line.number)),
        changes=dict(sorted(ledger.changes.items())),
        doubts=tuple(sorted(ledger.doubts, key=lambda doubt: (doubt.line, doubt.column))),
        accounts=tuple(sorted(ledger.accounts, key=lambda account: (account.kind, account.line))),
    )


_WORDS: Mapping[str, Mapping[Language, str]] = {
    "title": {"zh": "# 导入记录：{name}", "en": "# Import report: {name}"},
    "whole": {
        "zh": "原件有汉字和数字 {counted} 个，全部在写出的文件或下面“另行交代”里，一个不少。",
        "en": "All {counted} Chinese characters and digits stand in the files or under “Accounted for” below.",
    },
    "lost": {
        "zh": "原件有汉字和数字 {counted} 个，丢失了：{lost}。这是程序的毛病，请报告。",
        "en": "Of {counted} Chinese characters and digits these are lost: {lost}. This is a fault of typeset.",
    },
    "doubts": {"zh": "## 存疑（没有改动，请对照原件）", "en": "## Doubtful readings (left as they are)"},
    "doubt": {
        "zh": "- 第 {line} 行第 {column} 字：{reading}。{reason}",
        "en": "- {line}:{column}: {reading} ({reason})",
    },
    "reading": {"zh": "“{reading}”，是不是“{suggestion}”", "en": "“{reading}”, perhaps “{suggestion}”"},
    "reading-only": {"zh": "“{reading}”", "en": "“{reading}”"},
    "unplaced": {"zh": "## 没有放进去的行", "en": "## Lines not placed"},
    "accounts": {"zh": "## 另行交代", "en": "## Accounted for"},
    "account": {"zh": "- {text}（第 {lines} 行）", "en": "- {text} (line {lines})"},
    "line": {"zh": "- 第 {line} 行：{text}", "en": "- line {line}: {text}"},
    "changes": {"zh": "## 不动文字的改动", "en": "## Changes that leave the wording alone"},
    "change": {"zh": "- {kind}：{times} 处", "en": "- {kind}: {times}"},
    "none": {"zh": "没有。", "en": "None."},
}
_COMMAS: Mapping[Language, str] = {"zh": "、", "en": ", "}
_CHANGES: Mapping[str, Mapping[Language, str]] = {
    "spaces": {"zh": "去掉抽取时多出的空格", "en": "needless spaces taken out"},
    "marks": {"zh": "半角标点改为全角", "en": "half-width marks made full-width"},
    "quotes": {"zh": "直引号改为弯引号", "en": "straight quotation marks made curly"},
    "source-quotes": {"zh": "去掉来源名称外面的引号", "en": "quotation marks around a source taken off"},
    "line-ends": {"zh": "接上段落里的硬换行", "en": "hard line ends inside a paragraph removed"},
    "page-breaks": {"zh": "接上被分页截断的段落", "en": "paragraphs cut by a page break joined"},
    "title-lines": {"zh": "接上标题里的换行", "en": "line ends inside a title removed"},
    "title-parts": {"zh": "标题的两部分之间改用全角空格", "en": "parts of a title set apart by a full-width space"},
    "torn-sections": {"zh": "接上封面上被拆开的栏目名", "en": "torn section titles of the cover joined"},
    "torn-entries": {"zh": "接上封面上分成两行的条目", "en": "torn entries of the contents joined"},
}
_ACCOUNTS: Mapping[str, Mapping[Language, str]] = {
    "cover-entry": {"zh": "目次条目，与文章标题相同", "en": "cover entry = title of article"},
    "cover-section": {"zh": "封面上的栏目名，与正文的栏目相同", "en": "cover section = title of section"},
    "old-pages": {"zh": "原来的页码，由排版重新得出", "en": "old page numbers, found anew when the issue is set"},
    "labels": {"zh": "固定用字，由版式印出", "en": "labels, which the layout prints"},
    "publication": {"zh": "刊物信息，写在 publication.yaml 里", "en": "facts for publication.yaml"},
    "bad-date": {"zh": "读不出来的日期", "en": "dates that are no day"},
    "unplaced": {"zh": "没有放进去的行，见上", "en": "lines not placed, see above"},
}


def to_markdown(report: ImportReport, language: Language) -> str:
    """The import report as a Markdown text."""
    blocks = [
        _say("title", language, name=report.path.name),
        _say("lost" if report.lost else "whole", language, counted=report.counted, lost="".join(report.lost)),
        *_chapter("doubts", (_doubt(doubt, language) for doubt in report.doubts), language),
        *_chapter("unplaced", (_line(line.number, line.text, language) for line in report.unplaced), language),
        _say("accounts", language),
    ]
    for kind, accounts in groupby(report.accounts, key=lambda account: account.kind):
        if kind != "unplaced":
            blocks += [f"### {_ACCOUNTS[kind][language]}", "\n".join(_accounts(accounts, language))]
    changes = (
        _say("change", language, kind=_CHANGES[kind][language], times=times) for kind, times in report.changes.items()
    )
    blocks += _chapter("changes", changes, language)
    return "\n\n".join(blocks) + "\n"


def _chapter(name: str, lines: Iterable[str], language: Language) -> Iterator[str]:
    yield _say(name, language)
    yield "\n".join(lines) or _say("none", language)


def _doubt(doubt: Doubt, language: Language) -> str:
    form = "reading-only" if doubt.name in (CUT_TEXT, UNPAIRED) else "reading"
    reading = _say(form, language, reading=doubt.reading, suggestion=doubt.suggestion)
    reason = REASONS[doubt.name][language]
    return _say("doubt", language, line=doubt.line, column=doubt.column, reading=reading, reason=reason)


def _accounts(accounts: Iterable[Account], language: Language) -> Iterator[str]:
    """One line for each text, with all the places it stands at."""
    places: dict[str, list[str]] = {}
    for account in accounts:
        places.setdefault(" ".join(account.text.split()), []).append(str(account.line))
    for text, lines in places.items():
        yield _say("account", language, text=text, lines=_COMMAS[language].join(lines))


def _line(number: int, text: str, language: Language) -> str:
    return _say("line", language, line=number, text=" ".join(text.split()))


def _say(name: str, language: Language, /, **values: object) -> str:
    return _WORDS[name][language].format_map(values)
