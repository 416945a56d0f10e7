"""The shortcuts change nothing but the time; those that do not fit are left out."""

from __future__ import annotations

import io
import zlib
from collections import Counter
from typing import TYPE_CHECKING, Any

import pikepdf
import pydyf
import pytest
from tinyhtml5 import inputstream
from weasyprint import images
from weasyprint.layout import block
from weasyprint.pdf import fonts

from typeset.diagnostics import Report
from typeset.press import embedding, hooks
from typeset.press.dump import dump_pages

if TYPE_CHECKING:
    from collections.abc import Collection

    from tests.press.laid_out import Press

    Key = tuple[Collection[str], bool]

# Something of all that a shortcut touches: margin boxes of several kinds of page, lengths that refer to the page, page
# names, notes, leaders, floats, positions, tables, columns, round corners, logical properties, math, variables.
CSS = """
@page { margin-inline: 10vw; @top-left { content: "左" counter(page) } @bottom-center { content: counter(pages) } }
@page :left { @top-left { content: "偶"; color: red } @bottom-right { content: var(--mark) } }
@page wide { size: 300pt 240pt; @top-right { content: "宽" leader(".") } }
:root { --mark: "记" }
h2 { page: wide; margin-block: 2em -1em; border-radius: 4pt; background: #eee }
aside { float: right; width: calc(20% + 10pt); margin-inline-start: 1em }
.note { float: footnote }
.columns { columns: 2; overflow: hidden }
.placed { position: relative; padding: max(2pt, 1%) } .placed b { position: absolute; top: 1em; border-radius: 50% 0 }
td { border: 1pt solid; padding: 2pt } del { text-decoration: line-through }
a::after { content: leader("·") target-counter(attr(href), page) }
li { list-style: inside decimal } li::marker { color: red }
aside::first-letter { color: blue }
"""
TEXT = "一九四九年以后，汉字印刷的“版心”渐渐有了规矩：每行多少字，每页多少行。Word breaks, too, have rules. " * 4
# A picture of paths and text, and one with a gradient, which each page has to name.
PICTURES = "".join(
    f"""<img alt="图" style="width: 60px" src='data:image/svg+xml,
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><defs>
<linearGradient id="a"><stop stop-color="red"/><stop offset="1"/></linearGradient></defs>
<rect width="50" height="9" fill="{fill}"/><text y="18" font-size="9">图 fig</text></svg>'>"""
    for fill in ("teal", "url(%23a)", "teal", "url(%23a)")
)
BODY = f"""
<p>{PICTURES}</p><p><a href="#end">目次</a></p><h2>甲乙</h2><p>{TEXT}<span class="note">注文，{TEXT[:30]}</span></p>
<aside>{TEXT[:40]}</aside><p>{TEXT}<del>删</del></p>
<div class="columns"><p>{TEXT}</p></div>
<div class="placed"><p>{TEXT}<b>位</b></p></div>
<table><tr><th>一</th><td>二&amp;三</td></tr></table><ol><li>{TEXT}</li></ol><h2 id="end">丙丁</h2><p>{TEXT}</p>
"""

Printed = tuple[list[str], list[str], bytes]


def printed(press: Press) -> Printed:
    """What is noticed, where everything stands, and the file."""
    report = Report()
    proof = press(BODY, CSS, report)
    return [str(found) for found in report], list(dump_pages(proof)), proof.write("0" * 32, variant="pdf/ua-1")


@pytest.fixture(scope="module")
def plainly() -> list[Printed]:
    """What is printed without shortcuts, made once."""
    return []


@pytest.mark.parametrize("only", [*(shortcut.name for shortcut in hooks.SHORTCUTS), "all"])
def test_a_shortcut_leads_to_the_same_bytes(
    press: Press,
    monkeypatch: pytest.MonkeyPatch,
    plainly: list[Printed],
    only: str,
) -> None:
    shortcuts = hooks.SHORTCUTS
    if not plainly:
        monkeypatch.setattr(hooks, "SHORTCUTS", ())
        plainly.append(printed(press))
    chosen = tuple(shortcut for shortcut in shortcuts if only in ("all", shortcut.name))
    monkeypatch.setattr(hooks, "SHORTCUTS", chosen)
    assert chosen
    assert printed(press) == plainly[0]


def test_every_attribute_is_as_before_afterwards(press: Press) -> None:
    every = (*hooks.HOOKS, *hooks.SHORTCUTS)
    before = [vars(hook.module)[hook.name] for hook in every]
    with hooks.composing(Report()):
        assert all(vars(hook.module)[hook.name] is not original for hook, original in zip(every, before, strict=True))
    press("<p>甲</p>").write("0" * 32, variant="pdf/ua-1")
    assert [vars(hook.module)[hook.name] for hook in every] == before


def test_every_shortcut_fits() -> None:
    assert [shortcut.name for shortcut in hooks.SHORTCUTS if not shortcut.fits()] == []


@pytest.mark.parametrize("name", ["write", "page_references", "characters_until_regex"])
def test_a_shortcut_that_does_not_fit_is_left_out(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (shortcut,) = (shortcut for shortcut in hooks.SHORTCUTS if shortcut.name == name)
    changed: Any = [] if shortcut.parameters is None else lambda other: other
    monkeypatch.setattr(shortcut.module, name, changed)
    report = Report()
    with hooks.composing(report):
        assert getattr(shortcut.module, name) is changed
        assert block.iter_line_boxes.__module__ == "typeset.press.lines"
    assert list(report) == []


def test_pages_alike_share_their_styles(press: Press) -> None:
    proof = press(BODY, CSS, Report())
    styles = {id(page._page_box.style): page._page_box.page_type for page in proof._document.pages}
    kinds = {(kind.side, kind.name) for kind in styles.values()}
    # The first page knows no lengths that refer to the page; after it, one style for each kind of page.
    assert proof.page_count > len(styles) >= len(kinds) > 1


def test_a_stream_is_compressed_once(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[int] = Counter()
    original = pydyf.Stream.data.fget

    def data(self: pydyf.Stream) -> bytes:
        asked[self.number] += 1
        return bytes(original(self))

    monkeypatch.setattr(pydyf.Stream, "data", property(data))
    press("<p>甲乙丙</p>").write("0" * 32, variant="pdf/ua-1")
    assert set(asked.values()) == {1}
    monkeypatch.setattr(hooks, "SHORTCUTS", ())
    press("<p>甲乙丙</p>").write("0" * 32, variant="pdf/ua-1")
    assert max(asked.values()) > 2


def test_a_picture_is_drawn_once_in_one_size(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[float] = []
    original = images.SVGImage.draw

    def draw(
        self: images.SVGImage, stream: object, concrete_width: float, concrete_height: float, _style: object
    ) -> None:
        drawn.append(concrete_width)
        original(self, stream, concrete_width, concrete_height, _style)

    monkeypatch.setattr(images.SVGImage, "draw", draw)
    plain, shaded = PICTURES.split("<img")[1:3]
    row = f"<img{plain.replace('60px', '30px')}<img{plain}<img{shaded}"
    press(f"<p>{row * 3}</p>", "", Report()).write("0" * 32, variant="pdf/ua-1")
    assert sorted(drawn) == [30, 60, 60, 60, 60]  # the one with a gradient each time


def test_page_references_grow_with_the_pages() -> None:
    with hooks.composing(Report()):
        pdf = pydyf.PDF()
        for count in (1, 2, 3):
            pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
            assert len(pdf.page_references) == count
            assert pdf.page_references is pdf.page_references


@pytest.mark.parametrize(
    ("key", "text", "found"),
    [
        ((("&", "<", "\0"), False), "甲乙&丙", "甲乙"),
        ((("&", "<", "\0"), False), "<", None),
        ((frozenset("\t\n "), True), " \n甲", " \n"),
        ((frozenset("\t\n "), True), "甲", None),
        ((("]", "^", "-", "\\"), False), "甲]", "甲"),
        (("]", False), "甲^-]", "甲^-"),
    ],
)
def test_a_run_of_characters_ends_where_it_ends(
    key: tuple[Collection[str], bool], text: str, found: str | None
) -> None:
    with hooks.composing(Report()):
        pattern = inputstream.characters_until_regex[key]
        assert inputstream.characters_until_regex[key] is pattern
    match = pattern.match(text)
    assert (match and match[0]) == found


def test_the_whole_font_is_read_only_where_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []

    def data(face: object) -> bytes:
        read.append(face)
        return b"OTTO"

    class Original:
        file_content: Any

        def __init__(self, pango_font: object, _description: object, _size: float) -> None:
            self.file_content = fonts.get_hb_object_data(pango_font)

    monkeypatch.setattr(fonts, "get_hb_object_data", data)
    lean = embedding.lean_fonts(Original)
    subset, whole = lean("a", None, 10.0), lean("b", None, 10.0)
    assert fonts.get_hb_object_data is data
    subset.file_content = b"subset"
    assert subset.file_content == b"subset"
    assert read == []
    assert (whole.file_content, whole.file_content) == (b"OTTO", b"OTTO")
    assert read == ["b"]


def test_what_is_bound_is_compressed_at_the_default_level(press: Press) -> None:
    before = pydyf.zlib
    with pikepdf.open(io.BytesIO(press("<p>甲乙丙</p>").write("0" * 32, variant="pdf/ua-1"))) as pdf:
        streams = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
        files = [item for item in streams if item.get("/Subtype") == "/OpenType" or "/Length1" in item]
        assert files
        assert all(item.read_raw_bytes() == zlib.compress(item.read_bytes()) for item in files)
    assert pydyf.zlib is before
