"""`typeset build --all`: its options, and the run."""

from __future__ import annotations

import functools
import os
import re
import time
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec import Struct

from typeset.cli.completions import complete_issue
from typeset.diagnostics import Diagnostic
from typeset.errors import UsageError
from typeset.language import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from typeset.backfile.order import Order, Outcome
    from typeset.cli.desk import Desk
    from typeset.cli.profiling import Profiling

FunctionT = TypeVar("FunctionT", bound="Callable[..., Any]")

_TIME_LIMIT_S = 1800


class Years(click.ParamType):  # type: ignore[type-arg] # click 8.1 has no parameter for it
    """A year, or the first and the last of several: 2023, 1995-1999."""

    name = "years"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Read `value`. Raises click.BadParameter."""
        found = re.fullmatch(r"(\d{4})(?:[-–～~](\d{4}))?", str(value))
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if first > last:
            self.fail(f"{value} ≠ YYYY, YYYY-YYYY", param, ctx)
        return first, last


class Many(Struct, frozen=True):
    """What was asked for beside `--all`."""

    all: bool
    jobs: int | None
    years: tuple[tuple[int, int], ...]
    only: tuple[str, ...]
    force: bool
    time_limit_s: int | None
    cluster: str | None

    def agree_with(self, others: Mapping[str, object]) -> bool:
        """Whether all issues are meant; `others` are options for one issue. Raises UsageError where both are said."""
        own = {
            "--jobs": self.jobs,
            "--years": self.years,
            "--only": self.only,
            "--force": self.force,
            "--time-limit": self.time_limit_s,
            "--cluster": self.cluster,
        }
        wrong, code = (others, "backfile.one-or-all") if self.all else (own, "backfile.all-only")
        option = next((name for name, value in wrong.items() if value), None)
        if option:
            raise UsageError(Diagnostic(code, None, {"option": option}))
        return self.all

    def carrier(self) -> Callable[[Sequence[Order]], Iterator[Outcome]]:
        """What carries the orders out."""
        limit_s = self.time_limit_s or _TIME_LIMIT_S
        if self.cluster:
            from typeset.backfile.cluster import build_there  # noqa: PLC0415 - few have it

            return functools.partial(build_there, address=self.cluster, time_limit_s=limit_s)
        from typeset.backfile.processes import build_here  # noqa: PLC0415 - slow to import

        return functools.partial(build_here, jobs=self.jobs or cores(), time_limit_s=limit_s)


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def with_many(function: FunctionT) -> FunctionT:
    """Give a command `--all` with all that goes with it, as `many`."""

    @click.option("--all", is_flag=True, help=say("backfile.all"))
    @click.option("--jobs", "-j", type=click.IntRange(min=1), metavar="N", help=say("backfile.jobs"))
    @click.option("--years", type=Years(), multiple=True, metavar="YYYY[-YYYY]", help=say("backfile.years"))
    @click.option("--only", multiple=True, metavar="PATTERN", help=say("backfile.only"), shell_complete=complete_issue)
    @click.option("--force", is_flag=True, help=say("backfile.force"))
    @click.option(
        "--time-limit", "time_limit_s", type=click.IntRange(min=1), metavar="SECONDS", help=say("backfile.time_limit")
    )
    @click.option("--cluster", metavar="ADDRESS", help=say("backfile.cluster"))
    @functools.wraps(function)
    def command(*arguments: Any, **options: Any) -> None:  # noqa: ANN401
        own = {name: options.pop(name) for name in Many.__struct_fields__}
        function(*arguments, many=Many(**own), **options)

    return command  # type: ignore[return-value]


def build_many(desk: Desk, many: Many, profiling: Profiling, **how: Any) -> int:  # noqa: ANN401 - fields of Order
    """Build the issues that are meant, and return the exit code; `how` is the same for each of them."""
    if not many.cluster:
        from typeset.backfile.nursery import opened  # noqa: PLC0415 - see below

        opened()  # it imports what builds while this process finds out what there is to build
    from typeset.backfile.order import Order  # noqa: PLC0415 - slow to import, and --help must not pay for it
    from typeset.backfile.program import program  # noqa: PLC0415
    from typeset.backfile.run import carry_out_all  # noqa: PLC0415
    from typeset.backfile.selection import select  # noqa: PLC0415
    from typeset.cli.standing import Standing  # noqa: PLC0415
    from typeset.cli.tally import Tally  # noqa: PLC0415

    workspace = desk.workspace()
    folders = select(workspace, many.years, many.only)
    built_with = program()
    orders = [
        Order(root=workspace.root, folder=folder, program=built_with, detailed=profiling.wanted, **how)
        for folder in folders
    ]
    standing = Standing(desk, len(orders))
    outcomes = carry_out_all(orders, many.carrier(), force=many.force)
    begun, interrupted = time.time(), False
    try:
        for outcome in outcomes:
            standing.note(outcome)
    except KeyboardInterrupt:
        interrupted = True
    finally:
        outcomes.close()
        standing.done()
    tally = Tally([order.issue for order in orders], standing.outcomes, begun, time.time() - begun, interrupted)
    tally.show(desk, profiling)
    return tally.exit_code
