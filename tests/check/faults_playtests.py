"""Faults of play-tests, put into the sound case."""

import json
from pathlib import Path

from tests.check.fault import Fault, edit

PUZZLES = ("p1", "p2", "p3", "m", "p4", "p5", "p6", "f")
STATED = {"m": 4, "f": 4}


def write_log(root: Path, name: str, *lines: object) -> None:
    (root / "playtests").mkdir(exist_ok=True)
    (root / "playtests" / f"{name}.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")


def play(player: str, puzzle: str, **more: object) -> dict[str, object]:
    return {"player": player, "puzzle": puzzle, "solved": True, "minutes": STATED.get(puzzle, 12), **more}


def release(root: Path) -> None:
    edit("case.toml", 'desk = "', 'release = true\nfactcheck = "the editor, on Tuesday"\ndesk = "')(root)


def released_and_never_played(root: Path) -> None:
    release(root)


def one_who_watched(root: Path) -> None:
    release(root)
    write_log(root, "ann", *(play("ann", puzzle) for puzzle in PUZZLES))
    write_log(root, "bob", *(play("bob", puzzle, spoiled=puzzle == "p3") for puzzle in PUZZLES))


def nobody_to_the_end(root: Path) -> None:
    release(root)
    for player, missed in (("ann", "f"), ("bob", "m"), ("cid", "p1")):
        write_log(root, player, *(play(player, puzzle) for puzzle in PUZZLES if puzzle != missed))


def a_torn_line(root: Path) -> None:
    write_log(root, "ann", play("ann", "p1"))
    with (root / "playtests/ann.jsonl").open("a", encoding="utf-8") as log:
        log.write('{"player": "ann", "puz')


def twice_as_long(root: Path) -> None:
    write_log(root, "ann", play("ann", "p1", minutes=22))
    write_log(root, "bob", play("bob", "p1", minutes=27.5))


def facts_of_the_authors_own(root: Path) -> None:
    edit("case.toml", 'desk = "', 'release = true\ndesk = "')(root)


FAULTS = (
    Fault("CF-P01", spoil=released_and_never_played),
    Fault("CF-P01", spoil=one_who_watched),
    Fault("CF-P01", spoil=nobody_to_the_end),
    Fault("CF-P01", spoil=a_torn_line),
    Fault("CF-P02", spoil=twice_as_long),
    Fault("CF-P03", spoil=facts_of_the_authors_own),
)
