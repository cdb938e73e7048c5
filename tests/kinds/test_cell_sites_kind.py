"""Sightings on a map: one landmark fits each, found once more from the tables with another geometry."""

import cmath
import math
import random
import re
from collections.abc import Mapping
from itertools import permutations
from typing import Any

import pytest

from casefile.desk.signs import to_ascii
from casefile.errors import Refusal
from casefile.kinds import KINDS
from tests.kinds.conftest import deals
from tests.kinds.samples_records import CELL_SITES, cell_sites_papers

DEEP = 6


def bearing(mast: Mapping[str, Any], place: Mapping[str, Any]) -> float:
    """Clockwise from north, in degrees."""
    return math.degrees(cmath.phase(complex(place["y"] - mast["y"], place["x"] - mast["x"]))) % 360


def fitting(values: Mapping[str, Any], number: int, slack: float = 0) -> str:
    """The landmarks where a sighting may have been, all that is within `slack` of a limit with it."""
    masts = {row["mast"]: row for row in values["masts"]}
    found = ""
    for place in values["landmarks"]:
        for row in (row for row in values["sightings"] if row["no"] == number):
            mast = masts[row["mast"]]
            away = math.dist((mast["x"], mast["y"]), (place["x"], place["y"]))
            begin = int(row["sector"][:3])
            turned = (bearing(mast, place) - begin) % 360
            aside = math.sin(math.radians(turned)) * away
            if not (aside > (-slack or 1e-9) and (row["ring"] - 1) * DEEP - slack < away < row["ring"] * DEEP + slack):
                break
        else:
            found += place["letter"]
    return found


def test_one_landmark_fits_each_sighting_however_loosely_it_is_read() -> None:
    for riddle in deals("cell-sites"):
        for slack in (0, 0.19):
            assert tuple(fitting(riddle.values, number, slack) for number in (1, 2, 3)) == riddle.answers[0]
        assert len(set(riddle.answers[0])) == 3


def test_no_mast_alone_says_where_it_was() -> None:
    for riddle in deals("cell-sites"):
        for at, row in enumerate(riddle.values["sightings"]):
            alone = {**riddle.values, "sightings": [riddle.values["sightings"][at]]}
            assert len(fitting(alone, row["no"])) >= 3


def test_each_near_miss_is_one_reading_that_was_misread() -> None:
    for riddle in deals("cell-sites"):
        right = riddle.answers[0]
        slips = [near for near in riddle.near if near.why != "out-of-order"]
        assert [near.why for near in slips] == ["ring-off-by-one", "sector-backwards"] * 3
        assert [near.answer for near in riddle.near if near not in slips] == [right[::-1]]
        for near in slips:
            (number,) = (at for at in range(3) if near.answer[at] != right[at])
            assert near.answer[number] in misread(riddle.values, number + 1, near.why)


def misread(values: Mapping[str, Any], number: int, why: str) -> str:
    found = ""
    for at, row in enumerate(values["sightings"]):
        if row["no"] != number:
            continue
        begin, end = row["sector"].split("–")
        wrong = [{**row, "sector": f"{end}–{begin}"}] if why == "sector-backwards" else []
        wrong = wrong or [{**row, "ring": row["ring"] + by} for by in (-1, 1)]
        for one in wrong:
            found += fitting(
                {**values, "sightings": [*values["sightings"][:at], one, *values["sightings"][at + 1 :]]}, number
            )
    return found


SCALES = [("map", 2, 1), ("map_wide", 4, 2), ("plan", 2, 1), ("plan_wide", 4, 2)]


@pytest.mark.parametrize(("name", "across", "down"), SCALES)
def test_everything_stands_on_the_map_where_the_tables_say(name: str, across: int, down: int) -> None:
    for riddle in deals("cell-sites"):
        lines = [line.ljust(150) for line in riddle.values[name].splitlines()]
        for row in (*riddle.values["landmarks"], *riddle.values["masts"]):
            x, y = 3 + row["x"] * across, 1 + (16 - row["y"]) * down
            if "letter" in row:
                assert lines[y][x : x + 2] == f"{row['letter']} "
            else:
                assert (lines[y][x : x + 2] == f"▲{row['mark']}") == name.startswith("map")
        assert len(lines) <= (20 if across == 2 else 40)
        assert max(map(len, map(str.rstrip, lines))) <= (75 if across == 2 else 150)


def test_the_large_map_names_every_landmark_and_each_stands_once_on_the_small_one() -> None:
    for riddle in deals("cell-sites"):
        for row in riddle.values["landmarks"]:
            assert riddle.values["map_wide"].count(row["name"]) == 1
            assert len(re.findall(rf"(?<!\w){row['letter']}(?!\w)", riddle.values["map"])) == 1


def test_the_map_can_be_read_in_ascii() -> None:
    values = deals("cell-sites")[0].values
    for name in ("map", "map_wide"):
        plain = to_ascii(values[name])
        assert plain.isascii()
        assert "?" not in plain
        assert "~" in plain


def test_the_celluloid_says_in_which_ring_a_place_is() -> None:
    values = deals("cell-sites")[0].values
    lines = values["card"].splitlines()[1:]
    for aside, line in enumerate(lines):
        for across, cell in enumerate(line[3:].split()):
            ring = math.floor(math.hypot(across, aside) / DEEP) + 1
            assert cell == ("·" if ring > 4 else str(ring))
    for row in values["card_rows"]:
        assert row["ring4"] == lines[row["aside"]][3:].split().index("·") - 1 if "·" in lines[row["aside"]] else 23


def test_names_are_taken_for_letters_but_not_in_another_order() -> None:
    riddle = deals("cell-sites")[0]
    assert tuple(riddle.values["names"]) in riddle.answers
    assert len(riddle.answers) == 8
    refused = {*riddle.refused, *(near.answer for near in riddle.near)}
    assert {order for order in permutations(riddle.answers[0]) if order != riddle.answers[0]} <= refused


def test_how_deep_a_ring_is_is_read_and_not_known() -> None:
    riddle = deals("cell-sites")[0]
    papers = cell_sites_papers(riddle.values)
    papers["log"] = papers["log"].replace("6 squares deep", "some squares deep")
    with pytest.raises(Refusal, match="how deep"):
        KINDS["cell-sites"].solve(papers, KINDS["cell-sites"].public(CELL_SITES))


@pytest.mark.parametrize("masts", [6, 9])
def test_more_masts_or_fewer_are_dealt_too(masts: int) -> None:
    params = {**CELL_SITES, "masts": masts, "rings": [], "river": ""}
    riddle = KINDS["cell-sites"].generate(params, {}, random.Random(3))
    assert len(riddle.values["masts"]) == masts
    assert (
        KINDS["cell-sites"].solve(cell_sites_papers(riddle.values), KINDS["cell-sites"].public(params))
        == riddle.answers[0]
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"landmarks": CELL_SITES["landmarks"][:23]}, "24 different names"),
        ({"landmarks": [*CELL_SITES["landmarks"], "Opera!"]}, "24 different names"),
        ({"landmarks": [*CELL_SITES["landmarks"], "The Home for Retired Bell Ringers"]}, "22 characters"),
        ({"river": "a|b"}, "no bar"),
        ({"sightings": ["09.00", "10.00"]}, "3 different hours"),
        ({"masts": 12}, "6 to 9"),
        ({"wording": {"ring": "A ring is deep."}}, "names squares in braces"),
    ],
)
def test_a_map_that_cannot_be_made_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal, match=words) as caught:
        KINDS["cell-sites"].generate({**CELL_SITES, **change}, {}, random.Random(1))
    assert caught.value.code == "kind-params"
