"""The PDF for the archive, against the rules of PDF/A-2u and PDF/A-3u that can be read off its objects."""

from __future__ import annotations

import io
import re
import shutil
from typing import TYPE_CHECKING

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageCms

from tests.desk import PUBLICATION, REPOSITORY
from tests.tagged import Tagged, faults_by_pdfua
from typeset.delivery.archive import sources, srgb
from typeset.pipeline import build
from typeset.profile import Profile
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.desk import Call, Desk

NAME = "issue-293"
ATTACH = f"{PUBLICATION}profiles:\n  archive:\n    attach_issue: true\n"


@pytest.fixture(scope="module", params=["bulletin", "magazine"])
def archived(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Tagged:
    root = tmp_path_factory.mktemp("workspace")
    shutil.copytree(REPOSITORY / "issues", root / "issues")
    workspace = Workspace(root)
    made = build(workspace, workspace.issues / NAME, profiles=[Profile.ARCHIVE], layout_name=request.param)
    return Tagged(made.files[Profile.ARCHIVE].read_bytes())


def file_of(desk: Desk) -> Path:
    return desk.root / "dist" / f"{NAME}-archive.pdf"


def objects(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary and stream, those inside others too."""
    waiting = list(pdf.objects)
    while waiting:
        found = waiting.pop()
        if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            yield found
            held = list(found.values())
        else:
            held = list(found) if isinstance(found, pikepdf.Array) else []
        waiting += [value for value in held if isinstance(value, pikepdf.Object) and not value.is_indirect]


# ISO 19005-2, clause by clause.


def test_6_1_the_file_is_plain(archived: Tagged) -> None:
    assert not archived.pdf.is_encrypted
    assert archived.pdf.pdf_version <= "1.7"
    assert len(archived.pdf.trailer.ID) == 2
    for found in objects(archived.pdf):
        assert not {"/F", "/FFilter", "/FDecodeParms"} & set(found.keys()) or found.get("/Type") == "/Annot"
        assert found.get("/Filter") != "/LZWDecode"


def test_6_2_colours_are_those_of_the_output_intent(archived: Tagged) -> None:
    (intent,) = archived.pdf.Root.OutputIntents
    assert str(intent.S) == "/GTS_PDFA1"
    assert int(intent.DestOutputProfile.N) == 3
    profile = ImageCms.ImageCmsProfile(io.BytesIO(intent.DestOutputProfile.read_bytes()))
    assert "sRGB" in ImageCms.getProfileDescription(profile)
    spaces = {
        str(found.ColorSpace) for found in objects(archived.pdf) if isinstance(found.get("/ColorSpace"), pikepdf.Name)
    }
    assert spaces <= {"/DeviceRGB", "/DeviceGray"}
    groups = {str(found.Group.CS) for found in objects(archived.pdf) if "/Group" in found}
    assert groups <= {"/DeviceRGB"}
    assert not [operator for operator in operators(archived.pdf) if operator in ("k", "K")]


def test_6_2_graphics_hold_nothing_forbidden(archived: Tagged) -> None:
    for found in objects(archived.pdf):
        assert not {"/TR", "/TR2", "/HTP", "/OPI", "/Alternates", "/Ref", "/PS"} & set(found.keys())
        assert not found.get("/Interpolate", False)
        assert str(found.get("/BM", "/Normal")) == "/Normal"


def test_6_2_11_fonts_are_embedded_and_every_glyph_has_a_character(archived: Tagged) -> None:
    fonts = [found for found in objects(archived.pdf) if found.get("/Subtype") == "/Type0"]
    assert fonts
    for font in fonts:
        (descendant,) = font.DescendantFonts
        descriptor = descendant.FontDescriptor
        assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())
        assert "/CIDSet" not in descriptor
        assert str(font.Encoding) == "/Identity-H"
        assert str(descendant.CIDToGIDMap) == "/Identity"
        values = re.findall(rb"<[0-9a-f]{4}> <([0-9a-f]*)>\n", font.ToUnicode.read_bytes())
        assert values
        assert not {b"", b"0000", b"feff", b"fffe"} & set(values)
    # Reading the text looks every code up in the map of its font: none is missing.
    assert len(archived.document.text) > 10_000


def test_6_2_11_5_widths_are_those_of_the_font(archived: Tagged) -> None:
    for found in objects(archived.pdf):
        if found.get("/Subtype") not in ("/CIDFontType0", "/CIDFontType2"):
            continue
        descriptor = found.FontDescriptor
        program = descriptor.FontFile3 if "/FontFile3" in descriptor else descriptor.FontFile2
        font = TTFont(io.BytesIO(program.read_bytes()))
        units, names = font["head"].unitsPerEm, font.getGlyphOrder()
        for number, width in widths(found.W):
            assert abs(font["hmtx"][names[number]][0] * 1000 / units - width) <= 1


def test_6_3_annotations_are_links_that_print(archived: Tagged) -> None:
    found = [annotation for page in archived.pdf.pages for annotation in page.get("/Annots", [])]
    assert found
    assert {str(annotation.Subtype) for annotation in found} == {"/Link"}
    assert all(int(annotation.F) == 4 for annotation in found)


def test_6_5_there_are_no_actions_but_links(archived: Tagged) -> None:
    root = archived.pdf.Root
    assert not {"/AA", "/OpenAction", "/AcroForm"} & set(root.keys())
    assert "/JavaScript" not in root.Names
    assert {str(found.S) for found in objects(archived.pdf) if found.get("/Type") == "/Action"} <= {"/URI"}


def test_6_6_metadata_say_both_standards_and_describe_the_second(archived: Tagged) -> None:
    packet = archived.pdf.Root.Metadata
    assert "/Filter" not in packet
    text = packet.read_bytes().decode()
    assert text.count("<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>") == 1
    information = {key: str(value) for key, value in archived.pdf.docinfo.items()}
    with archived.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "U")
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == information["/Title"]
        assert metadata["dc:creator"] == [information["/Author"]]
        assert metadata["pdf:Producer"] == information["/Producer"]
        assert metadata["xmp:CreatorTool"] == information["/Creator"]
        for ours, theirs in (("xmp:CreateDate", "/CreationDate"), ("xmp:ModifyDate", "/ModDate")):
            assert "D:" + re.sub("[-:T]", "", metadata[ours]) == information[theirs]


def test_6_8_nothing_is_attached(archived: Tagged) -> None:
    assert len(archived.pdf.attachments) == 0
    assert "/AF" not in archived.pdf.Root


def test_the_tags_are_those_of_the_pdf_for_readers(archived: Tagged) -> None:
    assert archived.stray == []
    assert archived.unclaimed() == set()
    assert archived.document.all("TOCI")


def operators(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        yield from (str(instruction.operator) for instruction in pikepdf.parse_content_stream(page))


def widths(array: pikepdf.Object) -> Iterator[tuple[int, float]]:
    """Each glyph with its width, from the W of a font whose every entry is a number and a list."""
    values = list(array)
    for start, listed in zip(values[::2], values[1::2], strict=True):
        for offset, width in enumerate(listed):
            yield int(start) + offset, float(width)


# What the profile does.


def test_pdfua_finds_no_fault(archived: Tagged, tmp_path: Path) -> None:
    assert faults_by_pdfua(archived, tmp_path / "a.pdf") == ()


def test_pictures_are_not_smoothed(desk: Desk, call: Call) -> None:
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(data, "PNG")
    desk.write(f"issues/{NAME}/images/a.png", data.getvalue())
    desk.article("first", "字。\n\n![图里有什么](images/a.png)")
    assert call("build", "--for", "archive").code == 0
    with pikepdf.open(file_of(desk)) as pdf:
        (picture,) = [found for found in objects(pdf) if found.get("/Subtype") == "/Image"]
        assert "/Interpolate" not in picture


def test_the_sources_are_attached_where_the_publication_asks_for_them(desk: Desk, call: Call) -> None:
    desk.write("issues/publication.yaml", ATTACH)
    for hidden in (".git/config", ".DS_Store", "articles/.first.md.swp", "~lock.md"):
        desk.write(f"issues/{NAME}/{hidden}", "x")
    desk.write(f"issues/{NAME}/notes/甲.txt", "记")
    assert call("build", "--for", "archive").code == 0
    with pikepdf.open(file_of(desk)) as pdf:
        assert list(pdf.attachments) == [
            "articles/first.md",
            "articles/second.md",
            "articles/third.md",
            "issue.yaml",
            "notes/甲.txt",
        ]
        assert [file.objgen for file in pdf.Root.AF] == [file.obj.objgen for file in pdf.attachments.values()]
        for name, attached in pdf.attachments.items():
            content = attached.obj.EF.F
            assert content.read_bytes() == (desk.issue / name).read_bytes()
            assert str(attached.obj.AFRelationship) == "/Source"
            assert str(attached.obj.UF) == name
            assert str(content.Params.ModDate) == "D:20230820000000Z"
        kinds = [str(attached.obj.EF.F.Subtype) for attached in pdf.attachments.values()]
        assert kinds == ["/text/markdown", "/text/markdown", "/text/markdown", "/application/yaml", "/text/plain"]
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "U")


def test_what_lies_elsewhere_is_not_attached(tmp_path: Path) -> None:
    folder = tmp_path / "issue"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("x")
    (folder / "issue.yaml").write_text("x")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert [path.name for path in sources(folder)] == ["issue.yaml"]


@pytest.mark.parametrize("publication", [PUBLICATION, ATTACH], ids=["A-2u", "A-3u"])
def test_two_builds_give_the_same_bytes(desk: Desk, call: Call, publication: str) -> None:
    desk.write("issues/publication.yaml", publication)
    assert call("build", "--for", "archive").code == 0
    first = file_of(desk).read_bytes()
    assert call("build", "--for", "web", "--for", "archive").code == 0
    assert file_of(desk).read_bytes() == first


def test_the_profile_of_srgb_is_the_same_whenever_it_is_made() -> None:
    assert srgb() == srgb()
    assert srgb()[24:36] == bytes.fromhex("07d0 0001 0001 0000 0000 0000")
