"""What is remembered of clusters makes no difference to what is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.diagnostics import Report
from typeset.press import faces

if TYPE_CHECKING:
    import pytest

    from tests.press.laid_out import Press

CSS = "@page { size: 200px } span { white-space: nowrap } p { break-after: page }"
BODY = "<p>汉字与Latin，2023年。<span>不换行</span><ruby>注<rt>zhù</rt></ruby></p>" * 3


def written(press: Press) -> bytes:
    return press(BODY, CSS, Report()).write("0" * 32, variant="pdf/ua-1")


def test_clusters_may_be_forgotten_at_any_time(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    remembered = written(press)
    monkeypatch.setattr(faces, "_MOST", 1)
    assert written(press) == remembered
