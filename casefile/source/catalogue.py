"""Translations: one gettext catalogue for each language beside the case's own.

An entry's `msgid` is the source text of a string, or of one block of a paper, before templating; its `msgctxt` is the
id of the file: `case`, `cast`, `world`, `doc:<id>`, `puzzle:<id>`. A block that has an id adds it: `doc:<id>#<block>`.
What is missing falls back to the source.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import polib  # type: ignore[import-untyped]

from casefile.source.document import blocks
from casefile.source.folder import SourceText
from casefile.source.problems import Findings

_LINE = re.compile(r"line (\d+)")
_WHOLE = re.compile(r'\s*(?:#.*|[^"]*"(?:[^"\\]|\\.)*"\s*|[^"]*)')
"""A line whose text, if it has one, ends; the reader takes whatever stands last for the quote."""
_PLACEHOLDER = re.compile(r"\{\{.*?\}\}|\{[a-z][a-z0-9_.]*\}|\[\[[^\[\]]+\]\]", re.DOTALL)
"""What stands for something else: a template's expression, a slot of a prompt, a mark of a paper."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What one language says."""

    language: str
    entries: dict[tuple[str, str], str] = field(default_factory=dict)
    """(context, source text) to translation."""

    def say(self, context: str, text: str) -> str:
        """A string in this language, or the source."""
        return self.entries.get((context, text.strip())) or text

    def body(self, context: str, text: str, ids: Sequence[str] = ()) -> str:
        """A paper in this language, block by block; what is said of a block by its id goes before the rest."""
        if not self.entries:
            return text
        found = blocks(text)
        names = [*ids, *[""] * (len(found) - len(ids))]
        return "\n\n".join(self._block(context, block, name) for block, name in zip(found, names, strict=True)) + "\n"

    def _block(self, context: str, text: str, name: str) -> str:
        own = self.entries.get((f"{context}#{name}", text.strip())) if name else None
        return own or self.say(context, text)

    def deep(self, context: str, value: Any) -> Any:
        """All strings within a value in this language."""
        if isinstance(value, str):
            return self.say(context, value)
        if isinstance(value, list):
            return [self.deep(context, item) for item in value]
        if isinstance(value, dict):
            return {key: self.deep(context, item) for key, item in value.items()}
        return value


def read_catalogue(source: SourceText, language: str, findings: Findings) -> Catalogue:
    """Read a catalogue; an entry that is fuzzy or obsolete does not speak."""
    for number, text in enumerate(source.text.split("\n"), start=1):
        if not _WHOLE.fullmatch(text):
            findings.add("CF-S16", source.path, number, "is no line of a gettext catalogue: a text ends in its quote.")
            return Catalogue(language)
    try:
        entries = list(polib.pofile(source.text))
    except (OSError, ValueError) as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else 1
        findings.add("CF-S16", source.path, line, f"is not a gettext catalogue: {error}.")
        return Catalogue(language)
    spoken = [entry for entry in entries if entry.msgstr and not entry.obsolete and not entry.fuzzy]
    for entry in spoken:
        for lost in sorted(placeholders(entry.msgid) - placeholders(entry.msgstr)):
            line = _line_of("msgstr", source.text, entry.linenum)
            findings.add("CF-S21", source.path, line, f"the translation has lost {lost}; put it back.")
    return Catalogue(language, {(entry.msgctxt or "", entry.msgid.strip()): entry.msgstr for entry in spoken})


def placeholders(text: str) -> set[str]:
    """What in a text stands for something else, and must stand in its translation too."""
    return {re.sub(r"\s", "", found) for found in _PLACEHOLDER.findall(text)}


def _line_of(keyword: str, text: str, first: int) -> int:
    """The next line, from one on, that begins with a keyword."""
    lines = enumerate(text.split("\n")[first - 1 :], start=first)
    return next((number for number, line in lines if line.startswith(keyword)), first)
