"""Pages saved from the web: the article is found, nothing of the page's markup or scripts comes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.manuscripts import png
from typeset.markup.write import write_markdown
from typeset.readers.kinds import read_manuscript

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from typeset.readers.manuscript import Manuscript

WECHAT = """\
<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="雨季来了，小区的井盖还好吗">
<title></title><style>p{color:red}</style></head><body><div id="page"><div class="nav">分享 收藏 写留言</div>
<h1 id="activity-name">
  雨季来了，小区的井盖还好吗
</h1><div><span>原创</span><span id="js_author_name">钟小雨</span> <a id="js_name">城南街坊</a>
<em id="publish_time">2023-08-11 18:30</em></div>
<div id="js_content" style="visibility: hidden;"><section><section><section style="text-align:center">
<p><span style="font-weight:bold;color:#c00">一、先说数字</span></p></section></section>
<p style="text-indent:2em"><span>全街道共有井盖</span><span style="font-weight: 700;">4,218</span><span>个，</span>
<span>上月检查出松动的57个。</span></p><p><br></p>
<section><img data-src="https://example.org/640?wx_fmt=png" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></section>
<p style="text-align:center;font-size:12px">▲ 换下来的旧井盖</p>
<p><img src="a_files/640.png" data-src="https://example.org/641"></p>
<p style="text-align: center;"><span>新井盖有防坠网</span></p>
<p><strong>二、谁来管</strong></p><p>物业、水务、电信<strong>各管各的</strong>。<br>居民可拨打12345。</p>
<blockquote><p>“看见松动，先拦起来。”</p></blockquote><iframe data-src="https://v.example.org/x"></iframe>
<table><tbody><tr><td colspan="2"><p>表1　井盖的分类</p></td></tr><tr><td>雨水</td><td>2,300</td></tr>
<tr><td>污水</td><td>1,918</td></tr></tbody></table>
<p>更多见<a href="https://example.org/x">公告</a>和<a href="javascript:alert(1)">这里</a>。<script>alert(1)</script></p>
<p style="display:none">看不见的字</p></section></div><div>预览时标签不可点</div></div>
<script>var x="脚本里的字";</script></body></html>
"""


def read(html: str, files: dict[str, bytes] | None = None) -> Manuscript:
    reading = read_manuscript(html.encode(), "a.html", (files or {}).get)
    assert reading.manuscript is not None, list(map(str, reading.report))
    assert not reading.manuscript.account.lost
    assert not reading.manuscript.account.surplus
    return reading.manuscript


def article(html: str) -> str:
    return write_markdown(read(html).blocks).text


def codes(html: str) -> set[str]:
    return {remark.code for remark in read(html).remarks}


def test_a_page_of_wechat(snapshot: SnapshotAssertion) -> None:
    manuscript = read(WECHAT, {"a_files/640.png": png()})
    remarks = "\n".join(f"{remark.code} {remark.place} {remark.text} {remark.detail}" for remark in manuscript.remarks)
    assert f"{manuscript.head}\n\n{write_markdown(manuscript.blocks).text}\n{remarks}" == snapshot
    assert [picture.name for picture in manuscript.pictures] == ["a-1.png"]


def test_no_markup_comes_through() -> None:
    text = article("<h1>题</h1><p onclick=x()>甲<script>alert(1)</script><style>b{}</style>乙<x-y z='1'>丙</x-y></p>")
    assert text == "甲乙丙\n"


def test_words_that_look_like_markup_stay_words() -> None:
    text = article("<h1>题</h1><p>&lt;script&gt; **星** [a](b) {x|y} &amp;lt; # 号</p><p># 开头</p><p>1. 一</p>")
    assert text == "\\<script> \\*\\*星\\*\\* \\[a\\](b) \\{x\\|y} \\&lt; # 号\n\n\\# 开头\n\n1\\. 一\n"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>甲<b> 乙 </b>丙</p>", "甲 **乙** 丙"),
        ("<p><b>甲</b><b>乙</b>丙</p>", "**甲乙**丙"),
        ("<p>10<sup>4</sup>米，10<sup>-5</sup>，CO<sub>2</sub></p>", "10⁴米，10^-5，CO2"),
        ("<p><ruby>坑<rp>(</rp><rt>kēng</rt></ruby>道</p>", "{坑|kēng}道"),
        ("<div>甲<p>乙</p>丙</div>", "甲\n\n乙\n\n丙"),
        ("<ul><li>甲<ul><li>乙</li></ul></li><li>丙</ul>", "- 甲\n\n  - 乙\n\n- 丙"),
        ("<ol start=3><li>甲<li>乙</ol>", "3. 甲\n4. 乙"),
        ("<p>甲，\n乙 the\nend</p>", "甲，乙 the end"),
        ("<p>甲。<br>乙<br>丙</p>", "甲。\n\n乙\\\n丙"),
        (
            '<p>甲<sup><a href="#n">[1]</a></sup>。</p><ol><li id="n">注文 <a href="#r">↩</a></li></ol>',
            "甲[^1]。\n\n[^1]: 注文",
        ),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
    ],
)
def test_elements(html: str, text: str) -> None:
    assert article(f"<h1>题</h1>{html}").strip() == text


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<img src=http://example.org/x.png>", "import.picture-remote"),
        ("<img src=file:///etc/passwd>", "import.picture-remote"),
        ("<img src=x/../../y.png>", "import.picture-missing"),
        ("<video src=x></video>", "import.media"),
        ("<s>旧</s>", "import.struck"),
        ("x<sup>甲</sup>", "import.scripts"),
        ("<table><tr><td>一<table><tr><td>二<td>三</table><td>四</table>", "import.nested-table"),
        ("<table><tr><td>一</table>", "import.frame-table"),
        ("<ul><li>" * 30 + "深", "import.too-deep"),
    ],
)
def test_what_cannot_be_kept_is_told(html: str, code: str) -> None:
    assert code in codes(f"<h1>题</h1><p>正文。</p>{html}")


def test_a_page_deeper_than_any_keeps_its_words() -> None:
    assert "深处" in article("<h1>题</h1>" + "<div>" * 3000 + "<p>深处</p>" + "</div>" * 3000)


def test_spans_of_a_table_are_bounded() -> None:
    row = "<tr>" + "<td colspan=60 rowspan=9999>字</td>" * 50 + "</tr>"
    assert "字" in article("<h1>题</h1><table>" + row * 200 + "</table>")
