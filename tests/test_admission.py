"""Manuscripts come into an issue: nothing is written over, the flatplan keeps its comments, the issue builds."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from tests.manuscripts import BUILT, LIBREOFFICE, Parts, p, squeezed, word_report, word_tracked
from typeset.admission import article_text
from typeset.readers.kinds import read_manuscript

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from tests.desk import Call, Desk, Run

ISSUE = "issues/issue-293"


def test_twelve_manuscripts_of_different_making_come_in_and_build(desk: Desk, call: Call) -> None:
    samples = {name: build() for name, build in BUILT.items()} | {path.stem: path.read_bytes() for path in LIBREOFFICE}
    files = [str(desk.write(f"来稿/{name}.docx", data)) for name, data in samples.items()]
    assert len(files) >= 12
    outcome = call("import", *files, "--issue", "293", "--section", "数据", "--format", "json")
    assert outcome.code == 0, outcome.err
    assert len(outcome.out.splitlines()) == len(files) + 1
    record = (desk.issue / "import-report.md").read_text("utf-8")
    for name, data in samples.items():
        assert (desk.root / "来稿" / f"{name}.docx").read_bytes() == data
        assert hashlib.sha256(data).hexdigest() in record
    assert record.count("一个不少") == len(files)
    built = call("build", "293", "--format", "json")
    assert built.code == 0, built.err
    assert not [finding for finding in built.findings if finding["severity"] == "error"]


def test_the_flatplan_grows_by_a_line_and_keeps_the_rest(desk: Desk, call: Call) -> None:
    desk.replace(f"{ISSUE}/issue.yaml", "year: 2023", "# 暑期\nyear: 2023  # 改过")
    desk.write("a.docx", word_report())
    before = (desk.issue / "issue.yaml").read_text("utf-8")
    assert call("import", "a.docx", "--issue", "293", "--section", "要闻").code == 0
    after = (desk.issue / "issue.yaml").read_text("utf-8")
    assert after.replace("      - a\n", "", 1) == before


def test_the_same_content_is_told_and_not_imported_twice(desk: Desk, call: Call) -> None:
    data = word_report()
    desk.write("a.docx", data)
    desk.write("b.docx", data)
    assert call("import", "a.docx", "--issue", "293").code == 0
    outcome = call("import", "b.docx", "--issue", "293", "--format", "json")
    assert (outcome.code, outcome.codes, outcome.out) == (0, ["import.again"], "")
    assert "articles/a.md" in outcome.found("import.again")["message"]
    assert call("import", "b.docx", "--issue", "293", "--again").code == 0
    assert (desk.issue / "articles" / "b.md").is_file()


def test_an_article_of_that_name_stays_as_it_is(desk: Desk, call: Call) -> None:
    before = (desk.issue / "articles" / "first.md").read_bytes()
    desk.write("first.docx", word_report())
    assert call("import", "first.docx", "--issue", "293").code == 0
    assert (desk.issue / "articles" / "first.md").read_bytes() == before
    assert "images/first-2-1.png" in (desk.issue / "articles" / "first-2.md").read_text("utf-8")


def test_a_file_that_cannot_be_read_keeps_no_other_out(desk: Desk, call: Call) -> None:
    desk.write("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    desk.write("a.docx", word_report())
    outcome = call("import", "old.doc", "no.docx", "a.docx", "--issue", "293", "--format", "json")
    assert outcome.code == 1
    assert {"import.old-word", "source.missing"} <= set(outcome.codes)
    assert (desk.issue / "articles" / "a.md").is_file()


def test_nothing_is_written_where_nothing_can_be_read(desk: Desk, call: Call) -> None:
    desk.write("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    before = sorted(desk.root.rglob("*"))
    assert call("import", "old.doc", "--issue", "293").code == 1
    assert sorted(desk.root.rglob("*")) == before


def test_a_new_issue_is_begun_for_the_first_manuscript(desk: Desk, call: Call) -> None:
    desk.write("a.docx", word_report())
    outcome = call("import", "a.docx", "--issue", "294")
    assert outcome.code == 0, outcome.err
    assert "issue-294" in outcome.out
    text = (desk.root / "issues" / "issue-294" / "issue.yaml").read_text("utf-8")
    assert "total: 294" in text
    assert "- a\n" in text


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--section", "没有"], "flatplan.unknown-section"),
        (["--as", "pdf"], "usage.bad-value"),
    ],
)
def test_a_wrong_call(arguments: list[str], code: str, desk: Desk, call: Call) -> None:
    desk.write("a.docx", word_report())
    outcome = call("import", "a.docx", "--issue", "293", *arguments, "--format", "short")
    assert outcome.code == 2
    assert code in outcome.err
    assert not (desk.issue / "articles" / "a.md").exists()


def test_a_whole_issue_comes_alone(desk: Desk, call: Call) -> None:
    whole = "2023年第17期（总第294期）2023年9月5日\n\n【要闻】\n\n# 标题\n\n正文。\n\n来源：《某报》\n"
    desk.write("whole.txt", whole)
    desk.write("a.docx", word_report())
    outcome = call("import", "whole.txt", "a.docx", "--issue", "294", "--format", "json")
    assert (outcome.code, outcome.codes) == (2, ["import.whole-with-others"])
    assert call("import", "whole.txt", "--issue", "294").code == 0
    assert call("import", "whole.txt", "--issue", "293", "--as", "article").code == 0
    assert (desk.issue / "articles" / "whole.md").is_file()


def test_pictures_beside_a_page_come_along_and_none_from_elsewhere(desk: Desk, call: Call) -> None:
    with (desk.root / "x.png").open("wb") as file:
        file.write(b"no")
    desk.write("web/a.html", "<h1>题目</h1><p>正文。</p><img src='a_files/1.svg'><img src='../x.png'>")
    desk.write("web/a_files/1.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>")
    outcome = call("import", "web/a.html", "--issue", "293", "--format", "json")
    assert (outcome.code, outcome.codes) == (0, ["import.picture-missing"])
    assert [path.name for path in (desk.issue / "images").iterdir()] == ["a-1.svg"]


def test_the_report_in_both_languages(desk: Desk, run: Run, snapshot: SnapshotAssertion) -> None:
    desk.write("改造.docx", word_tracked())
    assert run("import", "改造.docx", "--issue", "293", cwd=desk.root).code == 0
    english = run("import", "改造.docx", "--issue", "293", "--again", cwd=desk.root, env={"LANG": "en_GB.UTF-8"})
    assert english.code == 0
    assert (desk.issue / "import-report.md").read_text("utf-8") == snapshot
    assert english.out + english.err == snapshot


def test_the_article_says_what_the_manuscript_says() -> None:
    manuscript = read_manuscript(Parts(p("题: 目") + p("正文。")).data(), "a.docx").manuscript
    assert manuscript is not None
    assert article_text(manuscript.head, manuscript) == "---\ntitle: '题: 目'\n---\n\n正文。\n"
    assert squeezed(article_text(manuscript.head, manuscript)) == "title题目正文"
