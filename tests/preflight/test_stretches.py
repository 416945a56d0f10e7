"""A long document is looked at in stretches: what is found does not depend on how many processes look."""

from __future__ import annotations

from itertools import pairwise

import pytest

from typeset.preflight.typography import stretches


@pytest.mark.parametrize("pages", [0, 1, 24, 48, 49, 97, 240, 2400])
def test_stretches_cover_all_pages_once(pages: int) -> None:
    found = stretches(pages)
    assert [page for stretch in found for page in stretch] == list(range(pages))
    assert all(len(stretch) <= 48 for stretch in found)
    assert all(abs(len(one) - len(other)) <= 1 for one, other in pairwise(found))
    assert len(found) == 1 or pages > 48
