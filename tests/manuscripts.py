"""Word manuscripts of different making, built part by part: what Word, WPS, Google Docs and pasted pages leave."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
NAMES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
_OFFICE = _SPACES["r"]
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


@dataclass(frozen=True)
class Parts:
    """A package by its parts: the body and what it refers to."""

    body: str
    styles: str = ""
    others: Mapping[str, str] = field(default_factory=dict)  # a kind: the children of its root
    files: Mapping[str, bytes] = field(default_factory=dict)
    relations: str = ""

    def data(self) -> bytes:
        roots = {"numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}
        roots |= {"header": "hdr", "footer": "ftr"}
        kinds = {"styles": self.styles, **self.others}
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr(zipfile.ZipInfo("[Content_Types].xml"), f"{_HEAD}{_TYPES}")
            archive.writestr(zipfile.ZipInfo("_rels/.rels"), rels(rel("rId1", "officeDocument", "word/document.xml")))
            archive.writestr(
                zipfile.ZipInfo("word/document.xml"),
                f"{_HEAD}<w:document {NAMES}><w:body>{self.body}</w:body></w:document>",
            )
            own = [rel(f"rk{kind}", kind, f"{kind}.xml") for kind in kinds]
            for kind, text in kinds.items():
                root = roots.get(kind, kind)
                archive.writestr(zipfile.ZipInfo(f"word/{kind}.xml"), f"{_HEAD}<w:{root} {NAMES}>{text}</w:{root}>")
            archive.writestr(zipfile.ZipInfo("word/_rels/document.xml.rels"), rels("".join(own) + self.relations))
            for name, data in self.files.items():
                archive.writestr(zipfile.ZipInfo(f"word/{name}"), data)
        return made.getvalue()


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)


def rels(text: str) -> str:
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{text}</Relationships>'


def rel(key: str, kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, style: str = "", properties: str = "") -> str:
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside}</w:p>"


def style(key: str, name: str, properties: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{properties}</w:style>'


def picture(key: str, words: str = "", attribute: str = "embed") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图" descr="{words}"/><a:graphic><a:graphicData><pic:pic>'
        f'<pic:blipFill><a:blip r:{attribute}="{key}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def png(colour: str = "navy", kind: str = "PNG") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(made, kind)
    return made.getvalue()


CENTRED = '<w:jc w:val="center"/>'
HEADINGS = style("a", "Normal") + "".join(style(str(n), f"heading {n}") for n in (1, 2, 3)) + style("t", "Title")
EMF = b"\x01\x00\x00\x00" + bytes(36) + b" EMF" + bytes(60)


def word_report() -> bytes:
    """Word's own styles: title, headings, caption, a table, a picture, a list, running heads."""
    document = Document()
    document.add_paragraph("街道图书馆夜间开放一年", style="Title")
    line = document.add_paragraph("作者：周晓禾　来源：《街坊报》　2023年8月12日")
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_heading("开放的由来", 1)
    document.add_paragraph("　　图书馆从2022年8月起延长到晚上十点，一年里共接待18,640人次。")
    document.add_heading("夜里谁来", 1)
    document.add_heading("学生", 2)
    lead = document.add_paragraph()
    lead.add_run("多半是备考的人。").bold = True
    lead.add_run("他们占到六成，常常坐到关门。")
    document.add_paragraph("表1　各时段人次", style="Caption")
    grid = document.add_table(rows=3, cols=2)
    for row, texts in zip(grid.rows, (("时段", "人次"), ("19—20时", "9,120"), ("20—22时", "9,520")), strict=True):
        for box, text in zip(row.cells, texts, strict=True):
            box.text = text
    document.add_paragraph("数据来源：本馆闸机")
    document.add_picture(io.BytesIO(png()))
    document.add_paragraph("图1　晚上九点的阅览室", style="Caption")
    for text in ("借书照旧，", "还书走自助机。"):
        document.add_paragraph(text, style="List Bullet")
    document.sections[0].header.paragraphs[0].text = "内部讨论稿"
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def word_tracked() -> bytes:
    """Tracked changes of every kind, and comments."""
    by = 'w:id="1" w:author="何编辑" w:date="2023-08-09T08:00:00Z"'
    body = (
        p("菜场改造的三件小事", style="t")
        + p(
            "　　菜场在",
            f"<w:ins {by}>{r('城东')}</w:ins>",
            f"<w:del {by}><w:r><w:delText>城西那个老</w:delText></w:r></w:del>",
        )
        + p(
            '<w:commentRangeStart w:id="0"/>',
            "摊位一共64个，",
            '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
            f"<w:moveFrom {by}>{r('先改下水道。')}</w:moveFrom>",
            "改造花了五个月。",
        )
        + f"<w:p><w:pPr><w:rPr><w:del {by}/></w:rPr></w:pPr>{r('这一段的末尾被删去，')}</w:p>"
        + p("所以接上了这一段。", f"<w:moveTo {by}>{r('先改下水道。')}</w:moveTo>")
        + p(r("粗细改过。", f"<w:b/><w:rPrChange {by}><w:rPr/></w:rPrChange>"))
        + table(cell("摊位") + cell("数量"), cell("蔬菜") + cell("30"))
        + f"<w:tbl><w:tblPr/><w:tr><w:trPr><w:del {by}/></w:trPr>"
        + cell(f"<w:p><w:del {by}><w:r><w:delText>整行删去</w:delText></w:r></w:del></w:p>")
        + f"</w:tr><w:tr>{cell('留下的')}{cell('一行')}</w:tr></w:tbl>"
    )
    comment = f'<w:comment w:id="0" w:author="孙主任" w:date="2023-08-10T00:00:00Z">{p("64个还是46个？")}</w:comment>'
    return Parts(body, HEADINGS, {"comments": comment}).data()


def word_numbered() -> bytes:
    """Numbers that stand in numbering.xml: headings 一、（一）, lists, a list with a Chinese form."""
    levels = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
    heads = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )
    plain = '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    dots = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl>'
    letters = '<w:lvl w:ilvl="0"><w:numFmt w:val="ideographTraditional"/><w:lvlText w:val="%1、"/></w:lvl>'
    kinds = enumerate((heads, plain, dots, letters))
    numbering = "".join(f'<w:abstractNum w:abstractNumId="{key}">{text}</w:abstractNum>' for key, text in kinds)
    numbering += "".join(f'<w:num w:numId="{key + 1}"><w:abstractNumId w:val="{key}"/></w:num>' for key in range(4))

    def of(key: int, level: int = 0) -> str:
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>'

    body = (
        p("社区食堂怎样算账", style="t")
        + p("收入", style="1", properties=of(1))
        + p("卖饭的钱", style="2", properties=of(1, 1))
        + p("午饭每份15元，一天卖出260份。")
        + p("补贴", style="2", properties=of(1, 1))
        + p("街道每月补4万元。")
        + p("支出", style="1", properties=of(1))
        + p("第三项从这里数起", properties=of(2))
        + p("第四项", properties=of(2))
        + p("米面油", properties=of(3))
        + p("水电气", properties=of(3))
        + p("房租由街道出。", properties=of(4))
        + p("人工自己出。", properties=of(4))
    )
    return Parts(body, HEADINGS, {"numbering": numbering}).data()


def wps_typed() -> bytes:
    """WPS: no styles, numbers and headings typed by hand, Hei for headings, indents of two full-width spaces."""
    hei = '<w:rFonts w:eastAsia="黑体"/><w:sz w:val="32"/>'
    body = (
        p(r("老旧小区加装电梯的账本", '<w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/>'), properties=CENTRED)
        + p("——以城南三个小区为例", properties=CENTRED)
        + p("文/吴知远", properties=CENTRED)
        + p("　　截至2023年6月，三个小区共装了１２部电梯。")
        + p(r("一、钱从哪里来", hei))
        + p("　　业主出六成，财政补四成。")
        + p(r("（一）业主的份额", hei))
        + p("　　", r("按楼层分摊。", "<w:b/>"), "一楼不出，六楼出得最多。")
        + p("　　1.二楼到三楼，每户0.8万元；")
        + p("　　2.四楼以上，每户2.6万元。")
        + p(r("二、装好以后", hei))
        + p("　　每月电费和保养费约400元，", r("由受益的各户平摊", '<w:em w:val="dot"/>'), "。")
        + p("（来源：《城南简报》　编选：资料室　2023.8.15）")
    )
    return Parts(body, style("1", "heading 1") + style("a", "Normal")).data()


def google_docs() -> bytes:
    """Google Docs: every run spelt out, smart tags and tags of content, links by address, headings of its own names."""
    spelt = '<w:rFonts w:ascii="Arial" w:eastAsia="Arial"/><w:sz w:val="22"/><w:rtl w:val="0"/>'
    underlined = r("统计公报", f'{spelt}<w:u w:val="single"/>')
    link = f'<w:hyperlink r:id="rIdL">{underlined}</w:hyperlink>'
    styles = style("Title", "Title") + style("Heading1", "heading 1") + style("Heading2", "heading 2")
    body = (
        p(r("共享单车为什么停不好", spelt), style="Title")
        + p(r("林一舟 Lin Yizhou", spelt), style="Subtitle")
        + p(r("车太多，还是桩太少", spelt), style="Heading1")
        + p(r("全市投放", spelt), r("31.5万辆", spelt + "<w:b w:val='1'/>"), r("，见", spelt), link, r("。", spelt))
        + "<w:sdt><w:sdtPr/><w:sdtContent>"
        + p(r("放在内容控件里的一段。", spelt))
        + "</w:sdtContent></w:sdt>"
        + p(
            '<w:smartTag w:element="date"><w:smartTagPr/>' + r("2023年7月1日", spelt) + "</w:smartTag>",
            r("起罚款。", spelt),
        )
        + p(r("“停好”的三个标准", spelt), style="Heading1")
        + p(r("不占盲道 &amp; 不压绿地 &lt;1米&gt; *星号* _下划线_ [方括号]", spelt))
    )
    styles += style("Subtitle", "Subtitle")
    return Parts(
        body, styles, relations=rel("rIdL", "hyperlink", "https://example.org/a?b=1&amp;c=2", external=True)
    ).data()


def wechat_paste() -> bytes:
    """Pasted from WeChat: frames of one cell, soft line ends, pictures by address, hidden and private characters."""
    frame = table(cell(p(r("编者按", "<w:b/>")) + p("这组照片拍于夏至前后。")))
    body = (
        p(r("清晨六点的码头", "<w:b/>"), properties=CENTRED)
        + p("原创　江上客　江边拾遗　2023-08-14 07:30", properties=CENTRED)
        + frame
        + p("天还没亮，渡船已经靠岸。", "<w:r><w:br/></w:r>", "挑担的人先上，", "<w:r><w:br/></w:r>", "骑车的人后上。")
        + p(picture("rIdW", attribute="link"))
        + p("▲ 渡口的灯", properties=CENTRED)
        + p(r("看不见的话", "<w:vanish/>"), "船票两元，", "\ue5e5", "老人免费。")
        + p(r("划掉的价钱三元", "<w:strike/>"))
    )
    return Parts(body, relations=rel("rIdW", "image", "https://example.org/a.jpg", external=True)).data()


def nested_tables() -> bytes:
    """Merged cells both ways, a title over all columns, a table inside a table, several paragraphs in a cell."""
    inner = table(cell("内甲") + cell("内乙"), cell("1.5") + cell("2.5"))
    body = (
        p("各区垃圾分类抽查结果", style="t")
        + p("　　抽查在2023年二季度进行。")
        + table(
            cell("表一　抽查结果（单位：%）", '<w:gridSpan w:val="3"/>'),
            cell("区", '<w:vMerge w:val="restart"/>') + cell("得分", '<w:gridSpan w:val="2"/>'),
            cell(p(), "<w:vMerge/>") + cell("居民") + cell("单位"),
            cell("东区") + cell("91.2") + cell(p("88.0") + p("含两所学校")),
            cell("西区") + cell(p("见右") + inner + p()) + cell("79.5"),
        )
        + p("注：满分为100分。")
    )
    return Parts(body, HEADINGS).data()


def text_boxes() -> bytes:
    """A text box in both its forms, lettering, a chart, an embedded object."""
    box = p("框里的话：渡口八月停航三天。")
    shape = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>'
        f"<wps:txbx><w:txbxContent>{box}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{box}</w:txbxContent>"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    chart = (
        '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="rIdC"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
    preview = '<v:shape><v:imagedata r:id="rIdE"/></v:shape>'
    body = (
        p("停航告示之后", style="t")
        + p("告示贴出当天，", shape, "候船室里坐满了人。")
        + p('<w:r><w:pict><v:shape><v:textpath string="艺术字标题"/></v:shape></w:pict></w:r>')
        + p(chart)
        + p(f'<w:r><w:object>{preview}<o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>')
        + p("第二天改走陆路。")
    )
    drawn = f"<c:chartSpace {NAMES}><a:t>客流量</a:t><c:v>二月</c:v><c:v>4300</c:v></c:chartSpace>"
    relations = rel("rIdC", "chart", "charts/chart1.xml") + rel("rIdE", "image", "media/image1.emf")
    return Parts(
        body, HEADINGS, relations=relations, files={"charts/chart1.xml": drawn.encode(), "media/image1.emf": EMF}
    ).data()


def notes() -> bytes:
    """Footnotes and endnotes, one on the title, one of two paragraphs, one that nothing refers to."""

    def mark(kind: str, key: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{key}"/></w:r>'

    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{key}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for key, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    foot = separators + "".join(
        f'<w:footnote w:id="{key}">{text}</w:footnote>'
        for key, text in (
            (1, p("<w:r><w:footnoteRef/></w:r>", "本文是课题的一部分，编号2023-07。")),
            (2, p("见《河工图说》第12页。") + p("该书1936年初版。")),
            (3, p("没有注码的注。")),
        )
    )
    end = f'<w:endnote w:id="1">{p("尾注：数据截至6月底。")}</w:endnote>'
    body = (
        p("旧堤的三次加高", mark("footnote", 1), style="t")
        + p("第一次在民国二十五年", mark("footnote", 2), "，加高0.8米。")
        + p("第二次在", r("1954", "<w:b/>"), "年", mark("endnote", 1), "。")
    )
    return Parts(body, HEADINGS, {"footnotes": foot, "endnotes": end}).data()


def fields_and_signs() -> bytes:
    """Fields, a table of contents, formulas, symbols, rubies, raised and lowered figures, special hyphens and tabs."""

    def field_of(code: str, shown: str) -> str:
        sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
        code = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        return sign.format("begin") + code + sign.format("separate") + r(shown) + sign.format("end")

    ruby = "<w:r><w:ruby><w:rt>" + r("kēng") + "</w:rt><w:rubyBase>" + r("坑") + "</w:rubyBase></w:ruby></w:r>"
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p(field_of('TOC', '目录　一、井　1'), style='T1')}</w:sdtContent></w:sdt>"
    )
    body = (
        contents
        + p("矿坑公园的水从哪里来", style="t")
        + p("一、井")
        + p(
            "面积3.2km",
            r("2", '<w:vertAlign w:val="superscript"/>'),
            "，水质为H",
            r("2", '<w:vertAlign w:val="subscript"/>'),
            "O。",
        )
        + p(
            "矿",
            ruby,
            "深约",
            field_of("= 30+12", "42"),
            "米，记于",
            '<w:fldSimple w:instr="DATE">' + r("2023年8月1日") + "</w:fldSimple>",
            "。",
        )
        + p("公式", "<m:oMath><m:r><m:t>Q=kA</m:t></m:r></m:oMath>", "中，k为系数。")
        + p(
            '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
            "合格；",
            '<w:r><w:sym w:font="Strange" w:char="F041"/></w:r>',
            "待定。",
        )
        + p(
            "A",
            "<w:r><w:noBreakHyphen/></w:r>",
            "12号井",
            "<w:r><w:tab/></w:r>",
            "封闭",
            "<w:r><w:softHyphen/></w:r>",
            "中。",
        )
    )
    return Parts(body, HEADINGS + style("T1", "toc 1")).data()


def pictures() -> bytes:
    """Pictures of all kinds: twice the same, BMP, GIF, EMF, one that is missing, one that is no picture."""
    files = {"media/1.png": png(), "media/2.bmp": png("red", "BMP"), "media/3.gif": png("green", "GIF")}
    files |= {"media/4.emf": EMF, "media/6.png": b"no picture"}
    keys = ("media/1.png", "media/1.png", "media/2.bmp", "media/3.gif", "media/4.emf", "media/5.png", "media/6.png")
    body = p("河边的树", style="t") + p("今年补种了杨树140棵。")
    for index, name in enumerate(keys, 1):
        body += p(picture(f"rIdP{index}", "一排新树" if index == 1 else "")) + p(
            f"图{index}　{name[6]}号地块", properties=CENTRED
        )
    relations = "".join(rel(f"rIdP{index}", "image", name) for index, name in enumerate(keys, 1))
    return Parts(body, HEADINGS, relations=relations, files=files).data()


def word_strict() -> bytes:
    """Word's strict form, whose namespaces have other names."""
    with zipfile.ZipFile(io.BytesIO(word_numbered())) as old:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as new:
            for name in old.namelist():
                data = old.read(name)
                for usual, strict in (
                    (_SPACES["w"], "http://purl.oclc.org/ooxml/wordprocessingml/main"),
                    (_SPACES["r"], "http://purl.oclc.org/ooxml/officeDocument/relationships"),
                ):
                    data = data.replace(usual.encode(), strict.encode())
                new.writestr(name, data)
        return made.getvalue()


# Made by LibreOffice 7.4 from `libreoffice-*.fodt` and `.html` beside them.
LIBREOFFICE = sorted((Path(__file__).parent / "readers" / "docx").glob("libreoffice-*.docx"))

BUILT: Mapping[str, Callable[[], bytes]] = {
    "word-report": word_report,
    "word-tracked": word_tracked,
    "word-numbered": word_numbered,
    "word-strict": word_strict,
    "wps-typed": wps_typed,
    "google-docs": google_docs,
    "wechat-paste": wechat_paste,
    "nested-tables": nested_tables,
    "text-boxes": text_boxes,
    "notes": notes,
    "fields": fields_and_signs,
    "pictures": pictures,
}

_WORDS = re.compile(r"<(?:w:t|w:delText|m:t|a:t|c:v)(?:\s[^>]*)?>([^<]*)<|<v:textpath string=\"([^\"]*)\"")


def squeezed(text: str) -> str:
    """The letters, digits and Han of `text`."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def raw_words(data: bytes) -> list[str]:
    """The texts in all parts of a document, found without reading its XML as XML; each form of a text box once."""
    texts = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"word/(?:document|footnotes|endnotes|comments|header\d*|footer\d*|charts/\w+)\.xml", name):
                xml = re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", archive.read(name).decode(), flags=re.DOTALL)
                texts += [unescape(one or two) for one, two in _WORDS.findall(xml)]
    return texts


def raw_count(data: bytes) -> Counter[str]:
    return Counter(squeezed("".join(raw_words(data))))
