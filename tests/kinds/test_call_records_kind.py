"""Records of calls: the habit is found once more by going through every minute of the list."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.kinds import KINDS
from casefile.tools import TOOLS
from tests.kinds.conftest import deals
from tests.kinds.samples_records import CALL_RECORDS, call_records_papers

Pair = tuple[str, str]


def minute(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def pairs(values: Mapping[str, Any]) -> dict[Pair, list[int]]:
    found: defaultdict[Pair, list[int]] = defaultdict(list)
    for row in values["records"]:
        found[row["from"], row["to"]].append(minute(row["clock"]))
    return found


def followers(values: Mapping[str, Any], pair: Pair, first: int, last: int) -> Counter[Pair]:
    """Of how many calls of a pair somebody else talks so many minutes later."""
    known = pairs(values)
    counted = Counter(
        {
            other: sum(any(first <= time - at <= last for time in times) for at in known[pair])
            for other, times in known.items()
            if other != pair
        }
    )
    return +counted


def habits(values: Mapping[str, Any], within: int) -> Iterator[tuple[Pair, Pair]]:
    for pair, times in pairs(values).items():
        for other, count in followers(values, pair, 0, within).items():
            if len(times) >= 4 and count == len(times):
                yield pair, other


def test_one_number_follows_all_calls_of_some_pair_however_loosely_the_minutes_are_counted() -> None:
    for riddle in deals("call-records")[:12]:
        values = riddle.values
        known = (values["caller"]["number"], values["called"]["number"])
        for within in (2, 3, 4):
            assert list(habits(values, within)) == [(known, (values["number"], values["rung"]))]
        assert riddle.answers == ((values["number"], str(values["times"])),)
        others = followers(values, known, 0, 4)
        del others[values["number"], values["rung"]]
        assert max(others.values(), default=0) <= 1


def test_each_near_miss_is_what_it_says() -> None:
    for riddle in deals("call-records"):
        values, near = riddle.values, {miss.why: miss.answer[0] for miss in riddle.near}
        known = (values["caller"]["number"], values["called"]["number"])
        assert near["called"] == values["rung"]
        assert followers(values, known, 5, 12)[near["late"], values["rung"]] == values["times"]
        early = followers(values, known, -3, -1)
        assert max(count for (caller, _), count in early.items() if caller == near["before"]) == values["times"]
        assert near == {why: number for why, (number, _) in values["near"].items()}


def test_the_list_has_the_length_that_was_asked_for_and_runs_with_the_clock() -> None:
    for riddle in deals("call-records"):
        records = riddle.values["records"]
        assert len(records) == 110
        clocks = [row["clock"] for row in records]
        assert clocks == sorted(clocks)
        assert "16.00" <= clocks[0] <= clocks[-1] <= "23.45"
        assert not any(row["from"] == row["to"] for row in records)


def test_grouping_shows_several_pairs_that_talk_as_often() -> None:
    for riddle in deals("call-records"):
        assert sum(len(times) >= 4 for times in pairs(riddle.values).values()) >= 5


def test_the_tool_finds_it_where_the_known_lines_are_given() -> None:
    riddle = deals("call-records")[0]
    values = riddle.values
    question = f"after 3 from {values['caller']['number']} to {values['called']['number']}"
    said = TOOLS["calls"].run({"records": call_records_papers(values)["list"], "ask": question}).splitlines()
    assert said[3].split() == [str(values["times"]), "of", str(values["times"]), values["number"], values["rung"]]


def test_without_masts_there_is_no_such_column() -> None:
    params = {**CALL_RECORDS, "masts": [], "records": 80}
    riddle = KINDS["call-records"].generate(params, {}, random.Random(5))
    assert set(riddle.values["records"][0]) == {"clock", "from", "to", "seconds"}
    assert len(riddle.values["records"]) == 80
    assert riddle.values["mast"] == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"lines": ["Ferry"]}, "6 to 16 lines"),
        ({"called": "Duty room"}, "different"),
        ({"caller": "a|b"}, "no bar"),
        ({"records": 60}, "80 to 130"),
        ({"masts": ["M01", "M01"]}, "name of its own"),
        ({"hours": ["16.00", "18.00"]}, "five hours apart"),
        ({"hours": ["16.00", "25.00"]}, "no clock"),
    ],
)
def test_a_list_that_cannot_be_made_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal, match=words) as caught:
        KINDS["call-records"].generate({**CALL_RECORDS, **change}, {}, random.Random(1))
    assert caught.value.code == "kind-params"
