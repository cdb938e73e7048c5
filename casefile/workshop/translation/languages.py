"""Which case and which languages a translator's command is about."""

import re
from pathlib import Path

from casefile.errors import Refusal
from casefile.source.case import Case
from casefile.source.loader import examine
from casefile.source.problems import Unsound

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def translatable(folder: Path) -> Case:
    """Read a case; what is wrong with its catalogues is no hindrance, for they are about to be mended.

    Raises:
        Unsound: With everything else that is wrong.
    """
    case, problems = examine(folder)
    others = [problem for problem in problems if not problem.path.startswith("i18n/")]
    if case is None or others:
        raise Unsound(others or problems)
    return case


def chosen(case: Case, language: str) -> list[str]:
    """The language that is meant, or all that the case is translated to.

    Raises:
        Refusal: `language`: it is none, or the case's own.
    """
    others = [one for one in case.file.languages if one != case.file.language]
    if not language:
        if not others:
            raise Refusal("language", "The case speaks no language but its own; name one, such as `de`.")
        return others
    if not _LANGUAGE.fullmatch(language):
        raise Refusal("language", f'"{language[:40]}" is not a language; write it as `de` or `pt-BR`.')
    if language == case.file.language:
        raise Refusal("language", f'The case is written in "{language}"; name a language to translate it to.')
    return [language]


def catalogue_path(folder: Path, language: str) -> Path:
    """Where a language's catalogue lies."""
    return folder / "i18n" / f"{language}.po"
