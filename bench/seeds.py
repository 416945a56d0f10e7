"""The good files that are damaged: a few of each kind, which between them use all that the kind may hold."""

from __future__ import annotations

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
SEEDS: Mapping[str, Sequence[bytes]] = {
    "publication": (PUBLICATION.encode(),),
    "issue": (ISSUE.encode(),),
    "article": (ARTICLE.encode(), FAULTY.encode()),
    "terms": (TERMS.encode(),),
    "layout": (LAYOUT.encode(), *sorted(path.read_bytes() for path in ROOT.glob("layouts/*/layout.yaml"))),
    "catalogue": (CATALOGUE.encode(), (ROOT / "fonts" / "catalogue.yaml").read_bytes()),
    "extracted": ((ROOT / "tests" / "readers" / "extracted" / "sample.txt").read_bytes(),),
}
