"""Faults of hints, put into the sound case."""

from pathlib import Path

from tests.check.fault import Fault, edit

P1 = "puzzles/p1/hints.md"
FIRST, SECOND = 'Read the "Cloakroom stub".', "It is one of the numbers that stand behind a label."


def no_hints(root: Path) -> None:
    (root / "puzzles/p4/hints.md").unlink()


def a_heading_with_the_answer(root: Path) -> None:
    edit("puzzles/p2/puzzle.toml", 'answer = ["{{ world.invoices[0] }}"]', 'answer = ["40404"]')(root)
    for _ in range(2):
        edit("docs/day/note2.md", "{{ world.invoices[0] }}", "40404")(root)
    edit("puzzles/p2/hints.md", "Which number?", "Where does 40404 stand?")(root)


FAULTS = (
    Fault("CF-H01", P1, FIRST, "Read what lies on the desk."),
    Fault("CF-H01", P1, FIRST, 'Read the "Second stub".'),
    Fault("CF-H01", "puzzles/m/hints.md", " {slot: hour}", ""),
    Fault("CF-H01", spoil=no_hints),
    Fault("CF-H02", P1, SECOND, "It is {{ p1.answer[0] }}."),
    Fault("CF-H02", P1, SECOND, FIRST),
    Fault(
        "CF-H02", "puzzles/m/hints.md", "It is one of the makers of the inventory.", "It is {{ m.slots.maker.label }}."
    ),
    Fault("CF-H03", spoil=a_heading_with_the_answer),
)
