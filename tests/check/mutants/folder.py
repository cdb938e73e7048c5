"""Changes to a copied case that choose by chance where to strike, among all places where they can."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[3]
SOUND = ROOT / "tests/check/sound"
TIN = ROOT / "docs/authors/examples/biscuit-tin"
LYREBIRD = ROOT / "puzzles/lyrebird"

Spoil = Callable[[Random, Path], str]
"""Spoils one thing somewhere in a copied case, and says what."""


@dataclass(frozen=True)
class Mutator:
    """One way to break one rule."""

    code: str
    spoil: Spoil
    case: Path = SOUND
    """The correct case that it is put into."""


@dataclass(frozen=True)
class Places:
    """Every place in some files where a pattern stands."""

    files: str
    """A glob."""
    what: str
    """A regular expression; `^` is the beginning of a line."""
    before: str = ""
    """Only what stands before this text, in files that have it."""
    behind: str = ""
    """Only what stands behind this text, in files that have it."""

    def draw(self, draw: Random, root: Path) -> tuple[Path, re.Match[str]]:
        """One of them."""
        found = [(path, match) for path in files(root, self.files) for match in self._in(path.read_text("utf-8"))]
        return draw.choice(found)

    def _in(self, text: str) -> list[re.Match[str]]:
        end = text.find(self.before) if self.before and self.before in text else len(text)
        begin = text.find(self.behind, 1) if self.behind and self.behind in text else 0
        return [one for one in re.finditer(self.what, text, re.MULTILINE) if begin <= one.start() and one.end() <= end]


def files(root: Path, pattern: str) -> list[Path]:
    """The files of a case that a glob names, always in the same order."""
    return sorted(path for path in root.glob(pattern) if path.is_file())


def swapped(places: Places, *news: str) -> Spoil:
    """Put one of several texts in one of the places. `{0}` in them is what stands there, `{1}` its first group."""

    def spoil(draw: Random, root: Path) -> str:
        path, match = places.draw(draw, root)
        new = draw.choice(news)
        for number in range(len(match.groups()) + 1):
            new = new.replace(f"{{{number}}}", match[number] or "")
        return put(root, path, match, new)

    return spoil


def put(root: Path, path: Path, match: re.Match[str], new: str) -> str:
    """Put a text in one place, and say so."""
    text = match.string
    path.write_text(text[: match.start()] + new + text[match.end() :], "utf-8")
    return f"{path.relative_to(root)}: {_short(match[0])} becomes {_short(new)}"


def edited(root: Path, name: str, old: str, new: str) -> str:
    """Put one text in the place of another that is known to stand there."""
    path = root / name
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return f"{name}: {_short(old)} becomes {_short(new)}"


def appended(root: Path, path: Path, text: str) -> str:
    """Add a paragraph at the end of a file."""
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n{text}\n", "utf-8")
    return f"{path.relative_to(root)}: {_short(text)} at its end"


def one_of(*spoils: Spoil) -> Spoil:
    """One of several ways."""

    def spoil(draw: Random, root: Path) -> str:
        return draw.choice(spoils)(draw, root)

    return spoil


def several(draw: Random, all_of: Sequence[str], least: int, most: int) -> list[str]:
    """Some of them, in their order."""
    chosen = draw.sample(all_of, draw.randint(least, most))
    return [one for one in all_of if one in chosen]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f'"{line if len(line) <= 60 else line[:59] + "…"}"'
