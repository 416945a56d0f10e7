"""The site's search in Chinese: text is indexed by pairs of characters, so that any phrase is found.

Sphinx's own Chinese needs a word cutter, and the browser would have none to cut the question with; here both sides
cut alike.
"""  # noqa: INP001 - conf.py puts this folder on the path

from __future__ import annotations

import re
from itertools import pairwise

from sphinx.search import SearchLanguage

_RUNS = re.compile(r"[\u3400-\u9fff]+|[0-9A-Za-z_]+")


class Chinese(SearchLanguage):
    """Han by single characters and by pairs, other words whole."""

    lang = "zh-pairs"
    language_name = "Chinese"
    js_splitter_code = r"""
function splitQuery(query) {
  const words = [];
  for (const run of query.match(/[\u3400-\u9fff]+|[0-9A-Za-z_]+/g) ?? []) {
    if (run.length < 3 || run < "\u3400") words.push(run);
    else for (let i = 0; i + 1 < run.length; i++) words.push(run.slice(i, i + 2));
  }
  return words;
}
"""

    def split(self, input: str) -> list[str]:  # noqa: A002 - Sphinx's signature
        """The words that `input` is found by."""
        words: list[str] = []
        for run in _RUNS.findall(input):
            if run < "\u3400":
                words.append(run)
            else:
                words += [*run, *(first + second for first, second in pairwise(run))]
        return words

    def word_filter(self, word: str) -> bool:
        """Numbers too are looked for: 15834, 293."""
        return bool(word)
