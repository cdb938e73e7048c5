"""Rules of languages: whoever plays a translation plays the same case."""

from collections.abc import Iterator, Mapping
from typing import Any

from casefile.kinds import kind
from casefile.source.problems import Problem
from casefile.workshop.check.rule import Rule, Severity, Sources
from casefile.workshop.translation.catalogues import read
from casefile.workshop.translation.languages import catalogue_path
from casefile.workshop.translation.standing import Progress, Standing, State, standing
from casefile.workshop.translation.texts import Told

_PARAGRAPHS = ("case", "doc:", "puzzle:")
"""Contexts of what is written in sentences; most names of the cast and words of the world are the same everywhere."""
_NOT_SAID = frozenset({"banks", "params", "accept", "refuse", "answer", "pattern", "clock"})


def translations_are_whole(sources: Sources) -> Iterator[Problem]:
    """Texts without a translation, and translations that wait for a second look.

    A text that is the same in both languages has an entry that repeats it.
    """
    for language in _others(sources):
        catalogue = read(catalogue_path(sources.folder, language))
        yield from _standing(standing(sources.case, language, catalogue))


def _standing(progress: Progress) -> Iterator[Problem]:
    for file, every in progress.files():
        said = [one for one in every if _is_paragraph(one.told)]
        for state, what in ((State.MISSING, "not translated to"), (State.STALE, "translated from an older text to")):
            found = [one for one in said if one.state == state]
            if found:
                sentence = (
                    f"texts {what} {progress.language}: {len(found)} of {len(said)}, the first “{_short(found[0])}”."
                )
                advice = "Let `casefile i18n` bring the catalogue up to date, and translate what it marks."
                yield Problem(file, found[0].told.line, "CF-I01", sentence, advice)


def _is_paragraph(told: Told) -> bool:
    """Whether it is said in words; a card that bears a name only may be the same everywhere."""
    place = told.key.split(".")
    is_name = place[0] == "cards" and not any(word[:1].islower() for word in told.text.split())
    return told.context.startswith(_PARAGRAPHS) and not _NOT_SAID.intersection(place) and not is_name


def _short(one: Standing) -> str:
    line = " ".join(one.told.text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


def letters_are_dealt_anew(sources: Sources) -> Iterator[Problem]:
    """Puzzles that live in the letters of one language, and in a translation have nothing of their own to be made from.

    An entry that repeats the source says that this puzzle stays in the source's language.
    """
    for name, puzzle in sources.case.made.items():
        if not puzzle.about.kind or not kind(puzzle.about.kind).language_bound:
            continue
        wanted = {(f"puzzle:{name}", text.strip()) for text in _strings(puzzle.about.params)}
        for language in _others(sources):
            if not wanted & sources.case.catalogues[language].entries.keys():
                sentence = (
                    f'lives in letters (kind "{puzzle.about.kind}"), and no param of it is translated to {language}.'
                )
                advice = "Translate its params; or repeat the source, if it stays in the source's language."
                yield sources.problem("CF-I02", puzzle.path, ("params",), sentence, advice)


def _others(sources: Sources) -> list[str]:
    return [one for one in sources.case.file.languages if one != sources.case.file.language]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _strings(item)


RULES: tuple[Rule, ...] = (
    Rule("CF-I01", Severity.WARNING, "Every text is translated, and none is stale", "case", translations_are_whole),
    Rule("CF-I02", Severity.ERROR, "Puzzles of letters are made anew in each language", "case", letters_are_dealt_anew),
)
