"""Signing: what was released is recorded exactly, or not at all; and what is not as it was signed is found."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from typing import TYPE_CHECKING, NoReturn

import pytest

from typeset.rounds.release import RELEASE, read_release

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Call, Desk

ARTICLE = "issues/issue-293/articles/first.md"
WHO = ("--by", "张三", "--date", "2023-08-25")


@pytest.fixture
def built(proofed: Desk, call: Call) -> Desk:
    """The small issue, proofed and built."""
    assert call("build").code == 0
    return proofed


def record(desk: Desk) -> Path:
    return desk.issue / RELEASE


def test_a_release_names_files_inputs_proof_and_who(built: Desk, call: Call) -> None:
    outcome = call("sign", *WHO)
    digest = hashlib.sha256(built.pdf.read_bytes()).hexdigest()
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == (
        f"{digest}  dist/issue-293.pdf\nissues/issue-293/release.json：张三 2023-08-25 签发（3 页）\n"
    )
    release = read_release(record(built))
    assert (release.by, release.date.isoformat(), release.pages, release.proof) == ("张三", "2023-08-25", 3, 1)
    (file,) = release.files.values()
    assert (file.file, file.bytes, file.sha256) == ("dist/issue-293.pdf", built.pdf.stat().st_size, digest)
    assert release.inputs[ARTICLE] == hashlib.sha256((built.root / ARTICLE).read_bytes()).hexdigest()


def test_proofs_are_not_released(built: Desk, call: Call) -> None:
    assert call("build", "--for", "proof").code == 0
    assert call("sign", *WHO).code == 0
    assert list(read_release(record(built)).files) == ["web"]


@pytest.mark.parametrize("damage", ["text", "file"])
def test_a_file_that_is_not_what_the_issue_gives_is_refused(damage: str, built: Desk, call: Call) -> None:
    if damage == "text":
        built.replace(ARTICLE, "第一段", "第一节")
    else:
        built.write("dist/issue-293.pdf", built.pdf.read_bytes() + b"\n")
    outcome = call("sign", *WHO, "--format", "json")
    assert outcome.code == 1
    assert outcome.found("signing.out-of-date")["file"] == "dist/issue-293.pdf"
    assert not record(built).exists()


def test_an_issue_with_errors_is_not_signed(built: Desk, call: Call) -> None:
    built.article("first", "字[^1]。")
    outcome = call("sign", "--format", "json")
    assert (outcome.code, outcome.codes) == (1, ["markup.note-missing"])
    assert not record(built).exists()


def test_what_was_built_with_another_layout_is_signed_by_its_name(built: Desk, call: Call) -> None:
    built.write("layouts/house/layout.yaml", "title: 自家\nextends: bulletin\nstyles: [a.css]\n")
    built.write("layouts/house/a.css", "h3 { color: red }")
    assert call("build", "--layout", "house").code == 0
    assert call("sign", *WHO).code == 1
    assert call("sign", *WHO, "--layout", "house").code == 0
    assert call("sign", "--check").code == 0


def test_nothing_to_sign(desk: Desk, call: Call) -> None:
    outcome = call("sign", "--format", "json")
    assert (outcome.code, outcome.codes) == (2, ["signing.nothing-built"])
    assert not (desk.issue / RELEASE).exists()


def test_the_same_release_is_signed_once(built: Desk, call: Call) -> None:
    assert call("sign", *WHO).code == 0
    before = record(built).read_bytes()
    outcome = call("sign", "--by", "李四", "--format", "json")
    assert (outcome.code, outcome.codes) == (0, ["signing.same"])
    assert record(built).read_bytes() == before


def test_another_release_is_signed_only_when_asked_and_the_first_is_kept(built: Desk, call: Call) -> None:
    assert call("sign", *WHO).code == 0
    before = record(built).read_bytes()
    built.replace(ARTICLE, "第一段", "第一节")
    assert call("build").code == 0
    refused = call("sign", "--format", "json")
    assert (refused.code, refused.codes) == (1, ["signing.proof-behind", "signing.signed-before"])
    assert record(built).read_bytes() == before
    for number in (1, 2):
        assert call("sign", "--again", "--by", f"李四{number}").code == 0
        built.article("second", f"改{number}。")
        assert call("build").code == 0
    kept = sorted(path.name for path in built.issue.glob("release*.json"))
    assert kept == ["release-1.json", "release-2.json", "release.json"]
    assert (built.issue / "release-1.json").read_bytes() == before


def test_it_is_told_when_nobody_has_read_what_is_released(desk: Desk, call: Call) -> None:
    assert call("build").code == 0
    outcome = call("sign", "--format", "json")
    assert (outcome.code, outcome.codes) == (0, ["signing.no-proof"])
    assert read_release(desk.issue / RELEASE).proof is None


# --check


def test_a_release_that_stands(built: Desk, call: Call) -> None:
    assert call("sign", *WHO).code == 0
    outcome = call("sign", "--check")
    count = 1 + len(read_release(record(built)).inputs)
    assert (outcome.code, outcome.out) == (0, f"张三 2023-08-25 签发的 {count} 个文件都相符\n")
    assert json.loads(call("sign", "--check", "--format", "json").out) == {"same": True, "differences": []}


def test_what_is_not_as_it_was_signed_is_listed(built: Desk, call: Call) -> None:
    assert call("sign", *WHO).code == 0
    built.pdf.unlink()
    built.replace(ARTICLE, "第一段", "第一节")
    built.article("fourth", "又一篇。", "第四篇")
    built.replace("issues/issue-293/issue.yaml", "      - first\n", "      - first\n      - fourth\n")
    outcome = call("sign", "--check", "--format", "json")
    assert outcome.code == 1
    assert json.loads(outcome.out)["differences"] == [
        {"change": "missing", "file": "dist/issue-293.pdf"},
        {"change": "changed", "file": ARTICLE},
        {"change": "changed", "file": "issues/issue-293/issue.yaml"},
        {"change": "added", "file": "issues/issue-293/articles/fourth.md"},
    ]
    assert call("sign", "--check").out.startswith("没了  dist/issue-293.pdf\n变了  ")


def test_inputs_that_can_no_longer_be_read_are_listed_as_changed(built: Desk, call: Call) -> None:
    assert call("sign", *WHO).code == 0
    built.write("issues/issue-293/issue.yaml", "year: [")
    outcome = call("sign", "--check")
    assert (outcome.code, outcome.out) == (1, "变了  issues/issue-293/issue.yaml\n")


def test_there_is_nothing_to_check_before_signing(call: Call) -> None:
    outcome = call("sign", "--check", "--format", "json")
    assert (outcome.code, outcome.codes) == (2, ["signing.not-signed"])


def test_a_release_that_was_damaged(built: Desk, call: Call) -> None:
    built.write("issues/issue-293/release.json", "{}")
    for arguments in ((), ("--check",)):
        outcome = call("sign", *arguments, "--format", "json")
        assert (outcome.code, outcome.codes) == (1, ["rounds.record-broken"])
    assert record(built).read_text() == "{}"


def test_on_a_failing_disk_the_release_before_stays(built: Desk, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call("sign", *WHO).code == 0
    before = record(built).read_bytes()
    built.replace(ARTICLE, "第一段", "第一节")
    assert call("build").code == 0

    def refuse(_file: int) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)
    outcome = call("sign", "--again", "--format", "json")
    assert (outcome.code, outcome.codes) == (3, ["output.disk-full"])
    assert record(built).read_bytes() == before
    assert [path.name for path in built.issue.glob("*release*")] == [RELEASE]
