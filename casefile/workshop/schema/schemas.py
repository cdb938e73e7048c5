"""The schemas, a file each."""

import json
import sys

from casefile.kinds import KINDS, THEORIES, names
from casefile.kinds.riddle import Kind, Params
from casefile.source.case_file import CaseFile, CastFile
from casefile.source.doc_file import DocFile
from casefile.source.puzzle_file import PuzzleFile
from casefile.source.world_file import WorldFile
from casefile.workshop.schema.shapes import Schema, of_model, of_params

_DRAFT = "http://json-schema.org/draft-07/schema#"
GATHERED = frozenset({"banks", "supports", "excludes"})
"""What a theory's kind gets from the papers and no author writes."""

FILES = {
    "case": "**/case.toml",
    "cast": "**/cast.toml",
    "world": "**/world.toml",
    "puzzle": "**/puzzles/*/puzzle.toml",
    "paper": "",
}
"""Schema to the files that it is for; the front matter of a paper stands in Markdown, where no TOML editor looks."""


def schemas() -> dict[str, Schema]:
    """All schemas by name."""
    people = of_model(CastFile)["properties"]["people"]
    people["description"] = "A table for every person; `name` is needed, the rest is the author's."
    made = {
        "case": of_model(CaseFile),
        "cast": {**people, "type": "object"},
        "world": of_model(WorldFile),
        "puzzle": _puzzle(),
        "paper": of_model(DocFile),
    }
    return {name: {"$schema": _DRAFT, **schema, "title": f"casefile: {name}"} for name, schema in made.items()}


def as_json(schema: Schema) -> str:
    """A schema's file."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def taplo(folder: str) -> str:
    """`.taplo.toml`: tells the editor which schema is for which file.

    Args:
        folder: Where the schemas lie, from the folder that is opened in the editor.
    """
    rule = '[[rule]]\ninclude = ["{}"]\n\n[rule.schema]\nenabled = true\npath = {}\n'
    return "\n".join(
        rule.format(pattern, json.dumps(f"{folder}/{_file(name)}")) for name, pattern in FILES.items() if pattern
    )


def _file(name: str) -> str:
    return f"{name}.schema.json"


def written() -> dict[str, str]:
    """File name to text."""
    return {_file(name): as_json(schema) for name, schema in schemas().items()}


def params_of(kind: Kind) -> type[Params]:
    """The shape of a built-in kind's params: the one class that its `generate` reads them with.

    Raises:
        LookupError: It reads none, or several.
    """
    make = type(kind).generate
    known = vars(sys.modules[type(kind).__module__])
    shapes: list[type[Params]] = [
        shape
        for name in make.__code__.co_names
        if isinstance(shape := known.get(name), type) and issubclass(shape, Params)
    ]
    if len(shapes) != 1:
        raise LookupError(f"{kind.name} reads {len(shapes)} classes of params")
    return shapes[0]


def _puzzle() -> Schema:
    schema = of_model(PuzzleFile)
    schema["properties"]["kind"] |= {"enum": ["", *sorted(names())]}
    branches: list[Schema] = []
    for name, kind in KINDS.items():
        given = GATHERED if name in THEORIES else frozenset()
        params = of_params(params_of(kind), given=given)
        branches.append(
            {"title": name, "properties": {"kind": {"enum": [name]}, "params": params}, "required": ["kind", "params"]}
        )
    others: Schema = {"properties": {"kind": {"not": {"enum": list(KINDS)}}}}
    of_a_lock = ["prompt", "fields"]
    schema["required"] = [key for key in schema["required"] if key not in of_a_lock]
    is_part: Schema = {"properties": {"form": {"enum": ["part"]}}, "required": ["form", "of"]}
    schema["anyOf"] = [{"title": "a puzzle", "required": of_a_lock}, {"title": "a part", **is_part}]
    schema["oneOf"] = [*branches, {"title": "no kind, or a plug-in's", **others}]
    return schema
