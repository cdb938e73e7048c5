"""Faults of structure."""

from pathlib import Path

from tests.check.fault import Fault, edit

CASE = "case.toml"
GATE_M = 'opens = "m"\nk = 2\nof = ["p1", "p2", "p3"]'


def _a_chain_for_nothing(root: Path) -> None:
    """Each puzzle opens the next, and what they brought comes with the first act."""
    gates = "".join(
        f'[[gates]]\nopens = "{after}"\nof = ["{before}"]\n\n'
        for before, after in (("p1", "p2"), ("p2", "p3"), ("p3", "p5"), ("p5", "p6"))
    )
    edit(CASE, "[[gates]]", f"{gates}[[gates]]")(root)
    for name in ("day/book1", "day/book2", "day/book3", "night/book5", "night/book6"):
        edit(f"docs/{name}.md", f'opens_with = "p{name[-1]}"', 'opens_with = "day"')(root)
    edit("docs/day/book3.md", 'with = "p1"', 'with = "day"')(root)


def _a_fork(root: Path) -> None:
    """Two of the three that a board asks two of hang on the third."""
    gates = "".join(f'[[gates]]\nopens = "{one}"\nof = ["p4"]\n\n' for one in ("p5", "p6"))
    edit(CASE, "[[gates]]", f"{gates}[[gates]]")(root)


FAULTS = (
    Fault("CF-S04", CASE, 'opens = "night"\nof = ["m"]', 'opens = "night"\nk = 2\nof = ["m", "p1"]'),
    Fault("CF-S04", CASE, GATE_M, 'opens = "m"\nof = ["p3"]\n\n[[gates]]\nopens = "p3"\nof = ["p1"]'),
    Fault("CF-S04", spoil=_a_fork),
    Fault("CF-S05", spoil=_a_chain_for_nothing),
    Fault("CF-S08", CASE, GATE_M, GATE_M.replace("k = 2", "k = 3")),
    Fault(
        "CF-S08",
        CASE,
        '{ opens = "f", of = ["p4", "p5"] }',
        '{ opens = "f", k = 2, of = ["p4", "p5"] }',
        profile="short",
    ),
)
