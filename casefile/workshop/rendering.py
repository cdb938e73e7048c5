"""An author's texts, translated and rendered in every language of a case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from casefile.source.case import Case, Document
from casefile.source.lines import Place
from casefile.source.problems import Findings
from casefile.source.template import TemplateFault, Templates
from casefile.vault.manifest import Text

Facts = dict[str, Any]
"""What templates may name."""


class At(NamedTuple):
    """Where a text stands in the source."""

    path: str
    line: int


@dataclass
class Rendering:
    """Renders the texts of one deal; what cannot be rendered is noted, and reads as nothing."""

    case: Case
    findings: Findings
    templates: Templates
    facts: dict[str, Facts]
    """For each language of the case."""
    failures: int = 0
    """Texts that could not be rendered, counted in every language."""
    lost: set[str] = field(default_factory=set)
    """Names whose values could not be made. Why is told already, so texts that use them just read as nothing."""
    _told: set[tuple[str, int, str]] = field(default_factory=set)

    @property
    def language(self) -> str:
        """The language in which the case was written."""
        return self.case.file.language

    def at(self, path: str, *place: str | int) -> At:
        """Where a key stands."""
        way: Place = place
        return At(path, self.case.line(path, way))

    def at_body(self, doc: Document) -> At:
        """Where a paper's text begins."""
        return At(doc.path, doc.line)

    def text(self, context: str, source: str, at: At, **more: Any) -> Text:
        """A string in every language."""
        return {language: self.string(context, source, at, language, **more) for language in self.facts}

    def body(self, context: str, doc: Document, **more: Any) -> Text:
        """A paper in every language; each of its blocks is translated by itself."""
        at = self.at_body(doc)
        return {
            language: self._render(self.case.catalogues[language].body(context, doc.body, doc.ids), at, language, more)
            for language in self.facts
        }

    def string(self, context: str, source: str, at: At, language: str = "", **more: Any) -> str:
        """A string in one language, without further word in the case's own."""
        language = language or self.language
        return self._render(self.case.catalogues[language].say(context, source), at, language, more).strip("\n")

    def strings(self, context: str, sources: list[str], at: At, language: str, **more: Any) -> tuple[str, ...]:
        """Several strings in one language."""
        return tuple(self.string(context, source, at, language, **more) for source in sources)

    def values(self, context: str, source: Any, at: At, language: str) -> Any:
        """A tree whose strings are templates; one that is a single `{{ expression }}` may give a list or a table."""
        if isinstance(source, Mapping):
            return {key: self.values(context, value, at, language) for key, value in source.items()}
        if isinstance(source, list):
            return [self.values(context, value, at, language) for value in source]
        if not isinstance(source, str):
            return source
        try:
            text = self.case.catalogues[language].say(context, source)
            return "" if self._is_lost(text) else self.templates.value(text, self.facts[language])
        except TemplateFault as fault:
            self._note(fault, at, language)
            return ""

    def _render(self, text: str, at: At, language: str, more: Mapping[str, Any]) -> str:
        try:
            return "" if self._is_lost(text) else self.templates.render(text, {**self.facts[language], **more})
        except TemplateFault as fault:
            self._note(fault, at, language)
            return ""

    def _is_lost(self, text: str) -> bool:
        """Whether a text uses what is lost; that counts as a failure."""
        found = bool(self.lost and self.lost & self.templates.names(text))
        self.failures += found
        return found

    def _note(self, fault: TemplateFault, at: At, language: str) -> None:
        self.failures += 1
        problem = (at.path, at.line + fault.line - 1, fault.sentence)
        if language == self.language:
            self._told.add(problem)
            self.findings.add("CF-S13", *problem)
        elif problem not in self._told:
            self.findings.add("CF-S13", *problem[:2], f"{fault.sentence} This is in the translation to {language}.")
