"""Every text of a case that its players read, with the file, the line and the key under which it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casefile.source.case import Case, Document, Puzzle
from casefile.source.document import Block, blocks
from casefile.source.entries import Entry
from casefile.source.lines import Place

_READ = frozenset(
    {
        "title",
        "desk",
        "note",
        "intro",
        "clock",
        "label",
        "count",
        "prompt",
        "text",
        "sender",
        "alt",
        "pattern",
        "solved",
    }
    | {"answer", "accept", "refuse"}
)
"""Keys whose texts are shown, or typed, in the language of the play."""
_CODES = frozenset({"id", "by", "initial", "act", "family", "clue", "bank", "slot", "right", "target"})
"""Keys of the world, and of a kind's params, that no reader sees."""
_CODE = re.compile(r"^[a-z0-9_./-]+$")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\[\[.*?\]\]", re.DOTALL)
_QUOTED = re.compile(r'"([^"]*)"|\'([^\']*)\'')


@dataclass(frozen=True, slots=True)
class Told:
    """One text."""

    context: str
    """`msgctxt` of its translation."""
    text: str
    key: str
    """Where in its file it stands: `messages.0.text`, `hints.where.2`; for a block of a paper its id."""
    path: str
    line: int
    loose: bool = False
    """It may be a word of the machine's: nobody misses its translation."""


def texts(case: Case) -> list[Told]:
    """All of them, in the order of the files."""
    found = [*_model(case, "case", "case.toml", case.file)]
    found += _values(case, "cast", "cast.toml", case.cast, ())
    if case.world:
        world = case.world.model_dump(by_alias=True, include={"suspects", "variables", "clues"})
        found += _values(case, "world", "world.toml", world, ())
    for doc in case.docs.values():
        found += _model(case, f"doc:{doc.about.id}", doc.path, doc.about)
        found += _body(doc)
    for name, puzzle in case.made.items():
        found += _model(case, f"puzzle:{name}", puzzle.path, puzzle.about) if name in case.puzzles else ()
        found += _values(case, f"puzzle:{name}", puzzle.path, puzzle.about.params, ("params",))
        found += _hints(puzzle)
    return list({(one.context, one.text): one for one in reversed(found)}.values())[::-1]


def is_prose(text: str) -> bool:
    """Whether there is anything to translate: letters, outside of templates or in the sentences that they choose."""
    if any(char.isalpha() for char in _TAG.sub("", text)):
        return True
    chosen = (one or other for tag in _TAG.findall(text) for one, other in _QUOTED.findall(tag))
    return any(" " in words.strip() and any(map(str.isalpha, words)) for words in chosen)


def _model(case: Case, context: str, path: str, model: Entry) -> Iterator[Told]:
    said = model.model_dump(by_alias=True, exclude_defaults=True, exclude={"params"})
    for place, text in _strings(said, ()):
        if any(key in _READ for key in place) and is_prose(text):
            yield Told(context, text.strip(), _key(place), path, case.line(path, place))


def _values(case: Case, context: str, path: str, value: Any, before: Place) -> Iterator[Told]:
    for place, text in _strings(value, before):
        if place[-1] not in _CODES and is_prose(text):
            yield Told(context, text.strip(), _key(place), path, case.line(path, place), bool(_CODE.match(text)))


def _strings(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(item, (*place, str(key)))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _strings(item, (*place, index))


def _key(place: Place) -> str:
    return ".".join(map(str, place))


def _body(doc: Document) -> Iterator[Told]:
    context = f"doc:{doc.about.id}"
    for block in blocks_of(doc):
        if is_prose(block.text):
            own = f"{context}#{block.id}" if block.id else context
            yield Told(own, block.text.strip(), block.id, doc.path, doc.line + block.offset)


def blocks_of(doc: Document) -> list[Block]:
    """The blocks of a paper that was read, with the ids that they had."""
    found: list[Block] = []
    at = 0
    for text, name in zip(blocks(doc.body), doc.ids, strict=True):
        start = doc.body.index(text, at)
        at = start + len(text)
        found.append(Block(text, name, doc.body.count("\n", 0, start)))
    return found


def _hints(puzzle: Puzzle) -> Iterator[Told]:
    context = f"puzzle:{puzzle.about.id}"
    for step in puzzle.steps:
        yield Told(context, step.title.strip(), f"hints.{step.id}", puzzle.hints_path, step.line)
        for number, text in enumerate(step.rungs):
            if is_prose(text):
                line = step.rung_lines[number]
                yield Told(context, text.strip(), f"hints.{step.id}.{number + 1}", puzzle.hints_path, line)
