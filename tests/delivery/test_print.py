"""The PDF for the printer, read back with tools that are not ours."""

from __future__ import annotations

import base64
import io
import shutil
import subprocess
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

from tests.delivery.painted import colours, overprinting, pdf_of, screen_colours
from tests.desk import REPOSITORY
from tests.printed import Printed
from typeset.delivery.handover import deliver
from typeset.diagnostics import Report
from typeset.pipeline import make_consignment
from typeset.profile import Profile
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Call, Desk
    from typeset.delivery.consignment import Consignment

LAYOUTS = ("bulletin", "magazine")
BLEED_PT, ROOM_PT = 3 * 72 / 25.4, 10 * 72 / 25.4
LIMIT = 300
PRINT = "rhythm: semi-monthly\n"


def lay_out(layout: str) -> Consignment:
    workspace = Workspace(REPOSITORY)
    return make_consignment(workspace, workspace.issues / "issue-293", Report(), layout_name=layout)


@pytest.fixture(scope="module", params=LAYOUTS)
def consignment(request: pytest.FixtureRequest) -> Consignment:
    return lay_out(request.param)


@pytest.fixture(scope="module")
def data(consignment: Consignment) -> bytes:
    return deliver(Profile.PRINT, consignment, Report())


@pytest.fixture(scope="module")
def pdf(data: bytes) -> pikepdf.Pdf:
    return pdf_of(data)


# What it says of itself.


def test_it_is_a_pdf_x_4_of_the_issue_s_date(pdf: pikepdf.Pdf) -> None:
    assert pdf.pdf_version == "1.6"
    assert not pdf.is_encrypted
    assert len(pdf.trailer.ID) == 2
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        assert metadata["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
        assert metadata["pdf:Trapped"] == "False"
        assert metadata["dc:title"] == str(pdf.docinfo["/Title"]) == "电子商务动态 2023年第16期"
        assert metadata["dc:creator"] == [str(pdf.docinfo["/Author"])]
        assert metadata["pdf:Producer"] == str(pdf.docinfo["/Producer"])
        assert metadata["xmp:CreatorTool"] == str(pdf.docinfo["/Creator"])
        for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            assert metadata[key] == "2023-08-20T00:00:00Z"
        assert metadata["xmpMM:DocumentID"].startswith("uuid:")
        assert metadata["xmpMM:InstanceID"].startswith("uuid:")
        assert (metadata["xmpMM:VersionID"], metadata["xmpMM:RenditionClass"]) == ("1", "default")
    assert pdf.docinfo["/Trapped"] == pikepdf.Name("/False")
    assert str(pdf.docinfo["/CreationDate"]) == str(pdf.docinfo["/ModDate"]) == "D:20230820000000Z"
    assert "/Filter" not in pdf.Root.Metadata


def test_it_has_one_output_intent(pdf: pikepdf.Pdf) -> None:
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == pikepdf.Name.GTS_PDFX
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert intent.DestOutputProfile.N == 4
    assert intent.DestOutputProfile.read_bytes()[12:20] == b"prtrCMYK"


def test_it_has_nothing_that_only_a_screen_has(pdf: pikepdf.Pdf) -> None:
    assert not {"/Outlines", "/Names", "/OpenAction", "/AA", "/AcroForm", "/StructTreeRoot"} & set(pdf.Root.keys())
    assert not [page for page in pdf.pages if {"/Annots", "/AA"} & set(page.obj.keys())]
    actions = ("/JavaScript", "/Launch", "/URI", "/GoTo")
    assert not [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and str(o.get("/S", "")) in actions]


def test_the_folios_are_its_page_labels(pdf: pikepdf.Pdf) -> None:
    assert [page.label for page in pdf.pages] == [str(number) for number in range(1, len(pdf.pages) + 1)]


# Pages.


def test_boxes_lie_inside_one_another(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        trim, bleed, media = ([float(n) for n in page.obj[key]] for key in ("/TrimBox", "/BleedBox", "/MediaBox"))
        assert trim == pytest.approx([ROOM_PT, ROOM_PT, ROOM_PT + 595.276, ROOM_PT + 841.89], abs=0.01)
        assert media[:2] == [0, 0]
        for outer, by in ((bleed, BLEED_PT), (media, ROOM_PT)):
            grown = [trim[0] - by, trim[1] - by, trim[2] + by, trim[3] + by]
            assert outer == pytest.approx(grown, abs=0.001)
        assert "/ArtBox" not in page.obj


def test_the_pages_fill_whole_sheets(consignment: Consignment, pdf: pikepdf.Pdf, data: bytes) -> None:
    laid_out = consignment.proof.page_count
    assert len(pdf.pages) == laid_out + -laid_out % 4
    text = ["".join(line.text for line in lines if 40 < line.bottom < 850) for lines in Printed(data).pages]
    assert all(text[:laid_out])
    assert not any(text[laid_out:])


def test_lines_are_those_of_the_readers_pdf(consignment: Consignment, data: bytes) -> None:
    """Same characters in the same places; the printer's pages only have room around them."""
    readers = Printed(deliver(Profile.WEB, consignment, Report())).pages
    for theirs, ours in zip(readers, Printed(data).pages, strict=False):
        inside = [line for line in ours if line.bottom < 841.89 + ROOM_PT]
        assert [line.text for line in inside] == [line.text for line in theirs]
        for a, b in zip(inside, theirs, strict=True):
            assert (a.left - ROOM_PT, a.right - ROOM_PT) == pytest.approx((b.left, b.right), abs=0.01)
            assert a.bottom - ROOM_PT == pytest.approx(b.bottom, abs=0.01)


def test_the_slug_names_issue_page_and_inks(data: bytes, pdf: pikepdf.Pdf) -> None:
    pages = Printed(data).pages
    slugs = ["".join(line.text for line in lines if line.bottom > 841.89 + ROOM_PT + BLEED_PT) for lines in pages]
    for number, slug in enumerate(slugs, 1):
        assert f"2023年第16期　第{number}页" in slug
        assert slug.endswith("青品红黄黑")
    blank = ["空白" in slug for slug in slugs]
    assert blank == ["/Typeset_Blank" in page for page in pdf.pages]


def test_all_fonts_are_embedded_and_none_is_of_type_3(pdf: pikepdf.Pdf) -> None:
    fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
    descriptors = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o]
    assert len(descriptors) >= 5
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor.keys()) for descriptor in descriptors)
    assert "/Type3" not in {str(font.Subtype) for font in fonts}


# Colours.


def test_nothing_is_in_colours_of_the_screen(pdf: pikepdf.Pdf) -> None:
    assert screen_colours(pdf) == []


def test_colours_are_those_that_the_layout_states(consignment: Consignment, pdf: pikepdf.Pdf) -> None:
    stated = {tuple(f"{share:g}" for share in ink) for ink in consignment.layout.inks.values()}
    found = {setting[1:] for setting in colours(pdf) if setting[0] == "k"}
    slug = {("1", "0", "0", "0"), ("0", "1", "0", "0"), ("0", "0", "1", "0")}
    blacks = {ink for ink in found if ink[:3] == ("0", "0", "0")}
    assert found - slug - blacks == stated
    assert ("0", "0", "0", "1") in blacks


def test_black_text_overprints(pdf: pikepdf.Pdf) -> None:
    painted = [(on, fill) for _, on, fill, operator in overprinting(pdf) if operator in {"Tj", "TJ"}]
    black = [on for on, fill in painted if fill == (0, 0, 0, 1)]
    assert len(black) > 500
    # The slug's name of the black ink, once a page, knocks out: it stands on bare paper.
    assert black.count(False) == len(pdf.pages)
    assert not any(on for on, fill in painted if fill != (0, 0, 0, 1))


def test_two_deliveries_give_the_same_bytes(consignment: Consignment, data: bytes) -> None:
    deliver(Profile.WEB, consignment, Report())
    assert deliver(Profile.PRINT, consignment, Report()) == data
    assert deliver(Profile.PRINT, lay_out(consignment.layout.name), Report()) == data


def test_nothing_has_to_be_told_but_the_blank_pages(consignment: Consignment) -> None:
    report = Report()
    deliver(Profile.PRINT, consignment, report)
    expected = ["print.blank-pages"] if consignment.proof.page_count % 4 else []
    assert [diagnostic.code for diagnostic in report] == expected


# Fields of colour reach the bleed.


@pytest.fixture(scope="module")
def magazine() -> bytes:
    return deliver(Profile.PRINT, lay_out("magazine"), Report())


def drawn(data: bytes, number: int, scale: float = 1) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    try:
        image: Image.Image = document[number - 1].render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()
    return image


def light(page: Image.Image, x: int, y: int) -> tuple[int, ...]:
    pixel = page.getpixel((x, y))
    assert isinstance(pixel, tuple)
    return pixel


def is_dark(page: Image.Image, x: int, y: int) -> bool:
    return sum(light(page, x, y)) < 300


def test_colour_at_the_cut_reaches_the_bleed_and_ends_there(magazine: bytes) -> None:
    fields = 0
    for number in range(1, len(pdf_of(magazine).pages) + 1):
        page = drawn(magazine, number)
        width, height = page.size
        for x, y, dx, dy in ((0, 300, 1, 0), (width - 1, 300, -1, 0), (90, 0, 0, 1), (90, height - 1, 0, -1)):
            for along in range(40, 560, 40):
                px, py = (x, along) if dx else (along, y)
                outside, in_bleed, in_page = (is_dark(page, px + dx * n, py + dy * n) for n in (17, 21, 31))
                if not outside:
                    assert in_bleed == in_page, (number, px, py)
                    fields += in_page
    assert fields > 60


def test_a_background_of_the_page_reaches_the_bleed(desk: Desk, call: Call) -> None:
    desk.write("layouts/house/layout.yaml", "title: 自家\nextends: bulletin\nstyles: [page.css]\n")
    desk.write("layouts/house/page.css", "@page { background: #ccddee }")
    assert call("build", "--layout", "house", "--for", "print", "--for", "web").code == 0
    page = drawn((desk.root / "dist" / "issue-293-print.pdf").read_bytes(), 1)
    edge = round(ROOM_PT - BLEED_PT)
    assert page.getpixel((edge - 3, 300)) == (255, 255, 255)
    assert page.getpixel((edge + 3, 300)) == page.getpixel((60, 300)) != (255, 255, 255)
    with pdf_of(desk.pdf.read_bytes()) as readers:
        assert [round(float(n)) for n in readers.pages[0].mediabox] == [0, 0, 595, 842]


# Settings.


def settings(desk: Desk, **values: object) -> None:
    lines = "".join(f"    {key}: {value}\n" for key, value in values.items())
    desk.replace("issues/publication.yaml", PRINT, f"{PRINT}profiles:\n  print:\n{lines}")


def printed(desk: Desk) -> pikepdf.Pdf:
    return pdf_of((desk.root / "dist" / "issue-293-print.pdf").read_bytes())


def test_bleed_marks_and_binding_can_be_set(desk: Desk, call: Call) -> None:
    settings(desk, bleed_mm=5, marks="false", binding="perfect")
    outcome = call("build", "--for", "print", "--format", "json")
    assert (outcome.code, outcome.codes) == (0, [])
    pdf = printed(desk)
    assert len(pdf.pages) == 3
    page = pdf.pages[0].obj
    media, bleed = ([float(n) for n in box] for box in (page.MediaBox, page.BleedBox))
    assert media == pytest.approx(bleed, abs=0.001)
    assert float(page.TrimBox[0]) == pytest.approx(5 * 72 / 25.4, abs=0.001)
    assert "/Separation" not in str([o.unparse() for o in pdf.objects if isinstance(o, pikepdf.Array)])


def test_blank_pages_are_told(desk: Desk, call: Call) -> None:
    found = call("build", "--for", "print", "--format", "json").found("print.blank-pages")
    assert "3 页" in found["message"]
    assert "1 面" in found["message"]
    assert len(printed(desk).pages) == 4


def test_stated_inks_over_the_limit_are_reduced_with_a_warning(desk: Desk, call: Call) -> None:
    settings(desk, ink_limit=200)
    found = call("build", "--for", "print", "--format", "json").found("print.ink-reduced")
    assert found["severity"] == "warning"
    assert found["file"].endswith("layout.yaml")
    assert all(
        sum(map(float, operands)) <= 2.0 + 1e-9 for operator, *operands in colours(printed(desk)) if operator in "kK"
    )


def test_a_colour_that_nobody_stated_is_told(desk: Desk, call: Call) -> None:
    desk.write("layouts/house/layout.yaml", "title: 自家\nextends: bulletin\nstyles: [own.css]\n")
    desk.write("layouts/house/own.css", ":root { --red: #0b6e4f }")
    found = call("build", "--layout", "house", "--for", "print", "--format", "json").found("print.colour-converted")
    assert "#0b6e4f" in found["message"]
    assert screen_colours(printed(desk)) == []


# Pictures.


def photograph(desk: Desk, name: str, image: Image.Image, **options: object) -> None:
    file = io.BytesIO()
    image.save(file, "JPEG" if name.endswith("jpg") else "PNG", **options)
    desk.write(f"issues/issue-293/images/{name}", file.getvalue())
    desk.article("first", f"字。\n\n![图里有什么](images/{name})")


def coloured(width: int, height: int) -> Image.Image:
    return Image.merge(
        "RGB", [Image.linear_gradient("L"), Image.radial_gradient("L"), Image.new("L", (256, 256), 90)]
    ).resize((width, height))


# In the bulletin a picture is 444 pt wide: 6.17 inches.
@pytest.mark.parametrize(
    ("width", "code"), [(1000, "print.picture-too-coarse"), (1500, "print.picture-coarse"), (1900, "")]
)
def test_coarse_pictures_are_told(desk: Desk, call: Call, width: int, code: str) -> None:
    photograph(desk, "a.jpg", coloured(width, 300))
    outcome = call("build", "--for", "print", "--format", "json")
    assert outcome.code == 0
    assert [c for c in outcome.codes if "picture" in c] == ([code] if code else [])
    if code:
        found = outcome.found(code)
        assert found["file"] == "issues/issue-293/images/a.jpg"
        assert f"{round(width / (444 / 72))} ppi" in found["message"]
        assert "第 2 页" in found["message"]


def image_in(pdf: pikepdf.Pdf) -> pikepdf.Object:
    (image,) = [
        o for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/Width" in o and o.get("/SMask", o) is not None
        and not any(isinstance(p, pikepdf.Stream) and p.get("/SMask") == o for p in pdf.objects)
    ]  # fmt: skip
    return image


@pytest.mark.parametrize(
    ("name", "image", "space", "lossy"),
    [
        ("a.jpg", coloured(400, 300), "/DeviceCMYK", True),
        ("a.png", coloured(400, 300), "/DeviceCMYK", False),
        ("a.jpg", coloured(400, 300).convert("L"), "/DeviceGray", True),
        ("a.jpg", coloured(400, 300).convert("L").convert("RGB"), "/DeviceGray", True),
        ("a.jpg", coloured(400, 300).convert("CMYK"), "/DeviceCMYK", True),
        ("a.png", coloured(400, 300).convert("P"), "/DeviceCMYK", False),
    ],
)
def test_pictures_are_in_inks(desk: Desk, call: Call, name: str, image: Image.Image, space: str, lossy: bool) -> None:  # noqa: FBT001
    photograph(desk, name, image)
    assert call("build", "--for", "print").code == 0
    pdf = printed(desk)
    found = image_in(pdf)
    assert (str(found.ColorSpace), "/DCTDecode" in str(found.get("/Filter"))) == (space, lossy)
    assert (int(found.Width), int(found.Height)) == (400, 300)
    assert screen_colours(pdf) == []


def test_a_picture_looks_as_it_did(desk: Desk, call: Call) -> None:
    """Orange stays orange: nothing is upside down. The same picture without loss and as a JPEG looks the same."""
    looks = []
    for name in ("a.png", "a.jpg"):
        photograph(desk, name, Image.new("RGB", (400, 300), (240, 130, 30)))
        assert call("build", "--for", "print").code == 0
        page = drawn((desk.root / "dist" / "issue-293-print.pdf").read_bytes(), 2)
        box = ImageChops.difference(page, Image.new("RGB", page.size, "white")).getbbox()
        assert box is not None
        looks.append({light(page, x, y) for x in range(200, 400, 50) for y in range(250, 400, 50)})
    for pixels in looks:
        for red, green, blue in pixels:
            assert red > 200
            assert 90 < green < 180
            assert blue < 90


def test_transparency_stays_as_a_soft_mask(desk: Desk, call: Call) -> None:
    image = coloured(400, 300)
    image.putalpha(Image.linear_gradient("L").resize((400, 300)))
    photograph(desk, "a.png", image)
    assert call("build", "--for", "print").code == 0
    pdf = printed(desk)
    found = image_in(pdf)
    assert found.SMask.ColorSpace == pikepdf.Name.DeviceGray
    assert found.SMask.read_bytes() == Image.linear_gradient("L").resize((400, 300)).tobytes()
    (page,) = [page for page in pdf.pages if "/Group" in page.obj]
    assert pikepdf.Name.DeviceCMYK == page.obj.Group.CS


def test_a_picture_inside_a_chart_is_in_inks_too(desk: Desk, call: Call) -> None:
    file = io.BytesIO()
    coloured(100, 80).convert("RGBA").save(file, "PNG")
    inner = base64.b64encode(file.getvalue()).decode()
    chart = f'<image width="200" height="160" href="data:image/png;base64,{inner}"/>'
    desk.write(
        "issues/issue-293/images/a.svg",
        f'<svg xmlns="http://www.w3.org/2000/svg" width="444" height="160" viewBox="0 0 444 160">{chart}</svg>',
    )
    desk.article("first", "字。\n\n![图里有什么](images/a.svg)")
    outcome = call("build", "--for", "print", "--format", "json")
    assert outcome.code == 0
    assert "36 ppi" in outcome.found("print.picture-too-coarse")["message"]
    pdf = printed(desk)
    assert (str(image_in(pdf).ColorSpace), int(image_in(pdf).Width)) == ("/DeviceCMYK", 100)
    assert screen_colours(pdf) == []


def test_any_title_fits_the_slug_and_the_metadata(desk: Desk) -> None:
    title = "甲&乙<丙>" + "很长的刊名" * 20
    desk.replace("issues/publication.yaml", "title: 试刊", f'title: "{title}"')
    data = deliver(Profile.PRINT, make_consignment(desk.workspace, desk.issue, Report()), Report())
    pdf = pdf_of(data)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        assert metadata["dc:title"] == str(pdf.docinfo["/Title"]) == f"{title} 2023年第16期"
    lines = Printed(data).pages[0]
    slug = [c for line in lines for c in line.characters if c["bottom"] > 841.89 + ROOM_PT + BLEED_PT]
    assert max(c["x1"] for c in slug if c["size"] < 5.9) < ROOM_PT + 595.28 / 2


RICH = """\
<svg xmlns="http://www.w3.org/2000/svg" width="444" height="136" viewBox="0 0 444 136">
<defs>
<linearGradient id="g"><stop stop-color="#a8141c"/><stop offset="1" stop-color="#06c" stop-opacity=".3"/>
</linearGradient>
<radialGradient id="r"><stop offset="0" stop-color="#fe0"/><stop offset="1" stop-color="#008040"/></radialGradient>
<pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="#c26"/></pattern>
</defs>
<rect y="10" width="100" height="100" fill="url(#g)"/>
<rect x="110" y="10" width="80" height="100" fill="url(#r)"/>
<rect x="200" y="10" width="90" height="100" fill="url(#p)"/>
<rect x="300" y="10" width="140" height="100" fill="#2a9d8f" opacity=".6"/>
</svg>
"""


def test_charts_stand_where_readers_see_them_and_look_alike(desk: Desk, call: Call) -> None:
    """Gradients, tiles and transparency, in a chart and on the page."""
    desk.write("issues/issue-293/images/a.svg", RICH)
    desk.write("layouts/house/layout.yaml", "title: 自家\nextends: bulletin\nstyles: [own.css]\n")
    desk.write("layouts/house/tile.svg", RICH)
    own = "{ background: linear-gradient(90deg, #fc0, #fff), url(tile.svg) 0 0 / 60pt 20pt }"
    desk.write(
        "layouts/house/own.css", f".article-title {own}\n.source-line {{ background: url(tile.svg) 0 0 / 60pt }}"
    )
    desk.article("first", "字。\n\n![图里有什么](images/a.svg)")
    assert call("build", "--layout", "house", "--for", "print", "--for", "web").code == 0
    assert screen_colours(printed(desk)) == []
    readers = drawn(desk.pdf.read_bytes(), 2)
    ours = drawn((desk.root / "dist" / "issue-293-print.pdf").read_bytes(), 2)
    room = round(ROOM_PT)
    ours = ours.crop((room, room, room + readers.width, room + readers.height))
    # Inks are duller than lights: by no more than this, once edges are smoothed.
    blurred = [image.filter(ImageFilter.BoxBlur(6)) for image in (readers, ours)]
    difference = ImageChops.difference(*blurred)
    assert not difference.convert("L").point(lambda light: 255 * (light >= 60)).getbbox()
    shapes = [image.convert("L").point(lambda light: 255 * (light < 245)) for image in (readers, ours)]
    unlike = ImageChops.difference(*shapes).histogram()[255]
    assert shapes[0].histogram()[255] > 30_000
    assert unlike < 0.05 * shapes[0].histogram()[255]


# Independent judges.


def run(*command: str, folder: Path) -> str:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=300, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout + done.stderr
    return (done.stdout + done.stderr).decode()


def test_qpdf_finds_no_fault(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", "a.pdf", folder=tmp_path)


def test_separations_hold_the_limit_and_text_is_on_the_black_plate(
    consignment: Consignment, data: bytes, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r50", "-o", "p%d.tif", "a.pdf", folder=tmp_path)
    coloured_pages = 0
    with pdf_of(data) as pdf:
        texts: dict[int, set[tuple[float, ...]]] = {number: set() for number in range(1, len(pdf.pages) + 1)}
        for number, _, fill, operator in overprinting(pdf):
            if operator != "Do" and fill and fill[:3] != (0, 0, 0):
                texts[number].add(fill)
    room = int(ROOM_PT * 50 / 72) + 1
    for number, inks in texts.items():
        plates = []
        for name in ("Cyan", "Magenta", "Yellow", "Black"):
            plate = ImageChops.invert(Image.open(tmp_path / f"p{number}({name}).tif").convert("L"))
            plates.append(plate.crop((room, room, plate.width - room, plate.height - room)))
        total = max(map(sum, zip(*(plate.tobytes() for plate in plates), strict=True))) / 2.55
        assert total <= LIMIT + 0.5
        slug = {(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0)}
        own = inks - slug
        for position, plate in enumerate(plates[:3]):
            if not any(ink[position] for ink in own):
                assert plate.getbbox() is None, (number, position)
        coloured_pages += bool(own)
        if number <= consignment.proof.page_count:
            assert plates[3].getbbox() is not None
    # Running heads of the magazine are coloured, text of the bulletin is on most pages black alone.
    assert coloured_pages > 0
    assert consignment.layout.name == "magazine" or coloured_pages < len(texts)
