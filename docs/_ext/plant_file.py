# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The schema of a plant's file as a page to read: each element with its fields, what they take and what they mean.

Knows just the words that the schema uses, and stops at any other: nothing of the schema is left out in silence.
"""

from __future__ import annotations

import json
import pathlib
import re
from typing import Any

SCHEMA = pathlib.Path(__file__).parents[1] / "plant.schema.json"
PLANT = pathlib.Path(__file__).parents[2] / "include" / "linewright" / "plant"
# What C++ calls each element.
CPP = {
    name: struct
    for path in PLANT.glob("*.hpp")
    for struct, name in re.findall(
        r'struct Fields<(\w+)> \{\s*static constexpr std::string_view name = "(\w+)"', path.read_text(encoding="utf-8")
    )
}
Node = dict[str, Any]
KNOWN = {
    "$ref",
    "additionalProperties",
    "anyOf",
    "const",
    "default",
    "description",
    "enum",
    "exclusiveMinimum",
    "items",
    "maximum",
    "minimum",
    "maxItems",
    "minItems",
    "minProperties",
    "oneOf",
    "pattern",
    "properties",
    "required",
    "type",
}
WIDEST = {-2147483648, 2147483647, -(2**63), 2**63 - 1, 0x7FFFFFFFFFFFFFFF}


def _checked(node: Node) -> Node:
    if unknown := set(node) - KNOWN:
        raise ValueError(f"plant_file.py does not know {sorted(unknown)} of the schema")
    return node


def _literal(value: Any) -> str:
    return f"`{value if isinstance(value, str) else json.dumps(value)}`"


def takes(node: Node) -> str:
    """What a field takes, in a few words."""
    _checked(node)
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        return f"[{name}](#{name})"
    if "const" in node:
        return _literal(node["const"])
    if "enum" in node:
        return "one of " + ", ".join(map(_literal, node["enum"]))
    if "oneOf" in node:
        return "one of " + ", ".join(_literal(choice["const"]) for choice in node["oneOf"])
    if "anyOf" in node:
        return " or ".join(takes(choice) for choice in node["anyOf"])
    kind = node.get("type")
    if kind == "array":
        return f"list of {takes(node['items'])}" if "items" in node else "list"
    if kind == "object":
        other = node.get("additionalProperties")
        return f"names, each with {takes(other)}" if isinstance(other, dict) else "object"
    words = {"string": "text", "integer": "whole number", "number": "number", "boolean": "`true` or `false`"}
    limits = [
        f"{word} {node[key]}"
        for key, word in (("minimum", "at least"), ("exclusiveMinimum", "above"), ("maximum", "at most"))
        if key in node and node[key] not in WIDEST
    ]
    return ", ".join([words[str(kind)], *limits])


def field(name: str, node: Node, required: bool) -> list[str]:
    """One field as an item of a definition list."""
    default = ""
    if "default" in node and node["default"] not in ("", [], None):
        default = f" Default: {_literal(node['default'])}."
    lines = [f"`{name}`: {takes(node)}{' (required)' if required else ''}"]
    meaning = node.get("description", "The law." if name == "type" and "const" in node else "")
    lines.append(f": {meaning}{default}")
    choices = [choice for choice in node.get("oneOf", []) if choice.get("description")]
    if choices:
        lines.append("")
        lines += [f"  - `{_checked(choice)['const']}`: {choice['description']}" for choice in choices]
    return [*lines, ""]


def fields(node: Node) -> list[str]:
    """All fields of an object."""
    required = node.get("required", [])
    return [line for name, inner in node.get("properties", {}).items() for line in field(name, inner, name in required)]


def element(name: str, node: Node, python: set[str]) -> list[str]:
    """An element of the plant as a section."""
    _checked(node)
    lines = [f"## {name}", "", node.get("description", ""), ""]
    pascal = "".join(part.capitalize() for part in name.split("_"))
    if pascal in python:
        lines += [f"In Python {{py:class}}`linewright.{pascal}`, in C++ {{cpp:struct}}`linewright::{CPP[name]}`.", ""]
    if node.get("type") == "object":
        other = node.get("additionalProperties")
        if isinstance(other, dict):
            lines += [f"Names, each with {takes(other)}.", ""]
        return lines + fields(node)
    for choice in node.get("anyOf", []):
        _checked(choice)
        kind = choice.get("properties", {}).get("type", {}).get("const")
        if kind is not None:
            lines += [f"### {kind}", "", choice.get("description", ""), "", *fields(choice)]
        elif choice.get("type") == "object" and "properties" in choice:
            lines += fields(choice)
        else:
            meaning = choice.get("description", "")
            lines += [f"Just {takes(choice)}{': ' if meaning else '.'}{meaning}", ""]
    return lines


def filled(text: str, python: set[str]) -> str:
    """A page's text with the fields in place of `<!-- fields -->`."""
    mark = "<!-- fields -->"
    if mark not in text:
        return text
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    whole = {key: value for key, value in schema.items() if key not in ("$schema", "title", "$defs")}
    lines = ["## The file", "", whole["description"], "", *fields(whole)]
    for name, node in schema["$defs"].items():
        lines += element(name, node, python)
    return text.replace(mark, "\n".join(lines))
