"""Issues built on other machines, by Dask's distributed scheduler: the only module that imports it.

Every worker must see the workspace under the same path, and have this very typeset. A worker runs each issue in a
process of its own, since a worker has threads and the engine is not made for them. Where a worker is lost, the
scheduler hands its issues to others; one that it had finished by then has a receipt, and is not built again.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from functools import cache
from threading import Timer
from typing import TYPE_CHECKING

from msgspec.structs import replace

from typeset.backfile.order import Finding, Order, Outcome, State
from typeset.backfile.processes import crashed
from typeset.backfile.program import program
from typeset.diagnostics import Diagnostic, Place
from typeset.errors import EnvironmentProblem
from typeset.jsontext import from_json, to_line
from typeset.verdict import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from distributed import Client, Future

_CONNECT_S = 10
_WORKERS_S = 30


def build_there(orders: Sequence[Order], address: str, time_limit_s: float) -> Iterator[Outcome]:
    """Carry out `orders` on the workers of the scheduler at `address`, and give the outcomes as they come.

    Raises EnvironmentProblem where distributed is not installed, or no scheduler or worker answers.
    """
    if not orders:
        return
    client = _connect(address)
    from distributed import as_completed  # noqa: PLC0415 - an extra

    try:
        futures = {client.submit(carry_out_there, to_line(order), time_limit_s, pure=False): order for order in orders}
        try:
            for future in as_completed(futures, loop=client.loop):
                yield _outcome(future, futures[future])
        finally:
            client.cancel(list(futures))
    finally:
        client.close()


def _connect(address: str) -> Client:
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError:
        raise EnvironmentProblem(Diagnostic("cluster.not-installed")) from None
    try:
        client = Client(address, timeout=_CONNECT_S, set_as_default=False)
    except (OSError, ValueError) as error:
        raise EnvironmentProblem(
            Diagnostic("cluster.unreachable", None, {"address": address, "reason": str(error)})
        ) from error
    try:
        client.wait_for_workers(1, timeout=_WORKERS_S)
    except TimeoutError as error:
        client.close()
        raise EnvironmentProblem(Diagnostic("cluster.no-worker", None, {"address": address})) from error
    return client


def _outcome(future: Future, order: Order) -> Outcome:
    if future.status == "finished":
        return from_json(Outcome, future.result())
    reason = str(future.exception()).splitlines()[0] if future.status == "error" else future.status
    return _failed(order, Diagnostic("cluster.lost", None, {"issue": order.issue, "reason": reason}))


def _failed(order: Order, diagnostic: Diagnostic) -> Outcome:
    findings = (Finding.of(diagnostic),)
    return Outcome(issue=order.issue, state=State.FAILED, fault=Fault.MACHINE, findings=findings)


def carry_out_there(message: bytes, time_limit_s: float) -> bytes:
    """What a worker does: the order in `message` in a process of its own, the outcome as a message back."""
    from distributed import get_worker  # noqa: PLC0415 - an extra

    order = from_json(Order, message)
    worker = get_worker().address
    if not order.folder.is_dir():
        diagnostic = Diagnostic("cluster.no-workspace", Place(order.folder), {"worker": worker})
    elif _program() != order.program:
        diagnostic = Diagnostic("cluster.other-program", None, {"worker": worker})
    else:
        return to_line(replace(_in_process(order, time_limit_s), worker=worker))
    return to_line(_failed(order, diagnostic))


_program = cache(program)


def _in_process(order: Order, time_limit_s: float) -> Outcome:
    log = order.root / ".typeset" / "builds" / order.issue / "log.txt"
    log.parent.mkdir(parents=True, exist_ok=True)
    with (
        log.open("wb") as complaints,
        subprocess.Popen(
            [sys.executable, "-m", "typeset.backfile.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
        ) as process,
    ):
        limit = Timer(time_limit_s, process.kill)
        limit.start()
        answer = _ask(process, order)
        late = not limit.is_alive()
        limit.cancel()
    if not answer:
        return crashed(order, process.returncode, log, late=late)
    if not log.stat().st_size:
        log.unlink()
    return from_json(Outcome, answer)


def _ask(process: subprocess.Popen[bytes], order: Order) -> bytes:
    """What the process answers; nothing where it ended before it could.

    Its standard input stays open until then: where this worker dies it closes, and the process ends.
    """
    if process.stdin is None or process.stdout is None:
        raise AssertionError  # they are pipes
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(to_line(order) + b"\n")
        process.stdin.flush()
    return process.stdout.read()
