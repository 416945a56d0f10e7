"""The pressroom makes what is made without it, and nothing hangs on it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from tests.desk import environment
from typeset import pressroom
from typeset.cores import copies
from typeset.diagnostics import Report
from typeset.fonts import read_catalogue
from typeset.leaves import CoverTooLong, Leaves
from typeset.pipeline import build, lay_out_issue
from typeset.press.sheet import get_ready, lay_out
from typeset.press.stock import Stock
from typeset.pressroom import Pressroom
from typeset.profile import Profile
from typeset.rendering import Rendering
from typeset.source import SourceText
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Desk
    from typeset.typefaces import FontCatalogue

pytestmark = pytest.mark.skipif(not copies(), reason="processes cannot be copied here")


@pytest.fixture
def workspace(desk: Desk) -> Workspace:
    return Workspace(desk.root)


def built(workspace: Workspace, room: Pressroom | None, profile: Profile = Profile.WEB) -> bytes:
    made = build(workspace, workspace.issues / "issue-293", profiles=[profile], room=room)
    return made.files[profile].read_bytes()


@pytest.mark.parametrize("profile", [Profile.WEB, Profile.ARCHIVE])
def test_the_same_bytes(profile: Profile, workspace: Workspace) -> None:
    alone = built(workspace, None, profile)
    with Pressroom(2) as room:
        assert built(workspace, room, profile) == alone


def test_it_answers_what_a_build_asks_and_lays_out_again_for_the_rest(workspace: Workspace) -> None:
    folder = workspace.issues / "issue-293"
    alone = lay_out_issue(workspace, folder, Report()).proof
    with Pressroom(2) as room:
        report = Report()
        distant = lay_out_issue(workspace, folder, report, room=room).proof
        assert isinstance(distant, Leaves)
        assert not report.errors
        assert distant.description == alone.description
        assert list(distant.runs()) == list(alone.runs())
        assert list(distant.links()) == list(alone.links())
        assert distant.page_size(1) == alone.page_size(1)
        assert distant.page_type(1) == alone.page_type(1)
        assert distant.write("x", variant=None) == alone.write("x", variant=None)


def test_what_is_ordered_is_what_is_written(workspace: Workspace) -> None:
    folder = workspace.issues / "issue-293"
    alone = lay_out_issue(workspace, folder, Report()).proof
    first, second = (alone.write(name, variant="pdf/ua-1") for name in ("x", "y"))
    with Pressroom(2) as room:
        proof = lay_out_issue(workspace, folder, Report(), room=room).proof
        proof.order("x", variant="pdf/ua-1")
        assert proof.write("x", variant="pdf/ua-1") == first
        proof.order("x", variant="pdf/ua-1")
        assert proof.write("y", variant="pdf/ua-1") == second
        proof.order("x", variant="pdf/ua-1")
        proof = lay_out_issue(workspace, folder, Report(), room=room).proof
        assert proof.write("x", variant="pdf/ua-1") == first


def test_whoever_asks_does_it_himself_where_nobody_is_in(workspace: Workspace) -> None:
    alone = built(workspace, None)
    for room in (Pressroom(1), Pressroom(2, staffed=False)):
        with room:
            assert built(workspace, room) == alone


def test_whoever_asks_does_it_himself_where_the_press_dies(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = built(workspace, None)
    with Pressroom(2) as room:
        os.kill(room._press.pid, signal.SIGKILL)
        assert built(workspace, room) == alone
    with Pressroom(2) as room:
        made = lay_out_issue(workspace, workspace.issues / "issue-293", Report(), room=room)
        os.kill(room._press.pid, signal.SIGKILL)
        assert made.proof.write("x", variant="pdf/ua-1")[:5] == b"%PDF-"
    monkeypatch.setattr(pressroom, "_laid", lambda *_, **__: 1 / 0)
    with Pressroom(2) as room:
        assert built(workspace, room) == alone


def test_a_cover_that_is_too_long_is_said(desk: Desk, tmp_path: Path) -> None:
    catalogue = read_catalogue(Workspace(desk.root).font_folders, Report())
    assert catalogue
    style = SourceText(tmp_path / "page.css", "@page { size: 200pt 200pt } p { break-after: page }")
    text = '<html lang="zh-CN"><head><title>试</title></head><body><p>甲</p><p>乙</p></body></html>'
    rendering = Rendering(text, (style,), tmp_path, (tmp_path,))
    with Pressroom(2) as room:
        for short in (True, False):
            try:
                proof = room.lay_out(rendering, catalogue, Report(), short_cover=short, meanwhile=dict)
            except CoverTooLong:
                assert short
            else:
                assert not short
                assert proof
                assert proof.page_count == 2


@pytest.mark.parametrize("command", [["build", "issue-293"], ["build", "issue-293", "--for", "archive"]])
def test_a_build_has_the_engine_imported_elsewhere(command: list[str], desk: Desk) -> None:
    program = f"""
import sys
from msgspec.structs import replace
from typeset import cores
from typeset.cli import build_command, main
build_command.cores = lambda: 2
try:
    main({command!r})
except SystemExit as left:
    sys.stdout.write(f"{{left.code}} {{'weasyprint' in sys.modules}}")
"""
    words = [sys.executable, "-c", program]
    done = subprocess.run(words, cwd=desk.root, env=environment(), capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert done.stdout.splitlines()[-1] == "0 False", done.stderr


def test_what_stands_ready_is_what_the_issue_is_set_with(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Rendering, FontCatalogue]] = []

    class Asked(Pressroom):
        def get_ready(self, rendering: Rendering, catalogue: FontCatalogue) -> None:
            asked.append((rendering, catalogue))

        def lay_out(self, rendering: Rendering, catalogue: FontCatalogue, *_: object, **__: object) -> None:
            asked.append((rendering, catalogue))

    folder = workspace.issues / "issue-293"
    alone = lay_out_issue(workspace, folder, Report(), room=Asked(1)).proof
    (blank, early), (rendering, catalogue) = asked
    assert (blank, early) == (replace(rendering, html=""), catalogue)

    standing = get_ready(blank, early)
    monkeypatch.setattr(Stock, "of", lambda *_: pytest.fail("made ready twice"))
    proof = lay_out(rendering, catalogue, Report(), standing=standing)
    assert proof.write("x", variant=None) == alone.write("x", variant=None)
