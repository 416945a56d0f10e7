"""What is handed over: the proof, with all that the profiles ask about it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from typeset.delivery.slip import Slip
    from typeset.edition import Edition
    from typeset.layout import Layout
    from typeset.manifest import Manifest
    from typeset.press.proof import Proof
    from typeset.settings import Profiles
    from typeset.typefaces import FontCatalogue


class Consignment(Struct, frozen=True):
    """One issue, laid out and checked, on its way to readers and printers."""

    edition: Edition
    layout: Layout
    catalogue: FontCatalogue
    proof: Proof
    manifest: Manifest
    slip: Slip | None = None

    @property
    def profiles(self) -> Profiles:
        """The settings of every profile."""
        return self.manifest.publication.profiles

    @property
    def identifier(self) -> str:
        """Names the document in its trailer: the same for every build of one issue."""
        return hashlib.sha256(f"{self.edition.name} {self.edition.date.isoformat()}".encode()).hexdigest()[:32]
