"""A long document is looked at in stretches: what is found does not depend on how many processes look."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.preflight.made import copied, painted, print_pdf, saved, words
from typeset.preflight.document import Document
from typeset.preflight.facts import stretches
from typeset.preflight.inspection import inspect
from typeset.preflight.pages.blank import BLANK
from typeset.preflight.pages.printed import PRINTED
from typeset.preflight.pdf.content import contents_of, things_of
from typeset.preflight.pdf.usage import used_fonts
from typeset.profile import Profile
from typeset.settings import Profiles


@pytest.mark.parametrize("pages", [0, 1, 24, 48, 49, 97, 240, 2400])
def test_stretches_cover_all_pages_once(pages: int) -> None:
    found = stretches(pages)
    assert [page for stretch in found for page in stretch] == list(range(pages))
    assert all(len(stretch) <= 16 for stretch in found)
    assert all(abs(len(one) - len(other)) <= 1 for one, other in pairwise(found))
    assert len(found) == 1 or pages > 16


def _long(pages: int) -> bytes:
    """The file for print with many pages, each with a folio of its own, and faults far from each other."""
    pdf = copied(print_pdf())
    for number in range(len(pdf.pages), pages):
        pdf.pages.append(pdf.pages[number % 2])
    painted(pdf, words("题目", 100, 500, 7), 60)
    painted(pdf, words("题目正文" * 8, 100, 500), 30)
    pdf.pages[70].obj.Contents = pdf.make_stream(b"")
    return saved(pdf)


@pytest.mark.parametrize("profile", [Profile.PRINT, Profile.WEB, Profile.ARCHIVE])
def test_processes_find_what_one_finds(profile: Profile) -> None:
    data = _long(120)
    alone = inspect(Document(data, "a.pdf"), profile, Profiles())
    assert inspect(Document(data, "a.pdf"), profile, Profiles(), jobs=2) == alone
    codes = {(finding.code, finding.page) for finding in alone}
    assert {("A7.small-type", 61), ("A9.outside-page", 31), ("P9.blank-page", 71)} <= codes


def test_facts_of_parts_are_those_of_the_whole() -> None:
    document = Document(_long(120), "a.pdf")
    (use,) = document.once(used_fonts)
    whole = {code for thing in document.here(things_of) for code in thing.codes}
    assert set(use.codes) == whole
    assert use.page == 1
    assert len(document.gathered(PRINTED)) == 120
    assert document.gathered(BLANK) == {71}


def test_contents_of_a_part_are_let_go() -> None:
    document = Document(_long(100), "a.pdf")
    parts = list(document.parts())
    contents = [part.here(contents_of) for part in parts]
    assert [content.page.number for part in contents for content in part] == list(range(1, 101))
    assert contents_of not in document._seen
