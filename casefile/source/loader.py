"""From a folder to a checked case, or to the whole list of what is wrong with it."""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from casefile.source.case import Case, Document, Puzzle
from casefile.source.case_file import CaseFile, CastFile
from casefile.source.catalogue import Catalogue, read_catalogue
from casefile.source.doc_file import DocFile
from casefile.source.document import cut, identified, repeated, without_ids
from casefile.source.entries import Entry
from casefile.source.folder import Folder, SourceText
from casefile.source.hints import Step, read_steps
from casefile.source.lines import Lines
from casefile.source.plan_file import Plan, read_plan
from casefile.source.plan_names import check_plans
from casefile.source.problems import Findings, Problem, Unsound, did_you_mean
from casefile.source.puzzle_file import PuzzleFile
from casefile.source.references import check
from casefile.source.unread import Unread
from casefile.source.world_file import WorldFile

Model = TypeVar("Model", bound=BaseModel)

_TOML_LINE = re.compile(r" \(at line (\d+), column \d+\)")


def load(folder: Path) -> Case:
    """Read a case.

    Raises:
        Unsound: With every problem that was found.
    """
    case, problems = examine(folder)
    if case is None or problems:
        raise Unsound(problems)
    return case


def examine(folder: Path) -> tuple[Case | None, tuple[Problem, ...]]:
    """Read a case and say all that is wrong with it; there is no case when a file could not be understood."""
    findings = Findings()
    if not folder.is_dir():
        findings.add("CF-S10", folder.name, 1, "is not a folder; a case is a folder with a case.toml in it.")
        return None, tuple(findings)
    reader = _Reader(folder.resolve(), findings)
    case = reader.read()
    if case is not None:
        check(case, findings, reader.unread)
        if not len(findings):
            check_plans(case, findings)
    return case, tuple(findings)


class _Reader:
    """Reads the files of one folder."""

    def __init__(self, root: Path, findings: Findings) -> None:
        self._folder = Folder(root, findings)
        self._findings = findings
        self._lines: dict[str, Lines] = {}
        self.unread = Unread()
        self._digest = hashlib.sha256()

    def read(self) -> Case | None:
        file = self._toml("case.toml", CaseFile)
        cast = self._toml("cast.toml", CastFile, within="people", needed=False)
        world = self._toml("world.toml", WorldFile, needed=False)
        docs = list(self._documents())
        puzzles = list(self._puzzles())
        if file is None:
            return None
        catalogues = {language: self._catalogue(language, file.language) for language in file.languages}
        people = cast.people if cast else {}
        digest = self._digest.hexdigest()
        locks, parts = ([one for one in puzzles if (one.about.form == "part") is part] for part in (False, True))
        read = _docs(docs, file), _puzzles(locks, file)
        known = {one.about.id: one for one in parts}
        return Case(file, people, world, *read, catalogues, digest, self._lines, known, self.unread.names)

    def _text(self, path: str, *, needed: bool = True) -> SourceText | None:
        source = self._folder.read(path, needed=needed)
        if source is not None:
            for part in (source.path, source.text):
                data = part.encode()
                self._digest.update(len(data).to_bytes(8, "big") + data)
        return source

    def _toml(self, path: str, model: type[Model], *, within: str = "", needed: bool = True) -> Model | None:
        before = len(self._findings)
        source = self._text(path, needed=needed)
        found = None if source is None else self._model(source.text, path, model, within=within)
        if found is None and len(self._findings) > before:
            self.unread.note(path, source.text if source else "")
        return found

    def _model(self, text: str, path: str, model: type[Model], *, first: int = 1, within: str = "") -> Model | None:
        found, lines, faults = _understood(text, model, first, within)
        if lines is not None:
            self._lines[path] = lines
        for fault in faults:
            self._findings.add(fault.code, path, fault.line, fault.sentence)
        return found if isinstance(found, model) else None

    def _documents(self) -> Iterator[Document]:
        seen: dict[str, str] = {}
        for path in self._folder.find("docs/**/*"):
            if (self._folder.root / path).is_dir():
                continue
            if not path.endswith(".md"):
                self._findings.add("CF-S06", path, 1, "is used by nothing; a paper's file ends in .md.")
                continue
            doc = self._document(path)
            if doc is None:
                self.unread.note(path)
                continue
            if doc.about.id in seen:
                self._findings.add("CF-S06", path, 2, f'has the id of {seen[doc.about.id]}, "{doc.about.id}".')
            seen[doc.about.id] = path
            yield doc

    def _document(self, path: str) -> Document | None:
        source = self._text(path)
        parts = cut(source.text) if source else None
        if source is None or parts is None:
            if source is not None:
                self._findings.add("CF-S15", path, 1, 'does not begin with TOML between two lines "+++".')
            return None
        about = self._model(parts.front, path, DocFile, first=parts.front_line)
        if about is None:
            return None
        if about.id != PurePosixPath(path).stem:
            line = self._lines[path].of(("id",))
            self._findings.add("CF-S15", path, line, f'has the id "{about.id}"; a paper\'s file is named as its id.')
        found = identified(parts.body)
        for block in repeated(found):
            line = parts.body_line + block.offset
            self._findings.add("CF-S06", path, line, f"there are two paragraphs #{block.id}; take one of the ids off.")
        return Document(about, without_ids(parts.body), path, parts.body_line, tuple(block.id for block in found))

    def _puzzles(self) -> Iterator[Puzzle]:
        seen: dict[str, str] = {}
        for path in self._folder.find("puzzles/*/puzzle.toml"):
            about = self._toml(path, PuzzleFile)
            hints = f"{PurePosixPath(path).parent}/hints.md"
            steps = self._steps(hints)
            plan = self._plan(f"{PurePosixPath(path).parent}/plan.test")
            if about is None:
                continue
            if about.id in seen:
                line = self._lines[path].of(("id",))
                self._findings.add("CF-S06", path, line, f'has the id of {seen[about.id]}, "{about.id}".')
            seen[about.id] = path
            yield Puzzle(about, steps, path, hints, plan)

    def _steps(self, path: str) -> tuple[Step, ...]:
        source = self._text(path, needed=False)
        return read_steps(source.text, path, self._findings) if source else ()

    def _plan(self, path: str) -> Plan | None:
        source = self._text(path, needed=False)
        return read_plan(source.text, path, self._findings) if source else None

    def _catalogue(self, language: str, own: str) -> Catalogue:
        if language == own:
            return Catalogue(language)
        source = self._text(f"i18n/{language}.po")
        return read_catalogue(source, language, self._findings) if source else Catalogue(language)


class _Fault(NamedTuple):
    """What is wrong at a line of one text."""

    code: str
    line: int
    sentence: str


@lru_cache(4096)  # whoever writes a case has it read again and again, and all but one file are as they were
def _understood(
    text: str, model: type[BaseModel], first: int, within: str
) -> tuple[BaseModel | None, Lines | None, tuple[_Fault, ...]]:
    """What a TOML text says, where its keys stand, and what is wrong with it."""
    try:
        data: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        where = _TOML_LINE.search(said)
        line = int(where[1]) if where else text.count("\n") + 1
        return None, None, (_Fault("CF-S10", first + line - 1, f"is not TOML: {_TOML_LINE.sub('', said)}."),)
    except RecursionError:
        return None, None, (_Fault("CF-S10", first, "is nested too deeply."),)
    lines = Lines(text, first)
    try:
        return model.model_validate({within: data} if within else data), lines, ()
    except ValidationError as error:
        faults = []
        for fault in error.errors(include_url=False):
            place = fault["loc"][1:] if within else fault["loc"]
            faults.append(_Fault("CF-S12", lines.of(place), _sentence(dict(fault), model)))
        return None, lines, tuple(faults)


def _docs(docs: list[Document], file: CaseFile) -> dict[str, Document]:
    """Papers by act, by their own order, by path."""
    acts = _acts(file)
    docs.sort(key=lambda doc: (acts.get(doc.about.act, -1), doc.about.order, doc.path))
    return {doc.about.id: doc for doc in docs}


def _puzzles(puzzles: list[Puzzle], file: CaseFile) -> dict[str, Puzzle]:
    """Puzzles by act, an act's board and its archive last, by path."""
    acts = _acts(file)
    forms = ["answer", "board", "request"]
    puzzles.sort(key=lambda one: (acts.get(one.about.act, -1), forms.index(one.about.form), one.path))
    return {puzzle.about.id: puzzle for puzzle in puzzles}


def _acts(file: CaseFile) -> dict[str, int]:
    return {act.id: number for number, act in enumerate(file.acts)}


def _sentence(fault: Mapping[str, Any], model: type[BaseModel]) -> str:
    """What pydantic found, as one sentence that says what to do."""
    keys = [str(part) for part in fault["loc"] if isinstance(part, str)]
    key = keys[-1] if keys else "the file"
    if fault["type"] == "missing":
        return f'"{key}" is missing here.'
    if fault["type"] == "extra_forbidden":
        return f'"{key}" is not a key that belongs here.{did_you_mean(key, _keys(model))}'
    said = str(fault["msg"]).removeprefix("Value error, ")
    given = fault["input"]
    if fault["type"] == "string_pattern_mismatch" and ".." in given:
        return f'"{key}": {given!r} is a way out of the case\'s folder; things are named by their ids.'
    shown = f" (it is {given!r})" if isinstance(given, str | int | float | bool) else ""
    return f'"{key}": {said[:1].lower()}{said[1:]}{shown}.'


def _keys(model: type[BaseModel]) -> set[str]:
    """Every key that may stand somewhere in a file of this model."""
    known: set[str] = set()
    waiting: list[Any] = [model]
    seen: set[Any] = set()
    while waiting:
        kind = waiting.pop()
        waiting.extend(getattr(kind, "__args__", ()))
        if isinstance(kind, type) and issubclass(kind, Entry) and kind not in seen:
            seen.add(kind)
            for name, about in kind.model_fields.items():
                known.add(about.alias or name)
                waiting.append(about.annotation)
    return known
