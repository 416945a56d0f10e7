"""From computed CSS to the composer's style."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any

import pyphen

from typeset.composer.paragraph import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from typeset.cjk.kinsoku import Level
    from typeset.composer.cluster import Cluster
    from typeset.composer.style import Strategy

PT_PER_PX = 0.75

# CSS Text 4 `line-break` to the levels of clreq; `auto` is ours to choose, and GB/T 15834 it is.
_LEVELS: dict[str, Level] = {"auto": "gb", "loose": "basic", "normal": "gb", "strict": "strict"}
_STRATEGIES: dict[str, Strategy] = {"auto": "optimal", "pretty": "optimal", "balance": "balance", "stable": "greedy"}


def composer_style(style: Any, hyphen: Callable[[Sequence[str], int, Cluster], Cluster] | None = None) -> Style:
    """The composer's choices for a paragraph with the computed `style`.

    `hyphen` makes the hyphen of a font, given by families and weight, that follows a cluster; without it words stay
    whole.
    """
    made = _style(
        style["line_break"][0],
        style["text_wrap_style"][0],
        style["text_autospace"],
        style["hanging_punctuation"][0],
        style["text_spacing_trim"][0],
        style["text_align_all"] == "justify" and style["text_justify"][0] != "none",
    )
    if hyphen is None or style["hyphens"] != "auto":
        return made
    make_hyphen = partial(hyphen, style["font_family"], style["font_weight"])
    return replace(made, hyphenate=hyphenate, make_hyphen=make_hyphen)


@lru_cache(maxsize=256)
def _style(
    line_break: str,
    wrap: str,
    autospace: tuple[str, ...],
    hanging: str,
    trim: str,
    justify: bool,
) -> Style:
    return Style(
        level=_LEVELS[line_break],
        autospace="no-autospace" not in autospace,
        hanging=hanging == "allow-end",
        trim_first_line=trim not in ("space-first", "space-all"),
        strategy=_STRATEGIES[wrap],
        find_words=find_words,
        justify=justify,
    )


def hyphenate(word: str) -> list[int]:
    """Where an English word may be divided, two letters at least before and three after."""
    return list(_dictionary().positions(word))


@cache
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US", left=2, right=3)


def find_words(text: str) -> list[str]:
    """The words of a Chinese text, by jieba's dictionary. Imported when a title first turns over."""
    import rjieba  # noqa: PLC0415 - 0.1 s, and most titles stand on one line

    words: list[str] = rjieba.cut(text)
    return words


def letter_spacing_px(style: Any) -> float:
    """The letter-spacing of computed `style`, in pixels."""
    value = style["letter_spacing"]
    return 0.0 if value == "normal" else float(getattr(value, "value", value))
