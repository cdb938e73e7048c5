"""Schemas as pydantic and msgspec make them, brought into the form that editors for TOML understand.

Even Better TOML (Taplo) reads `properties`, `items`, `anyOf`, `oneOf`; beside a `$ref` it ignores everything, of draft
2020 it knows nothing. So references are written out, and no key is newer than draft 7.
"""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

import msgspec
from pydantic import BaseModel

from casefile.kinds.riddle import Params
from casefile.workshop.schema.docstrings import attribute_docs

Schema = dict[str, Any]

_TEMPLATE: Schema = {"type": "string", "pattern": r"\{\{|\{%"}
_PLAIN = ("string", None)


def of_model(model: type[BaseModel]) -> Schema:
    """The schema of a file's model."""
    raw = model.model_json_schema(by_alias=True)
    definitions = raw.pop("$defs", {})
    for kind in _classes(model):
        own = raw if kind is model else definitions.get(kind.__name__)
        if own is not None:
            names = {name: field.alias or name for name, field in kind.model_fields.items()}
            _describe(own, {names[name]: text for name, text in attribute_docs(kind).items() if name in names})
    schema: Schema = _plain(raw, definitions)
    return schema


def of_params(shape: type[Params], *, given: frozenset[str] = frozenset()) -> Schema:
    """The schema of a kind's params; whatever is not a text may be a template instead.

    Args:
        shape: The kind's own check of them.
        given: What the workshop adds to an author's params.
    """
    raw = msgspec.json.schema(shape)
    definitions = raw.pop("$defs", {})
    for kind in _structs(shape):
        _describe(definitions[kind.__name__], attribute_docs(kind))
    schema: Schema = _plain(definitions[shape.__name__], definitions)
    for name in given:
        schema["properties"].pop(name, None)
    schema["required"] = [name for name in schema.get("required", ()) if name not in given]
    schema["properties"] = {name: _or_template(part) for name, part in schema["properties"].items()}
    return schema


def _describe(schema: Schema, docs: Mapping[str, str]) -> None:
    for name, part in schema.get("properties", {}).items():
        part.pop("title", None)
        if name in docs:
            part["description"] = docs[name]


def _plain(part: Any, definitions: Mapping[str, Any]) -> Any:
    """A schema with its references written out, and without what came after draft 7."""
    if isinstance(part, list):
        return [_plain(one, definitions) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        meant = definitions[part["$ref"].rpartition("/")[2]]
        part = {**meant, **{key: value for key, value in part.items() if key != "$ref"}}
    found = {key: _plain(value, definitions) for key, value in part.items()}
    if "prefixItems" in found:
        found["items"], found["additionalItems"] = found.pop("prefixItems"), False
    if "patternProperties" in found:
        found.setdefault("additionalProperties", False)
    if "const" in found:
        found["enum"] = [found.pop("const")]
    if isinstance(found.get("default"), tuple):
        found["default"] = list(found["default"])
    return found


def _or_template(part: Any) -> Any:
    if part.get("type") in _PLAIN and "anyOf" not in part:
        return part
    inner = dict(part)
    about = {key: inner.pop(key) for key in ("description", "default") if key in inner}
    for key in ("items", "additionalProperties"):
        if isinstance(inner.get(key), dict):
            inner[key] = _or_template(inner[key])
    if "properties" in inner:
        inner["properties"] = {name: _or_template(one) for name, one in inner["properties"].items()}
    return {**about, "anyOf": [inner, _TEMPLATE]}


def _classes(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and all that its fields are made of."""
    waiting: list[Any] = [model]
    seen: set[Any] = set()
    while waiting:
        kind = waiting.pop()
        waiting += get_args(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in seen:
            seen.add(kind)
            yield kind
            waiting += [field.annotation for field in kind.model_fields.values()]


def _structs(shape: type[Params]) -> Iterator[type[Params]]:
    waiting: list[Any] = [shape]
    seen: set[Any] = set()
    while waiting:
        kind = waiting.pop()
        waiting += get_args(kind)
        if isinstance(kind, type) and issubclass(kind, Params) and kind not in seen:
            seen.add(kind)
            yield kind
            waiting += [field.type for field in msgspec.structs.fields(kind)]
