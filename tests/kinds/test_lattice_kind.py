"""A round through streets: walked once more along its drawing, and found by another kind of reasoning."""

import random
from collections.abc import Mapping
from typing import Any

import pytest

from casefile.desk.signs import to_ascii
from casefile.errors import Refusal
from casefile.kinds import KINDS, Riddle
from casefile.kinds.lattice_loops import Round, Town, draw_round
from casefile.kinds.lattice_reason import reason
from casefile.tools.lattice import Lattice
from tests.kinds.conftest import deals
from tests.kinds.samples_lattice import LATTICE, lattice_papers, lattice_tables

ONE_ROUND = {"sites": LATTICE["sites"]}
WAYS = {"┏": "es", "┓": "sw", "┗": "ne", "┛": "nw", "━": "ew", "┃": "ns"}
STEPS = {"n": (-1, 0), "s": (1, 0), "e": (0, 1), "w": (0, -1)}
BACK = {"n": "s", "s": "n", "e": "w", "w": "e"}


def drawing(values: Mapping[str, Any]) -> dict[tuple[int, int], str]:
    return {
        (y, x): char
        for y, line in enumerate(values["round"].splitlines())
        for x, char in enumerate(line)
        if char != " "
    }


def walk(cells: Mapping[tuple[int, int], str]) -> list[tuple[int, int]]:
    """The cells of the drawn line, followed from one to the next until it comes back."""
    begin = here = min(cell for cell, char in cells.items() if char in WAYS)
    heading, way = WAYS[cells[here]][0], [here]
    while True:
        here = (here[0] + STEPS[heading][0], here[1] + STEPS[heading][1])
        if here == begin:
            return way
        way.append(here)
        heading = WAYS[cells[here]].replace(BACK[heading], "")


def place_of(row: int, block: int) -> tuple[int, int]:
    """Where the middle of a block is drawn."""
    return 2 * row, 6 * block + 1


def sides(cells: Mapping[tuple[int, int], str], row: int, block: int) -> int:
    y, x = place_of(row, block)
    return sum(cells.get(cell, "·") in WAYS for cell in ((y - 1, x), (y + 1, x), (y, x - 3), (y, x + 3)))


def is_shut_in(cells: Mapping[tuple[int, int], str], row: int, block: int) -> bool:
    """Whether a look to the north meets the line an odd number of times."""
    y, x = place_of(row, block)
    return sum(cells.get((above, x), "") == "━" for above in range(y)) % 2 == 1


def solve(values: Mapping[str, Any], params: Mapping[str, Any], tables: bool = False) -> Any:
    papers = lattice_tables(values) if tables else lattice_papers(values)
    return KINDS["lattice"].solve(papers, KINDS["lattice"].public(params))


def one_round(seed: int, **params: Any) -> Riddle:
    return KINDS["lattice"].generate({**ONE_ROUND, **params}, {}, random.Random(seed))


def test_the_round_is_one_closed_line_that_agrees_with_all_counts() -> None:
    for riddle in deals("lattice"):
        cells = drawing(riddle.values)
        assert len(walk(cells)) == sum(char in WAYS for char in cells.values())
        for row in riddle.values["rows"]:
            for block, cell in enumerate(row["cells"], 1):
                assert not cell.isdigit() or int(cell) == sides(cells, row["row"], block)


def test_the_answer_is_what_the_line_shuts_in_and_the_one_site_with_three_sides() -> None:
    for riddle in deals("lattice"):
        cells = drawing(riddle.values)
        sites = riddle.values["sites"]
        shut = [site["letter"] for site in sites if is_shut_in(cells, site["row"], site["block"])]
        (thrice,) = [site for site in sites if sides(cells, site["row"], site["block"]) == 3]
        assert riddle.answers == (("".join(shut), thrice["letter"]), ("".join(shut), thrice["name"]))
        assert 4 <= len(shut) <= 7


def test_a_site_has_no_count_so_that_the_three_sides_cannot_be_read_off_the_plan() -> None:
    for riddle in deals("lattice"):
        for note in riddle.values["notes"]:
            letters = [cell for row in note["rows"] for cell in row["cells"] if cell.isalpha()]
            assert letters == list("abcdefghijkl")
            figures = [cell for row in note["rows"] for cell in row["cells"] if cell.isdigit()]
            assert len(figures) == 19
            assert figures.count("0") <= 3


def test_no_guess_is_needed_and_two_ways_of_reasoning_find_the_same_round() -> None:
    for riddle in deals("lattice")[:20]:
        assert (riddle.certificate.depth, riddle.certificate.survivors) == (0, 1)
        assert solve(riddle.values, LATTICE) == solve(riddle.values, LATTICE, tables=True) == riddle.answers[0]


def test_the_round_of_another_hour_is_a_near_miss() -> None:
    for riddle in deals("lattice")[:10]:
        others = [clock for clock in LATTICE["clocks"] if clock != LATTICE["clock"]]
        found = [list(solve(riddle.values, {**LATTICE, "clock": clock})) for clock in others]
        assert found == riddle.values["near"]["hours"]
        assert [list(near.answer) for near in riddle.near if near.why == "other-hour"] == found


def test_a_round_can_go_on_from_the_hour_at_which_two_sets_met_and_every_slip_there_has_a_round_of_its_own() -> None:
    met = deals("hopping")[0]
    clocks = sorted({met.answers[0][0], *(miss.answer[0] for miss in met.near)})
    params = {**ONE_ROUND, "clocks": clocks, "clock": met.answers[0][0]}
    riddle = KINDS["lattice"].generate(params, {}, random.Random(1))
    assert [note["clock"] for note in riddle.values["notes"]] == clocks
    assert solve(riddle.values, params) == riddle.answers[0]
    assert len([near for near in riddle.near if near.why == "other-hour"]) == len(met.near)


def test_who_names_the_sites_outside_or_those_that_are_passed_is_told() -> None:
    for riddle in deals("lattice")[:50]:
        cells, near = drawing(riddle.values), {miss.why: list(miss.answer[0]) for miss in riddle.near[:2]}
        sites = riddle.values["sites"]
        assert sorted([*near["outside"], *riddle.answers[0][0]]) == list("abcdefghijkl")
        assert near["passed"] == [site["letter"] for site in sites if sides(cells, site["row"], site["block"])]


def test_the_plan_can_be_read_in_ascii_and_by_the_tool() -> None:
    for riddle in (one_round(3), one_round(2, wide=8, high=6, counts=26), one_round(2, wide=6, counts=16)):
        values = riddle.values
        for name in ("plan", "plan_wide", "round"):
            assert to_ascii(values[name]).isascii()
            assert "?" not in to_ascii(values[name])
        read = [Lattice.read(text) for text in (values["plan"], values["plan_wide"], lattice_tables(values)["plans"])]
        assert read[0] == read[1]
        assert [row["cells"] for row in values["rows"]] == [
            [read[0].labels.get((row, at), "—") for at in range(read[0].wide)] for row in range(read[0].high)
        ]


def test_a_site_that_is_named_is_the_target() -> None:
    for seed in range(5):
        riddle = one_round(seed, target="Mint")
        assert riddle.values["target"]["name"] == riddle.answers[-1][1] == "Mint"
        assert riddle.certificate.space == 3003


def test_other_towns_are_dealt_and_solved_too() -> None:
    for params in ({"wide": 8, "high": 6, "counts": 26}, {"wide": 6, "high": 5, "counts": 16}, {"counts": 15}):
        riddle = one_round(4, **params)
        assert solve(riddle.values, {**ONE_ROUND, **params}) == riddle.answers[0]


def test_reasoning_counts_what_it_cannot_decide_and_finds_nothing_where_counts_disagree() -> None:
    town = Town(2, 2)
    assert len(reason(town, {}, deepest=12).rounds) == 13
    assert reason(town, {}).rounds == ()
    assert len(reason(town, {(0, 0): 3}, deepest=12).rounds) == 4
    assert reason(town, {(0, 0): 3, (0, 1): 0, (1, 0): 2}, deepest=12).rounds == ()


def test_the_toy_has_the_round_that_it_says_and_no_guess_is_needed_for_it() -> None:
    town = Town(3, 1)
    found = reason(town, {(0, 0): 3, (0, 2): 1})
    assert found.rounds == (Round(town, frozenset({(0, 0), (0, 1)})).walked,)
    assert found.depth == 0


def test_a_drawn_round_goes_through_each_corner_once_at_the_most() -> None:
    town = Town(7, 5)
    for seed in range(50):
        walked = draw_round(town, 0.5, random.Random(seed)).walked
        assert {sum(street in walked for street in corner) for corner in town.corners()} <= {0, 2}


def test_papers_that_leave_several_rounds_are_not_solved() -> None:
    empty = "\n".join(f"|{row}|—|—|a|—|—|—|" for row in range(1, 3))
    with pytest.raises(Refusal, match=r"\d\d+ rounds agree"):
        KINDS["lattice"].solve({"plan": empty}, {"clocks": [], "clock": ""})
    with pytest.raises(Refusal, match="no whole plan"):
        solve(deals("lattice")[0].values, {**LATTICE, "clock": "04.00", "clocks": ["04.00", "05.00"]})
    with pytest.raises(Refusal, match="no whole plan"):
        KINDS["lattice"].solve({"plan": "|1|" + "—|" * 40}, {"clocks": [], "clock": ""})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"sites": LATTICE["sites"][:11]}, "12 different names"),
        ({"sites": [*LATTICE["sites"], "Mint!"]}, "12 different names"),
        ({"sites": [*LATTICE["sites"], "The Home for Old Bells"]}, "16 characters"),
        ({"sites": [*LATTICE["sites"], "a|b"]}, "no stop, comma or bar"),
        ({"target": "Zoo"}, "one of `sites`"),
        ({"wide": 9}, "6 to 8 blocks"),
        ({"counts": 24}, "15 to 23"),
        ({"clock": "21.00"}, "one of `clocks`"),
        ({"clocks": ["22.15", "22.15"]}, "all different"),
        ({"clocks": ["22.15"]}, "two to four"),
        ({"clocks": ["22.15", "late"]}, "no clock"),
    ],
)
def test_a_round_that_cannot_be_made_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal, match=words) as caught:
        KINDS["lattice"].generate({**LATTICE, **change}, {}, random.Random(1))
    assert caught.value.code == "kind-params"
