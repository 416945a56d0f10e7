from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.readers.extracted.quotes import Pair, Pairing, pair_brackets, pair_quotes


@pytest.mark.parametrize(
    ("text", "pairing"),
    [
        ("", Pairing((), ())),
        ('"a"', Pairing((Pair(0, 2, 0),), ())),
        ("\"a'b'c\"", Pairing((Pair(2, 4, 1), Pair(0, 6, 0)), ())),
        ("“a'b'”", Pairing((Pair(2, 4, 1),), ())),
        ('"a"b"', Pairing((), (4,))),
        ("\"a'b\"c'", Pairing((Pair(0, 4, 0),), (2, 6))),
    ],
)
def test_pairs_of_quotes(text: str, pairing: Pairing) -> None:
    assert pair_quotes(text, ()) == pairing


def test_fixed_marks_have_no_partner() -> None:
    assert pair_quotes("it's 'so'", {2}) == Pairing((Pair(5, 8, 0),), ())
    assert pair_brackets("(a)(b)", {0, 2}) == Pairing((Pair(3, 5, 0),), ())


@given(st.text("ab\"'“”(（)）"))
def test_every_mark_is_paired_or_named(text: str) -> None:
    for pairing, marks in ((pair_quotes(text, ()), "\"'"), (pair_brackets(text, ()), "(（)）")):
        paired = [i for pair in pairing.pairs for i in (pair.opening, pair.closing)]
        assert len(paired) == len(set(paired))
        assert not set(paired) & set(pairing.unpaired)
        if not pairing.unpaired:
            assert sorted(paired) == [i for i, mark in enumerate(text) if mark in marks]
