"""`casefile i18n`: what is to be translated, catalogues that keep up, and how far they have come."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casefile.workshop.translation.standing import Progress

_SHOWN = 60


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument("source", type=Path, metavar="DIR", help="the folder of the case's source")
    command.add_argument(
        "act",
        choices=("extract", "merge", "status"),
        metavar="extract|merge|status",
        help="write the template, bring a catalogue up to date, or say how far it has come",
    )
    command.add_argument("language", nargs="?", default="", metavar="LANG", help="such as `de`; else all of the case's")
    command.add_argument("--json", action="store_true", help="`status` as one JSON object a language")
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code: 1 when `status` finds something that is not done."""
    from casefile.commands.output import write_whole
    from casefile.workshop.translation.catalogues import merge, read, template
    from casefile.workshop.translation.languages import catalogue_path, chosen, translatable
    from casefile.workshop.translation.standing import standing

    case = translatable(wanted.source)
    if wanted.act == "extract":
        write_whole(wanted.source / "i18n" / f"{case.file.id}.pot", template(case).encode())
        return 0
    paths = {language: catalogue_path(wanted.source, language) for language in chosen(case, wanted.language)}
    if wanted.act == "merge":
        done = {language: merge(case, language, read(path)) for language, path in paths.items()}
        for language, one in done.items():
            write_whole(paths[language], one.text.encode())
            said = f"{one.translated} translated, {one.missing} missing, {one.stale} stale, {one.aside} put aside"
            print(f"{language}: {said}")  # noqa: T201
            if language not in case.file.languages:
                print(f'Add "{language}" to `languages` in case.toml, and the case speaks it.')  # noqa: T201
        return 0
    found = [standing(case, language, read(path)) for language, path in paths.items()]
    return _tell(found, as_json=wanted.json)


def _tell(found: "Sequence[Progress]", *, as_json: bool) -> int:
    import json

    for progress in found:
        print(json.dumps(_said(progress), ensure_ascii=False) if as_json else _text(progress))  # noqa: T201
    return 0 if all(progress.percent == 100 for progress in found) else 1


def _said(progress: "Progress") -> dict[str, object]:
    return {
        "language": progress.language,
        "percent": progress.percent,
        "counts": dict(progress.counts),
        "leftover": progress.leftover,
        "open": [
            {
                "state": str(one.state),
                "path": one.told.path,
                "line": one.told.line,
                "context": one.told.context,
                "key": one.told.key,
                "text": one.told.text,
                "lost": list(one.lost),
            }
            for one in progress.standings
            if one.state != "done"
        ],
    }


def _text(progress: "Progress") -> str:
    from casefile.text import clean

    counts = progress.counts
    lines = [f"{progress.language}: {counts['done']} of {len(progress.standings)} texts, {progress.percent} %"]
    for path, standings in progress.files():
        left = [one for one in standings if one.state != "done"]
        if left:
            lines += ["", f"{path}: {len(standings) - len(left)} of {len(standings)}"]
        for one in left:
            said = f"has lost {' '.join(one.lost)}" if one.lost else " ".join(one.told.text.split())
            short = said if len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"
            lines.append(f"  {one.state:8}{one.told.line:>4}  {short}")
    if progress.leftover:
        lines += ["", f"{progress.leftover} translations are of nothing that is there; `merge` puts them aside."]
    return "\n".join(clean(line, lines=False) for line in lines)
