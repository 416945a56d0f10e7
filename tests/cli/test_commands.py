"""The command line: what each command does, where its words go, and how it ends."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING, NoReturn

import pytest

import typeset.pipeline
from tests.desk import REPOSITORY, environment
from typeset.cli import COMMANDS, completions
from typeset.diagnostics import Diagnostic
from typeset.errors import EnvironmentProblem
from typeset.language import as_called

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Call, Desk, Run


# build


def test_build_writes_to_dist_and_names_the_file(desk: Desk, run: Run) -> None:
    outcome = run("build", "issue-293")
    assert (outcome.code, outcome.out, outcome.err) == (0, "dist/issue-293.pdf（3 页）\n", "")
    assert desk.pdf.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    "issue", ["issue-293", "293", "issues/issue-293", "issues/issue-293/issue.yaml", "./issues/issue-293/"]
)
def test_an_issue_is_found_by_name_number_and_path(
    issue: str, desk: Desk, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    _stub_build(monkeypatch)
    outcome = call("build", issue)
    assert outcome.out == f"{desk.issue}\n"


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("issues/issue-293", "issue-293"),
        ("issues/issue-293/articles", "issue-293"),
        ("issues/issue-292", "issue-292"),
        ("issues", "issue-293"),
        ("dist", "issue-293"),
        (".", "issue-293"),
    ],
)
def test_without_a_name_it_is_the_issue_one_stands_in_or_the_newest(
    folder: str, expected: str, desk: Desk, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    _stub_build(monkeypatch)
    for name in ("issue-292", "issue-29", "issue-9"):
        desk.write(f"issues/{name}/issue.yaml", "")
    (desk.root / folder).mkdir(exist_ok=True)
    monkeypatch.chdir(desk.root / folder)
    assert call("build").out == f"{desk.root / 'issues' / expected}\n"


def test_a_workspace_can_be_named_from_elsewhere(desk: Desk, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    _stub_build(monkeypatch)
    monkeypatch.chdir(desk.root.parent)
    assert call("build", "293").code == 2
    assert call("build", "293", "--workspace", "desk").out == f"{desk.issue}\n"
    assert call("build", "--workspace", str(desk.issue)).out == f"{desk.issue}\n"


def _stub_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """Say which folder would be built, instead of building it."""

    def stub(_workspace: object, folder: Path, **_options: object) -> NoReturn:
        sys.stdout.write(f"{folder}\n")
        raise SystemExit(0)

    monkeypatch.setattr(typeset.pipeline, "build", stub)


def test_output_goes_where_it_is_asked_to(desk: Desk, run: Run) -> None:
    outcome = run("build", "-o", "../a b/期刊.pdf", cwd=desk.issue)
    assert outcome.code == 0
    assert (desk.root / "issues" / "a b" / "期刊.pdf").is_file()
    assert not desk.pdf.exists()


def test_another_layout_can_be_asked_for(desk: Desk, run: Run) -> None:
    desk.write("layouts/house/layout.yaml", "title: 自家\nextends: bulletin\n")
    assert run("build", "--layout", "house").code == 0


def test_warnings_are_shown_and_stop_a_strict_build(desk: Desk, call: Call) -> None:
    desk.article("first", "这里**没有完。")
    outcome = call("build")
    assert outcome.code == 0
    assert "警告[markup.stray-asterisks]" in outcome.err
    assert outcome.out == "dist/issue-293.pdf（3 页）\n"
    good = desk.pdf.read_bytes()
    strict = call("build", "--strict")
    assert (strict.code, strict.out) == (1, "")
    assert desk.pdf.read_bytes() == good


def test_json_is_one_object_with_file_pages_and_findings(desk: Desk, call: Call) -> None:
    desk.article("first", "这里**没有完。")
    outcome = call("build", "--format", "json")
    result = json.loads(outcome.out)
    assert outcome.err == ""
    assert (result["files"], result["pages"]) == ({"web": "dist/issue-293.pdf"}, 3)
    (finding,) = result["diagnostics"]
    assert finding["code"] == "markup.stray-asterisks"
    assert (finding["file"], finding["line"], finding["column"]) == ("issues/issue-293/articles/first.md", 8, 3)


# new, init, import


def test_init_makes_a_workspace_that_builds(tmp_path: Path, run: Run) -> None:
    made = run("init", "新刊", "--title", "新刊: 试", "--sponsor", "某 #1 中心", cwd=tmp_path)
    assert (made.code, made.err) == (0, "")
    assert made.out.startswith("新刊：")
    built = run("build", "--strict", cwd=tmp_path / "新刊")
    assert (built.code, built.err) == (0, "")
    assert built.out.startswith("dist/issue-1.pdf")


def test_the_first_issue_is_of_the_day_that_the_environment_names(run: Run, tmp_path: Path) -> None:
    run("init", "新刊", cwd=tmp_path, env={"SOURCE_DATE_EPOCH": "1795600000"})
    assert "date: 2026-11-25\n" in (tmp_path / "新刊/issues/issue-1/issue.yaml").read_text("utf-8")


def test_init_leaves_a_workspace_alone(desk: Desk, call: Call) -> None:
    before = (desk.root / "issues/publication.yaml").read_bytes()
    outcome = call("init", "--format", "json")
    assert (outcome.code, outcome.codes) == (2, ["workspace.exists"])
    assert (desk.root / "issues/publication.yaml").read_bytes() == before


def test_new_derives_the_next_issue(desk: Desk, call: Call) -> None:
    outcome = call("new")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "issues/issue-294：2023年第17期（总第294期），2023-09-05\n"
    text = (desk.root / "issues/issue-294/issue.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../.schema/issue.json\nyear: 2023\nnumber: 17\n")
    assert (desk.root / "issues/.schema/issue.json").is_file()
    assert call("new").out.startswith("issues/issue-295：2023年第18期（总第295期），2023-09-20")


def test_new_takes_a_name_and_a_base(desk: Desk, call: Call) -> None:
    desk.write("issues/old/issue.yaml", "year: 2022\nnumber: 24\ntotal: 276\ndate: 2022-12-20\nsections: []\n")
    outcome = call("new", "特刊", "--from", "old")
    assert outcome.out == "issues/特刊：2023年第1期（总第277期），2023-01-05\n"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("issue-293", "workspace.exists"),
        ("../beside", "workspace.bad-name"),
        ("/etc/beside", "workspace.bad-name"),
        ("..", "workspace.bad-name"),
        ("a/b", "workspace.bad-name"),
        ("", "workspace.bad-name"),
    ],
)
@pytest.mark.parametrize("command", ["new", "import", "import --as issue"])
def test_a_bad_name_is_refused(command: str, name: str, code: str, desk: Desk, call: Call) -> None:
    if command == "import" and code == "workspace.exists":
        pytest.skip("an article goes into an issue that exists")
    desk.write("text.md", "# 标题\n\n正文。\n")
    before = sorted(desk.root.rglob("*"))
    arguments = [name] if command == "new" else ["text.md", "--issue", name]
    outcome = call(*command.split(), *arguments, "--format", "json")
    assert (outcome.code, outcome.codes) == (2, [code])
    assert sorted(desk.root.rglob("*")) == before


def test_new_without_any_issue_says_so(desk: Desk, call: Call) -> None:
    (desk.issue / "issue.yaml").unlink()
    outcome = call("new", "--format", "json")
    assert (outcome.code, outcome.codes) == (2, ["workspace.no-issue"])


def test_import_of_a_file_that_is_missing(call: Call) -> None:
    outcome = call("import", "no.md", "--issue", "issue-1", "--format", "json")
    assert (outcome.code, outcome.codes) == (1, ["source.missing"])


# fonts, layouts, doctor, completion


def test_fonts_lists_faces_and_roles(run: Run) -> None:
    outcome = run("fonts", "293")
    assert (outcome.code, outcome.err) == (0, "")
    lines = [line.split("\t") for line in outcome.out.splitlines()]
    assert ["song", "Noto Serif SC → Noto Sans SC"] in lines
    serif = [line for line in lines if line[0] == "Noto Serif SC"]
    assert {line[1] for line in serif} >= {"400", "700"}
    assert {line[3] for line in serif} == {"相符"}
    assert "issue-293：" in outcome.out


def test_layouts_lists_our_own_and_those_that_ship(desk: Desk, call: Call) -> None:
    desk.write("layouts/house/layout.yaml", "title: 自家\ndescription: 一句话\nextends: bulletin\n")
    outcome = call("layouts")
    assert outcome.code == 0
    names = [line.split("\t")[0] for line in outcome.out.splitlines()]
    assert set(names) >= {"bulletin", "house"}
    assert "house\t自家\t一句话\tlayouts/house" in outcome.out


def test_layouts_tells_of_one_that_is_broken(desk: Desk, call: Call) -> None:
    desk.write("layouts/house/layout.yaml", "titel: 自家\n")
    outcome = call("layouts", "--format", "json")
    assert outcome.code == 1
    assert "schema.unknown-key-guess" in outcome.codes


def test_doctor_finds_all_that_the_tests_run_on(desk: Desk, run: Run) -> None:
    outcome = run("doctor")
    assert outcome.code == 0
    assert {line.split("\t")[0] for line in outcome.out.splitlines()} == {"齐备"}
    assert str(desk.root) in outcome.out


def test_doctor_names_the_remedy_for_what_is_missing(tmp_path: Path, run: Run) -> None:
    outcome = run("doctor", cwd=tmp_path)
    assert outcome.code == 3
    assert "缺\t工作区" in outcome.out
    assert "办法：进入工作区" in outcome.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str, call: Call) -> None:
    outcome = call("completion", shell)
    assert outcome.code == 0
    assert ("_TYPESET_COMPLETE" if shell == "fish" else "_TYPESET_ZH_COMPLETE") in outcome.out
    assert "typeset-zh" in outcome.out


BASH_LINE = (
    "compopt() { :; }; COMP_WORDS=(typeset-zh build iss); COMP_CWORD=2\n"
    "_typeset_zh_completion typeset-zh; echo ${COMPREPLY[@]}"
)


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        (
            "bash",
            BASH_LINE,
        ),
        ("fish", "complete -C 'typeset build iss'"),
        ("fish", "complete -C 'typeset-zh build iss'"),
    ],
)
def test_a_real_shell_completes_the_names_of_issues(
    shell: str, line: str, desk: Desk, call: Call, tmp_path: Path
) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell}")
    script = tmp_path / "script"
    script.write_text(f"{call('completion', shell).out}\n{line}\n", "utf-8")
    names = tmp_path / "bin"
    names.mkdir()
    for name in ("typeset", "typeset-zh"):
        own = f"import sys; sys.argv[0] = '{name}'; from typeset.cli import main; main()"
        (names / name).write_text(f'#!/bin/sh\nexec \'{sys.executable}\' -c "{own}" "$@"\n', "utf-8")
        (names / name).chmod(0o755)
    env = environment({"PATH": f"{names}:{os.environ['PATH']}", "HOME": str(tmp_path)})
    done = subprocess.run(  # noqa: S603 - a shell and a script of ours
        [str(shutil.which(shell)), str(script)],
        cwd=desk.root,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.split() == ["issue-293"], done.stderr


def test_hints_name_the_program_as_it_was_called() -> None:
    assert (
        as_called("运行 typeset build 或 typeset --help", "/bin/typeset-zh")
        == "运行 typeset-zh build 或 typeset-zh --help"
    )
    assert as_called("运行 typeset build", "/bin/typeset") == "运行 typeset build"
    assert as_called("a bug in typeset: x", "/bin/typeset-zh") == "a bug in typeset: x"


def test_issues_and_layouts_are_completed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    context: object = None
    monkeypatch.chdir(desk.root)
    assert completions.complete_issue(context, context, "iss") == ["issue-293"]  # type: ignore[arg-type]
    assert completions.complete_issue(context, context, "x") == []  # type: ignore[arg-type]
    assert "bulletin" in completions.complete_layout(context, context, "bul")  # type: ignore[arg-type]
    monkeypatch.chdir(desk.root.parent)
    assert completions.complete_issue(context, context, "") == []  # type: ignore[arg-type]
    assert completions.complete_layout(context, context, "") == []  # type: ignore[arg-type]


def test_the_shell_is_answered(desk: Desk, run: Run) -> None:
    asked = {"_TYPESET_COMPLETE": "bash_complete", "COMP_WORDS": "typeset build is", "COMP_CWORD": "2"}
    script = "from typeset.cli import typeset; typeset.main(prog_name='typeset')"
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", script],
        cwd=desk.root,
        env=environment(asked),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.stdout.split() == ["plain,issue-293"]
    assert run("--version").out.startswith("typeset ")


# Exit codes and the words of errors.


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["biuld"], "usage.no-such-command"),
        (["build", "--strictt"], "usage.no-such-option"),
        (["build", "--format", "xml"], "usage.bad-value"),
        (["build", "a", "b"], "usage.extra"),
        (["build", "-o"], "usage.wrong"),
        (["import", "a.md"], "usage.missing"),
        (["import"], "usage.missing"),
        (["completion", "csh"], "usage.bad-value"),
        (["build", "-o", "issues"], "usage.wrong"),
        (["build", "no-such-issue"], "workspace.unknown-issue"),
        (["build", "--workspace", "/no/such/folder"], "workspace.none"),
    ],
)
def test_a_wrong_call_is_exit_code_two(arguments: list[str], code: str, call: Call) -> None:
    outcome = call(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"错误[{code}]" in outcome.err
    assert "办法：" in outcome.err
    assert "Error" not in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("language", ["zh_CN.UTF-8", "en_US.UTF-8", "C"])
def test_no_word_is_left_in_the_other_language(language: str, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", language)
    err = call("build", "no-such-issue").err
    assert ("hint: " in err) == (language == "en_US.UTF-8")
    assert ("办法：" in err) == (language != "en_US.UTF-8")


@pytest.mark.parametrize(
    ("raised", "code", "words"),
    [
        (RuntimeError("no luck"), 70, "internal.bug"),
        (MemoryError(), 3, "environment.memory"),
        (EnvironmentProblem(Diagnostic("environment.memory")), 3, "environment.memory"),
        (OSError(28, "No space left on device", "/tmp/a"), 3, "output.disk-full"),  # noqa: S108 - nothing is written
        (KeyboardInterrupt(), 130, "usage.interrupted"),
        (RecursionError("too deep"), 70, "internal.bug"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_whatever_happens_ends_in_a_sentence_and_an_exit_code(
    raised: BaseException, code: int, words: str, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_options: object) -> NoReturn:
        raise raised

    monkeypatch.setattr(typeset.pipeline, "build", fail)
    outcome = call("build")
    assert (outcome.code, outcome.out) == (code, "")
    assert f"错误[{words}]" in outcome.err
    assert "Traceback" not in outcome.err


def test_a_traceback_can_be_asked_for(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> NoReturn:
        raise LookupError

    monkeypatch.setattr(typeset.pipeline, "build", fail)
    monkeypatch.setenv("TYPESET_TRACEBACK", "1")
    with pytest.raises(LookupError):
        call("build")


# Help, and what it costs.


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
@pytest.mark.parametrize("language", ["zh_CN.UTF-8", "en_US.UTF-8"])
def test_help_imports_nothing_slow(command: tuple[str, ...], language: str) -> None:
    script = textwrap.dedent("""
        import sys
        from typeset.cli import main
        try:
            main(sys.argv[1:])
        finally:
            slow = {"weasyprint", "jinja2", "markdown_it", "uharfbuzz", "yaml", "pikepdf", "fontTools"}
            sys.stderr.write(" ".join(sorted(slow & set(sys.modules))))
    """)
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-W", "error", "-c", script, *command, "--help"],
        env=environment({"LANG": language}),
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("用法：" if language.startswith("zh") else "Usage: ")
    if not command:
        assert all(name in done.stdout for name in COMMANDS)


def test_the_public_interface_is_what_it_names() -> None:
    import typeset as package  # noqa: PLC0415 - the name is the package here

    assert set(package.__all__) == set(package._HOMES)
    assert len(package.__all__) <= 20
    for name in package.__all__:
        assert getattr(package, name).__name__ == name
    with pytest.raises(AttributeError):
        _ = package.nothing


# what an editor mistypes


def test_by_itself_it_tells_how_to_use_it(run: Run) -> None:
    outcome = run()
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == run("--help").out
    assert "选项：\n" in outcome.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chekc"], "没有命令 chekc"),
        (["chekc"], "是不是想写 check？"),
        (["xyz"], "是不是想写 typeset --help？"),
        (["list", "issue-1", "b"], "多写了：issue-1 b"),
        (["plan", "--pages", "abc"], "--pages 应是一个整数"),
        (["new", "article"], "缺少 article NAME"),
    ],
)
def test_a_slip_is_answered_in_the_language_of_the_editor(words: list[str], said: str, desk: Desk, call: Call) -> None:
    outcome = call(*words)
    assert outcome.code == 2
    assert said in outcome.err
    assert not (desk.root / "issues" / "article").exists()


@pytest.mark.parametrize("words", [["list"], ["check"], ["plan"], ["layouts"], ["fonts"], ["doctor"]])
def test_json_is_short_for_the_format(words: list[str], call: Call) -> None:
    outcome = call(*words, "--json")
    assert outcome.code == 0
    assert outcome == call(*words, "--format", "json")
    json.loads(outcome.out)


def test_a_name_too_long_to_be_a_file_is_no_issue(call: Call) -> None:
    outcome = call("check", "期" * 200)
    assert outcome.code == 2
    assert "workspace.unknown-issue" in outcome.err


def test_a_locale_without_chinese_is_told_how_to_have_some(desk: Desk, run: Run) -> None:
    desk.replace("issues/issue-293/issue.yaml", "- first", "- 第一篇")
    desk.write("issues/issue-293/articles/第一篇.md", (desk.issue / "articles" / "first.md").read_bytes())
    outcome = run("check", env={"LC_ALL": "xx_XX.ISO-8859-1", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    if "ascii" in outcome.err:  # what the system makes of such a name differs
        assert outcome.code == 3
        assert "environment.encoding" in outcome.err
    assert "internal.bug" not in outcome.err
