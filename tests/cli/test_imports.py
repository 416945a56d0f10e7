"""What a clean build imports, and when."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from tests.desk import environment

if TYPE_CHECKING:
    from tests.desk import Desk

# Modules that a build of clean text has no use for, and why.
UNUSED = {
    "click.testing": "only tests call",
    "cffi": "the engine's declarations are kept as tables",
    "pycparser": "so nothing of C is parsed",
    "fontTools.subset": "HarfBuzz cuts the fonts",
    "fontTools.varLib": "no variable font is embedded",
    "lxml": "no manuscript comes from Word",
    "mammoth": "likewise",
    "selectolax": "no page was saved from the web",
    "pypdfium2": "nothing is drawn as a picture",
    "starlette": "only the preview serves",
    "typeset.copyedit": "the text is checked where that is asked for",
    "typeset.copyfit": "no page count was asked for",
    "typeset.preview": "this is no preview",
    "typeset.readers": "the articles are there already",
}


def ran(desk: Desk, before: str, after: str, *, jobs: int) -> list[str]:
    """What `after` prints, in the process that built the issue after `before` was run in it."""
    program = [
        *("import sys", "from typeset.cli import build_command, main", f"build_command.cores = lambda: {jobs}"),
        textwrap.dedent(before),
        *("try:", "    main(['build', 'issue-293'])", "except SystemExit as left:", "    print(left.code)"),
        textwrap.dedent(after),
    ]
    words = [sys.executable, "-c", "\n".join(program)]
    done = subprocess.run(words, cwd=desk.root, env=environment(), capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert done.stderr == ""
    code, *lines = done.stdout.splitlines()[1:]
    assert code == "0"
    return lines


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_build_imports_nothing_that_it_does_not_use(jobs: int, desk: Desk) -> None:
    imported = set(ran(desk, "", "print(*sys.modules, sep='\\n')", jobs=jobs))
    assert ("weasyprint" in imported) == (jobs == 1)
    assert sorted(imported.intersection(UNUSED)) == []


@pytest.mark.skipif(sys.platform != "linux", reason="there is one process elsewhere")
def test_all_is_imported_while_the_pages_are_made(desk: Desk) -> None:
    before = """
        from typeset import pressroom
        lay_out = pressroom.Pressroom.lay_out
        early = set()
        def laid_out(*arguments, **options):
            proof = lay_out(*arguments, **options)
            early.update(sys.modules)
            return proof
        pressroom.Pressroom.lay_out = laid_out
    """
    after = "print(*(name for name in sys.modules if name not in early), sep='\\n')"
    assert [name for name in ran(desk, before, after, jobs=2) if name.startswith(("typeset", "pikepdf"))] == []
