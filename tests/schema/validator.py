"""As much of JSON Schema as our schemas use, so that a test needs no library; an unknown key is an error of ours."""

import re
from collections.abc import Iterator
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}
_SAID = {"$schema", "title", "description", "default"}
_KNOWN = _SAID | {"type", "enum", "pattern", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"} | {
    "items", "additionalItems", "properties", "required", "additionalProperties", "patternProperties", "anyOf", "oneOf",
    "not", "propertyNames", "format", "exclusiveMinimum", "exclusiveMaximum",
}  # fmt: skip


def faults(value: Any, schema: Any, at: str = "") -> Iterator[str]:
    """Where a value is not as its schema says."""
    if isinstance(schema, bool):
        yield from [] if schema else [f"{at}: nothing may stand here"]
        return
    assert schema.keys() <= _KNOWN, schema.keys() - _KNOWN
    kinds = _TYPES.get(schema.get("type", ""), (object,))
    if not isinstance(value, kinds) or (isinstance(value, bool) and kinds in ((int,), (int, float))):
        yield f"{at}: is no {schema['type']}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{at}: {value!r} is not {schema['pattern']}"
    if isinstance(value, int | float) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{at}: {value} is out of bounds"
    if isinstance(value, dict):
        yield from _table(value, schema, at)
    if isinstance(value, list):
        yield from _list(value, schema, at)
    yield from _choices(value, schema, at)


def _table(value: dict[str, Any], schema: dict[str, Any], at: str) -> Iterator[str]:
    yield from (f"{at}: has no {name}" for name in schema.get("required", ()) if name not in value)
    for name, item in value.items():
        matching = [part for pattern, part in schema.get("patternProperties", {}).items() if re.search(pattern, name)]
        own = [schema["properties"][name]] if name in schema.get("properties", {}) else matching
        for part in own or [schema.get("additionalProperties", True)]:
            yield from faults(item, part, f"{at}.{name}")


def _list(value: list[Any], schema: dict[str, Any], at: str) -> Iterator[str]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{at}: has {len(value)} items"
    items = schema.get("items", True)
    for number, item in enumerate(value):
        part = items[min(number, len(items) - 1)] if isinstance(items, list) else items
        yield from faults(item, part, f"{at}[{number}]")


def _choices(value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
    if "anyOf" in schema and all(list(faults(value, part)) for part in schema["anyOf"]):
        yield f"{at}: fits none of {len(schema['anyOf'])} ways"
    if "oneOf" in schema:
        fitting = [part for part in schema["oneOf"] if not list(faults(value, part))]
        if len(fitting) != 1:
            yield f"{at}: fits {len(fitting)} of {len(schema['oneOf'])} ways"
    if "not" in schema and not list(faults(value, schema["not"])):
        yield f"{at}: is what it must not be"
