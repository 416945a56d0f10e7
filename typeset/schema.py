"""From a YAML tree to a validated model, and from the model to the JSON Schema that completes it in an editor.

The only module that knows pydantic's error types; the models stand in `manifest.py`, `article.py`, `layout.py` and
`fonts.py`.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError

from typeset.guess import closest
from typeset.later import standing_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic_core import ErrorDetails

    from typeset.diagnostics import Report
    from typeset.yamltext import YamlValue


# No plugin has a say in what is read. pydantic looks for them with its first model, and imports for that what reads the
# descriptions of all packages, `email` and the rest, which takes longer than all models.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
with standing_in(["importlib.metadata"]):

    class Model(BaseModel):
        """The base of every model read from a file: unknown keys are errors, values do not change."""

        model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def _two_in_order(value: object) -> object:
    """`value`, if it is two whole numbers, the smaller one first."""
    numbers = [str(number) for number in value] if isinstance(value, list | tuple) else []
    if len(numbers) == _TWO and all(number.isdigit() for number in numbers) and int(numbers[0]) <= int(numbers[1]):
        return numbers
    raise PydanticCustomError("not_bounds", "two whole numbers, the smaller one first")


_TWO = 2
Bounds = Annotated[tuple[int, int], BeforeValidator(_two_in_order, json_schema_input_type=tuple[int, int])]

ModelT = TypeVar("ModelT", bound=BaseModel)

# pydantic's error type to our code; what is missing here is reported as schema.value.
_CODES: Mapping[str, str] = {
    "missing": "schema.missing-key",
    "string_type": "schema.not-text",
    "string_too_short": "schema.empty",
    "too_short": "schema.empty",
    "int_type": "schema.not-integer",
    "int_parsing": "schema.not-integer",
    "int_from_float": "schema.not-integer",
    "float_type": "schema.not-number",
    "float_parsing": "schema.not-number",
    "greater_than_equal": "schema.out-of-range",
    "less_than_equal": "schema.out-of-range",
    "bool_type": "schema.not-boolean",
    "bool_parsing": "schema.not-boolean",
    "date_type": "schema.not-date",
    "date_parsing": "schema.not-date",
    "date_from_datetime_parsing": "schema.not-date",
    "date_from_datetime_inexact": "schema.not-date",
    "enum": "schema.not-one-of",
    "literal_error": "schema.not-one-of",
    "list_type": "schema.not-list",
    "tuple_type": "schema.not-list",
    "dict_type": "schema.not-mapping",
    "model_type": "schema.not-mapping",
    "model_attributes_type": "schema.not-mapping",
    "string_pattern_mismatch": "schema.bad-form",
    "not_bounds": "schema.not-bounds",
}


def validate(model: type[ModelT], tree: YamlValue, report: Report) -> ModelT | None:
    """Make a `model` of `tree`; None, with every error and its place in `report`, where it does not fit."""
    if tree.content is None:
        tree = type(tree)(tree.place, {})
    try:
        return model.model_validate(tree.plain())
    except ValidationError as error:
        for details in error.errors(include_url=False):
            _report(details, model, tree, report)
        return None


def _report(details: ErrorDetails, model: type[BaseModel], tree: YamlValue, report: Report) -> None:
    location = [step for step in details["loc"] if not (isinstance(step, str) and step.startswith("function-"))]
    if details["type"] == "extra_forbidden":
        parent = tree.at(location[:-1])
        key = str(location[-1])
        known = _keys_of(model, location[:-1])
        guess = closest(key, known)
        code = "schema.unknown-key-guess" if guess else "schema.unknown-key"
        report.add(code, parent.keys.get(key, parent.place), key=key, guess=guess, known="、".join(known))
        return
    context: dict[str, Any] = details.get("ctx", {})
    values = {
        "key": ".".join(str(step) for step in location),
        "value": details["input"] if isinstance(details["input"], str) else "",
        "expected": context.get("expected", ""),
        "lowest": context.get("ge", ""),
        "highest": context.get("le", ""),
        "form": context.get("pattern", ""),
        "problem": details["msg"],
    }
    report.add(_CODES.get(details["type"], "schema.value"), tree.at(location).place, **values)


def _keys_of(model: type[BaseModel], location: Iterable[str | int]) -> list[str]:
    """The keys that may stand at `location`, found by following the JSON Schema of `model`."""
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    current: dict[str, Any] = schema
    for step in location:
        current = current.get("items", {}) if isinstance(step, int) else current.get("properties", {}).get(step, {})
        for choice in [current, *current.get("anyOf", []), *current.get("allOf", [])]:
            if "$ref" in choice:
                current = definitions[choice["$ref"].rsplit("/", 1)[-1]]
            elif choice.get("type") == "array":
                current = choice
    if "$ref" in current:
        current = definitions[current["$ref"].rsplit("/", 1)[-1]]
    return list(current.get("properties", {}))


def json_schema(model: type[BaseModel]) -> str:
    """The JSON Schema (draft 2020-12) of `model`, as the text of a file."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
