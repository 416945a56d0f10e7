"""Defects that every PDF may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.preflight import made
from tests.preflight.made import attached, painted, words, xmp
from tests.preflight.seeding import Change, Seed

if TYPE_CHECKING:
    from collections.abc import Mapping


def _seed(change: Change, code: str, *also: str) -> Seed:
    return Seed(made.print_pdf, ("pages",), change, code, frozenset(also))


def _web(change: Change, code: str, *also: str) -> Seed:
    return Seed(made.tagged_pdf, ("pages",), change, code, frozenset(also))


def _paints(content: str) -> Change:
    return lambda pdf: painted(pdf, content)


def _untitled(pdf: Pdf) -> None:
    made.metadata(pdf, xmp(title=""))


def _speechless(pdf: Pdf) -> None:
    del pdf.Root.Lang


def _blank(page: int) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.pages[page].Contents = pdf.make_stream(b"q 1 1 1 rg 0 0 500 700 re f Q")

    return change


def _declared(pdf: Pdf) -> None:
    _blank(1)(pdf)
    pdf.pages[1].obj["/Typeset_Blank"] = True


def _labelled(pdf: Pdf) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=3)]))


_LEADERS = "." * 20


def _contents(*, linked: int = 3, label: str = "2") -> Change:
    """Three lines of a contents that tell page 2, the first `linked` with a link to it."""

    def change(pdf: Pdf) -> None:
        for row in range(3):
            y = 550 - 30 * row
            number = label if row == 0 else "2"
            painted(pdf, "/Artifact BMC\n" + words("题目" + _LEADERS + number, 100, y) + "EMC")
            if row < linked:
                destination = Array([pdf.pages[1].obj, Name.Fit])
                attached(pdf, Subtype=Name.Link, Rect=Array([100, y - 4, 250, y + 12]), Dest=destination)

    return change


SEEDS: Mapping[str, Seed] = {
    "a font without a character": _seed(
        _paints("BT /F1 12 Tf 100 500 Td <0000> Tj ET"),
        "A6.notdef",
    ),
    "bold by an outline": _seed(_paints("q 2 Tr 0.4 w\n" + words("题目", 100, 500) + "Q"), "A5.synthetic-bold"),
    "slanted Han": _seed(
        _paints(f"BT /F1 12 Tf 1 0 0.2 1 100 500 Tm {made.codes('题目')} Tj ET"), "A5.synthetic-slant"
    ),
    "type of 7 points": _seed(_paints(words("题目", 100, 500, 7)), "A7.small-type"),
    "a line that runs off the page": _seed(_paints(words("题目正文" * 8, 100, 500)), "A9.outside-page"),
    "a line that runs off a web page": _web(
        _paints("/Artifact BMC\n" + words("题目正文" * 9, 100, 500) + "EMC"), "A9.outside-page"
    ),
    "no title": _seed(_untitled, "U3.no-title"),
    "no language": _seed(_speechless, "U4.no-language"),
    "a blank page": _seed(_blank(1), "P9.blank-page"),
    "a blank page at the end": _seed(_blank(3), "P9.blank-at-end"),
    "labels that count from three": _seed(_labelled, "J3.label-differs"),
    "a link to nowhere": _web(
        lambda pdf: made.ignore(attached(pdf, Subtype=Name.Link, Dest=String("gone"))), "J7.leads-nowhere"
    ),
    "a link to a page that is not there": _web(
        lambda pdf: made.ignore(attached(pdf, Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=Array([9, Name.Fit])))),
        "J7.leads-nowhere",
    ),
    "an entry without a link": _web(_contents(linked=2), "J7.entry-without-link"),
    "an entry that tells another page": _web(_contents(label="5"), "J7.other-page"),
}

# What looks like a fault and is none.
SOUND: Mapping[str, Seed] = {
    "a contents with right numbers": _web(_contents(), ""),
    "a blank page that says so": _seed(_declared, ""),
    "small type beside the page": _seed(_paints(words("题目", 100, 10, 5)), ""),
    "slanted Western letters": _seed(_paints(f"BT /F1 12 Tf 1 0 0.2 1 100 500 Tm {made.codes('abc')} Tj ET"), ""),
}
