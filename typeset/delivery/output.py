"""Writing finished files: whole or not at all, one build of an issue at a time."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import threading
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from fasteners import InterProcessLock

from typeset.diagnostics import Diagnostic, Place
from typeset.errors import EnvironmentProblem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CODES = {
    errno.ENOSPC: "output.disk-full",
    errno.EDQUOT: "output.disk-full",
    errno.EFBIG: "output.disk-full",
    errno.EACCES: "output.not-allowed",
    errno.EPERM: "output.not-allowed",
    errno.EROFS: "output.not-allowed",
    errno.EISDIR: "output.is-folder",
    errno.EEXIST: "output.no-folder",
    errno.ENOTDIR: "output.no-folder",
}


def write_whole(path: Path, data: bytes) -> None:
    """Replace `path` by `data` in one step; on any failure the old file stays. Raises EnvironmentProblem."""
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = file.name
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
        temporary = None
    except OSError as error:
        raise _problem(path, error) from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def sweep(path: Path) -> None:
    """Take away what a build that was killed has left beside `path`; the caller sees to it that no other writes it."""
    for left in path.parent.glob(f".{escape(path.name)}.????????"):
        left.unlink(missing_ok=True)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder `folder` with `files` in it, whole or not at all. Raises EnvironmentProblem.

    Raises UsageError where it exists: nothing is written over.
    """
    if folder.exists():
        raise UsageError(Diagnostic("workspace.exists", Place(folder), {"name": folder.name}))
    making = folder.with_name(f".{folder.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    try:
        for name, data in files.items():
            write_whole(making / name, data)
        making.rename(folder)
    except OSError as error:
        raise _problem(folder, error) from error
    finally:
        shutil.rmtree(making, ignore_errors=True)


@contextmanager
def only_one(lock_file: Path, name: str, *, patience_s: float = 0) -> Iterator[None]:
    """Hold the lock of the issue `name` for a `with` block.

    Raises EnvironmentProblem where another build holds it, and goes on doing so for `patience_s` seconds.
    """
    lock = InterProcessLock(lock_file)
    try:
        lock_file.parent.mkdir(parents=True, exist_ok=True)
        free = lock.acquire(timeout=patience_s)
    except OSError as error:
        raise _problem(lock_file, error) from error
    except threading.ThreadError as error:  # the file can be opened and its system has no locks
        raise _problem(lock_file, OSError(str(error))) from error
    if not free:
        lock.lockfile.close()
        raise EnvironmentProblem(Diagnostic("output.busy", Place(lock_file), {"name": name}))
    try:
        yield
    finally:
        lock.release()


def _problem(path: Path, error: OSError) -> EnvironmentProblem:
    code = _CODES.get(error.errno or 0, "output.failed")
    in_the_way = next((folder for folder in path.parents if folder.exists()), path.parent)
    values = {"file": path.name, "reason": error.strerror or str(error), "folder": in_the_way.name}
    return EnvironmentProblem(Diagnostic(code, Place(path), values))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
