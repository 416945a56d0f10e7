"""One order carried out in this process: an issue is built, and a receipt kept, unless there is one that holds."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from msgspec.structs import replace

from typeset.backfile.inputs import Digests, inputs_of, touched_since
from typeset.backfile.order import BuiltFile, Finding, Order, Outcome, State, Stretch
from typeset.backfile.receipt import Receipt, listing_of, options_of, receipts, write_receipt
from typeset.collector import resting
from typeset.delivery.output import only_one, sweep
from typeset.diagnostics import Report
from typeset.pipeline import file_paths, make, write_files
from typeset.rounds.draft import Draft
from typeset.rounds.keep import stored
from typeset.stopwatch import Stopwatch, peak_memory
from typeset.verdict import judge
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from typeset.pipeline import Made
    from typeset.profile import Profile

# A process that was told to stop may hold the lock of its issue for a moment yet.
_PATIENCE_S = 30.0


def carry_out(order: Order) -> Outcome:
    """Build the issue of `order`; whatever goes wrong is in the outcome, but for a stop (KeyboardInterrupt)."""
    begun, clock, processor = time.time(), time.perf_counter(), time.process_time()
    watch = Stopwatch(detailed=order.detailed)
    workspace = Workspace(order.root)
    try:
        lock = workspace.state / "locks" / f"{order.issue}.lock"
        with resting(), only_one(lock, order.issue, patience_s=_PATIENCE_S):
            outcome = settled(workspace, order, Digests()) or _build(workspace, order, watch)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - one bad issue must not stop the others
        report, fault = judge(error)
        findings = tuple(Finding.of(diagnostic) for diagnostic in report)
        outcome = Outcome(issue=order.issue, state=State.FAILED, fault=fault, findings=findings)
    spans = watch.spans if order.detailed else ()
    return replace(
        outcome,
        begun=begun,
        seconds=time.perf_counter() - clock,
        processor=time.process_time() - processor,
        peak=peak_memory(),
        worker=str(os.getpid()),
        stretches=tuple(Stretch(path=span.path, begin=span.begin, end=span.end, peak=span.peak) for span in spans),
    )


def settled(workspace: Workspace, order: Order, digests: Digests) -> Outcome | None:
    """The outcome where nothing need be done: each file has a receipt that holds."""
    found = receipts(workspace, order, digests)
    if found is None:
        return None
    noticed = Report()
    for receipt in found.values():
        for finding in receipt.findings:
            noticed.take(finding.diagnostic)
    return Outcome(
        issue=order.issue,
        state=State.UNCHANGED,
        files=tuple(
            BuiltFile(profile=profile, path=workspace.dist / receipt.file.file, pages=receipt.pages)
            for profile, receipt in found.items()
        ),
        findings=tuple(Finding.of(diagnostic) for diagnostic in noticed),
    )


def _build(workspace: Workspace, order: Order, watch: Stopwatch) -> Outcome:
    started_ns = time.time_ns()
    report = Report()
    made = make(
        workspace,
        order.folder,
        order.profiles,
        report,
        slip=lambda edition: Draft(date=order.date).slip(workspace, edition),
        layout_name=order.layout,
        pages=order.pages,
        strict=order.strict,
        check=order.check,
        watch=watch,
    )
    paths = file_paths(workspace, order.folder, made)
    for path in paths.values():
        sweep(path)
    write_files(made, paths)
    findings = tuple(Finding.of(diagnostic) for diagnostic in report)
    for profile, path in paths.items():
        receipt = _receipt(workspace, order, profile, made, path, findings)
        # What was saved while it was read may be newer than what was built.
        if not touched_since(workspace, receipt.inputs, started_ns):
            write_receipt(workspace, order.issue, profile, receipt)
    files = tuple(
        BuiltFile(profile=profile, path=path, pages=made.page_counts[profile]) for profile, path in paths.items()
    )
    return Outcome(issue=order.issue, state=State.BUILT, files=files, findings=findings)


def _receipt(
    workspace: Workspace,
    order: Order,
    profile: Profile,
    made: Made,
    path: Path,
    findings: tuple[Finding, ...],
) -> Receipt:
    consignment = made.consignment
    anchors = [placed.anchor for section in consignment.edition.sections for placed in section.articles]
    found = {anchor: consignment.proof.page_of(anchor) for anchor in anchors}
    return Receipt(
        program=order.program,
        options=options_of(workspace, order, profile),
        inputs=inputs_of(workspace, order, profile, consignment),
        file=stored(path.name, made.files[profile]),
        pages=made.page_counts[profile],
        findings=findings,
        listing=listing_of(consignment.edition, {anchor: page for anchor, page in found.items() if page}),
    )
