"""From a YAML tree to a validated model, and from the model to the JSON Schema that completes it in an editor.

A model says with its annotations what each key may hold. msgspec reads these; the tree is gone through with them here,
so that every fault is told, each at its place: msgspec itself tells the first.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar, cast

import msgspec
from msgspec import Struct, inspect

from typeset.guess import closest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from typeset.diagnostics import Place, Report
    from typeset.yamltext import YamlValue


class Model(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The base of every model read from a file: unknown keys are errors, values do not change.

    Attributes:
        short_for: The key that a text in place of the whole is the value of; none, unless a model says so.
    """

    short_for: ClassVar[str] = ""


# Two whole numbers, the smaller one first.
Bounds = tuple[int, int]

ModelT = TypeVar("ModelT", bound=Model)

_INTEGER: Final = re.compile(r"[+-]?[0-9]+(?:_[0-9]+)*(?:\.0*)?")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BOOLEANS: Final = {
    **dict.fromkeys(("true", "yes", "on", "t", "y", "1"), True),
    **dict.fromkeys(("false", "no", "off", "f", "n", "0"), False),
}


class _WrongError(Exception):
    """A value is not what it has to be."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def validate(model: type[ModelT], tree: YamlValue, report: Report) -> ModelT | None:
    """Make a `model` of `tree`; None, with every error and its place in `report`, where it does not fit."""
    if tree.content is None:
        tree = type(tree)(tree.place, {})
    reader = _Reader(report)
    found = reader.read(_type_of(model), tree, ())
    return found if isinstance(found, model) and not reader.failed else None


@cache
def _type_of(model: type[Model]) -> inspect.Type:
    return inspect.type_info(model)


class _Reader:
    """Reads values of the types that models have; what is wrong goes to a report, and is None.

    Attributes:
        failed: Whether anything was wrong.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self.failed = False

    def read(self, kind: inspect.Type, tree: YamlValue, location: tuple[str, ...]) -> Any:  # noqa: ANN401 - of any type
        """The value of `tree`, which is of `kind` and stands at `location`."""
        if isinstance(kind, inspect.Metadata):
            kind = kind.type
        if isinstance(kind, inspect.UnionType):  # something or nothing: no model has another
            if tree.content is None:
                return None
            kind = next(choice for choice in kind.types if not isinstance(choice, inspect.NoneType))
        inside = self._INSIDE.get(type(kind))
        try:
            return inside(self, kind, tree, location) if inside else _SCALARS[type(kind)](kind, tree.content)
        except _WrongError as wrong:
            value = tree.content.strip() if isinstance(tree.content, str) else ""
            self._tell(wrong.code, tree.place, key=".".join(location), value=value, **wrong.values)
            return None

    def _tell(self, code: str, place: Place, **values: object) -> None:
        self.failed = True
        self._report.add(code, place, **values)

    def _model(self, kind: inspect.StructType, tree: YamlValue, location: tuple[str, ...]) -> Any:  # noqa: ANN401 - of any model
        fields = {field.name: field for field in kind.fields}
        model = cast("type[Model]", kind.cls)
        short_for = model.short_for
        if isinstance(tree.content, str) and short_for:
            return model(**{short_for: self.read(fields[short_for].type, tree, (*location, short_for))})
        if not isinstance(tree.content, dict):
            raise _WrongError("schema.not-mapping")
        found = {}
        for name, field in fields.items():
            if name in tree.content:
                found[name] = self.read(field.type, tree.content[name], (*location, name))
            elif field.required:
                self._tell("schema.missing-key", tree.place, key=".".join((*location, name)))
        for key in tree.content:
            if key not in fields:
                guess = closest(key, fields)
                code = "schema.unknown-key-guess" if guess else "schema.unknown-key"
                self._tell(code, tree.keys.get(key, tree.place), key=key, guess=guess, known="、".join(fields))
        return model(**found) if all(name in found for name, field in fields.items() if field.required) else None

    def _list(self, kind: inspect.ListType, tree: YamlValue, location: tuple[str, ...]) -> list[Any]:
        items = tree.content
        if not isinstance(items, list):
            raise _WrongError("schema.not-list")
        if len(items) < (kind.min_length or 0):
            raise _WrongError("schema.empty")
        return [self.read(kind.item_type, item, (*location, str(index))) for index, item in enumerate(items)]

    def _mapping(self, kind: inspect.DictType, tree: YamlValue, location: tuple[str, ...]) -> dict[Any, Any]:
        if not isinstance(tree.content, dict):
            raise _WrongError("schema.not-mapping")
        found = {}
        for name, item in tree.content.items():
            place = (*location, name)
            key = self.read(kind.key_type, type(tree)(tree.keys.get(name, tree.place), name), place)
            found[key] = self.read(kind.value_type, item, place)
        return found

    _INSIDE: Final[Mapping[type, Callable[..., Any]]] = {
        inspect.StructType: _model,
        inspect.ListType: _list,
        inspect.DictType: _mapping,
    }


def _text(kind: inspect.StrType, content: object) -> str:
    if not isinstance(content, str):
        raise _WrongError("schema.not-text")
    text = content.strip()
    if len(text) < (kind.min_length or 0):
        raise _WrongError("schema.empty")
    if kind.max_length is not None and len(text) > kind.max_length:
        raise _WrongError("schema.too-long", highest=kind.max_length)
    if kind.pattern and not re.search(kind.pattern, text):
        raise _WrongError("schema.bad-form", form=kind.pattern)
    return text


def _integer(kind: inspect.IntType, content: object) -> int:
    if not isinstance(content, str) or not _INTEGER.fullmatch(content.strip()):
        raise _WrongError("schema.not-integer")
    return _in_range(kind, int(content.strip().partition(".")[0]))


def _number(kind: inspect.FloatType, content: object) -> float:
    try:
        number = float(content) if isinstance(content, str) else math.nan
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise _WrongError("schema.not-number")
    return _in_range(kind, number)


NumberT = TypeVar("NumberT", int, float)


def _in_range(kind: inspect.IntType | inspect.FloatType, number: NumberT) -> NumberT:
    lowest, highest = kind.ge, kind.le
    if (lowest is not None and number < lowest) or (highest is not None and number > highest):
        bounds = {"lowest": "" if lowest is None else lowest, "highest": "" if highest is None else highest}
        raise _WrongError("schema.out-of-range", **bounds)
    return number


def _boolean(_kind: inspect.BoolType, content: object) -> bool:
    found = _BOOLEANS.get(content.strip().lower()) if isinstance(content, str) else None
    if found is None:
        raise _WrongError("schema.not-boolean")
    return found


def _date(_kind: inspect.DateType, content: object) -> dt.date:
    text = content.strip() if isinstance(content, str) else ""
    try:
        if _DATE.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:  # there is no such day
        pass
    raise _WrongError("schema.not-date")


def _choice(kind: inspect.EnumType, content: object) -> object:
    text = content.strip() if isinstance(content, str) else ""
    choices = {str(choice): choice for choice in kind.cls}
    if text not in choices:
        raise _WrongError("schema.not-one-of", expected="、".join(choices))
    return choices[text]


def _bounds(_kind: inspect.TupleType, content: object) -> tuple[int, ...]:
    texts = [str(item.content) for item in content] if isinstance(content, list) else []
    if len(texts) == _TWO and all(text.isascii() and text.isdigit() for text in texts):
        lowest, highest = map(int, texts)
        if lowest <= highest:
            return lowest, highest
    raise _WrongError("schema.not-bounds")


_TWO: Final = 2
_SCALARS: Final[Mapping[type, Callable[..., object]]] = {
    inspect.StrType: _text,
    inspect.IntType: _integer,
    inspect.FloatType: _number,
    inspect.BoolType: _boolean,
    inspect.DateType: _date,
    inspect.EnumType: _choice,
    inspect.TupleType: _bounds,
}


def schema_of(model: type[Model]) -> dict[str, Any]:
    """The JSON Schema of `model`, as JSON holds it: words in their order, and a text where it may stand for a model."""
    _, parts = msgspec.json.schema_components((model,), ref_template="#/$defs/{name}")
    for part in set(_named(_type_of(model))):
        schema = parts[part.__name__]
        if issubclass(part, Enum):
            schema["enum"] = [word.value for word in part]
        elif issubclass(part, Model) and part.short_for:
            parts[part.__name__] = {"anyOf": [{"type": "string"}, schema]}
    return {**parts.pop(model.__name__), "$defs": parts}


def _named(kind: inspect.Type) -> Iterator[type]:
    """All models and sets of words in a type."""
    if isinstance(kind, inspect.StructType | inspect.EnumType):
        yield kind.cls
    inner = [getattr(kind, name, None) for name in ("type", "item_type", "value_type")]
    inner += [field.type for field in getattr(kind, "fields", ())]
    for part in (*inner, *getattr(kind, "types", ())):
        if part is not None:
            yield from _named(part)


def json_schema(model: type[Model]) -> str:
    """The JSON Schema (draft 2020-12) of `model`, as the text of a file."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema_of(model)}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
