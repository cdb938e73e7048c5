"""`casefile rename`: an id under another name, everywhere."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casefile.workshop.renaming.rename import Renaming

_SHOWN = 100


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument("old", metavar="OLD", help="the id; `puzzle:a` where it could be several things; `d1/log`")
    command.add_argument("new", metavar="NEW", help="the new one")
    command.add_argument("--case", type=Path, default=Path(), metavar="DIR", help="the case's folder; else this one")
    command.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code."""
    from casefile.desk.progress import progress
    from casefile.text import clean
    from casefile.workshop.renaming.rename import rename

    with progress(f"Proving {wanted.new}") as tell:
        renaming = rename(wanted.case, wanted.old, wanted.new, tell)
    said = _shown(renaming) if wanted.dry_run else _count(renaming)
    if not wanted.dry_run:
        renaming.write()
    print(clean("\n".join(said).lstrip(), lines=True))  # noqa: T201
    return 0


def _count(renaming: "Renaming") -> list[str]:
    found = [f"{old} → {new}" for old, new in renaming.rewritten.moves.items()]
    found += [f"{path}: {len(_lines(renaming, path))} lines" for path in renaming.rewritten.texts]
    known = renaming.changes[0].known
    kept = "Packs that are sealed from now on know it by its new name, and saves of older ones do not."
    drawn = " What chance draws for it is drawn anew." if known.sort in {"puzzle", "variable", "clue", "person"} else ""
    return [*found, "", f"{known.written} is now {renaming.changes[0].new}. {kept}{drawn}"]


def _shown(renaming: "Renaming") -> list[str]:
    found = [f"{old} → {new}" for old, new in renaming.rewritten.moves.items()]
    for path in renaming.rewritten.texts:
        found += ["", path]
        for number, old, new in _lines(renaming, path):
            found += [f"{number:5} - {old[:_SHOWN]}", f"      + {new[:_SHOWN]}"]
    return found


def _lines(renaming: "Renaming", path: str) -> list[tuple[int, str, str]]:
    old = (renaming.root / path).read_bytes().decode("utf-8").splitlines()
    new = renaming.rewritten.texts[path].splitlines()
    pairs = enumerate(zip(old, new, strict=False), start=1)
    return [(number, before.strip(), after.strip()) for number, (before, after) in pairs if before != after]
