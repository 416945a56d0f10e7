"""The properties of CSS that typeset adds to WeasyPrint's, from the table that makes them known."""

from __future__ import annotations

from tools.reference.tables import code, table
from typeset.press.properties import PROPERTIES, SHORTHANDS


def properties() -> str:
    """A table of the properties: values, initial value, whether inherited."""
    shorthands = {longhand: name for name, longhand in SHORTHANDS.items()}
    rows = []
    for name, described in PROPERTIES.items():
        groups = [" ".join(code(word) for word in sorted(choice)) for choice in described.choices]
        alone = " ".join(code(word) for word in sorted(described.alone))
        words = [f"{alone}（单独用）"] if alone else []
        values = "；".join([*words, *groups, *(["一个长度"] if described.length else [])])
        also = f"，简写{code(shorthands[name])}" if name in shorthands else ""
        initial = " ".join(described.initial)
        rows.append((code(name) + also, values, code(initial), "是" if described.inherited else ""))
    return table(("属性", "值（每组至多一个）", "初始值", "继承"), rows)
