"""Every command with its words and options, from click itself."""

from __future__ import annotations

from importlib import import_module

import click

from tools.reference.tables import code, table
from typeset.cli import COMMANDS

GROUPS = {
    "排版": ("build", "preview", "plan"),
    "检查": ("check", "preflight"),
    "校样和签发": ("proof", "diff", "sign"),
    "工作区": ("list", "new", "init", "import", "archive"),
}
OTHERS = "其他"
# Options that every command of a workspace has are told once, in the order they are told.
COMMON = ("workspace", "output_format", "as_json")


def commands() -> str:
    """A section for each command, in groups."""
    grouped = {name for names in GROUPS.values() for name in names}
    groups = {**GROUPS, OTHERS: tuple(name for name in COMMANDS if name not in grouped)}
    return "\n".join(
        f"## {title}\n\n" + "\n".join(_command(name) for name in names if name in COMMANDS)
        for title, names in groups.items()
    )


def common() -> str:
    """The options that every command of a workspace has."""
    command = _load("build")
    return _options(command, [option for option in _all_options(command) if option.name in COMMON])


def _command(name: str) -> str:
    command = _load(name)
    context = click.Context(command, info_name=f"typeset {name}")
    own = [option for option in _all_options(command) if option.name not in COMMON]
    usage = f"typeset {name} " + " ".join(command.collect_usage_pieces(context))
    parts = [f"### {name}", f"```text\n{usage}\n```", command.help or ""]
    if own:
        parts.append(_options(command, own))
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _load(name: str) -> click.Command:
    command: click.Command = import_module(f"typeset.cli.{name}_command").command
    return command


def _all_options(command: click.Command) -> list[click.Option]:
    return [parameter for parameter in command.params if isinstance(parameter, click.Option)]


def _options(command: click.Command, options: list[click.Option]) -> str:
    context = click.Context(command, info_name="typeset")
    rows = []
    for option in options:
        names = " ".join(code(name) for name in option.opts)
        value = "" if option.is_flag else code(option.make_metavar(context))
        if isinstance(option.type, click.Choice):
            value = "、".join(code(str(choice)) for choice in option.type.choices)
        rows.append((names, value, (option.help or "").rstrip("。"), _remarks(option)))
    return table(("选项", "值", "作用", ""), rows)


def _remarks(option: click.Option) -> str:
    remarks = []
    if option.required:
        remarks.append("必写")
    if option.multiple:
        remarks.append("可写几次")
    default = option.default
    if not option.is_flag and isinstance(default, str | int | list | tuple) and default not in ("", ()):
        values = default if isinstance(default, list | tuple) else [default]
        remarks.append("默认" + "、".join(code(str(value)) for value in values))
    return "，".join(remarks)
