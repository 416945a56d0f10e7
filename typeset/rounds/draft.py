"""A proof that is not kept: what it is for, and the slip that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.clock import today
from typeset.delivery.handover import file_name
from typeset.delivery.slip import Slip
from typeset.diagnostics import Diagnostic
from typeset.errors import UsageError
from typeset.guess import closest
from typeset.profile import Profile
from typeset.rounds.shelf import next_number

if TYPE_CHECKING:
    import datetime as dt

    from typeset.article import Article
    from typeset.edition import Edition
    from typeset.workspace import Workspace

_SHOWN = 12


class Draft(Struct, frozen=True):
    """What a draft is for: the articles that `article` names (a file, an author, a part of a title), the day."""

    article: str = ""
    date: dt.date | None = None

    def round_and_day(self, workspace: Workspace, issue: str) -> tuple[int, dt.date]:
        """The number of the round that the draft is for, and the day it shows."""
        return next_number(workspace, issue), self.date or today()

    def slip(self, workspace: Workspace, edition: Edition) -> Slip:
        """The slip of the next round. Raises UsageError where no article has that name."""
        articles = named_articles(edition, self.article) if self.article else ()
        issue = edition.folder.name
        number, day = self.round_and_day(workspace, issue)
        name = file_name(issue, Profile.PROOF)
        if articles:
            name = f"{name.removesuffix('.pdf')}-{articles[0].path.stem}.pdf"
        return Slip(
            number=number,
            date=day,
            file=name,
            layout_folders=workspace.layout_folders,
            articles=articles,
        )


def named_articles(edition: Edition, name: str) -> tuple[Article, ...]:
    """The article whose file is `name`, else those by the author `name`, else those with `name` in their title."""
    articles = [placed.article for section in edition.sections for placed in section.articles]
    for matches in (
        [article for article in articles if name in (article.path.name, article.path.stem)],
        [article for article in articles if article.author == name],
        [article for article in articles if name in article.title],
    ):
        if matches:
            return tuple(matches)
    known = [word for article in articles for word in (article.path.stem, article.author, article.title) if word]
    guess = closest(name, known)
    code = "rounds.unknown-article-guess" if guess else "rounds.unknown-article"
    stems = [article.path.stem for article in articles]
    listed = "、".join(stems[:_SHOWN]) + ("……" if len(stems) > _SHOWN else "")
    raise UsageError(Diagnostic(code, None, {"name": name, "guess": guess, "known": listed}))
