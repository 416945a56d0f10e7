"""Every fault is found where it was put in, and nothing else; clean files are clean."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.preflight import seeds_access, seeds_archive, seeds_pages, seeds_print
from tests.preflight.made import archive_pdf, print_pdf, tagged_pdf
from tests.preflight.seeding import found_in
from typeset.preflight.rules import hint_of, rules, text_of

SEEDED = {**seeds_print.SEEDS, **seeds_access.SEEDS, **seeds_archive.SEEDS, **seeds_pages.SEEDS}
SOUND = {**seeds_print.SOUND, **seeds_access.SOUND, **seeds_archive.SOUND, **seeds_pages.SOUND}
# A file that is encrypted without permissions does not open at all: see test_damage.py.
WITHOUT_DEFECT = {"U14.permissions-missing"}
ROOMS = ("pages", "access", "press_ready", "archive")
PREFLIGHT = Path(__file__).resolve().parents[2] / "typeset" / "preflight"


@pytest.mark.parametrize("name", SEEDED)
def test_a_seeded_defect_is_found(name: str) -> None:
    seed = SEEDED[name]
    findings = found_in(seed.spoiled(), seed.rooms)
    codes = {finding.code for finding in findings}
    assert seed.code in codes
    assert codes <= {seed.code, *seed.also}
    for finding in findings:
        assert text_of(finding, "zh")
        assert text_of(finding, "en")
        assert hint_of(finding, "zh")


@pytest.mark.parametrize(
    ("data", "rooms"),
    [
        (print_pdf(), ("pages", "press_ready")),
        (tagged_pdf(), ("pages", "access")),
        (archive_pdf(), ("pages", "access", "archive")),
    ],
    ids=["print", "web", "archive"],
)
def test_a_clean_file_is_clean(data: bytes, rooms: tuple[str, ...]) -> None:
    assert found_in(data, rooms) == []


@pytest.mark.parametrize("name", SOUND)
def test_what_only_looks_like_a_fault_is_not_reported(name: str) -> None:
    seed = SOUND[name]
    assert found_in(seed.spoiled(), seed.rooms) == []


def test_no_two_defects_share_a_name() -> None:
    tables = (seeds_print.SEEDS, seeds_access.SEEDS, seeds_archive.SEEDS, seeds_pages.SEEDS)
    assert len(SEEDED) == sum(map(len, tables)) >= 40


def test_every_fault_of_these_rooms_has_a_defect() -> None:
    sources = "\n".join(path.read_text("utf-8") for room in ROOMS for path in (PREFLIGHT / room).glob("*.py"))
    told = {code for code in rules() if f'"{code}"' in sources}
    assert told - {seed.code for seed in SEEDED.values()} == WITHOUT_DEFECT
