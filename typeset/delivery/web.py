"""The PDF for readers: PDF/UA-1, its pictures no finer than screens and office printers show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.delivery.packet import Standard, make_packet

if TYPE_CHECKING:
    from typeset.delivery.consignment import Consignment
    from typeset.diagnostics import Report

_MEGABYTE = 1_000_000
_VARIANT = "pdf/ua-1"


def deliver(consignment: Consignment, report: Report) -> bytes:
    """The tagged PDF. Warns where it is larger than readers should have to load."""
    data = tagged(consignment)
    limit = consignment.profiles.web.size_limit_mb
    if len(data) > limit * _MEGABYTE:
        report.add("delivery.too-large", None, size=f"{len(data) / _MEGABYTE:.1f}", limit=limit)
    return data


def order(consignment: Consignment) -> None:
    """Say that `tagged` will be called: the press may begin."""
    consignment.proof.order(consignment.identifier, variant=_VARIANT, packet=_packet(consignment))


def tagged(consignment: Consignment) -> bytes:
    """The tagged PDF, its pictures downsampled."""
    data = consignment.proof.write(consignment.identifier, variant=_VARIANT, packet=_packet(consignment))
    if b"/Subtype /Image" not in data:
        return data
    from typeset.delivery.downsampling import downsampled  # noqa: PLC0415 - most issues have no photographs

    return downsampled(data, consignment.profiles.web.image_ppi)


def _packet(consignment: Consignment) -> bytes:
    return make_packet(consignment.proof.description, [Standard.UA_1])
