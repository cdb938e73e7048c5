"""Two sets that hop: their rules are found once more from the table, by going through all that there could be."""

import random
import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import pytest

from casefile.desk.signs import to_ascii
from casefile.errors import Refusal
from casefile.kinds import KINDS
from tests.kinds.conftest import deals
from tests.kinds.samples_lattice import HOPPING, hopping_papers, hopping_table

CHANNELS = 20


def heard(values: Mapping[str, Any]) -> dict[int, dict[int, int]]:
    """Strength by slot and channel, from the rows of the table."""
    return {
        slot: {int(channel): int(level) for channel, level in re.findall(r"(\d+) \((\d)\)", row["heard"])}
        for slot, row in enumerate(values["rows"])
        if row["heard"] != "no record"
    }


def course(first: int, one: int, other: int, around: int = CHANNELS) -> Iterator[int]:
    """Channels from 1, slot by slot."""
    channel, steps = first, (one, other)
    for slot in range(400):
        yield channel
        channel = (channel - 1 + steps[slot % 2]) % around + 1


def rules(values: Mapping[str, Any]) -> list[tuple[int, int, int]]:
    signals = heard(values)
    found = []
    for rule in product(range(1, CHANNELS + 1), range(CHANNELS), range(CHANNELS)):
        where = course(*rule)
        if rule[1:] != (0, 0) and all(
            channel in signals.get(slot, {channel: 0}) for slot, channel in zip(range(16), where, strict=False)
        ):
            found.append(rule)
    return found


def meetings(one: tuple[int, int, int], other: tuple[int, int, int]) -> list[tuple[int, int]]:
    return [(slot, a) for slot, (a, b) in enumerate(zip(course(*one), course(*other), strict=True)) if a == b]


def clock(slot: int) -> str:
    minute = 18 * 60 + 15 * slot
    return f"{minute // 60 % 24:02d}.{minute % 60:02d}"


def test_two_rules_fit_with_what_was_heard_at_any_strength_and_they_meet_first_where_the_answer_says() -> None:
    for riddle in deals("hopping")[:10]:
        found = rules(riddle.values)
        assert len(found) == 2
        first, second, *_ = meetings(*found)
        assert riddle.answers == ((clock(first[0]), str(first[1])),)
        assert 16 + 3 <= first[0] < 16 + 24
        near = {miss.why: miss.answer for miss in riddle.near}
        assert near["second"] == (clock(second[0]), str(second[1]))
        assert near["early"] == (clock(first[0] - 1), str(first[1]))
        assert len({riddle.answers[0][0], *(when for when, _ in near.values())}) == 4


def test_each_set_keeps_its_strength_and_one_of_them_has_two_steps() -> None:
    for riddle in deals("hopping"):
        signals = heard(riddle.values)
        one, other = riddle.values["sets"]
        assert (len(one["steps"]), len(other["steps"])) == (2, 1)
        assert one["level"] != other["level"]
        for each in (one, other):
            where = list(course(each["first"], each["steps"][0], each["steps"][-1]))
            assert {row[where[slot]] for slot, row in signals.items()} <= {one["level"], other["level"]}
            assert sum(row[where[slot]] == each["level"] for slot, row in signals.items()) == len(signals)


def test_a_channel_nought_between_the_last_and_the_first_leads_to_a_near_miss() -> None:
    for riddle in deals("hopping")[:50]:
        track = riddle.values["track"]
        at = [*track[0]["channels"]]
        steps = [one["steps"] for one in riddle.values["sets"]]
        slot = 15
        while slot == 15 or at[0] != at[1]:
            at = [(here + step[slot % len(step)]) % (CHANNELS + 1) for here, step in zip(at, steps, strict=True)]
            slot += 1
        assert next(miss.answer for miss in riddle.near if miss.why == "modulo") == (clock(slot), str(at[0]))


def test_the_chart_and_the_table_and_the_words_say_the_same() -> None:
    kind = KINDS["hopping"]
    for riddle in deals("hopping")[:20]:
        for papers in (hopping_papers(riddle.values), hopping_table(riddle.values)):
            assert kind.solve(papers, kind.public(HOPPING)) == riddle.answers[0]
        for row, line in zip(riddle.values["rows"], riddle.values["chart"].splitlines()[1:], strict=True):
            assert f"at {row['clock']} {row['heard']}" in riddle.values["chart_alt"]
            figures = re.findall(r"[░▒█](\d)", line)
            assert figures == re.findall(r"\((\d)\)", row["heard"])


def test_five_rows_have_no_record_and_something_steady_hops_nowhere() -> None:
    for riddle in deals("hopping"):
        values = riddle.values
        assert len(values["gaps"]) == 5
        assert values["rows"][0]["clock"] not in values["gaps"]
        assert values["last"] not in values["gaps"]
        assert all(values["steady"]["channel"] in row for row in heard(values).values())


def test_the_track_leads_from_the_last_row_to_the_meeting() -> None:
    for riddle in deals("hopping"):
        track = riddle.values["track"]
        assert track[0]["clock"] == riddle.values["last"]
        assert len(track) == riddle.values["meeting"]["slots"] + 1
        assert [row["channels"][0] == row["channels"][1] for row in track] == [False] * (len(track) - 1) + [True]
        assert (track[-1]["clock"], str(track[-1]["channels"][0])) == riddle.answers[0]


def test_the_chart_can_be_read_in_ascii() -> None:
    for channels in (16, 23):
        riddle = KINDS["hopping"].generate({**HOPPING, "channels": channels}, {}, random.Random(3))
        plain = to_ascii(riddle.values["chart"])
        assert plain.isascii()
        assert "?" not in plain
        assert max(map(len, plain.splitlines())) <= 76


@pytest.mark.parametrize(
    "change",
    [
        {"start": "22.30"},
        {"alternates": False},
        {"channels": 16, "slots": 20},
        {"minutes": 5, "ahead": 40, "slots": 14},
    ],
)
def test_other_nights_are_dealt_and_solved_too(change: dict[str, Any]) -> None:
    kind, params = KINDS["hopping"], {**HOPPING, **change}
    for seed in range(5):
        riddle = kind.generate(params, {}, random.Random(seed))
        assert kind.solve(hopping_table(riddle.values), kind.public(params)) == riddle.answers[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"channels": 24}, "16 to 23"),
        ({"slots": 12}, "14 to 20"),
        ({"ahead": 50}, "12 to 40"),
        ({"minutes": 30}, "1 to 20"),
        ({"start": "25.00"}, "no clock"),
    ],
)
def test_a_chart_that_cannot_be_made_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal, match=words) as caught:
        KINDS["hopping"].generate({**HOPPING, **change}, {}, random.Random(1))
    assert caught.value.code == "kind-params"
