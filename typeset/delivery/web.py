"""The PDF for readers: PDF/UA-1."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typeset.delivery.consignment import Consignment
    from typeset.diagnostics import Report


def deliver(consignment: Consignment, report: Report) -> bytes:  # noqa: ARG001 - the signature of every profile
    """The tagged PDF."""
    return consignment.proof.write(consignment.identifier, variant="pdf/ua-1")
