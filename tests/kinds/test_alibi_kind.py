"""A log of turnstiles: every step of every pass is walked once more, by the clocks as they stand and by true ones."""

import random
import re
from collections import Counter
from collections.abc import Mapping
from itertools import combinations, pairwise, permutations
from typing import Any

import pytest

from casefile.desk.signs import to_ascii
from casefile.errors import Refusal
from casefile.kinds import KINDS
from casefile.tools import TOOLS
from tests.kinds.conftest import deals
from tests.kinds.samples_records import ALIBI, alibi_papers

KIND = KINDS["alibi"]
Step = tuple[str, str, str]


def minute(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def walk(values: Mapping[str, Any], one: str, other: str) -> int:
    """Minutes by the shortest way: every way on the plan without a door twice."""
    ways = {frozenset((row["from"], row["to"])): row["minutes"] for row in values["walks"]}

    def go_on(here: str, been: str) -> list[int]:
        if here == other:
            return [0]
        return [
            minutes + rest
            for way, minutes in ways.items()
            for there in way - {here}
            if here in way and there not in been
            for rest in go_on(there, been + there)
        ]

    return min(go_on(one, one))


def steps(values: Mapping[str, Any], corrected: int) -> dict[Step, int]:
    """Every two passages of a pass that follow each other, and the minutes that are to spare; the fewest count.

    Args:
        values: A riddle's.
        corrected: How often the clocks are put right; 0 leaves them as they stand.
    """
    fast = {row["door"]: row["fast"] * corrected for row in values["clocks"]}
    found: dict[Step, int] = {}
    away = {(one, other): walk(values, one, other) for one, other in permutations(fast, 2)}
    away |= {(door, door): 0 for door in fast}
    for row in values["passes"]:
        mine = sorted(
            (minute(one["clock"]) - fast[one["door"]], one["door"])
            for one in values["log"]
            if one["pass"] == row["number"]
        )
        for (at, one), (then, other) in pairwise(mine):
            step = (row["number"], one, other)
            found[step] = min(found.get(step, 999), then - at - away[one, other])
    return found


def too_soon(spare: Mapping[Step, int]) -> set[Step]:
    return {step for step, minutes in spare.items() if minutes < 0}


def test_one_step_is_impossible_by_true_clocks_and_by_two_minutes_at_least() -> None:
    for riddle in deals("alibi")[:20]:
        spare = steps(riddle.values, corrected=1)
        number, one, other = riddle.answers[0]
        assert too_soon(spare) == {(number, one, other)}
        assert spare[number, one, other] == riddle.values["took"] - riddle.values["needs"] <= -2


def test_by_the_clocks_as_they_stand_three_others_look_impossible_and_this_one_does_not() -> None:
    for riddle in deals("alibi")[:20]:
        spare = steps(riddle.values, corrected=0)
        near = {miss.answer for miss in riddle.near if miss.why == "uncorrected"}
        assert len(near) == 3
        assert too_soon(spare) == near
        number, one, other = riddle.answers[0]
        assert spare[number, one, other] == riddle.values["shown"] - riddle.values["needs"] > 0


def test_clocks_that_are_put_right_the_wrong_way_do_not_give_it_either() -> None:
    for riddle in deals("alibi")[:20]:
        assert riddle.answers[0] not in too_soon(steps(riddle.values, corrected=-1))


def test_two_steps_take_just_the_minutes_that_there_are() -> None:
    for riddle in deals("alibi")[:20]:
        spare = steps(riddle.values, corrected=1)
        near = {miss.answer for miss in riddle.near if miss.why == "tight"}
        assert len(near) == 2
        assert {step for step, minutes in spare.items() if minutes == 0} == near


def test_one_step_is_impossible_by_the_lift_and_possible_round_it() -> None:
    for riddle in deals("alibi")[:60]:
        ways = {(row["from"], row["to"]): row["minutes"] for row in riddle.values["walks"]}
        longer = [(way, minutes) for way, minutes in ways.items() if walk(riddle.values, *way) < minutes]
        ((lift, minutes),) = longer
        number, one, other = riddle.values["near"]["direct"]
        assert {one, other} == set(lift)
        spare = steps(riddle.values, corrected=1)[number, one, other]
        assert 0 < spare < minutes - walk(riddle.values, one, other)
        assert all(f"{door} " in riddle.values["rules"][1] for door in lift)


def test_no_two_passages_of_any_pass_are_too_close_however_they_are_paired() -> None:
    for riddle in deals("alibi")[:20]:
        values = riddle.values
        fast = {row["door"]: row["fast"] for row in values["clocks"]}
        true = [(minute(row["clock"]) - fast[row["door"]], row["door"], row["pass"]) for row in values["log"]]
        close = [
            (number, one, other)
            for (at, one, number), (then, other, whose) in combinations(sorted(true), 2)
            if number == whose and one != other and then - at < walk(values, one, other)
        ]
        assert close == [riddle.answers[0]]


def test_the_log_is_as_long_as_was_asked_for_and_is_sorted_by_the_clocks_as_they_stand() -> None:
    for riddle in deals("alibi")[:60]:
        clocks = [row["clock"] for row in riddle.values["log"]]
        assert len(clocks) == 42
        assert clocks == sorted(clocks)
        assert "18.54" <= clocks[0] <= clocks[-1] <= "23.46"
        assert set(Counter(row["pass"] for row in riddle.values["log"]).values()) == {4, 5}


def test_pass_and_holder_belong_together_and_numbers_differ_in_two_figures() -> None:
    for riddle in deals("alibi")[:60]:
        values = riddle.values
        holders = {row["number"]: row["name"] for row in values["passes"]}
        assert holders[values["number"]] == values["holder"]
        assert list(holders) == sorted(holders)
        for one, other in combinations(holders, 2):
            assert sum(left != right for left, right in zip(one, other, strict=True)) >= 2


def test_letters_and_names_of_doors_are_taken_in_their_order_alone() -> None:
    for riddle in deals("alibi")[:20]:
        names = {row["door"]: row["name"] for row in riddle.values["clocks"]}
        number, one, other = riddle.answers[0]
        assert (number, names[one], names[other]) in riddle.answers
        assert len(riddle.answers) == 4
        assert riddle.near[-1].answer == (number, other, one)


def test_the_shortest_way_that_is_told_takes_as_long_as_is_told() -> None:
    for riddle in deals("alibi")[:60]:
        values = riddle.values
        ways = {frozenset((row["from"], row["to"])): row["minutes"] for row in values["walks"]}
        assert (values["way"][0], values["way"][-1]) == riddle.answers[0][1:]
        assert sum(ways[frozenset(pair)] for pair in pairwise(values["way"])) == values["needs"]


def ways_drawn(plan: str) -> set[tuple[frozenset[str], int]]:
    """What a reader sees: from each door to the right and down along the line."""
    lines = plan.splitlines()
    found = set()
    for y, line in enumerate(lines):
        if y % 5 == 0:
            for match in re.finditer(r"(?=\b([A-H]) ─+ (\d+) ─+ ([A-H])\b)", line):
                found.add((frozenset((match[1], match[3])), int(match[2])))
        if y % 5 == 3:
            for match in re.finditer(r"\d+", line):
                ends = frozenset((lines[y - 3][match.start()], lines[y + 2][match.start()]))
                found.add((ends, int(match[0])))
    return found


def test_the_plan_shows_the_ways_of_the_table_and_says_them() -> None:
    for riddle in deals("alibi")[:60]:
        values = riddle.values
        table = {(frozenset((row["from"], row["to"])), row["minutes"]) for row in values["walks"]}
        assert ways_drawn(values["plan"]) == table
        assert all(f"{row['from']}–{row['to']} {row['minutes']}" in values["plan_alt"] for row in values["walks"])
        assert all(values["plan"].count(row["name"]) == 1 for row in values["clocks"])


def test_the_plan_can_be_read_in_ascii() -> None:
    plain = to_ascii(deals("alibi")[0].values["plan"])
    assert plain.isascii()
    assert "?" not in plain


def test_the_plan_in_words_does_for_the_table_of_ways() -> None:
    for riddle in deals("alibi")[:10]:
        papers = {**alibi_papers(riddle.values), "ways": ""}
        assert KIND.solve(papers, KIND.public(ALIBI)) == riddle.answers[0]
        papers["plan"] = to_ascii(riddle.values["plan_alt"])
        assert KIND.solve(papers, KIND.public(ALIBI)) == riddle.answers[0]


@pytest.mark.parametrize("paper", ["clocks", "log"])
def test_without_one_of_its_papers_it_is_not_solved(paper: str) -> None:
    papers = {**alibi_papers(deals("alibi")[0].values), paper: ""}
    with pytest.raises(Refusal, match="do not have the log"):
        KIND.solve(papers, KIND.public(ALIBI))


def test_clocks_may_be_said_in_other_words() -> None:
    wording = {"fast": "gains {minutes}", "slow": "loses {minutes}", "exact": "—"}
    params = {**ALIBI, "wording": wording}
    riddle = KIND.generate(params, {}, random.Random(4))
    assert {row["error"].split()[0] for row in riddle.values["clocks"]} == {"gains", "loses", "—"}
    assert KIND.solve(alibi_papers(riddle.values), KIND.public(params)) == riddle.answers[0]


def test_the_tool_with_the_corrections_shows_the_minutes_of_the_step() -> None:
    for riddle in deals("alibi")[:20]:
        values = riddle.values
        said = TOOLS["timeline"].run({"entries": alibi_papers(values)["log"], "clocks": values["corrections"]})
        line = next(line for line in said.splitlines() if line.startswith(values["number"]))
        first, second = values["first"], values["second"]
        assert f"{first['door']} {first['true']}  +{values['took']} {second['door']} {second['true']}" in line


def test_the_author_may_say_whose_pass_it_is() -> None:
    for holder in ALIBI["passes"]:
        riddle = KIND.generate({**ALIBI, "whose": holder["name"]}, {}, random.Random(2))
        assert riddle.values["holder"] == holder["name"]


@pytest.mark.parametrize(("doors", "passes", "passages"), [(6, 7, 48), (6, 10, 36), (7, 8, 36), (8, 7, 48)])
def test_smaller_buildings_and_longer_logs_are_dealt_too(doors: int, passes: int, passages: int) -> None:
    holders = [*ALIBI["passes"], {"name": "Mr Jessop"}]
    params = {**ALIBI, "doors": ALIBI["doors"][:doors], "passes": holders[:passes], "passages": passages}
    for seed in range(5):
        riddle = KIND.generate(params, {}, random.Random(seed))
        assert len(riddle.values["log"]) == passages
        assert len(riddle.values["clocks"]) == doors
        assert KIND.solve(alibi_papers(riddle.values), KIND.public(params)) == riddle.answers[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"doors": ALIBI["doors"][:5]}, "6 to 8 different names"),
        ({"doors": [*ALIBI["doors"][:7], "The Registrar's stair"]}, "2 to 16 characters"),
        ({"doors": [*ALIBI["doors"][:7], "roof!"]}, "6 to 8 different names"),
        ({"passes": ALIBI["passes"][:6]}, "7 to 10 holders"),
        ({"passes": [*ALIBI["passes"], {"name": "Mr  Two"}]}, "no bar"),
        ({"passes": [*ALIBI["passes"], {"name": "Mr Jay", "note": "a|b"}]}, "no bar"),
        ({"whose": "Mr Nobody"}, "“Mr Nobody” is none"),
        ({"passages": 60}, "36 to 48"),
        ({"hours": ["19.00", "22.00"]}, "four hours apart"),
        ({"hours": ["19.00", "23.58"]}, "midnight"),
        ({"hours": ["19.00", "24.30"]}, "no clock"),
        ({"wording": {"fast": "fast"}}, "names minutes in braces"),
        ({"wording": {"fast": "{minutes} off", "slow": "{minutes} off"}}, "in three ways"),
    ],
)
def test_a_log_that_cannot_be_made_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal, match=words) as caught:
        KIND.generate({**ALIBI, **change}, {}, random.Random(1))
    assert caught.value.code == "kind-params"
