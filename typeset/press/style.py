"""From computed CSS to the composer's style.

`text-spacing-trim` (CSS Text 4) says how wide marks are, and `typeset-punctuation` where it is not `auto`:

    ============  ==============  =====================  ===========  =========
    value         marks           at line starts         first lines  line ends
    ============  ==============  =====================  ===========  =========
    auto          quanjiao        trimmed                trimmed      trimmed
    trim-both     quanjiao        trimmed                trimmed      trimmed
    trim-start    quanjiao        trimmed                trimmed      trimmed
    space-first   quanjiao        trimmed                whole        trimmed
    normal        quanjiao        whole                  whole        trimmed
    trim-all      banjiao         trimmed                trimmed      trimmed
    space-all     hangmobanjiao   whole                  whole        whole
    ============  ==============  =====================  ===========  =========

`text-autospace`: `ideograph-alpha` and `ideograph-numeric` set Han apart from letters and from numbers, alone or both;
`insert` leaves a typed space what it is; all other values set the same gap in its place (E3).

For `normal`, `space-first` and `trim-start` the standard trims the end of a line only where the mark does not fit
otherwise; here it always does, as GB/T 15834 5.1.10 wants it. `space-all` lets every mark keep its em.
"""

from __future__ import annotations

from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any, Literal

import pyphen
from msgspec.structs import replace

from typeset.cjk.classes import CharacterClass as C
from typeset.cjk.spacing import SPACED_WESTERN
from typeset.composer.paragraph import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from typeset.cjk.kinsoku import Level
    from typeset.cjk.spacing import PunctuationStyle
    from typeset.composer.cluster import Cluster
    from typeset.composer.style import FindWords, Hanging, Strategy

PT_PER_PX = 0.75

# CSS Text 4 `line-break` to the levels of clreq; `auto` is ours to choose, and GB/T 15834 it is.
_LEVELS: dict[str, Level] = {"auto": "gb", "loose": "basic", "normal": "gb", "strict": "strict"}
# For each value of `text-spacing-trim`: the marks, whether line starts, the first one too, and line ends are trimmed.
_TRIMS: dict[str, tuple[PunctuationStyle, bool, bool, bool]] = {
    "auto": ("quanjiao", True, True, True),
    "trim-both": ("quanjiao", True, True, True),
    "trim-start": ("quanjiao", True, True, True),
    "space-first": ("quanjiao", True, False, True),
    "normal": ("quanjiao", False, False, True),
    "trim-all": ("banjiao", True, True, True),
    "space-all": ("hangmobanjiao", False, False, False),
}
_AUTOSPACED = {
    "ideograph-alpha": frozenset({C.LETTER}),
    "ideograph-numeric": frozenset({C.DIGIT, C.NUMBER_SIGN}),
}
_STRATEGIES: dict[str, Strategy] = {"auto": "optimal", "pretty": "optimal", "balance": "balance", "stable": "greedy"}


def composer_style(
    style: Any,
    hyphen: Callable[[Sequence[str], int, Cluster], Cluster] | None = None,
    find_words: FindWords | None = None,
) -> Style:
    """The composer's choices for a paragraph with the computed `style`.

    `hyphen` makes the hyphen of a font, given by families and weight, that follows a cluster; without it words stay
    whole. `find_words` cuts a title into its words; without it they are not looked for.
    """
    made = _style(
        style["line_break"][0],
        style["text_wrap_style"][0],
        style["text_autospace"],
        style["hanging_punctuation"][0],
        style["text_spacing_trim"][0],
        style["typeset_punctuation"][0],
        style["text_align_all"] == "justify" and style["text_justify"][0],
        find_words,
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
    hanging: Hanging,
    trim: str,
    punctuation: PunctuationStyle | Literal["auto"],
    justify: str | Literal[False],
    find_words: FindWords | None,
) -> Style:
    marks, starts, first_line, ends = _TRIMS[trim]
    return Style(
        level=_LEVELS[line_break],
        punctuation=marks if punctuation == "auto" else punctuation,
        autospace=_autospaced(autospace),
        keep_spaces="insert" in autospace,
        hanging=hanging,
        trim_starts=starts,
        trim_first_line=first_line,
        trim_ends=ends,
        strategy=_STRATEGIES[wrap],
        find_words=find_words,
        justify=justify not in (False, "none"),
        stretch_words_only=justify == "inter-word",
    )


def _autospaced(values: tuple[str, ...]) -> frozenset[C]:
    if values in (("normal",), ("auto",)):
        return SPACED_WESTERN
    return frozenset().union(*(_AUTOSPACED.get(value, frozenset()) for value in values))


def hyphenate(word: str) -> list[int]:
    """Where an English word may be divided, two letters at least before and three after.

    A dictionary knows nothing of acronyms and of names such as ChatGPT: with a capital inside, a word stays whole
    (house).
    """
    return [] if word[1:] != word[1:].lower() else list(_dictionary().positions(word))


@cache
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US", left=2, right=3)


def letter_spacing_px(style: Any) -> float:
    """The letter-spacing of computed `style`, in pixels."""
    value = style["letter_spacing"]
    return 0.0 if value == "normal" else float(getattr(value, "value", value))
