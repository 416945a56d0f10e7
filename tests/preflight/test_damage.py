"""Broken PDFs give findings, or are unreadable with a diagnostic: nothing else leaves a check."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.preflight import made
from tests.preflight.made import archive_pdf, copied, print_pdf, saved, tagged_pdf
from tests.preflight.seeding import found_in
from typeset.errors import ContentError
from typeset.preflight.finding import Finding
from typeset.preflight.gathering import guarded
from typeset.preflight.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.settings import Profiles

ROOMS = ("pages", "access", "press_ready", "archive")
FILES = {"print": print_pdf, "web": tagged_pdf, "archive": archive_pdf}
WRONG = (None, True, -1, 10**12, 0.5, Name.Own, String("?"), Array([]), Array([1, 2]), Dictionary(), Dictionary(A=1))


def survives(data: bytes) -> bool:
    """Whether checks find something or nothing; False where the file says that it cannot be read."""
    try:
        findings = found_in(data, ROOMS)
    except ContentError as error:
        codes = {diagnostic.code for diagnostic in error.report}
        assert codes <= {"preflight.unreadable", "preflight.locked"}
        return False
    assert {finding.code for finding in findings} <= set(rules())
    return True


@pytest.mark.parametrize("name", FILES)
def test_mutated_bytes_do_not_raise(name: str) -> None:
    chance = random.Random(name)  # noqa: S311 - no secret
    data = FILES[name]()
    read = 0
    for _ in range(25):
        spoiled = bytearray(data)
        for _ in range(chance.choice([1, 5, 50])):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
        read += survives(bytes(spoiled))
    assert read


@pytest.mark.parametrize("name", FILES)
def test_mutated_objects_do_not_raise(name: str) -> None:
    chance = random.Random(name)  # noqa: S311 - no secret
    read = 0
    for _ in range(25):
        pdf = copied(FILES[name]())
        for _ in range(chance.choice([1, 3, 10])):
            spoil(pdf, chance)
        read += survives(saved(pdf))
    assert read


def spoil(pdf: Pdf, chance: random.Random) -> None:
    """Put something wrong in the place of one value."""
    found = [
        thing
        for thing in pdf.objects
        if isinstance(thing, Dictionary | pikepdf.Stream) or (isinstance(thing, Array) and len(thing))
    ]
    thing = chance.choice(found)
    wrong = chance.choice(WRONG)
    if isinstance(thing, Array):
        thing[chance.randrange(len(thing))] = wrong
        return
    key = chance.choice(sorted(thing.keys()) or ["/Own"])
    if wrong is None:
        if key in thing and key != "/Length":
            del thing[key]
    elif key not in {"/Length", "/Type"}:
        thing[key] = wrong


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9])
def test_a_file_cut_short_does_not_raise(share: float) -> None:
    data = tagged_pdf()
    survives(data[: int(len(data) * share)])


def test_a_form_that_draws_itself_ends() -> None:
    pdf = copied(print_pdf())
    form = pdf.make_stream(b"/Fm1 Do 0 0 5 5 re f")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    form.Resources = Dictionary(XObject=Dictionary(Fm1=form))
    pdf.pages[0].Resources.XObject.Fm1 = form
    made.painted(pdf, "/Fm1 Do")
    assert survives(saved(pdf))


def test_a_tag_that_is_its_own_child_ends() -> None:
    pdf = copied(tagged_pdf())
    tag = made.element(pdf, "P")
    tag.K = Array([tag])
    assert survives(saved(pdf))


def test_arrays_nested_without_end_are_survived() -> None:
    pdf = copied(tagged_pdf())
    nest = Array([])
    for _ in range(300):
        nest = Array([nest])
    pdf.Root.Own = nest
    assert survives(saved(pdf))


def test_an_encrypted_file_without_permissions_does_not_open() -> None:
    data = saved(copied(tagged_pdf()), encryption=pikepdf.Encryption(owner="o", user="", R=4))
    assert not survives(data.replace(b" /P -", b" /Q -"))


def test_a_check_that_breaks_says_so() -> None:
    def check_something(document: Document, _: Profiles) -> Iterator[Finding]:
        yield Finding("P11.encrypted")
        raise ValueError(document)

    found = list(guarded(check_something)(None, None))  # type: ignore[arg-type]
    assert [finding.code for finding in found] == ["P11.encrypted", "P11.damaged"]
