"""Click's own sentences in our words: headings of the help, and what is wrong with a call."""

from __future__ import annotations

import datetime as dt

import click

from typeset.diagnostics import Diagnostic
from typeset.errors import UsageError
from typeset.guess import closest
from typeset.language import say


class Day(click.ParamType):  # type: ignore[type-arg] # click 8.1 has no parameter for it
    """A day, as ISO 8601 writes it."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Read `value`. Raises click.BadParameter."""
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value} ≠ YYYY-MM-DD", param, ctx)


class Formatter(click.HelpFormatter):
    """Writes headings with the colon of the editor's language."""

    def write_heading(self, heading: str) -> None:
        """Write `heading`, indented as what it stands in."""
        self.write(f"{'':>{self.current_indent}}{heading}{say('usage.colon')}\n")


class Context(click.Context):
    """A call, with our formatter for its help."""

    formatter_class = Formatter


class Command(click.Command):
    """A command whose help has headings in the editor's language."""

    context_class = Context

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the call. Raises UsageError where words are left over."""
        group = isinstance(self, click.Group)
        ctx.allow_extra_args = True  # they are ours to complain of
        rest = super().parse_args(ctx, args)
        if rest and not group and not ctx.resilient_parsing:
            raise UsageError(Diagnostic("usage.extra", None, {"words": " ".join(rest)}))
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the first line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=say("usage.usage"))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        with formatter.section(say("usage.options")):
            formatter.write_dl([record for option in options if (record := option.get_help_record(ctx)) is not None])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, described in the editor's language."""
        return _described(super().get_help_option(ctx))


class Group(Command, click.Group):
    """A group of commands."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the first word names. Raises UsageError where there is none."""
        if not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            guess = closest(args[0], self.list_commands(ctx)) or "typeset --help"
            raise UsageError(Diagnostic("usage.no-such-command", None, {"name": args[0], "guess": guess}))
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)


def _described(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = say("usage.help")
    return option


def diagnostic_of(error: click.ClickException) -> Diagnostic:
    """What `error` says, as one of our diagnostics."""
    if isinstance(error, click.NoSuchOption):
        guess = closest(error.option_name, error.possibilities or ())
        return Diagnostic("usage.no-such-option", None, {"name": error.option_name, "guess": guess or "--help"})
    if isinstance(error, click.MissingParameter):
        parameter = error.param
        name = parameter.make_metavar(error.ctx) if parameter and error.ctx else error.param_hint
        return Diagnostic("usage.missing", None, {"name": name or ""})
    if isinstance(error, click.BadParameter):
        name = error.param.opts[0] if error.param else error.param_hint
        choices = (
            "、".join(error.param.type.choices) if error.param and isinstance(error.param.type, click.Choice) else ""
        )
        return Diagnostic(
            "usage.bad-value" if choices else "usage.wrong",
            None,
            {
                "name": name or "",
                "choices": choices,
                "problem": _problem(error),
            },
        )
    return Diagnostic("usage.wrong", None, {"name": "", "problem": error.format_message()})


def _problem(error: click.BadParameter) -> str:
    """What is wrong with a value: in our words for the kinds that have some."""
    kind = error.param.type.name if error.param else ""
    kind = kind.removesuffix(" range")
    known = kind in ("integer", "date") and "not in the range" not in error.message
    return say(f"usage.not_{kind}") if known else error.message
