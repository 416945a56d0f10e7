"""The catalogue of fonts: roles, a workspace's own fonts, fallbacks, checksums."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.desk import REPOSITORY
from typeset.diagnostics import Report
from typeset.fonts import ROLES, read_catalogue, verify
from typeset.typefaces import FontCatalogue, missing_characters, needs_glyph

if TYPE_CHECKING:
    from tests.desk import Call, Desk

SHIPPED = REPOSITORY / "fonts"


def read(desk: Desk) -> FontCatalogue:
    report = Report()
    catalogue = read_catalogue(desk.workspace.font_folders, report)
    assert catalogue, [str(diagnostic) for diagnostic in report]
    return catalogue


def families(desk: Desk) -> set[str]:
    """The families that the finished PDF uses."""
    with pikepdf.open(desk.pdf) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]
        return {str(font.DescendantFonts[0].FontDescriptor.FontFamily) for font in fonts}


def own_font(desk: Desk, file: str, catalogue: str) -> None:
    """Drop a copy of a shipped font into the workspace, with a catalogue that may name `own.ttf`."""
    (desk.root / "fonts").mkdir(exist_ok=True)
    shutil.copy(SHIPPED / file, desk.root / "fonts" / "own.ttf")
    desk.write("fonts/catalogue.yaml", catalogue)


def test_what_ships_plays_every_role_and_is_intact(desk: Desk) -> None:
    catalogue = read(desk)
    report = Report()
    verify(catalogue, report)
    assert list(report) == []
    assert set(catalogue.roles) >= set(ROLES)
    for face in catalogue.faces:
        assert face.record.sha256
        assert face.record.licence
        assert (SHIPPED / (face.record.licence_file or "?")).is_file()
        assert face.record.source
        assert face.record.version


def test_a_role_goes_to_a_font_of_the_workspace(desk: Desk, call: Call) -> None:
    own_font(
        desk,
        "LXGWWenKai-Regular.ttf",
        "fonts:\n  - file: own.ttf\n    family: 自家宋\nroles:\n  song: [自家宋, Noto Serif SC]\n",
    )
    catalogue = read(desk)
    assert catalogue.families("song") == ("自家宋", "Noto Serif SC")
    assert catalogue.families("hei") == ("Noto Sans SC", "Noto Serif SC")
    outcome = call("build", "--format", "json")
    assert outcome.code == 0, outcome
    assert not any(code.startswith("fonts.") for code in outcome.codes)


def test_the_family_is_read_from_the_file_where_none_is_written(desk: Desk) -> None:
    own_font(desk, "LXGWWenKai-Regular.ttf", "fonts:\n  - file: own.ttf\n")
    face = next(face for face in read(desk).faces if face.path.name == "own.ttf")
    assert (face.family, face.weight) == ("LXGW WenKai", 400)


def test_an_own_face_of_a_shipped_family_wins(desk: Desk) -> None:
    own_font(desk, "NotoSerifSC-Bold.ttf", "fonts:\n  - file: own.ttf\n    family: Noto Serif SC\n    weight: 400\n")
    (face,) = [face for face in read(desk).family("Noto Serif SC") if face.weight == 400]
    assert face.path == desk.root / "fonts" / "own.ttf"


def test_a_mapped_role_reaches_the_page_and_nothing_else_changes(desk: Desk, call: Call) -> None:
    assert call("build").code == 0
    before = families(desk)
    assert "Noto Serif SC" in before
    own_font(
        desk,
        "LXGWWenKai-Regular.ttf",
        "fonts:\n  - file: own.ttf\nroles:\n  song: [LXGW WenKai]\n  hei: [LXGW WenKai]\n",
    )
    assert call("build").code == 0
    assert families(desk) <= {"LXGW WenKai", *before}
    assert "LXGW WenKai" in families(desk)


def lacking(catalogue: FontCatalogue, family: str, other: str) -> str:
    """A Han that `family` lacks and `other` has."""
    ours = frozenset[int]().union(*(face.characters for face in catalogue.family(family)))
    theirs = frozenset[int]().union(*(face.characters for face in catalogue.family(other)))
    return next(chr(code) for code in sorted(theirs - ours) if 0x3400 <= code <= 0x9FFF)


def test_a_fallback_is_told_with_file_line_and_column(desk: Desk, call: Call) -> None:
    catalogue = read(desk)
    character = lacking(catalogue, "Noto Serif SC", "LXGW WenKai")
    desk.write("fonts/catalogue.yaml", "roles:\n  song: [Noto Serif SC, LXGW WenKai]\n")
    desk.article("first", f"一行，\n这里有{character}字，后面还有{character}字。\n\n再来{character}。")
    outcome = call("build", "--format", "json")
    assert outcome.code == 0
    found = [finding for finding in outcome.findings if finding["code"] == "fonts.fallback"]
    assert [(f["file"], f["line"], f["column"]) for f in found] == [
        ("issues/issue-293/articles/first.md", 9, 4),
        ("issues/issue-293/articles/first.md", 11, 3),
    ]
    assert f"“{character}”（U+{ord(character):04X}）" in found[0]["message"]
    assert "LXGW WenKai" in found[0]["message"]
    assert "LXGW WenKai" in families(desk)
    assert call("build", "--strict").code == 1


def test_a_character_that_no_font_of_the_role_has_is_an_error(desk: Desk, call: Call) -> None:
    catalogue = read(desk)
    character = lacking(catalogue, "Noto Serif SC", "LXGW WenKai")
    desk.write("fonts/catalogue.yaml", "roles:\n  song: [Noto Serif SC]\n")
    desk.article("first", f"这里有{character}字。")
    outcome = call("build", "--format", "json")
    assert outcome.code == 1
    assert outcome.found("fonts.no-glyph")["column"] == 4


@pytest.mark.parametrize(
    ("name", "file"),
    [("publication", "issues/publication.yaml"), ("section", "issues/issue-293/issue.yaml")],
)
def test_a_character_outside_of_the_articles_has_its_place_too(name: str, file: str, desk: Desk, call: Call) -> None:
    if name == "publication":
        desk.replace(file, "某路1号", "某路𓀀号")
    else:
        desk.replace(file, "短题", "短𓀀题")
    outcome = call("build", "--format", "json")
    found = outcome.found("fonts.no-glyph")
    text = (desk.root / file).read_text("utf-8").split("\n")
    assert found["file"] == file
    assert text[found["line"] - 1][found["column"] - 1] == "𓀀"


def test_a_changed_file_is_told(desk: Desk, call: Call) -> None:
    digest = hashlib.sha256((SHIPPED / "LXGWWenKai-Regular.ttf").read_bytes()).hexdigest()
    catalogue = "fonts:\n  - file: own.ttf\n    family: 自家\n    sha256: {}\n"
    own_font(desk, "LXGWWenKai-Regular.ttf", catalogue.format(digest))
    outcome = call("fonts")
    assert (outcome.code, outcome.err) == (0, "")
    assert "自家\t400\tfonts/own.ttf\t相符" in outcome.out
    desk.write("fonts/catalogue.yaml", catalogue.format("0" * 64))
    outcome = call("fonts", "--format", "json")
    assert outcome.code == 1
    assert outcome.found("fonts.checksum")["file"] == "fonts/own.ttf"
    assert "自家\t400\tfonts/own.ttf\t不符" in call("fonts").out


def test_a_cut_font_is_told(desk: Desk, call: Call) -> None:
    desk.write("fonts/own.ttf", (SHIPPED / "LXGWWenKai-Regular.ttf").read_bytes()[:1000])
    desk.write("fonts/catalogue.yaml", "fonts:\n  - file: own.ttf\n    family: 自家\n")
    assert "fonts.broken" in call("fonts", "--format", "json").codes


def test_coverage_of_an_issue_names_what_is_missing(desk: Desk, call: Call) -> None:
    desk.article("first", "有𓀀字。")
    outcome = call("fonts", "issue-293")
    assert outcome.code == 0
    coverage = [line for line in outcome.out.splitlines() if line.startswith("issue-293")]
    assert len(coverage) >= len(ROLES)
    assert all("𓀀" in line for line in coverage)


def test_missing_characters_are_in_order_and_visible(desk: Desk) -> None:
    assert missing_characters(read(desk), "song", "𓀁 汉\n𓀀\u200b") == ["𓀀", "𓀁"]


@pytest.mark.parametrize("character", ["汉", "a", "，", "\ue000", "\U000e0fff", "\u0378"])
def test_what_shows_needs_a_glyph(character: str) -> None:
    assert needs_glyph(character)


@pytest.mark.parametrize("character", [" ", "\u3000", "\u200b", "\u00ad", "\n", "\ufeff"])
def test_what_does_not_show_needs_none(character: str) -> None:
    assert not needs_glyph(character)
