"""`typeset doctor`: what is there, what is missing and the remedy."""

from __future__ import annotations

import sys

import click

from typeset.cli.desk import Desk, with_desk
from typeset.cli.exits import ENVIRONMENT
from typeset.cli.formats import Format
from typeset.cli.usage import Command
from typeset.language import say


@click.command("doctor", cls=Command, help=say("doctor.help"))
@with_desk
def command(desk: Desk) -> None:
    """Examine the machine."""
    from typeset.doctor import examine  # noqa: PLC0415 - slow to import, and --help must not pay for it

    needs = examine(desk.start)
    if desk.output_format is Format.JSON:
        desk.data([{"name": need.name, "found": need.found or None} for need in needs])
    for need in needs if desk.output_format is not Format.JSON else ():
        state = say("doctor.good" if need.found else "doctor.bad")
        desk.result(f"{state}\t{say(f'doctor.{need.name}')}\t{need.found}".rstrip())
        if not need.found:
            desk.result(f"\t{say('doctor.remedy')}{say(f'doctor.remedy_{need.remedy}')}")
    if not all(need.found for need in needs):
        sys.exit(ENVIRONMENT)
