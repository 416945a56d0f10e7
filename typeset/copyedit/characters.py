"""Pieces of regular expressions that rules share."""

from __future__ import annotations

#: Chinese characters, for use inside brackets; 〇 counts as one.
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
#: Chinese numerals that stand for one digit.
NUMERALS = "〇零一二三四五六七八九"
#: Full-width marks that end or part clauses.
STOPS = "，。、；：！？"
OPENING = "“‘（《〈【「『〔［"
CLOSING = "”’）》〉】」』〕］"
PARTNERS = dict(zip(OPENING, CLOSING, strict=True))
