"""Gathers an example of each diagnostic while the tests run: what an editor sees, frame and all.

    python -m pytest -p tools.reference.harvest

Of each code the best example is kept (one with a frame, in a workspace, and short) in `examples.toml` beside this file;
one that is there already stays as long as it says what the table of messages says. The reference shows them.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tools.reference.examples import Examples, is_current, is_told
from typeset.cli.formats import Format, lines
from typeset.diagnostics import Report

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

    from typeset.diagnostics import Diagnostic

_MARKER = Path("issues") / "publication.yaml"
_CANDIDATES = 12
# This test makes every message up, with values of its own.
_WORDS_ALONE = "test_every_message_as_the_editor_sees_it"
# A path of the machine that made it says nothing to a reader; a workspace of a test is called as an editor would.
_TEST_FOLDER = re.compile(r"/\S*?pytest-\d+/(?:popen-gw\d+/)?[^/\s]+(?:/desk)?")
_FOREIGN = (tempfile.gettempdir(), str(Path.home()), "/tmp")  # noqa: S108 - to be told, not used

_found: dict[str, list[str]] = {}
_busy = False


def pytest_configure(config: pytest.Config) -> None:
    """See every diagnostic that is reported from now on."""
    del config
    begin, take = Report.__init__, Report.take

    def begun(self: Report, diagnostics: Iterable[Diagnostic] = ()) -> None:
        begin(self, diagnostics)
        for diagnostic in self:
            _note(diagnostic)

    def taken(self: Report, diagnostic: Diagnostic) -> None:
        take(self, diagnostic)
        _note(diagnostic)

    Report.__init__, Report.take = begun, taken  # type: ignore[method-assign]


def _note(diagnostic: Diagnostic) -> None:
    global _busy  # noqa: PLW0603 - what is drawn may make diagnostics itself
    if (
        _WORDS_ALONE in os.environ.get("PYTEST_CURRENT_TEST", "")
        or _busy
        or len(_found.setdefault(diagnostic.code, [])) >= _CANDIDATES
    ):
        return
    _busy = True
    before = os.environ.get("LC_ALL")
    os.environ["LC_ALL"] = "zh_CN.UTF-8"
    try:
        root = _root(diagnostic)
        text = "\n".join(lines(Report([diagnostic]), Format.HUMAN, root))
        text = _TEST_FOLDER.sub("/home/bianji/刊物", text)
    except Exception:  # noqa: BLE001 - a test may make a diagnostic that cannot be shown
        return
    finally:
        _busy = False
        del os.environ["LC_ALL"]
        if before is not None:
            os.environ["LC_ALL"] = before
    if is_current(diagnostic.code, text) and not any(word in text for word in _FOREIGN):
        _found[diagnostic.code].append(text)


def _root(diagnostic: Diagnostic) -> Path:
    place = diagnostic.place
    if place is None:
        return Path.cwd()
    return next((folder for folder in place.path.parents if (folder / _MARKER).is_file()), place.path.parent)


def _rank(text: str) -> tuple[bool, bool, int]:
    return "│" not in text, "-->" not in text, len(text)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write what was found: a worker for the one that gathers, that one to the file."""
    shelf = Path(session.config.rootpath) / "build" / "examples"
    shelf.mkdir(parents=True, exist_ok=True)
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    (shelf / f"{worker or 'main'}.json").write_text(json.dumps(_found, ensure_ascii=False), "utf-8")
    if worker:
        return
    candidates: dict[str, list[str]] = {}
    for path in sorted(shelf.glob("*.json")):
        for code, texts in json.loads(path.read_text("utf-8")).items():
            candidates.setdefault(code, []).extend(texts)
        path.unlink()
    examples = Examples.read()
    for code, texts in candidates.items():
        if texts and is_told(code) and not examples.has(code):
            examples.texts[code] = min(texts, key=_rank)
    examples.write()
