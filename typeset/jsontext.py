"""Models as JSON: what is kept in files and sent to other processes, and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

if TYPE_CHECKING:
    from typeset.schema import Model

ModelT = TypeVar("ModelT", bound="Model")


def to_line(model: Model) -> bytes:
    """`model` on a single line, which does not end; paths are texts."""
    return msgspec.json.encode(model, enc_hook=str)


def to_file(model: Model) -> bytes:
    """`model` as a file: keys in the order of its fields, a line each."""
    return msgspec.json.format(to_line(model), indent=1) + b"\n"


def from_json(model: type[ModelT], text: bytes | str) -> ModelT:
    """The `model` that `text` says. Raises ValueError where it says none."""
    try:
        return msgspec.json.decode(text, type=model, dec_hook=_made)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from None


def _made(kind: type, value: Any) -> Any:  # noqa: ANN401 - whatever a field is of
    return kind(value)
