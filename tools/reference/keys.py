"""Every key of every YAML file, from the models that check them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tools.reference.tables import code, table
from typeset.schema import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.schema import Model

_TYPES = {"string": "文字", "integer": "整数", "number": "数", "boolean": "`true`或`false`", "object": "项目"}
# Lists, mappings and models nest no deeper than this in any file of ours.
_DEEPEST = 4


def keys(model: type[Model]) -> str:
    """A table of the keys of `model`; `a.b` is the key b under a, `a[].b` that of each in the list a."""
    schema = schema_of(model)
    return table(("键", "值", "不写时", "说明"), _rows(schema, schema.get("$defs", {}), ""))


def _rows(schema: dict[str, Any], definitions: dict[str, Any], above: str) -> Iterator[tuple[str, str, str, str]]:
    required = set(schema.get("required", ()))
    for name, described in schema.get("properties", {}).items():
        key = f"{above}{name}"
        if key.count(".") > _DEEPEST:
            raise ValueError(key)
        inner, way = _inner(described, definitions)
        absent = "**必写**" if name in required else _default(described, inner)
        yield code(key), _type(described, definitions), absent, described.get("description", "").rstrip("。")
        if inner:
            yield from _rows(inner, definitions, f"{key}{way}.")


def _choices(described: dict[str, Any], definitions: dict[str, Any]) -> list[dict[str, Any]]:
    """What a value may be, references followed, null left out."""
    if "$ref" in described:
        return _choices(definitions[described["$ref"].rpartition("/")[2]], definitions)
    choices = [choice for part in described.get("anyOf", ()) for choice in _choices(part, definitions)]
    return [choice for choice in choices or [described] if choice.get("type") != "null"]


def _inner(described: dict[str, Any], definitions: dict[str, Any]) -> tuple[dict[str, Any] | None, str]:
    """The model below a key, and what stands between the key and those of the model."""
    for choice in _choices(described, definitions):
        if "properties" in choice:
            return choice, ""
        if choice.get("type") == "array" and choice.get("items"):
            inner, way = _inner(choice["items"], definitions)
            return inner, f"[]{way}"
    return None, ""


def _type(described: dict[str, Any], definitions: dict[str, Any]) -> str:
    return "，或".join(dict.fromkeys(_one_type(choice, definitions) for choice in _choices(described, definitions)))


def _one_type(choice: dict[str, Any], definitions: dict[str, Any]) -> str:
    if "enum" in choice:
        return "、".join(code(str(value)) for value in choice["enum"])
    if "const" in choice:
        return code(str(choice["const"]))
    if choice.get("type") == "array":
        if "prefixItems" in choice:
            return f"{len(choice['prefixItems'])} 个" + _type(choice["prefixItems"][0], definitions)
        return f"列表：{_type(choice.get('items', {}), definitions)}"
    if choice.get("type") == "object" and isinstance(choice.get("additionalProperties"), dict):
        return f"名字到{_type(choice['additionalProperties'], definitions)}"
    if choice.get("format") == "date":
        return "日期"
    return _TYPES[choice["type"]] + _range(choice)


def _range(choice: dict[str, Any]) -> str:
    lowest, highest = choice.get("minimum"), choice.get("maximum")
    if lowest is not None and highest is not None:
        return f"，{lowest:g}～{highest:g}"
    return f"，不小于 {lowest:g}" if lowest is not None else ""


def _default(described: dict[str, Any], inner: dict[str, Any] | None) -> str:
    default = described.get("default")
    if default in (None, [], {}) or (inner and isinstance(default, dict)):
        return ""
    return code(str(default).lower() if isinstance(default, bool) else str(default))
