"""One preview for the tests that only ask, and a desk of its own for those that write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.desk import ARTICLES, ISSUE, PUBLICATION, Desk
from tests.preview.visitor import until, visiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.preview.visitor import Visitor


@pytest.fixture(scope="session")
def shown_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = Desk(tmp_path_factory.mktemp("shown") / "desk")
    made.write("issues/publication.yaml", PUBLICATION)
    made.write("issues/issue-293/issue.yaml", ISSUE)
    for name, (title, text) in ARTICLES.items():
        made.article(name, text, title)
    made.write("secret.txt", "秘密")
    return made


@pytest.fixture(scope="session")
def visitor(shown_desk: Desk) -> Iterator[Visitor]:
    with visiting(shown_desk.root) as visitor:
        with visitor.listen() as events:
            until(events, "pages", ok=True)
        yield visitor
