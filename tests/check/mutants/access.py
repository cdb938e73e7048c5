"""Mutators for drawings, tables and hints."""

from pathlib import Path
from random import Random

from tests.check.mutants.folder import TIN, Mutator, Places, appended, files, put, swapped

DOCS, HINTS = "docs/**/*.md", "puzzles/*/hints.md"


def _unspoken(draw: Random, root: Path) -> str:
    path, match = Places(DOCS, r"(?<=^```figure).+$").draw(draw, root)
    return put(root, path, match, draw.choice(("", " ", " …", " --")))


_ILL_SPOKEN = swapped(
    Places("docs/**/note[25].md", r"(?<=^```figure).+$"), " an invoice", " the number of a bill", " a slip of paper"
)
_STRIP_ILL_SPOKEN = swapped(
    Places("docs/*.md", r"\{\{ p0\d\.(?:strip|cipher)_alt \}\}"), "a sheet", "capitals", "what came, drawn by hand"
)


def _wide_figure(draw: Random, root: Path) -> str:
    path, match = Places(DOCS, r"^```figure .*$").draw(draw, root)
    line = draw.choice(("-", "+ ", "ab ", "▂▇", "{{ 7 }}")) * draw.randint(80, 120)
    return put(root, path, match, f"{match[0]}\n{line if '{{' not in line else '7' * draw.randint(77, 120)}")


def _wide_table(draw: Random, root: Path) -> str:
    """A table of too many columns, or of too many long words."""
    word = draw.choice(("seventy", "consequentially", "Misunderstandings"))
    columns = draw.randint(-(-80 // len(word)), 18)
    if draw.random() < 0.5:
        path, match = Places(DOCS, r"^\|[^|\n]+\|(?=.*\n\|-)").draw(draw, root)
        return put(root, path, match, f"{match[0]}{f'{word}|' * columns}")
    head = "|".join(f"column{number}" for number in range(columns))
    return appended(root, draw.choice(files(root, DOCS)), f"|{head}|\n|{'-|' * columns}\n|{f'{word}|' * columns}")


def _no_help(draw: Random, root: Path) -> str:
    """Hints that are not there, a box without any, or a first rung that names no paper."""
    match draw.choice(("none", "box", "paper", "later")):
        case "none":
            path = draw.choice(files(root, HINTS))
            path.unlink()
            return f"{path.relative_to(root)} is gone"
        case "box":
            path, match = Places(HINTS, r" \{slot: \w+\}$").draw(draw, root)
            return put(root, path, match, "")
        case way:
            path, match = Places(HINTS, r"^1\. .*$").draw(draw, root)
            text = '1. Read "The charge".' if way == "later" else "1. Read what lies before you, once more."
            return put(root, path, match, text)


MUTATORS = (
    Mutator("CF-T03", _unspoken),
    Mutator("CF-T03", _unspoken, TIN),
    Mutator("CF-T03", _ILL_SPOKEN),
    Mutator("CF-T03", _STRIP_ILL_SPOKEN, TIN),
    Mutator("CF-T04", _wide_figure),
    Mutator("CF-T04", _wide_figure, TIN),
    Mutator("CF-T04", _wide_table),
    Mutator("CF-T04", _wide_table, TIN),
    Mutator("CF-H01", _no_help),
)
