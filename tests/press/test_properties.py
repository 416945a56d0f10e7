"""CSS words that WeasyPrint does not know: values, inheritance, and a warning for what is none."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from typeset.press.engine import weasyprint
from typeset.press.properties import PROPERTIES, register


def computed(css: str, caplog: pytest.LogCaptureFixture) -> tuple[Any, Any, list[str]]:
    """The styles of a paragraph with `css` and of an inline child, and what WeasyPrint complains of."""
    register()
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        document = weasyprint.HTML(string=f"<p style='{css}'>a<b>b</b></p>").render()
    paragraph = document.pages[0]._page_box.children[0].children[0].children[0]
    return paragraph.style, paragraph.children[0].children[-1].style, [r.getMessage() for r in caplog.records]


@pytest.mark.parametrize(
    ("css", "name", "value"),
    [
        ("text-autospace: no-autospace", "text_autospace", ("no-autospace",)),
        (
            "text-autospace: ideograph-alpha ideograph-numeric",
            "text_autospace",
            ("ideograph-alpha", "ideograph-numeric"),
        ),
        ("text-spacing-trim: trim-start", "text_spacing_trim", ("trim-start",)),
        ("text-spacing-trim: trim-all", "text_spacing_trim", ("trim-all",)),
        ("typeset-punctuation: kaiming", "typeset_punctuation", ("kaiming",)),
        ("line-break: strict", "line_break", ("strict",)),
        ("text-justify: inter-character", "text_justify", ("inter-character",)),
        ("text-justify: inter-word", "text_justify", ("inter-word",)),
        ("hanging-punctuation: allow-end", "hanging_punctuation", ("allow-end",)),
        ("hanging-punctuation: force-end", "hanging_punctuation", ("force-end",)),
        ("line-snap: baseline", "line_snap", ("baseline",)),
        ("text-wrap-style: balance", "text_wrap_style", ("balance",)),
        ("text-wrap: pretty", "text_wrap_style", ("pretty",)),
        ("text-emphasis: filled dot", "text_emphasis_style", ("dot", "filled")),
        ("text-emphasis-position: under right", "text_emphasis_position", ("right", "under")),
        ("ruby-position: under", "ruby_position", ("under",)),
        ("ruby-align: space-between", "ruby_align", ("space-between",)),
    ],
)
def test_a_standard_value_is_taken_and_inherited(
    css: str, name: str, value: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    own, inherited, complaints = computed(css, caplog)
    assert own[name] == value
    assert inherited[name] == value
    assert complaints == []


@pytest.mark.parametrize("name", ["block-step-size", "block-step-stretch", "paragraph-stretch"])
def test_a_step_is_a_length_and_is_not_inherited(name: str, caplog: pytest.LogCaptureFixture) -> None:
    own, child, complaints = computed(f"{name}: 22.5pt", caplog)
    key = name.replace("-", "_")
    assert own[key].value == pytest.approx(30)
    assert child[key] == ("none",)
    assert complaints == []


@pytest.mark.parametrize("name", sorted(PROPERTIES))
def test_a_property_starts_from_its_initial_value(name: str, caplog: pytest.LogCaptureFixture) -> None:
    own, _, _ = computed("color: black", caplog)
    assert own[name.replace("-", "_")] == PROPERTIES[name].initial


@pytest.mark.parametrize(
    "css",
    [
        "line-break: anywhere",
        "text-autospace: normal normal",
        "text-autospace: normal ideograph-numeric",
        "text-autospace: punctuation",
        "text-justify: distribute",
        "hanging-punctuation: first",
        "text-emphasis: none dot",
        "text-emphasis: filled sesame",
        "text-wrap-style: avoid-orphans",
        "ruby-position: inter-character",
        "line-snap: contain",
        "text-spacing-trim: trim-end",
        "typeset-punctuation: full",
        "block-step-size: -1pt",
        "paragraph-stretch: 5",
    ],
)
def test_a_value_that_is_not_supported_is_warned_of(css: str, caplog: pytest.LogCaptureFixture) -> None:
    _, _, complaints = computed(css, caplog)
    assert len(complaints) == 1
    assert "invalid value" in complaints[0]


@pytest.mark.parametrize("css", ["line-grid: create", "block-step-round: down", "text-emphasis-color: red"])
def test_a_property_that_would_do_nothing_is_warned_of(css: str, caplog: pytest.LogCaptureFixture) -> None:
    _, _, complaints = computed(css, caplog)
    assert len(complaints) == 1
    assert "unknown property" in complaints[0]
