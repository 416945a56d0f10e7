"""What the library autocorrect would write otherwise, where it is installed (the extra `autocorrect`)."""

from __future__ import annotations

import json
from difflib import SequenceMatcher
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from typeset.copyedit.passage import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from typeset.copyedit.passage import IssueText

# Its rules for spaces ask for spaces between Han and Western, which the layout makes; its dictionary is not for print.
_SETTINGS = {
    "rules": {
        **dict.fromkeys(["space-word", "space-punctuation", "space-bracket", "space-dash", "space-backticks"], 0),
        **dict.fromkeys(["space-dollar", "no-space-fullwidth", "no-space-fullwidth-quote", "spellcheck"], 0),
        **dict.fromkeys(["fullwidth", "halfwidth-word", "halfwidth-punctuation"], 1),
    }
}


def check(issue: IssueText) -> Iterable[Finding]:
    """Find the places that it would change."""
    corrected = formatter()
    if corrected is None:
        return
    for passage in issue.texts():
        new = corrected(passage.text)
        if new == passage.text:
            continue
        for kind, begin, end, first, last in SequenceMatcher(None, passage.text, new, autojunk=False).get_opcodes():
            values = {"text": passage.text[begin:end], "right": new[first:last]}
            # The ideographic space between the parts of a title is ours.
            if kind != "equal" and values["text"].strip() != values["right"].strip():
                yield Finding("check.autocorrect", passage, begin, max(end, begin + 1), values)


@cache
def formatter() -> Callable[[str], str] | None:
    """The library's function; None where it is not installed."""
    try:
        library = import_module("autocorrect_py")
    except ImportError:
        return None
    library.load_config(json.dumps(_SETTINGS))
    function: Callable[[str], str] = library.format
    return function
