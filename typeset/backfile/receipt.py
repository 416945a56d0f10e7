"""The receipt of a file that was built: of what, with what, and what stands in it.

It lies in `.typeset/builds/ISSUE/PROFILE.json`. As long as everything in it still holds, the file need not be built
again; where it was lost, nothing is lost but time.
"""

from __future__ import annotations

import datetime as dt  # msgspec reads the annotations at run time
from typing import TYPE_CHECKING

from typeset.backfile.inputs import Digests, unchanged
from typeset.backfile.order import Finding, Order, Value
from typeset.delivery.output import write_whole
from typeset.jsontext import from_json, to_file
from typeset.profile import Profile
from typeset.rounds.draft import Draft
from typeset.rounds.record import StoredFile
from typeset.schema import Model

if TYPE_CHECKING:
    from pathlib import Path

    from typeset.edition import Edition
    from typeset.workspace import Workspace


class Listed(Model, frozen=True, kw_only=True):
    """An article in its issue; `page` is that of the PDF, from 1."""

    title: str
    section: str
    source: str
    author: str
    anchor: str
    page: int | None


class Listing(Model, frozen=True, kw_only=True):
    """What an index says of an issue."""

    issue: str
    title: str
    year: int
    number: int
    total: int | None
    date: dt.date
    articles: tuple[Listed, ...]


class Receipt(Model, frozen=True, kw_only=True):
    """What is known of one file of an issue."""

    program: str
    options: dict[str, Value]
    inputs: dict[str, str]
    file: StoredFile
    pages: int
    findings: tuple[Finding, ...]
    listing: Listing


def receipt_path(workspace: Workspace, issue: str, profile: Profile) -> Path:
    """Where the receipt is."""
    return workspace.state / "builds" / issue / f"{profile}.json"


def read_receipt(workspace: Workspace, issue: str, profile: Profile) -> Receipt | None:
    """The receipt of a file; None where there is none, or none that can be read."""
    try:
        return from_json(Receipt, receipt_path(workspace, issue, profile).read_bytes())
    except (OSError, ValueError):
        return None


def write_receipt(workspace: Workspace, issue: str, profile: Profile, receipt: Receipt) -> None:
    """Keep `receipt`. Raises EnvironmentProblem."""
    write_whole(receipt_path(workspace, issue, profile), to_file(receipt))


def withdraw(workspace: Workspace, order: Order) -> None:
    """Have no receipt for the files of `order` any more, so that they are built again."""
    for profile in order.profiles:
        receipt_path(workspace, order.issue, profile).unlink(missing_ok=True)


def options_of(workspace: Workspace, order: Order, profile: Profile) -> dict[str, Value]:
    """What of an order shows in the file for `profile`, or decides whether there is one."""
    options: dict[str, Value] = {
        "layout": order.layout,
        "pages": order.pages,
        "strict": order.strict,
        "check": order.check,
    }
    if profile is Profile.PROOF:
        number, date = Draft(date=order.date).round_and_day(workspace, order.issue)
        options |= {"round": number, "date": date.isoformat()}
    return options


def receipts(workspace: Workspace, order: Order, digests: Digests) -> dict[Profile, Receipt] | None:
    """The receipts for every file of `order`; None unless all still hold."""
    found = {profile: read_receipt(workspace, order.issue, profile) for profile in order.profiles}
    held = {
        profile: receipt
        for profile, receipt in found.items()
        if receipt is not None and _holds(workspace, order, profile, receipt, digests)
    }
    return held if len(held) == len(found) else None


def _holds(workspace: Workspace, order: Order, profile: Profile, receipt: Receipt, digests: Digests) -> bool:
    path = workspace.dist / receipt.file.file
    return (
        receipt.program == order.program
        and receipt.options == options_of(workspace, order, profile)
        and path.is_file()
        and digests.of(path) == receipt.file.sha256
        and unchanged(workspace, receipt.inputs, digests)
    )


def listing_of(edition: Edition, pages: dict[str, int]) -> Listing:
    """What an index says of `edition`; `pages` are those that the anchors of its articles are on."""
    return Listing(
        issue=edition.folder.name,
        title=edition.title,
        year=edition.year,
        number=edition.number,
        total=edition.total,
        date=edition.date,
        articles=tuple(
            Listed(
                title=placed.article.title,
                section=section.title,
                source=placed.article.source,
                author=placed.article.author,
                anchor=placed.anchor,
                page=pages.get(placed.anchor),
            )
            for section in edition.sections
            for placed in section.articles
        ),
    )
