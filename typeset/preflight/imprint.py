"""Whether a periodical says what the regulations want, and nothing that they forbid (requirements M1 to M5).

Internal material (内部资料性出版物管理办法, articles 14 and 15) and periodicals (GB/T 3179) have rules of their own;
which apply is told by `kind` in publication.yaml. Without it nothing is checked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import asdict

from typeset.diagnostics import Place
from typeset.manifest import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typeset.diagnostics import Report
    from typeset.edition import Edition
    from typeset.manifest import Manifest
    from typeset.press.proof import Proof

_NOTICE = ("内部资料", "免费交流")
# The fields of the imprint that each kind must have, and what they are called.
_FIELDS = {
    Kind.INTERNAL: (
        ("permit", "准印证号", "M1"),
        ("compiler", "编印单位", "M2"),
        ("recipients", "发送对象", "M2"),
        ("printer", "印刷单位", "M2"),
        ("print_run", "印数", "M2"),
    ),
    Kind.PERIODICAL: (
        ("issn", "国际标准连续出版物号 ISSN", "M5"),
        ("cn", "国内统一连续出版物号 CN", "M5"),
        ("supervisor", "主管单位", "M5"),
        ("publisher", "出版单位", "M5"),
        ("chief_editor", "主编", "M5"),
        ("printer", "印刷单位", "M5"),
        ("distributor", "发行单位", "M5"),
    ),
}
_PERIODICAL_WORDS = re.compile("记者|期刊社|杂志社|报社|刊号|杂志|(?:[报刊])$")
_TRADE_WORDS = re.compile("定价|售价|广告|协办")
# 本报告 and 基本报酬 are no names: what joins with the neighbouring character is left alone.
_OWN_NAME = re.compile("(?<![基资成样版根日原文读剧脚书])(?:本刊|本报(?![告表名价酬送销废道警备]))")
_QUOTED = re.compile("“[^”]*”|《[^》]*》|‘[^’]*’")
_ISSN = r"(?:ISSN\s*)?(\d{4})-(\d{3})([\dXx])$"
_CN = r"(?:CN\s*)?\d{2}-\d{4}(?:/[A-Z]+\d*)?$"
_CHECKED = 11  # the modulus of an ISSN's check digit (ISO 3297)


def check_imprint(edition: Edition, manifest: Manifest, proof: Proof, report: Report) -> None:
    """Report what is missing or forbidden, at its place in publication.yaml or in the article."""
    kind = edition.kind
    if kind is None:
        return
    for key, label, rule in _FIELDS[kind]:
        if getattr(edition.imprint, key) is None:
            place = manifest.publication_place("imprint", key)
            report.add("regulation.field-missing", place, label=label, key=key, rule=rule)
    if kind is Kind.INTERNAL:
        _check_internal(edition, manifest, proof, report)
    else:
        _check_numbers(edition, manifest, report)


def _check_internal(edition: Edition, manifest: Manifest, proof: Proof, report: Report) -> None:
    place = manifest.publication_place("notice")
    missing = [words for words in _NOTICE if words not in edition.notice]
    if missing:
        report.add("regulation.notice-missing", place, words="，".join(missing))
    cover = _letters("".join(run.text for run in proof.runs() if run.page == 1))
    for key, words in (("notice", edition.notice), ("permit", edition.imprint.permit or "")):
        if _letters(words) not in cover:
            where = place if key == "notice" else manifest.publication_place("imprint", key)
            report.add("regulation.not-on-cover", where, text=words)
    for location, text in _said(edition):
        for code, forbidden in (
            ("regulation.periodical-word", _PERIODICAL_WORDS),
            ("regulation.trade-word", _TRADE_WORDS),
        ):
            for found in forbidden.finditer(text):
                report.add(code, manifest.publication_place(*location), word=found[0], text=text)
    for section in edition.sections:
        for placed in section.articles:
            _check_article(placed.article.path, report)


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _said(edition: Edition) -> Iterator[tuple[tuple[str, ...], str]]:
    """What the periodical says of itself, each with its place in publication.yaml."""
    yield ("title",), edition.title
    yield ("sponsor",), edition.sponsor
    yield ("notice",), edition.notice
    for key, value in asdict(edition.imprint).items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str):
                yield ("imprint", key), each


def _check_article(path: Path, report: Report) -> None:
    lines = path.read_text("utf-8-sig", "replace").splitlines() if path.is_file() else []
    for number, line in enumerate(lines, 1):
        # Quotations keep their length, so that columns stay right.
        own = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), line)
        for found in _OWN_NAME.finditer(own):
            report.add("regulation.own-name", Place(path, number, found.start() + 1, len(found[0])), word=found[0])


def _check_numbers(edition: Edition, manifest: Manifest, report: Report) -> None:
    issn, cn = edition.imprint.issn, edition.imprint.cn
    if issn is not None and not _is_issn(issn):
        place = manifest.publication_place("imprint", "issn")
        report.add("regulation.number-wrong", place, label="ISSN", value=issn, form="1000-0001")
    if cn is not None and not re.match(_CN, cn):
        place = manifest.publication_place("imprint", "cn")
        report.add("regulation.number-wrong", place, label="CN", value=cn, form="11-1234/F")


def _is_issn(value: str) -> bool:
    """Whether the last digit agrees with the others (ISO 3297, annex A)."""
    found = re.match(_ISSN, value)
    if not found:
        return False
    digits = [int(digit) for digit in found[1] + found[2]]
    rest = sum(weight * digit for weight, digit in zip(range(8, 1, -1), digits, strict=True)) % _CHECKED
    expected = (_CHECKED - rest) % _CHECKED
    return found[3].upper() == ("X" if expected == _CHECKED - 1 else str(expected))
