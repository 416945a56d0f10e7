"""The public interface in Python, from its signatures and docstrings (which are in English)."""

from __future__ import annotations

import inspect
import re
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

import typeset
from tools.reference.tables import block

if TYPE_CHECKING:
    from collections.abc import Iterator


def interface() -> str:
    """A section for each public name."""
    return "\n".join(_section(name, getattr(typeset, name)) for name in typeset.__all__)


def _section(name: str, thing: object) -> str:
    parts = [f"## {name}\n", block(_signature(name, thing), "python")]
    parts.append(_words(thing))
    parts += [f"- `{member}`：{words}" for member, words in _members(thing)]
    return "\n".join(parts).rstrip("\n") + "\n"


def _signature(name: str, thing: object) -> str:
    if inspect.isfunction(thing):
        signature = inspect.signature(thing)
        parameters = ",\n".join(f"    {parameter}" for parameter in _written(signature))
        return f"def {name}(\n{parameters},\n) -> {signature.return_annotation}: ..."
    if not inspect.isclass(thing):
        return name
    if issubclass(thing, Enum):
        return "\n".join([f"class {name}:", *(f'    {each.name} = "{each.value}"' for each in thing)])
    if issubclass(thing, Struct):
        return "\n".join(
            [f"class {name}:", *(f"    {field}: {thing.__annotations__[field]}" for field in thing.__struct_fields__)]
        )
    head = f"class {name}" + "".join(f"({base.__name__})" for base in thing.__bases__ if base is not object)
    if "__init__" not in vars(thing):
        return f"{head}: ..."
    parameters = list(_written(inspect.signature(vars(thing)["__init__"])))[1:]
    return f"{head}:\n    def __init__(self, {', '.join(parameters)}) -> None: ..."


def _written(signature: inspect.Signature) -> Iterator[str]:
    starred = False
    for parameter in signature.parameters.values():
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and not starred:
            starred = True
            yield "*"
        yield _parameter(parameter)


def _parameter(parameter: inspect.Parameter) -> str:
    """A parameter as it is written; annotations are kept as strings, functions have no text."""
    text = parameter.name
    if parameter.annotation is not inspect.Parameter.empty:
        text += f": {parameter.annotation}"
    if parameter.default is inspect.Parameter.empty:
        return text
    default = re.sub(r"<\w+\.\w+: ('\w+')>", r"\1", repr(parameter.default))
    if callable(parameter.default) or " at 0x" in default:
        default = "…"  # neither a function nor a thing without words has a text that stays
    return f"{text} = {default}"


def _words(thing: object) -> str:
    return re.sub(r"(?<!\n)\n(?!\n)", " ", inspect.getdoc(thing) or "") + "\n"


def _members(thing: object) -> Iterator[tuple[str, str]]:
    """The methods and properties of a class that it has itself."""
    if not inspect.isclass(thing) or issubclass(thing, Enum):
        return
    for name, member in vars(thing).items():
        words = inspect.getdoc(member.fget if isinstance(member, property) else member)
        if name.startswith("_") or not words or not (inspect.isfunction(member) or isinstance(member, property)):
            continue
        first = words.partition("\n\n")[0].replace("\n", " ")
        yield f"{name}()" if inspect.isfunction(member) else name, first
