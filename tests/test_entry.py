"""The way in: the pressroom is opened for what needs it, before the command line is read, and is closed at the end."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from typeset import __main__ as entry
from typeset import cli
from typeset.cores import copies
from typeset.pressroom import Pressroom

if TYPE_CHECKING:
    from tests.desk import Desk

pytestmark = pytest.mark.skipif(not copies(), reason="processes cannot be copied here")


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["build", "issue-293"], True),
        (["build", "293", "--for", "print"], True),
        (["build", "--all"], False),
        (["build", "293", "--trace=a.json"], False),
        (["build", "--help"], False),
        (["check", "issue-293"], False),
        ([], False),
    ],
)
def test_a_room_is_opened_for_what_may_need_it(arguments: list[str], *, wanted: bool) -> None:
    room = entry._room_for(arguments)
    assert (room is not None) == wanted
    if room:
        room.close()


def left_with(room: Pressroom, *arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        cli.main(arguments, room)
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.mark.parametrize(
    ("options", "code"),
    [((), 0), (("--for", "print"), 0), (("--fit", "3"), 0), (("--nix",), 2)],
    ids=["laid out there", "laid out here", "fitted here", "refused"],
)
def test_the_room_is_closed_whatever_becomes_of_the_command(
    desk: Desk, options: tuple[str, ...], code: int, capfd: pytest.CaptureFixture[str]
) -> None:
    room = Pressroom(2)
    assert left_with(room, "build", "issue-293", "--workspace", str(desk.root), *options) == code
    assert not room._press.is_alive()
    assert room._pipe is None
    capfd.readouterr()


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_the_room_is_closed_where_the_command_line_cannot_be_read(
    error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(ModuleType):
        def __getattr__(self, name: str) -> object:
            raise error

    opened: list[Pressroom] = []

    def open_it(_arguments: object) -> Pressroom:
        opened.append(Pressroom(2))
        return opened[0]

    monkeypatch.setattr(entry, "_room_for", open_it)
    monkeypatch.setitem(sys.modules, "typeset.cli", Broken("typeset.cli"))
    with pytest.raises(SystemExit if error is KeyboardInterrupt else error) as left:
        entry.run()
    assert error is not KeyboardInterrupt or getattr(left.value, "code", None) == 130
    opened[0]._press.join(5)
    assert not opened[0]._press.is_alive()
