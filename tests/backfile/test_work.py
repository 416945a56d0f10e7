"""One order: an issue is built once, and again when anything that shows in it has changed."""

from __future__ import annotations

import datetime as dt
import os
import time
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from typeset.backfile import work
from typeset.backfile.inputs import Digests
from typeset.backfile.order import Finding, Order, Outcome, State
from typeset.backfile.receipt import read_receipt, receipt_path
from typeset.backfile.work import carry_out, settled
from typeset.diagnostics import Diagnostic, Place, Severity
from typeset.jsontext import from_json, to_line
from typeset.pipeline import build, write_files
from typeset.profile import Profile
from typeset.verdict import Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.desk import Desk

    MakeOrder = Callable[..., Order]


def is_settled(desk: Desk, order: Order) -> bool:
    return settled(desk.workspace, order, Digests()) is not None


def test_it_makes_what_a_build_makes_and_the_second_time_nothing(back_issues: Desk, order_for: MakeOrder) -> None:
    build(back_issues.workspace, back_issues.issue)
    alone = back_issues.pdf.read_bytes()
    back_issues.pdf.unlink()
    first = carry_out(order_for())
    assert (first.state, first.fault, first.files[0].pages) == (State.BUILT, None, 3)
    assert back_issues.pdf.read_bytes() == alone
    stamp = back_issues.pdf.stat().st_mtime_ns
    second = carry_out(order_for())
    assert (second.state, second.files) == (State.UNCHANGED, first.files)
    assert back_issues.pdf.stat().st_mtime_ns == stamp


CHANGES: dict[str, Callable[[Desk], object]] = {
    "an article": lambda desk: desk.article("first", "改过的正文。"),
    "the manifest": lambda desk: desk.replace("issues/issue-293/issue.yaml", "short_title: 短题", "short_title: 另题"),
    "the publication": lambda desk: desk.replace("issues/publication.yaml", "某路1号", "某路2号"),
    "a layout that hides the one that ships": lambda desk: desk.write("layouts/bulletin/layout.yaml", "title: 自家\n"),
    "fonts of the workspace": lambda desk: desk.write("fonts/catalogue.yaml", "fonts: []\n"),
    "no file": lambda desk: desk.pdf.unlink(),
    "another file": lambda desk: desk.pdf.write_bytes(b"%PDF-1.7"),
    "no receipt": lambda desk: receipt_path(desk.workspace, "issue-293", Profile.WEB).unlink(),
    "half a receipt": lambda desk: receipt_path(desk.workspace, "issue-293", Profile.WEB).write_bytes(b"{"),
}


def test_every_change_makes_it_stale(back_issues: Desk, order_for: MakeOrder) -> None:
    order = order_for()
    carry_out(order)
    kept = {path: path.read_bytes() for path in back_issues.root.rglob("*") if path.is_file()}
    for name, change in CHANGES.items():
        assert is_settled(back_issues, order), name
        change(back_issues)
        assert not is_settled(back_issues, order), name
        for path in [path for path in back_issues.root.rglob("*") if path.is_file() and path not in kept]:
            path.unlink()
        for folder in ("layouts/bulletin", "layouts", "fonts"):
            if (back_issues.root / folder).is_dir():
                (back_issues.root / folder).rmdir()
        for path, data in kept.items():
            path.write_bytes(data)


@pytest.mark.parametrize(
    "options", [{"strict": True}, {"check": True}, {"layout": "magazine"}, {"pages": 4}, {"program": "typeset 9"}]
)
def test_other_options_are_another_build(options: dict[str, object], back_issues: Desk, order_for: MakeOrder) -> None:
    order = order_for()
    path = receipt_path(back_issues.workspace, "issue-293", Profile.WEB)
    assert replace(order, **options) != order
    carry_out(order)
    assert path.is_file()
    assert is_settled(back_issues, order)
    assert not is_settled(back_issues, replace(order, **options))


def test_other_articles_and_layouts_do_not_matter(back_issues: Desk, order_for: MakeOrder) -> None:
    order = order_for()
    carry_out(order)
    back_issues.write("issues/fillers/new.md", "---\ntitle: 新补白\n---\n\n一句。\n")
    back_issues.write("layouts/other/layout.yaml", "title: 别的\nextends: bulletin\n")
    back_issues.replace("issues/issue-292/articles/first.md", "正文", "改文")
    assert is_settled(back_issues, order)


def test_a_proof_is_of_its_day(back_issues: Desk, order_for: MakeOrder) -> None:
    order = order_for(profiles=(Profile.PROOF,), date=dt.date(2023, 8, 1))
    assert carry_out(order).state is State.BUILT
    assert is_settled(back_issues, order)
    assert not is_settled(back_issues, order_for(profiles=(Profile.PROOF,), date=dt.date(2023, 8, 2)))


def test_what_is_saved_while_it_is_built_is_not_taken_for_built(
    back_issues: Desk, order_for: MakeOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = write_files

    def save_meanwhile(*arguments: object) -> None:
        real(*arguments)  # type: ignore[arg-type]
        back_issues.article("first", "排的时候存盘。")

    monkeypatch.setattr(work, "write_files", save_meanwhile)
    assert carry_out(order_for()).state is State.BUILT
    assert read_receipt(back_issues.workspace, "issue-293", Profile.WEB) is None


def test_a_bad_issue_is_an_outcome_with_places(back_issues: Desk, order_for: MakeOrder) -> None:
    back_issues.article("first", "缺脚注[^1]。")
    (back_issues.issue / "articles/third.md").unlink()
    outcome = carry_out(order_for())
    assert (outcome.state, outcome.fault, outcome.files) == (State.FAILED, Fault.CONTENT, ())
    assert "manifest.article-missing" in [finding.code for finding in outcome.findings]
    assert not back_issues.pdf.exists()


def test_a_bug_is_an_outcome_too(order_for: MakeOrder, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(work, "make", fail)
    outcome = carry_out(order_for())
    assert (outcome.fault, [finding.code for finding in outcome.findings]) == (Fault.BUG, ["internal.bug"])


def test_leftovers_of_a_killed_build_are_swept(back_issues: Desk, order_for: MakeOrder) -> None:
    left = back_issues.write("dist/.issue-293.pdf.ab12cd34", b"half")
    other = back_issues.write("dist/.issue-2930.pdf.ab12cd34", b"half")
    carry_out(order_for())
    assert not left.exists()
    assert other.exists()


def test_the_receipt_lists_articles_with_their_pages(back_issues: Desk, order_for: MakeOrder) -> None:
    carry_out(order_for())
    receipt = read_receipt(back_issues.workspace, "issue-293", Profile.WEB)
    assert receipt is not None
    listing = receipt.listing
    assert (listing.title, listing.year, listing.number, listing.total) == ("试刊", 2023, 16, 293)
    assert [(a.title, a.section, a.source, a.page) for a in listing.articles] == [
        ("头一篇", "要闻", "《某报》", 2),
        ("第二篇　有两截的题目", "要闻", "《某报》", 2),
        ("第三篇", "数据", "《某报》", 3),
    ]


def test_messages_survive_the_way(tmp_path: Path) -> None:
    place = Place(tmp_path / " a.md", 3, 4, 5)
    diagnostic = Diagnostic("markup.stray-asterisks", place, {"a": " x ", "n": 3, "e": Severity.NOTE}, Severity.ERROR)
    finding = Finding.of(diagnostic)
    outcome = Outcome(issue="i", state=State.FAILED, findings=(finding,), begun=time.time(), worker=str(os.getpid()))
    again = from_json(Outcome, to_line(outcome))
    assert again == outcome
    assert again.findings[0].diagnostic == Diagnostic(
        "markup.stray-asterisks", place, {"a": " x ", "n": 3, "e": "note"}, Severity.ERROR
    )
