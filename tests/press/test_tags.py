"""The tag tree of pages made for it, read back with pikepdf."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from weasyprint.pdf.stream import Stream

from tests.tagged import Tagged
from typeset.diagnostics import Report
from typeset.press import hooks

if TYPE_CHECKING:
    from collections.abc import Callable

    import pikepdf

    from tests.press.laid_out import Press

    Tag = Callable[..., Tagged]

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "tags.txt"

STYLE = """
@page { size: 300pt 240pt; @top-left { content: "书眉" } @bottom-right { content: counter(page) } }
.hidden { position: absolute; visibility: hidden }
.columns { columns: 2 }
.contents { list-style: none }
.contents a::after { content: leader(".") target-counter(attr(href), page) }
.mark { position: absolute }
.note { float: footnote }
.note::footnote-call { content: counter(footnote) }
.note::footnote-marker { content: counter(footnote) " " }
h2 { position: relative; border-bottom: 1pt solid black }
h2::after { content: "01"; position: absolute; right: 0 }
aside { float: right; width: 60pt; border: 1pt solid red; background: #eee }
.faint { opacity: .5 }
"""

EVERYTHING = """
<div class="hidden">藏起来的书眉来源</div>
<h1>刊名</h1>
<ol class="contents">
<li><span class="mark">◆</span><a href="#one">第一篇</a></li>
<li><a href="#two">第二篇的题目很长要占两行才能够完整地全部都排得下去</a><p>一句话。</p></li>
</ol>
<main><section><h2>栏目</h2>
<article class="columns">
<h3 id="one">第一篇</h3>
<p>甲乙丙丁<em>戊己</em>庚辛<span class="note" role="doc-footnote">注<strong>一</strong>的文字。</span>壬癸。</p>
<figure><img src="pixel.png" alt="一个红点"/><figcaption>图一</figcaption></figure>
<p>第二段，<a href="https://example.org/">外面的网址</a>，还有<ruby>汉<rt>hàn</rt></ruby>字，
<span lang="en">three English words</span>。</p>
<table><caption>表一</caption><thead><tr><th>项</th><th>数</th></tr></thead>
<tbody><tr><th scope="row">甲</th><td>1</td></tr><tr><th scope="row">乙</th><td></td></tr></tbody></table>
<aside>引出的一句话</aside>
<ul><li>条目<ul><li>小条目</li></ul></li><li><p>条目二之一</p><p>条目二之二</p></li></ul>
<blockquote><p>引文，<q>引中引</q>。</p></blockquote>
<div>没有段落的字<strong>加粗</strong><code>code</code></div>
<img src="pixel.png" alt=""/>
<p class="faint">半透明</p>
</article>
<article><h3 id="two">第二篇</h3><h5>跳了一级</h5><p>完。</p><p></p></article>
</section></main>
"""


@pytest.fixture
def tag(press: Press, tmp_path: Path) -> Tag:
    """Lay out a body, write it, and read its tags."""
    Image.new("RGB", (4, 4), "red").save(tmp_path / "pixel.png")

    kept = []  # pikepdf's objects live no longer than their file

    def tagging(body: str, css: str = STYLE) -> Tagged:
        kept.append(Tagged(press(body, css).write("tags", variant="pdf/ua-1")))
        return kept[-1]

    return tagging


# The tree.


def test_everything_stands_in_the_tree_as_it_was_written(tag: Tag) -> None:
    assert "\n".join(tag(EVERYTHING).document.dump()) + "\n" == GOLDEN.read_text("utf-8")


def test_all_that_is_drawn_is_tagged_or_an_artifact(tag: Tag) -> None:
    tagged = tag(EVERYTHING)
    assert tagged.stray == []
    assert tagged.unclaimed() == set()


def test_a_paragraph_over_three_pages_is_one_element(tag: Tag) -> None:
    text = "这一段很长，要从第一页排到第三页才排得完，其间有书眉，也有页码。" * 20
    tagged = tag(f"<p>前</p><p>{text}</p><p>后</p>")
    assert [element.text for element in tagged.document.all("P")] == ["前", text, "后"]
    assert sorted(set(tagged.document.all("P")[1].pages)) == [1, 2, 3]


def test_a_paragraph_in_two_columns_is_one_element(tag: Tag) -> None:
    text = "这一段从左栏排到右栏，右栏里还有下文。" * 8
    tagged = tag(f'<div class="columns"><p>{text}</p><p>末段</p></div>')
    assert [element.text for element in tagged.document.all("P")] == [text, "末段"]


def test_lines_of_a_paragraph_are_one_piece_of_content(tag: Tag) -> None:
    tagged = tag(f"<p>{'一二三四五六七八九十' * 9}</p>")
    (paragraph,) = tagged.document.all("P")
    assert len(paragraph.source.K) == 1


def test_running_heads_and_folios_are_artifacts(tag: Tag) -> None:
    tagged = tag('<p>一</p><p style="break-before: page">二</p>')
    assert [(a.page, a.type, a.subtype, a.text) for a in tagged.artifacts if a.text] == [
        (1, "Pagination", "Header", "书眉"),
        (1, "Pagination", "Footer", "1"),
        (2, "Pagination", "Header", "书眉"),
        (2, "Pagination", "Footer", "2"),
    ]
    assert tagged.document.text == "一二"


def test_rules_backgrounds_leaders_and_numbers_put_beside_are_artifacts_of_the_layout(tag: Tag) -> None:
    tagged = tag(EVERYTHING)
    layout = [artifact for artifact in tagged.artifacts if artifact.type == "Layout"]
    assert {artifact.text.strip(".") for artifact in layout} == {"", "01"}
    assert len([artifact for artifact in layout if artifact.text.startswith("..")]) == 2
    assert len([artifact for artifact in layout if not artifact.text]) >= 3


def test_what_is_hidden_leaves_nothing(tag: Tag) -> None:
    tagged = tag('<div class="hidden">藏</div><p>明</p>')
    assert list(tagged.document.dump()) == ["Document", "  P 明"]
    assert tagged.artifacts[0].subtype == "Header"


def test_headings_leave_no_level_out(tag: Tag) -> None:
    tagged = tag("<h2>甲</h2><h4>乙</h4><h3>丙</h3><h6>丁</h6><h2>戊</h2><p>文</p>")
    headings = [element for element in tagged.document.walk() if element.tag.startswith("H")]
    assert [element.tag for element in headings] == ["H1", "H2", "H2", "H3", "H1"]
    levels = [int(element.tag[1:]) for element in headings]
    assert all(after <= before + 1 for before, after in pairwise([0, *levels]))


def test_a_note_stands_behind_the_paragraph_that_calls_it(tag: Tag) -> None:
    note = '<span class="note" role="doc-footnote">{}</span>'
    tagged = tag(f"<p>甲{note.format('注一')}乙{note.format('注二')}丙</p><p>下一段</p>")
    assert [(element.tag, element.text) for element in tagged.document.all("P", "Note")] == [
        ("P", "甲1乙2丙"),
        ("Note", "1 注一"),
        ("Note", "2 注二"),
        ("P", "下一段"),
    ]
    assert [element.text for element in tagged.document.all("Reference", "Lbl")] == ["1", "2", "1 ", "2 "]


def test_notes_have_names_of_their_own_and_an_index(tag: Tag) -> None:
    note = '<span class="note" role="doc-footnote">{}</span>'
    tagged = tag(f"<p>甲{note.format('注一')}</p><ul><li>乙{note.format('注二')}</li></ul>")
    notes = tagged.document.all("Note")
    names = [str(element.source.ID) for element in notes]
    index = list(tagged.pdf.Root.StructTreeRoot.IDTree.Names)
    assert len(set(names)) == 2
    assert [str(name) for name in index[::2]] == sorted(names)
    assert [found.objgen for found in index[1::2]] == [element.source.objgen for element in notes]
    assert notes[1].parent is not None
    assert notes[1].parent.tag == "LBody"


# What elements say of themselves.


def test_a_figure_has_words_and_a_box_on_its_page(tag: Tag) -> None:
    tagged = tag(
        '<figure><img src="pixel.png" alt="红点" style="display: block; width: 40pt; height: 30pt"/>'
        "<figcaption>图</figcaption></figure>"
    )
    (figure,) = tagged.document.all("Figure")
    assert str(figure.source.Alt) == "红点"
    left, bottom, right, top = (float(value) for value in figure.source.A.BBox)
    assert (right - left, top - bottom) == pytest.approx((40, 30), abs=0.01)
    assert 0 < left < right < 300
    assert top == pytest.approx(240 - 20, abs=15)
    assert figure.parent is not None
    assert [kid.tag for kid in figure.parent.kids if not isinstance(kid, str)] == ["Figure", "Caption"]


def test_a_chart_has_the_words_of_its_title(tag: Tag) -> None:
    drawn = '<title>图表</title><rect width="9" height="9"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">{drawn}</svg>'
    tagged = tag(f"<figure>{svg}</figure>")
    (figure,) = tagged.document.all("Figure")
    assert str(figure.source.Alt) == "图表"
    assert tagged.stray == []


def test_a_picture_for_the_looks_is_an_artifact(tag: Tag) -> None:
    tagged = tag('<p>字</p><img src="pixel.png" alt=""/>')
    assert not tagged.document.all("Figure")
    assert tagged.stray == []


def test_a_picture_without_words_is_left_for_preflight_to_find(tag: Tag) -> None:
    (figure,) = tag('<p>字</p><img src="pixel.png"/>').document.all("Figure")
    assert "/Alt" not in figure.source


def test_heads_of_a_table_say_what_they_head(tag: Tag) -> None:
    table = tag(
        "<table><thead><tr><th>甲</th><th colspan='2' scope='col'>乙</th></tr></thead>"
        "<tbody><tr><th>丙</th><td>1</td><td></td></tr><tr><th rowspan='2' scope='row'>丁</th><td>2</td><td>3</td></tr>"
        "<tr><td>4</td><td>5</td></tr></tbody></table>"
    ).document
    attributes = {element.text: element.source.A for element in table.all("TH")}
    assert {text: str(found.Scope) for text, found in attributes.items()} == {
        "甲": "/Column",
        "乙": "/Column",
        "丙": "/Row",
        "丁": "/Row",
    }
    assert int(attributes["乙"].ColSpan) == 2
    assert int(attributes["丁"].RowSpan) == 2
    assert [len(row.kids) for row in table.all("TR")] == [2, 3, 3, 2]


def test_the_head_of_a_table_is_read_once(tag: Tag) -> None:
    rows = "".join(f"<tr><td>第{n}行</td></tr>" for n in range(30))
    tagged = tag(f"<table><thead><tr><th>表头</th></tr></thead><tbody>{rows}</tbody></table>")
    assert len(tagged.pdf.pages) >= 3
    assert [element.text for element in tagged.document.all("TH")] == ["表头"]
    assert len(tagged.document.all("Table")) == 1
    repeated = [artifact.page for artifact in tagged.artifacts if artifact.text == "表头"]
    assert repeated == list(range(2, len(tagged.pdf.pages) + 1))


@pytest.mark.parametrize(
    ("tag_name", "style", "expected"),
    [
        ("ol", "", "/Decimal"),
        ("ul", "", "/Disc"),
        ("ol", "list-style: upper-roman", "/UpperRoman"),
        ("ul", "list-style: none", "/None"),
        ("ul", "list-style-type: '● '", "/Disc"),
    ],
)
def test_a_list_says_how_it_is_numbered(tag: Tag, tag_name: str, style: str, expected: str) -> None:
    (found,) = tag(f'<{tag_name} style="{style}"><li>甲</li><li>乙</li></{tag_name}>').document.all("L")
    assert str(found.source.A.ListNumbering) == expected
    assert [kid.tag for kid in found.walk()].count("LBody") == 2
    assert bool(found.all("Lbl")) == (expected != "/None")


def test_a_change_of_language_is_said_once(tag: Tag) -> None:
    tagged = tag('<p>字<span lang="en">some English <em>words</em></span></p><p lang="en">Another.</p><p>字</p>')
    said = {element.text: str(element.source.Lang) for element in tagged.document.walk() if "/Lang" in element.source}
    assert said.pop(tagged.document.text) == "zh-CN"
    assert said == {"some English words": "en", "Another.": "en"}


def test_ruby_is_base_and_annotation(tag: Tag) -> None:
    (ruby,) = tag("<p>前<ruby>汉<rt>hàn</rt></ruby>后</p>").document.all("Ruby")
    assert [(kid.tag, kid.text) for kid in ruby.kids if not isinstance(kid, str)] == [("RB", "汉"), ("RT", "hàn")]
    assert ruby.parent is not None
    assert ruby.parent.text == "前汉hàn后"


# Links.


def link_annotations(tagged: Tagged) -> list[pikepdf.Object]:
    return [annotation for page in tagged.pdf.pages for annotation in page.get("/Annots", [])]


def test_an_entry_of_the_contents_is_one_link_that_says_its_title(tag: Tag) -> None:
    tagged = tag(EVERYTHING)
    contents = [found for found in link_annotations(tagged) if "/Dest" in found]
    assert [str(found.Contents) for found in contents] == [
        "第一篇",
        "第二篇的题目很长要占两行才能够完整地全部都排得下去",
    ]
    assert "/QuadPoints" not in contents[0]
    assert len(contents[1].QuadPoints) == 16
    entries = tagged.document.all("TOCI")
    assert [len([found for link in entry.all("Link") for found in link.links]) for entry in entries] == [1, 1]
    assert [[kid.tag for kid in entry.kids if not isinstance(kid, str)] for entry in entries] == [
        ["Lbl", "Reference"],
        ["Reference", "P"],
    ]


def test_two_links_of_one_entry_to_one_place_are_one(tag: Tag) -> None:
    entry = '<ol><li><p><a href="#x">3</a></p><p><a href="#x">题目</a></p></li></ol><h1 id="x">题目</h1>'
    tagged = tag(entry)
    (annotation,) = link_annotations(tagged)
    assert str(annotation.Contents) == "3 题目"
    assert [link.text for link in tagged.document.all("Link")] == ["3题目"]


def test_a_link_outside_says_its_address(tag: Tag) -> None:
    (annotation,) = link_annotations(tag('<p>见<a href="https://example.org/甲">这里</a></p>'))
    assert str(annotation.Contents) == str(annotation.A.URI)
    assert str(annotation.Contents).startswith("https://example.org/")


def test_a_link_without_words_says_those_of_the_place_it_goes_to(tag: Tag) -> None:
    css = "a::after { content: target-counter(attr(href), page) }"
    (annotation,) = link_annotations(tag('<p>见第<a href="#x"></a>页</p><h1 id="x">某一节</h1>', css))
    assert str(annotation.Contents) == "某一节"


def test_a_link_over_a_page_break_is_one_element_with_an_annotation_on_each_page(tag: Tag) -> None:
    text = "很长的链接" * 70
    tagged = tag(f'<p><a href="https://example.org/">{text}</a></p>')
    (link,) = tagged.document.all("Link")
    assert link.text == text
    assert len(link.links) == 2
    assert [len(page.Annots) for page in tagged.pdf.pages] == [1, 1]


def test_annotations_know_their_elements_and_pages_their_order(tag: Tag) -> None:
    tagged = tag(EVERYTHING)
    found = link_annotations(tagged)
    keys = [int(annotation.StructParent) for annotation in found]
    assert len(set(keys)) == len(keys)
    for annotation, key in zip(found, keys, strict=True):
        element = tagged.parent_of(key)
        assert str(element.S) == "/Link"
        assert annotation.objgen in [kid.Obj.objgen for kid in element.K if not isinstance(kid, int)]
    assert {str(page.Tabs) for page in tagged.pdf.pages} == {"/S"}
    assert all(int(annotation.F) == 4 for annotation in found)
    assert int(tagged.pdf.Root.StructTreeRoot.ParentTreeNextKey) == max(keys) + 1


# The hooks.


def test_the_same_pages_give_the_same_tags_twice(press: Press, tmp_path: Path) -> None:
    Image.new("RGB", (4, 4), "red").save(tmp_path / "pixel.png")
    proof = press(EVERYTHING, STYLE)
    assert proof.write("x", variant="pdf/ua-1") == proof.write("x", variant="pdf/ua-1")


def test_a_pdf_without_tags_is_left_alone(press: Press) -> None:
    data = press("<p>字</p>").write("x", variant="pdf/x-4")
    assert b"StructTreeRoot" not in data
    assert b"/Artifact" not in data


def test_an_engine_with_other_functions_writes_its_own_tags(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    def other(self: object, box: object) -> None:
        """Another signature."""

    assert hooks.supported()
    monkeypatch.setattr(Stream, "marked", other)
    assert not hooks.supported()
    monkeypatch.undo()
    monkeypatch.setattr(hooks, "SUPPORTED", ())
    report = Report()
    data = press("<div>字</div>", "", report).write("x", variant="pdf/ua-1")
    assert [diagnostic.code for diagnostic in report] == ["press.unsupported-engine"]
    assert [element.tag for element in Tagged(data).document.walk()][:2] == ["Document", "Div"]


def test_what_is_not_seen_does_not_take_the_place_of_spaces(tag: Tag) -> None:
    assert tag("<p>零\u200b宽 a b</p>").document.text == "零宽 a b"


def test_no_glyph_is_without_a_character(press: Press) -> None:
    tagged = Tagged(press("<p>零\ufeff宽\u200b字ǖ\u0301</p>").write("x", variant="pdf/ua-1"))
    assert tagged.stray == []
    maps = [font.ToUnicode.read_bytes() for font in tagged.pdf.pages[0].resources.Font.values()]
    assert not [data for data in maps if b" <>" in data or b"<feff>" in data or b"<0000>\n" in data]


def test_the_hyphen_at_a_line_end_is_a_soft_one(tag: Tag) -> None:
    text = "这里写到industrialization一词"
    tagged = tag(f'<p style="width: 12em; hyphens: auto; text-indent: 0">{text}</p>')
    (paragraph,) = tagged.document.all("P")
    assert "\u00ad" in paragraph.text
    assert paragraph.text.replace("\u00ad", "") == text
