"""The tracing paper: plans are read however they are sent, and marks are drawn and held against the counts."""

import pytest

from casefile.desk.signs import to_ascii
from casefile.errors import Refusal
from casefile.tools import TOOLS
from casefile.tools.lattice import Lattice

PLAIN = "3 . a\n. 2 ."
DRAWN = """       1     2     3
    ┌─────┬─────┬─────┐
  1 │  3  │     │  a  │
    ├─────┼─────┼─────┤
  2 │     │  2  │     │
    └─────┴─────┴─────┘"""
LARGE = """    ┌─────────┬─────────┬─────────┐
  1 │    3    │         │    a    │
    │         │         │  Mint   │
    ├─────────┼─────────┼─────────┤
  2 │         │    2    │         │
    │         │         │         │
    └─────────┴─────────┴─────────┘"""
MARKUP = "The round of 22.15.\n\n|Row|1|2|3|\n|-|-|-|-|\n|1|3|—|a|\n|2|—|2|—|"
PRINTED = "Row | 1 | 2 | 3\n----+---+---+---\n1   | 3 | — | a\n2   | — | 2 | —"


@pytest.mark.parametrize("text", [PLAIN, DRAWN, LARGE, MARKUP, PRINTED, f"> {DRAWN}"])
def test_a_plan_is_read_as_it_is_drawn_as_a_table_and_as_plain_rows(text: str) -> None:
    assert Lattice.read(text) == Lattice(3, 2, {(0, 0): "3", (0, 2): "a", (1, 1): "2"})


def test_lines_are_joined_at_their_corners_and_crosses_are_not() -> None:
    drawn = TOOLS["lattice"].run({"plan": PLAIN, "marks": "1.1n 1.1w 1.1s x1.1e 1.2n"})
    assert drawn.splitlines() == [
        "       1     2     3",
        "    ┏━━━━━━━━━━━╸     ·",
        "  1 ┃  3  ×        a",
        "    ┗━━━━━╸     ·     ·",
        "  2          2",
        "    ·     ·     ·     ·",
    ]
    assert "?" not in to_ascii(drawn)


def test_a_later_mark_takes_the_place_of_an_earlier_one() -> None:
    lattice = Lattice.read(PLAIN)
    assert lattice.follow("1.1e x1.2w").marks == {(1, 2): False}
    assert lattice.follow("1.1e -1.2w").marks == {}


def test_every_side_has_one_name_and_is_found_by_it() -> None:
    lattice = Lattice.read(PLAIN)
    edges = list(lattice.edges)
    assert len(edges) == 3 * 3 + 2 * 4
    assert [list(lattice.follow(lattice.name(edge)).marks) for edge in edges] == [[edge] for edge in edges]


@pytest.mark.parametrize(
    ("marks", "faults"),
    [
        ("1.1n 1.1w 1.1s", []),
        ("1.1n 1.1w 1.1s 1.1e", ["Row 1, block 1 cannot have its 3."]),
        ("x1.1n", []),
        ("x1.1n x1.1w", ["Row 1, block 1 cannot have its 3."]),
        ("2.2n 2.2e 2.2s 1.3n 1.3e 1.3s 1.3w", ["Row 2, block 2 cannot have its 2."]),
    ],
)
def test_a_count_that_cannot_be_kept_any_more_is_told_and_nothing_else(marks: str, faults: list[str]) -> None:
    assert Lattice.read(PLAIN).follow(marks).faults() == faults


def test_a_count_is_met_when_so_many_sides_are_walked() -> None:
    lattice = Lattice.read(PLAIN)
    assert not lattice.follow("1.1n 1.1w").is_met((0, 0))
    assert lattice.follow("1.1n 1.1w 1.1s").is_met((0, 0))
    assert not lattice.is_met((0, 2))


@pytest.mark.parametrize(
    ("plan", "marks", "code"),
    [
        ("", "", "tool-lattice-empty"),
        ("Nothing but a sentence.", "", "tool-lattice-plan"),
        ("3 .\n. 2 .", "", "tool-lattice-plan"),
        (PLAIN, "north", "tool-lattice-mark"),
        (PLAIN, "3.1n", "tool-lattice-side"),
        (PLAIN, "0.1n", "tool-lattice-side"),
    ],
)
def test_what_is_no_plan_and_no_mark_is_refused(plan: str, marks: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        TOOLS["lattice"].run({"plan": plan, "marks": marks})
    assert caught.value.code == code
