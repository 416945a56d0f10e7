"""Colours of content streams, gradients, masks and tiles in inks."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.delivery.painted import colours, overprinting, screen_colours
from typeset.delivery.inks import Inks
from typeset.delivery.intent import shipped_intent
from typeset.delivery.separation import Separation


@pytest.fixture(scope="module")
def inks() -> Inks:
    return Inks(shipped_intent(), {"#a8141c": (0.0, 1.0, 1.0, 0.3), "#ff0000": (0.0, 1.0, 1.0, 0.0)}, 3.0)


class Page:
    """A PDF of one page, as the press would write it."""

    def __init__(self, inks: Inks, content: str, **resources: Any) -> None:  # noqa: ANN401
        self.pdf = pikepdf.new()
        self.inks = inks
        self.resources = self.pdf.make_indirect(Dictionary(**resources))
        page = Dictionary(
            Type=Name.Page,
            MediaBox=[0, 0, 100, 100],
            Resources=self.resources,
            Contents=self.pdf.make_stream(content.encode()),
        )
        self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(page)))

    def form(self, content: str, *, resources: Dictionary | None = None, **keys: Any) -> pikepdf.Stream:  # noqa: ANN401
        return self.pdf.make_stream(
            content.encode(),
            BBox=[0, 0, 10, 10],
            Resources=self.pdf.make_indirect(resources or Dictionary()),
            **{"Type": Name.XObject, "Subtype": Name.Form, **keys},
        )

    def separated(self) -> Separation:
        separation = Separation(self.pdf, self.inks, lambda _name, _image: (300, 600))
        separation.run()
        return separation

    def operators(self) -> list[str]:
        """What is written, without the frame of the page."""
        parsed = pikepdf.parse_content_stream(self.pdf.pages[0])
        return [" ".join([*map(str, i.operands), str(i.operator)]) for i in parsed][3:-1]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("0.658824 0.078431 0.109804 rg", "0 1 1 0.3 k"),
        ("0.658824 0.078431 0.109804 RG", "0 1 1 0.3 K"),
        ("0.101961 0.101961 0.101961 rg", "0 0 0 1 k"),
        ("0 g", "0 0 0 1 k"),
        ("1 G", "0 0 0 0 K"),
        ("0.1 0.2 0.3 0.4 k", "0.1 0.2 0.3 0.4 k"),
        ("/DeviceRGB cs 1 0 0 sc", "0 0 0 1 k 0 1 1 0 k"),
        ("/DeviceCMYK CS 0 0.5 0 0 SCN", "0 0 0 1 K 0 0.5 0 0 K"),
        ("/lab cs 100 0 0 scn", "0 0 0 1 k 0 0 0 0 k"),
        ("/icc cs 0 0.5 0.5 0 scn", "0 0 0 1 k 0 0.5 0.5 0 k"),
    ],
)
def test_each_way_to_say_a_colour(inks: Inks, written: str, printed: str) -> None:
    page = Page(inks, written)
    page.resources.ColorSpace = Dictionary(
        lab=Array([Name.Lab, Dictionary(WhitePoint=[0.9642, 1, 0.8249])]),
        icc=Array([Name.ICCBased, page.pdf.make_stream(b"", N=4)]),
    )
    page.separated()
    assert " ".join(page.operators()) == printed
    assert "/ColorSpace" not in page.pdf.pages[0].obj.Resources
    assert screen_colours(page.pdf) == []


def test_the_walk_of_these_tests_sees_screen_colours(inks: Inks) -> None:
    page = Page(inks, "1 0 0 rg")
    page.resources.XObject = Dictionary(a=page.form("0 1 0 RG", Group=Dictionary(CS=Name.DeviceRGB)))
    assert sorted(screen_colours(page.pdf)) == ["/DeviceRGB", "RG 0 1 0", "rg 1 0 0"]


def test_black_text_overprints_and_nothing_else(inks: Inks) -> None:
    content = (
        "BT 0 g (a) Tj ET 0 0 10 10 re f BT (b) Tj ET "
        "q 1 0 0 rg BT (c) Tj ET Q BT (d) Tj ET 0.5 g BT (e) Tj ET 1 g BT (f) Tj ET"
    )
    page = Page(inks, content)
    page.separated()
    states = page.pdf.pages[0].obj.Resources.ExtGState
    assert [(k, bool(states.Overprint[k])) for k in ("/OP", "/op")] == [("/OP", True), ("/op", True)]
    assert states.Overprint.OPM == 1
    painted = [(on, operator) for _, on, _, operator in overprinting(page.pdf)]
    assert painted == [
        (True, "Tj"),
        (False, "f"),
        (True, "Tj"),
        (False, "Tj"),
        (True, "Tj"),
        (False, "Tj"),
        (False, "Tj"),
    ]


def test_text_with_a_coloured_outline_does_not_overprint(inks: Inks) -> None:
    page = Page(inks, "0 g 1 0 0 RG BT 2 Tr (a) Tj 0 Tr (b) Tj ET")
    page.separated()
    assert [on for _, on, _, _ in overprinting(page.pdf)] == [False, True]


def test_a_form_inherits_the_colour_it_is_drawn_in(inks: Inks) -> None:
    page = Page(inks, "1 0 0 rg /a Do")
    page.resources.XObject = Dictionary(a=page.form("BT (a) Tj ET 0 g BT (b) Tj ET"))
    page.separated()
    assert [on for _, on, _, operator in overprinting(page.pdf) if operator == "Tj"] == [False, True]


def test_forms_in_forms_are_separated_and_their_groups_blend_in_cmyk(inks: Inks) -> None:
    page = Page(inks, "/a Do")
    inner = page.form("1 0 0 RG 0 0 m 1 1 l S")
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    outer = page.form("1 0 0 rg 0 0 1 1 re f /b Do", resources=Dictionary(XObject=Dictionary(b=inner)), Group=group)
    page.resources.XObject = Dictionary(a=outer)
    separation = page.separated()
    assert colours(page.pdf)[("k", "0", "1", "1", "0")] == 1
    assert colours(page.pdf)[("K", "0", "1", "1", "0")] == 1
    assert Name.DeviceCMYK == outer.Group.CS
    assert separation.transparent == {1}


def test_gradients_run_between_inks(inks: Inks) -> None:
    page = Page(inks, "/s sh")
    part = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[1, 1, 1], N=1)
    stitched = Dictionary(FunctionType=3, Domain=[0, 1], Functions=[part], Bounds=[], Encode=[0, 1])
    shading = page.pdf.make_indirect(
        Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 1, 1], Function=stitched)
    )
    page.resources.Shading = Dictionary(s=shading)
    page.separated()
    assert shading.ColorSpace == Name.DeviceCMYK
    ends = shading.Function.Functions[0]
    assert [[float(n) for n in end] for end in (ends.C0, ends.C1)] == [[0, 1, 1, 0], [0, 0, 0, 0]]


def test_a_gradient_that_is_a_pattern_of_its_own(inks: Inks) -> None:
    page = Page(inks, "/Pattern cs /p scn 0 0 9 9 re f")
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 0], N=1)
    shading = page.pdf.make_indirect(
        Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 1, 1], Function=function)
    )
    page.resources.Pattern = Dictionary(p=page.pdf.make_indirect(Dictionary(PatternType=2, Shading=shading)))
    page.separated()
    assert screen_colours(page.pdf) == []
    assert page.operators()[:2] == ["/Pattern cs", "/p scn"]


def test_tiles_are_separated_where_they_lie(inks: Inks) -> None:
    page = Page(inks, "2 0 0 2 0 0 cm /Pattern cs /p scn 0 0 9 9 re f")
    image = page.pdf.make_stream(b"", Subtype=Name.Image)
    tile = page.form("1 0 0 rg 0 0 1 1 re f 36 0 0 36 0 0 cm /i Do", resources=Dictionary(XObject=Dictionary(i=image)))
    del tile.Subtype
    tile.PatternType, tile.Matrix = 1, Array([0.5, 0, 0, 0.5, 0, 0])
    page.resources.Pattern = Dictionary(p=tile)
    separation = page.separated()
    assert colours(page.pdf)[("k", "0", "1", "1", "0")] == 1
    # A quarter of an inch across: the page's own matrix does not reach into a tile.
    assert separation.placed == [("i", 1, 1200)]


def test_a_mask_is_grey_and_the_page_blends(inks: Inks) -> None:
    page = Page(inks, "/m gs 1 0 0 rg 0 0 1 1 re f")
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    mask = page.form("1 1 1 rg 0 0 1 1 re f 0 0 0 1 k 0 0 1 1 re f", Group=group)
    page.resources.ExtGState = Dictionary(m=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask)))
    separation = page.separated()
    found = colours(page.pdf)
    assert found[("g", "1")] == found[("g", "0")] == 1
    assert Name.DeviceGray == mask.Group.CS
    assert separation.transparent == {1}


@pytest.mark.parametrize(
    ("state", "transparent"),
    [
        (Dictionary(ca=1), set()),
        (Dictionary(ca=0.5), {1}),
        (Dictionary(CA=0.5), {1}),
        (Dictionary(BM=Name.Multiply), {1}),
        (Dictionary(BM=Name.Normal), set()),
    ],
)
def test_what_makes_a_page_transparent(inks: Inks, state: Dictionary, transparent: set[int]) -> None:
    page = Page(inks, "/a gs 0 0 1 1 re f", ExtGState=Dictionary(a=state))
    assert page.separated().transparent == transparent


def test_resolution_is_that_of_the_picture_as_printed(inks: Inks) -> None:
    page = Page(inks, "q 72 0 0 72 5 5 cm /i Do Q 0 144 -72 0 0 0 cm /i Do")
    page.resources.XObject = Dictionary(i=page.pdf.make_stream(b"", Subtype=Name.Image))
    assert page.separated().placed == [("i", 1, 300), ("i", 1, 150)]


def test_what_no_page_uses_is_dropped(inks: Inks) -> None:
    page = Page(inks, "/a Do", ExtGState=Dictionary(x=Dictionary(ca=1)))
    page.resources.XObject = Dictionary(a=page.form(""), b=page.form("1 0 0 rg"))
    page.separated()
    resources = page.pdf.pages[0].obj.Resources
    assert [*resources.XObject.keys()] == ["/a"]
    assert sorted(resources.ExtGState.keys()) == ["/Knockout", "/Overprint"]
