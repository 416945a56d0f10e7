"""The good files that are damaged: a few of each kind, which between them use all that the kind may hold."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]

PUBLICATION = """\
# yaml-language-server: $schema=.schema/publication.json
title: 社区通讯
sponsor: 某某街道办事处
notice: 内部资料　免费交流
layout: bulletin
language: zh-CN
rhythm: monthly
sections: [要闻, 观点]
check:
  space-policy: off
  duplicated-word: error
imprint:
  address: 编辑部的地址
  postcode: "100000"
  phone: 010-00000000
  email: a@example.org
  website: https://example.org
  notes: [内部资料，免费交流]
"""
ISSUE = """\
year: 2026
number: 1
total: 1
date: 2026-11-25
layout: magazine
sections:
  - title: 要闻
    articles:
      - a
      - file: b
        highlight: true
        short_title: 图书室今年接待1200人次
  - title: 观点
    articles: []
"""
ARTICLE = """\
---
title: 图书室重新开放　周末延长两小时
source: 《社区通讯》编辑部
selected_by: 张三
author: "李四"
date: 2026-11-20
---

图书室11月20日重新开放。两个汉字之间
换行，不算空格；英文 word 与汉字之间的空隙由程序加。

**开放时间：**周一到周五9:00～18:00，周末延长到20:00。*节假日除外*。

## 新添了什么

- 儿童绘本600册
- 有声书终端2台

    缩进的一段

1. 凭身份证办卡
2. 每次借5本，借期30天

> 读书不觉已春深，一寸光阴一寸金。

“{社区|shè|qū}书房”由居民投票选出[^vote]，详情见[街道网站](https://example.org/library)。

| 阅览区 | 座位 | 面积（平方米） |
|:---|---:|---:|
| 少儿区 | 24 | 60 |

: 图书室分区一览 {credit="数据来源：街道办事处"}

---

地址：\\
幸福路1号

```
代码块照原样排，
```

[^vote]: 共收回有效票312张。
"""
# What the check looks for: each line is a finding or near to one.
FAULTY = """\
---
title: 试点今年接待1200人次
source: 某报
date: 2026-11-18
---

今年增长12%,高于去年;他说"可以"。拓展020体验店,涵盖大数据、56、工业互联网。

趋势———是需求常态化。关于开展工作的工作的通知。用户达3亿4千万，始于二〇〇八年8月。<!-- check: allow myriad 原文如此 -->

补助5～10%的费用，气温15-20度，全长12KM；约50人左右，用了三、五天，共二个……等。

，会议于2月30日召开,2023年8月8日（星期三）闭幕。（见《办法》，他说：“我读过“新政”的全文。”

- 截止目前，已有３家， 登陆网站查询
- 他想了想...没有说！！！！
"""
TERMS = """\
terms:
  - preferred: 上海市电子商务和消费促进中心
    wrong: [上海电子商务和消费促进中心, 上海市电商促进中心]
    kind: body
    severity: error
    note: 主办单位用全称
  - {preferred: App, wrong: [APP, app], kind: brand}
"""
LAYOUT = """\
title: 自家版式
description: 沿用简报
extends: bulletin
styles:
  - styles/own.css
contents: [cover, highlights, page]
fit:
  lines: [29, 35]
  characters: [36, 39]
  gap: [1, 2]
inks:
  "#a8141c": C0 M100 Y100 K30
"""
CATALOGUE = """\
fonts:
  - family: Own Kai
    weight: 400
    file: Own.ttf
    sha256: c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742
    licence: OFL-1.1
    source: 自家
roles:
  kai: [Own Kai, Noto Serif SC]
"""
HTML = """\
<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>社区图书室</title><script>var a = 1;</script><style>p { color: red }</style></head>
<body><div id="js_content" class="rich_media_content" style="visibility: hidden">
<h2>图书室重新开放</h2><p style="text-indent: 2em">　　图书室<b>11月20日</b>重新开放<sup><a href="#n1">[1]</a></sup>。<br>周末延长。</p>
<section><p><strong>开放时间：</strong>周一到周五<em>9:00～18:00</em>。</p><p><img data-src="a.png" alt="图"></p></section>
<table><caption>分区</caption><tr><th rowspan="2">区</th><td colspan="2">24</td></tr><tr><td><table><tr><td>内</td></tr></table></td></tr>
</table><ol start="3"><li>凭身份证办卡<ul><li>本人</li></ul></li></ol><blockquote>读书不觉已春深。</blockquote>
<pre>代码
换行</pre><hr><p id="n1">[1] 共收回有效票312张。</p><p>来源：《社区通讯》 2026年11月20日</p></div></body></html>
"""
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCUMENT = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"><w:body>
<w:p><w:pPr><w:pStyle w:val="Title"/><w:jc w:val="center"/></w:pPr><w:r><w:t>图书室重新开放</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>一、新添了什么</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">　　图书室</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>11月20日</w:t></w:r>
<w:ins w:id="1" w:author="李四"><w:r><w:t>重新</w:t></w:r></w:ins><w:del w:id="2" w:author="李四"><w:r><w:delText>再次</w:delText></w:r></w:del>
<w:commentRangeStart w:id="0"/><w:r><w:t>开放。</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>
<w:r><w:footnoteReference w:id="2"/></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:hyperlink r:id="rId9"><w:r><w:t>凭证办卡</w:t></w:r></w:hyperlink></w:p>
<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>分区</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>少儿</w:t></w:r></w:p></w:tc>
<w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>24</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>
<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://example.org"</w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>网站</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
<w:p><w:r><w:t>来源：《社区通讯》 2026年11月20日</w:t></w:r></w:p></w:body></w:document>
"""
_NOTE = '<w:footnote w:id="2"><w:p><w:r><w:t>共收回有效票312张。</w:t></w:r></w:p></w:footnote>'
_COMMENT = '<w:comment w:id="0" w:author="王五"><w:p><w:r><w:t>核对日期</w:t></w:r></w:p></w:comment>'
_LEVEL = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
_PARTS = {
    "word/document.xml": DOCUMENT,
    "word/footnotes.xml": f'<w:footnotes xmlns:w="{_WORD}">{_NOTE}</w:footnotes>',
    "word/comments.xml": f'<w:comments xmlns:w="{_WORD}">{_COMMENT}</w:comments>',
    "word/styles.xml": f'<w:styles xmlns:w="{_WORD}"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style></w:styles>',
    "word/numbering.xml": f'<w:numbering xmlns:w="{_WORD}"><w:abstractNum w:abstractNumId="0">{_LEVEL}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
    + "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{part}" Target="{part}.xml"/>'
        for number, part in enumerate(("footnotes", "comments", "styles", "numbering"), 1)
    )
    + f'<Relationship Id="rId9" Type="{_OFFICE}/hyperlink" Target="https://example.org" TargetMode="External"/></Relationships>',
    "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
    'Target="word/document.xml"/></Relationships>',
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
}


def _docx() -> bytes:
    """A document of Word as it is, with a note, a comment, changes, numbers and tables one inside another."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in _PARTS.items():
            archive.writestr(name, text)
    return out.getvalue()


SEEDS: Mapping[str, Sequence[bytes]] = {
    "publication": (PUBLICATION.encode(),),
    "issue": (ISSUE.encode(),),
    "article": (ARTICLE.encode(), FAULTY.encode()),
    "terms": (TERMS.encode(),),
    "layout": (LAYOUT.encode(), *sorted(path.read_bytes() for path in ROOT.glob("layouts/*/layout.yaml"))),
    "catalogue": (CATALOGUE.encode(), (ROOT / "fonts" / "catalogue.yaml").read_bytes()),
    "docx": (_docx(),),
    "html": (HTML.encode(),),
    "markdown": (ARTICLE.encode(),),
    "text": ((ROOT / "tests" / "readers" / "extracted" / "sample.txt").read_bytes()[:6000],),
    "extracted": ((ROOT / "tests" / "readers" / "extracted" / "sample.txt").read_bytes(),),
}
