"""Mutators for what a case names: ids, gates, values that need one another."""

import shutil
from pathlib import Path
from random import Random

from tests.check.mutants.folder import Mutator, Places, edited, files, put, swapped

CASE, DOCS, PUZZLES, HINTS = "case.toml", "docs/**/*.md", "puzzles/*/puzzle.toml", "puzzles/*/hints.md"


def _renamed(files_: str, what: str) -> Mutator:
    """A reference that is spelt otherwise than what it refers to."""
    return Mutator("CF-S06", swapped(Places(files_, what), "{0}x", "{0}q", "{0}_{0}"))


_REFERENCES = (
    (PUZZLES, r'(?<=^papers = \[")\w+'),
    (PUZZLES, r'(?<=^act = ")\w+'),
    (PUZZLES, r'(?<=normal = "card", bank = ")\w+'),
    (PUZZLES, r"(?<=opens = \"request:)\w+"),
    (DOCS, r'(?<=^act = ")\w+'),
    (DOCS, r'(?<=^opens_with = ")\w+'),
    (DOCS, r'(?<=slot = "[mf]\.)\w+'),
    (DOCS, r'(?<=bank = ")\w+'),
    (CASE, r'(?<=^of = \[")\w+'),
    (CASE, r'(?<=^opens = ")\w+'),
    (CASE, r'(?<=^with = ")\w+'),
    (CASE, r'(?<=^drops = \[")\w+'),
    (CASE, r'(?<=^endings_with = ")\w+'),
    (CASE, r"(?<=question:)\w+"),
    (CASE, r'(?<=^tools = \[")\w+'),
    (CASE, r'(?<="!solved:)\w+'),
    (HINTS, r"(?<=seen: read:)\w+"),
    (HINTS, r"(?<=slot: )\w+"),
    ("world.toml", r'(?<=^roll = \[")\w+'),
)


def _paper_twice(draw: Random, root: Path) -> str:
    path = draw.choice(files(root, DOCS))
    (root / "docs/more").mkdir()
    shutil.copy(path, root / "docs/more" / path.name)
    return f"{path.name} lies in a second folder too"


def _unread_file(draw: Random, root: Path) -> str:
    name = draw.choice(("docs/notes.txt", "docs/day/letter.md.bak", "docs/night/plan.odt"))
    (root / name).write_text("mine", "utf-8")
    return f"{name} is nobody's"


def _unreachable(draw: Random, root: Path) -> str:
    """A gate whose every input lies behind what it opens, or an act that has no gate."""
    target, k, of = draw.choice(
        (
            ("m", 2, ["m", "f", "p4", "p5", "p6", "branch:d1/tell", "branch:d1/wait"]),
            ("night", 1, ["p4", "p5", "p6", "f"]),
            ("f", 2, ["f", "f/papers"]),
            ("dawn", 0, []),
        )
    )
    if not k:
        return edited(root, CASE, "[[questions]]", '[[acts]]\nid = "dawn"\ntitle = "DAWN"\n\n[[questions]]')
    chosen = ", ".join(f'"{name}"' for name in draw.sample(of, k))
    path, match = Places(CASE, rf'^opens = "{target}"\n(?:k = \d+\n)?of = .+$').draw(draw, root)
    return put(root, path, match, f'opens = "{target}"\nk = {k}\nof = [{chosen}]')


def _cycle(draw: Random, root: Path) -> str:
    """Two or three puzzles, each made from the answer of another."""
    ring = draw.sample(["p1", "p2", "p3", "p4", "p5", "p6"], draw.randint(2, 3))
    for one, other in zip(ring, [*ring[1:], ring[0]], strict=True):
        place = Places(f"puzzles/{one}/puzzle.toml", r'(?:toy|label|answer) = \[?"', behind="[params]")
        path, match = place.draw(draw, root)
        put(root, path, match, f"{match[0]}{{{{ {other}.answer[0] }}}} ")
    return " needs ".join([*ring, ring[0]])


MUTATORS = (
    *(_renamed(where, what) for where, what in _REFERENCES),
    Mutator("CF-S06", _paper_twice),
    Mutator("CF-S06", _unread_file),
    Mutator("CF-S01", _unreachable),
    Mutator("CF-S02", _cycle),
)
