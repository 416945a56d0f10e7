"""The last stage: a Consignment becomes the bytes of one PDF for each profile, one module a profile."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from typeset.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typeset.delivery.consignment import Consignment
    from typeset.diagnostics import Report

# Modules are imported when they are needed: a build for readers does not pay for the printer's libraries.
_MODULES: Mapping[Profile, str] = {
    Profile.WEB: "web",
    Profile.PRINT: "print",
    Profile.BOOKLET: "booklet",
    Profile.PROOF: "proof",
    Profile.ARCHIVE: "archive",
}


def order(profile: Profile, consignment: Consignment) -> None:
    """Say that `deliver` will be called for `profile`: the press may begin to write."""
    if profile.is_of_tagged_pages:
        import_module("typeset.delivery.web").order(consignment)


def deliver(profile: Profile, consignment: Consignment, report: Report) -> bytes:
    """The PDF for `profile`; what was noticed while making it goes to `report`."""
    data: bytes = import_module(f"typeset.delivery.{_MODULES[profile]}").deliver(consignment, report)
    return data


def file_name(issue: str, profile: Profile) -> str:
    """The name of the file: readers get the plain one."""
    return f"{issue}.pdf" if profile is Profile.WEB else f"{issue}-{profile}.pdf"
