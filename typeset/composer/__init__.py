"""The composer: clusters in, set lines out; no HTML, no pages, and no file but a font's.

`shaping` makes clusters of text, `items` turns them into boxes, glue and penalties, `breaking` and `balance` choose the
breaks, `adjustment` spreads what is left over a line, and `paragraph` is the door to all of them.
"""

from typeset.composer.cluster import Cluster
from typeset.composer.line import LineSpan, SetLine
from typeset.composer.paragraph import Paragraph
from typeset.composer.style import Style

__all__ = ["Cluster", "LineSpan", "Paragraph", "SetLine", "Style"]
