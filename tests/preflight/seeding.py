"""A defect: how it is put into a clean PDF, and what must be found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from pikepdf import Pdf

from tests.preflight.made import copied, saved
from typeset.preflight.document import Document
from typeset.settings import Profiles

if TYPE_CHECKING:
    from typeset.preflight.finding import Finding
    from typeset.preflight.gathering import Check

Change = Callable[[Pdf], bytes | None]


@dataclass(frozen=True)
class Seed:
    """`clean` makes the sound file, `rooms` look at it, `change` spoils it; `also` is what follows from `code`."""

    clean: Callable[[], bytes]
    rooms: tuple[str, ...]
    change: Change
    code: str
    also: frozenset[str]

    def spoiled(self) -> bytes:
        pdf = copied(self.clean())
        version = "1.6" if "press_ready" in self.rooms else "1.7"
        return self.change(pdf) or saved(pdf, version)


def found_in(data: bytes, rooms: tuple[str, ...]) -> list[Finding]:
    """What the checks of some rooms find."""
    document = Document(data, "a.pdf")
    checks = [check for room in rooms for check in _checks_of(room)]
    return [finding for check in checks for finding in check(document, Profiles())]


def _checks_of(room: str) -> tuple[Check, ...]:
    module = import_module(f"typeset.preflight.{room}")
    if room == "typography":
        return (module.check_typography,)
    return (*module.ROOM.by_object, *module.ROOM.by_part, *module.ROOM.by_facts)
