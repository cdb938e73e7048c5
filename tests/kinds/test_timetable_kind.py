"""The timetable: one itinerary keeps every rule; found once more by going through the tables blindly."""

import random
from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.kinds import KINDS
from tests.kinds.conftest import deals
from tests.kinds.samples_documents import TIMETABLE, timetable_papers

Ride = tuple[str, str, str, str, int, int]
"""Line, service, from, to, and when."""


def minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def rides(values: Mapping[str, Any]) -> Iterator[Ride]:
    for line in values["lines"]:
        for column, service in enumerate(line["services"]):
            calls = [(row["stop"], row["times"][column]) for row in line["rows"] if row["times"][column] != "—"]
            for (board, leaves), (alight, arrives) in combinations(calls, 2):
                yield line["name"], service, board, alight, minutes(leaves), minutes(arrives)


def itineraries(values: Mapping[str, Any]) -> Iterator[list[Ride]]:
    """Every connection to the goal in four rides or fewer, whatever it breaks."""
    known = list(rides(values))
    growing = [[ride] for ride in known if ride[2] == TIMETABLE["start"]]
    while growing:
        way = growing.pop()
        if way[-1][3] == TIMETABLE["goal"]:
            yield way
        elif len(way) < 4:
            on = [ride for ride in known if ride[2] == way[-1][3] and ride[4] >= way[-1][5]]
            growing += [[*way, ride] for ride in on if ride[1] not in {before[1] for before in way}]


def broken(values: Mapping[str, Any], way: list[Ride]) -> set[str]:
    lines = [ride[0] for ride in way]
    slow: Mapping[str, int] = TIMETABLE["changes"]
    tight = any(after[4] - before[5] < slow.get(before[3], 5) for before, after in pairwise(way))
    faults = {
        "tight-change": tight,
        "same-line": len(set(lines)) < len(lines),
        "too-late": way[-1][5] > minutes(values["by"]),
    }
    return {name for name, breaks in faults.items() if breaks}


def answer(way: list[Ride]) -> tuple[str, str]:
    arrives = way[-1][5]
    return " ".join(ride[1] for ride in way), f"{arrives // 60:02d}.{arrives % 60:02d}"


def test_one_connection_keeps_every_rule_and_each_near_miss_breaks_the_one_it_names() -> None:
    for riddle in deals("timetable")[:60]:
        faults: dict[tuple[str, ...], set[str]] = {}
        for way in itineraries(riddle.values):
            # the same services with a change at another stop are the same answer
            known = faults.setdefault(answer(way), broken(riddle.values, way))
            faults[answer(way)] = min(known, broken(riddle.values, way), key=len)
        assert [found for found, rules in faults.items() if not rules] == [riddle.answers[0]]
        assert {near.why for near in riddle.near} == {"tight-change", "same-line", "too-late"}
        for near in riddle.near:
            assert faults[near.answer] == {near.why}


def test_the_right_itinerary_keeps_clear_of_every_limit() -> None:
    for riddle in deals("timetable"):
        legs = riddle.values["legs"]
        assert len(legs) == 4
        assert minutes(legs[0]["leaves"]) - minutes(riddle.values["leave"]) >= 2
        assert minutes(riddle.values["by"]) - minutes(riddle.values["arrival"]) >= 2
        for before, after in pairwise(legs):
            assert before["to"] == after["from"]
            least = TIMETABLE["changes"].get(before["to"], 5)
            assert minutes(after["leaves"]) - minutes(before["arrives"]) > least


def test_nothing_else_arrives_about_the_deadline_that_would_otherwise_do() -> None:
    for riddle in deals("timetable")[:60]:
        for way in itineraries(riddle.values):
            if broken(riddle.values, way) <= {"too-late"} and answer(way) != riddle.answers[0]:
                assert way[-1][5] - minutes(riddle.values["by"]) > 2


def test_the_rules_are_read_as_they_are_printed() -> None:
    riddle = deals("timetable")[0]
    papers = timetable_papers(riddle.values)
    papers["orders"] = papers["orders"].replace("Never take the same line twice.", "")
    with pytest.raises(Refusal, match=r"[2-9] itineraries"):
        KINDS["timetable"].solve(papers, KINDS["timetable"].public(TIMETABLE))


@pytest.mark.parametrize("change", [{"legs": 3}, {"legs": 2}, {"wait": 24}, {"once": False}, {"changes": {}}])
def test_other_rules_and_lengths_are_dealt_and_solved(change: dict[str, Any]) -> None:
    params = {**TIMETABLE, **change}
    riddle = KINDS["timetable"].generate(params, {}, random.Random(3))
    found = KINDS["timetable"].solve(timetable_papers(riddle.values), KINDS["timetable"].public(params))
    assert found == riddle.answers[0]
    assert len(found[0].split()) == params.get("legs", 4)
    assert ("long-wait" in riddle.values["near"]) == ("wait" in change)
    assert ("same-line" in riddle.values["near"]) == params.get("once", True)


def test_the_rules_may_be_said_in_other_words() -> None:
    wording = {"start": "Ab {time} in {stop}.", "goal": "Bis {time} in {stop}.", "once": "Jede Linie nur einmal."}
    params = {**TIMETABLE, "wording": wording}
    riddle = KINDS["timetable"].generate(params, {}, random.Random(3))
    assert "Jede Linie nur einmal." in riddle.values["rules"]
    found = KINDS["timetable"].solve(timetable_papers(riddle.values), KINDS["timetable"].public(params))
    assert found == riddle.answers[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"stops": ["A", "B"]}, "7 different names"),
        ({"lines": ["Red"] * 6}, "`lines` 6"),
        ({"start": "a|b"}, "no bar"),
        ({"leave": "22.10"}, "before midnight"),
        ({"leave": "25.10"}, "no clock"),
        ({"legs": 5}, "2 to 4 `legs`"),
        ({"wait": 7}, "`wait` 5 more"),
        ({"changes": {"Nowhere": 9}}, "“Nowhere” is not so"),
        ({"wording": {"goal": "Be at {stop}."}}, "names stop and time"),
        ({"wording": {"change_at": "{stop}: A change takes {minutes} minutes at least."}}, "can be read as"),
    ],
)
def test_a_timetable_that_cannot_be_made_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal, match=words) as caught:
        KINDS["timetable"].generate({**TIMETABLE, **change}, {}, random.Random(1))
    assert caught.value.code == "kind-params"
