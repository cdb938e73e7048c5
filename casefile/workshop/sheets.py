"""What a game master is told of a deal: who it was, every answer, every key."""

from pathlib import Path

import msgspec

from casefile.host.deal.deal_file import LockSheet, Sheet
from casefile.source import names
from casefile.source.case import Puzzle
from casefile.source.folder import Folder
from casefile.source.problems import Findings
from casefile.vault import SealKey
from casefile.workshop.deal import Dealt
from casefile.workshop.rendering import At
from casefile.workshop.solutions import override_of

SOLUTION = "solution.md"
"""Beside a puzzle, its author's word on how it goes."""


def sheet_of(folder: Path, dealt: Dealt, key: SealKey, nodes: list[str]) -> bytes:
    """The sheet of a deal, for no team yet.

    Args:
        folder: The case's.
        dealt: The deal.
        key: The case's seal key.
        nodes: Names of all nodes of its pack.
    """
    keys = key.deal(dealt.case.file.id, dealt.seed, dealt.profile.id)
    locks: dict[str, LockSheet] = {}
    for lock, solution in dealt.solutions.items():
        puzzle, rendering = dealt.case.puzzles[lock], dealt.rendering
        is_open = puzzle.about.form == "request"
        ref = keys.ref(names.part_of(lock, names.SOLVED))
        answers = [answer for answer, _ in solution.rows] if is_open else solution.answers
        locks[lock] = LockSheet(
            title=rendering.string(f"puzzle:{lock}", puzzle.about.title, rendering.at(puzzle.path, "title")),
            minutes=override_of(dealt.profile, lock).minutes or puzzle.about.minutes,
            answers=[list(answer) for answer in answers],
            solution=_told(folder, dealt, puzzle),
            node="" if is_open else ref.node.hex(),
            key="" if is_open else ref.key.hex(),
        )
    refs = {name: keys.ref(name) for name in nodes}
    every = {name: (ref.node.hex(), ref.key.hex()) for name, ref in refs.items()}
    sheet = Sheet(team="", mole=dealt.mole, seed=dealt.seed.decode(), locks=locks, nodes=every)
    return msgspec.json.encode(sheet)


def _told(folder: Path, dealt: Dealt, puzzle: Puzzle) -> str:
    """The author's solution for this deal; as it was written where it cannot be rendered."""
    path = puzzle.path.rpartition("/")[0] + "/" + SOLUTION
    source = Folder(folder.resolve(), Findings()).read(path, needed=False)
    if source is None:
        return ""
    before = dealt.rendering.failures
    told = dealt.rendering.string(f"puzzle:{puzzle.about.id}", source.text, At(path, 1))
    return told if dealt.rendering.failures == before else source.text
