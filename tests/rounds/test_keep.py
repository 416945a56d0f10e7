"""The rounds that are kept: numbered, whole, never written over, and none without a change."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.rounds.conftest import FIRST
from typeset.rounds.record import read_record
from typeset.rounds.shelf import numbers

if TYPE_CHECKING:
    from tests.desk import Call, Desk

ARTICLE = "issues/issue-293/articles/first.md"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="9" height="9"/></svg>'


def files(desk: Desk) -> dict[str, bytes]:
    folder = desk.root / "proofs"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_round_has_its_pdf_its_text_and_its_record(proofed: Desk) -> None:
    kept = files(proofed)
    assert sorted(kept) == ["issue-293/1/pages.txt", "issue-293/1/proof.pdf", "issue-293/1/record.json"]
    record = read_record(proofed.root / "proofs/issue-293/1/record.json")
    assert (record.number, record.name, record.date.isoformat(), record.pages) == (1, "一校", FIRST, 3)
    for stored in (record.proof, record.text):
        data = kept[f"issue-293/1/{stored.file}"]
        assert (stored.bytes, stored.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert "头一篇" in kept["issue-293/1/pages.txt"].decode()


def test_a_record_names_every_input_with_its_checksum(desk: Desk, call: Call) -> None:
    desk.write("issues/issue-293/images/a.svg", SVG)
    desk.write("issues/masthead.svg", SVG)
    desk.replace("issues/publication.yaml", "rhythm", "masthead: masthead.svg\nrhythm")
    desk.article("first", "正文。\n\n![方块](images/a.svg)", "头一篇")
    desk.write("issues/issue-293/articles/unplanned.md", "---\ntitle: 没用上\n---\n\n字。\n")
    assert call("proof").code == 0
    inputs = read_record(desk.root / "proofs/issue-293/1/record.json").inputs
    own = {name for name in inputs if not name.startswith("typeset:")}
    articles = {f"issues/issue-293/articles/{name}.md" for name in ("first", "second", "third")}
    others = {"issues/publication.yaml", "issues/issue-293/issue.yaml", "issues/issue-293/images/a.svg"}
    assert own == articles | others | {"issues/masthead.svg"}
    assert {"typeset:layouts/bulletin/layout.yaml", "typeset:fonts/catalogue.yaml"} < set(inputs)
    assert any(name.endswith("NotoSerifSC-Regular.ttf") for name in inputs)
    for name in own:
        assert inputs[name] == hashlib.sha256((desk.root / name).read_bytes()).hexdigest()
    assert not any(str(desk.root) in name for name in inputs)


def test_a_record_has_what_each_article_says(desk: Desk, call: Call) -> None:
    text = "一段[^1]。\n\n- 甲项\n- 乙项\n\n| 头 | 数 |\n|---|---|\n| 格 | 1 |\n\n## 小题\n\n[^1]: 注文。"
    desk.article("first", text, "头一篇")
    assert call("proof").code == 0
    articles = read_record(desk.root / "proofs/issue-293/1/record.json").articles
    assert [article.title for article in articles] == ["", "头一篇", "第二篇　有两截的题目", "第三篇"]
    said = [passage.text for passage in articles[1].passages]
    assert said == [
        "一段。",
        "［注］注文。",
        "甲项",
        "乙项",
        "头 | 数",
        "格 | 1",
        "小题",
        "《某报》　编辑部　2023年8月18日",
    ]
    assert {passage.page for passage in articles[1].passages} == {2}
    assert "短题" in [passage.text for passage in articles[0].passages]
    assert (articles[3].section, articles[3].pages) == ("数据", (3,))


def test_nothing_is_kept_twice_unless_asked(proofed: Desk, call: Call) -> None:
    before = files(proofed)
    outcome = call("proof", "--date", "2023-08-30", "--format", "json")
    result = json.loads(outcome.out)
    assert (outcome.code, result["new"], result["number"]) == (0, False, 1)
    assert outcome.codes == ["rounds.unchanged"]
    assert files(proofed) == before
    again = call("proof", "--again", "--date", "2023-08-30")
    assert (again.code, again.out) == (0, "二校：proofs/issue-293/2/proof.pdf（3 页）\n")


def test_a_change_makes_the_next_round_and_leaves_the_last_alone(proofed: Desk, call: Call) -> None:
    before = files(proofed)
    proofed.replace(ARTICLE, "第一段", "第一节")
    assert call("proof", "--note", "  请核对 数字 ").out == "二校：proofs/issue-293/2/proof.pdf（3 页）\n"
    after = files(proofed)
    assert {name: after[name] for name in before} == before
    assert read_record(proofed.root / "proofs/issue-293/2/record.json").note == "请核对 数字"


def test_a_round_taken_away_leaves_a_gap(proofed: Desk, call: Call) -> None:
    proofed.write("proofs/issue-293/7/record.json", files(proofed)["issue-293/1/record.json"])
    proofed.write("proofs/issue-293/notes/a.txt", "旁的东西")
    proofed.replace(ARTICLE, "第一段", "第一节")
    assert call("proof").out.startswith("八校：")
    assert numbers(proofed.workspace, "issue-293") == [1, 7, 8]


def test_the_same_input_and_date_give_the_same_bytes(proofed: Desk, call: Call) -> None:
    before = files(proofed)
    (proofed.root / "proofs").rename(proofed.root / "elsewhere")
    assert call("proof", "--date", FIRST).code == 0
    assert files(proofed) == before


def test_a_draft_takes_the_next_number_and_keeps_nothing(proofed: Desk, call: Call) -> None:
    before = files(proofed)
    assert call("build", "--for", "proof").code == 0
    assert files(proofed) == before


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_on_a_failing_disk_a_round_is_whole_or_not_there(
    number: int, proofed: Desk, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(proofed)
    proofed.replace(ARTICLE, "第一段", "第一节")
    written: list[int] = []

    def refuse(file: int) -> None:
        written.append(file)
        if len(written) == 2:  # the first file of the folder is on the disk, the second is not
            raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        outcome = call("proof", "--format", "json")
    assert (outcome.code, len(written)) == (3, 2)
    assert files(proofed) == before
    assert [path.name for path in (proofed.root / "proofs/issue-293").iterdir()] == ["1"]
    assert call("proof").code == 0


def test_a_folder_that_cannot_take_its_place(proofed: Desk, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(proofed)
    proofed.replace(ARTICLE, "第一段", "第一节")
    real = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name.endswith(".making"):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return real(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    outcome = call("proof", "--format", "json")
    assert (outcome.code, outcome.codes) == (3, ["output.not-allowed"])
    assert files(proofed) == before


def test_an_issue_with_errors_gets_no_proof(proofed: Desk, call: Call) -> None:
    before = files(proofed)
    proofed.article("first", "字[^1]。")
    outcome = call("proof", "--format", "json")
    assert (outcome.code, outcome.codes) == (1, ["markup.note-missing"])
    assert files(proofed) == before


@pytest.mark.parametrize("damage", ["{", "{}", '{"number": "eins"}', ""])
def test_a_record_that_was_damaged(damage: str, proofed: Desk, call: Call) -> None:
    proofed.write("proofs/issue-293/1/record.json", damage)
    outcome = call("proof", "--format", "json")
    assert outcome.code == 1
    assert outcome.found("rounds.record-broken")["file"] == "proofs/issue-293/1/record.json"


def test_a_remark_that_is_too_long(desk: Desk, call: Call) -> None:
    outcome = call("proof", "--note", "长" * 201, "--format", "json")
    assert (outcome.code, outcome.codes) == (2, ["rounds.long-note"])
    assert not (desk.root / "proofs").exists()
    assert call("proof", "--note", "长" * 200).code == 0
