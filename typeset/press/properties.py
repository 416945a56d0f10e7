"""CSS properties that WeasyPrint does not know and the composer acts on, with their standard values and inheritance.

A value that is standard but not supported here, and a value that is no value at all, are refused, so that WeasyPrint
warns of them like of any other. Sources: CSS Text 4, CSS Text Decoration 4, CSS Ruby 1, CSS Rhythm 1.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from weasyprint.css import computed_values
from weasyprint.css import properties as known
from weasyprint.css.tokens import get_keyword, get_length
from weasyprint.css.validation import properties as validators
from weasyprint.css.validation.expanders import EXPANDERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Property(Struct, frozen=True):
    """A property made of keywords: each set of `choices` gives one keyword at most.

    Attributes:
        choices: Groups of keywords; a value takes at most one of each group.
        alone: Keywords that are the whole value.
        initial: The initial value, as the keywords of a declaration in alphabetical order.
        inherited: Whether children take it over.
        length: Whether a single length is a value too.
    """

    choices: tuple[frozenset[str], ...]
    initial: tuple[str, ...]
    inherited: bool = True
    length: bool = False
    alone: frozenset[str] = frozenset()


def _one_of(*keywords: str) -> tuple[frozenset[str], ...]:
    return (frozenset(keywords),)


PROPERTIES = {
    "text-autospace": Property(
        (frozenset({"ideograph-alpha"}), frozenset({"ideograph-numeric"}), frozenset({"insert", "replace"})),
        ("normal",),
        alone=frozenset({"normal", "auto", "no-autospace"}),
    ),
    # The standard starts from `normal`, which keeps opening marks whole at line starts (against C2); here it is `auto`,
    # which the standard leaves to us. What each value does: `press.style`.
    "text-spacing-trim": Property(
        _one_of("auto", "space-all", "normal", "space-first", "trim-start", "trim-both", "trim-all"), ("auto",)
    ),
    # Ours: the standard has no word for 开明式. No leading dash, for WeasyPrint drops such names before asking anyone.
    "typeset-punctuation": Property(_one_of("auto", "quanjiao", "kaiming", "banjiao", "hangmobanjiao"), ("auto",)),
    "line-break": Property(_one_of("auto", "loose", "normal", "strict"), ("auto",)),
    "text-justify": Property(_one_of("auto", "none", "inter-word", "inter-character"), ("auto",)),
    "hanging-punctuation": Property(_one_of("none", "allow-end", "force-end"), ("none",)),
    "text-wrap-style": Property(_one_of("auto", "balance", "pretty", "stable"), ("auto",)),
    "text-emphasis-style": Property(
        (frozenset({"filled", "open"}), frozenset({"dot", "circle"})), ("none",), alone=frozenset({"none"})
    ),
    "text-emphasis-position": Property((frozenset({"over", "under"}), frozenset({"right", "left"})), ("over", "right")),
    # The grid is that of the page: the lines of the root element, from the top of the type area.
    "line-snap": Property(_one_of("none", "baseline"), ("none",)),
    # `auto` keeps the lines of two names side by side apart (CSS Text Decoration 4); inherited, as the lines are here.
    "text-decoration-inset": Property(_one_of("none", "auto"), ("none",)),
    "ruby-position": Property(_one_of("over", "under"), ("over",)),
    "ruby-align": Property(_one_of("center", "space-around", "start", "space-between"), ("space-around",)),
    "block-step-size": Property(_one_of("none"), ("none",), inherited=False, length=True),
    # Not standard: how much more space may stand above a block, and how much each line of a paragraph may be widened,
    # so that their page or column ends at the foot.
    "block-step-stretch": Property(_one_of("none"), ("none",), inherited=False, length=True),
    "paragraph-stretch": Property(_one_of("none"), ("none",), inherited=False, length=True),
}

# Shorthands of which one longhand is known here; what else they may set is refused as that longhand's bad value.
SHORTHANDS = {"text-wrap": "text-wrap-style", "text-emphasis": "text-emphasis-style"}


def register() -> None:
    """Make the properties known to WeasyPrint; a second call changes nothing."""
    for name, described in PROPERTIES.items():
        if name in validators.PROPERTIES:
            continue
        key = name.replace("-", "_")
        known.INITIAL_VALUES[key] = described.initial
        known.KNOWN_PROPERTIES.add(name)
        if described.inherited:
            known.INHERITED.add(key)
        if described.length:
            computed_values.COMPUTER_FUNCTIONS[key] = _computed_length
        validators.property(name, unstable=True)(_validator(described))
    for name, longhand in SHORTHANDS.items():
        EXPANDERS.setdefault(name, partial(_expand, longhand))


def _expand(longhand: str, tokens: Sequence[Any], _name: str, base_url: str | None) -> tuple[tuple[str, Any], ...]:
    expanded: tuple[tuple[str, Any], ...] = validators.validate_non_shorthand(tokens, longhand, base_url)
    return expanded


def _computed_length(style: Any, name: str, value: Any) -> Any:
    return (
        value if isinstance(value, tuple) and not hasattr(value, "unit") else computed_values.length(style, name, value)
    )


def _validator(described: Property) -> Callable[[Sequence[Any]], object]:
    def validate(tokens: Sequence[Any]) -> object:
        if described.length and len(tokens) == 1 and (length := get_length(tokens[0], negative=False)):
            return length
        keywords = [get_keyword(token) for token in tokens]
        if len(keywords) == 1 and keywords[0] in described.alone:
            return tuple(keywords)
        left = list(described.choices)
        for keyword in keywords:
            group = next((choice for choice in left if keyword in choice), None)
            if group is None:
                return None
            left.remove(group)
        return tuple(sorted(keywords)) if keywords else None

    return validate
