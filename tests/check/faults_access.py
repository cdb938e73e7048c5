"""Faults of access, put into the sound case."""

from pathlib import Path

from tests.check.fault import Fault, edit

INVOICE = "docs/day/note2.md"
WORDS = "```figure an invoice with the number {{ world.invoices[0] }}"


def a_code_of_look_alikes(root: Path) -> None:
    puzzle = "puzzles/p1/puzzle.toml"
    edit(puzzle, 'normal = "digits", pattern = "####"', 'normal = "code", pattern = "####"')(root)
    edit(puzzle, 'shape = "####"', 'shape = "O0I##"')(root)


FAULTS = (
    Fault("CF-T03", INVOICE, WORDS, "```figure"),
    Fault("CF-T03", INVOICE, WORDS, "```figure an invoice"),
    Fault("CF-T04", INVOICE, "+----------------+", f"+{'-' * 80}+"),
    Fault(
        "CF-T04", "docs/day/book1.md", "|who|place|from|to|", f"|who|place|from|to|{'|'.join(['consequentially'] * 5)}|"
    ),
    Fault("CF-T05", INVOICE, "| No.", "| 📮 No."),
    Fault("CF-T05", "docs/day/book1.md", "|who|place|", "|who|⠿ place|"),
    Fault("CF-T10", "cast.toml", 'name = "Oskar Birch"', 'name = "Oskar Aster"'),
    Fault("CF-T10", spoil=a_code_of_look_alikes),
)
