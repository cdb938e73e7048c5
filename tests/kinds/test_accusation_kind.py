"""The accusation: registers leave one, statements are held against rows, and nothing but the rows tells who it was."""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from itertools import combinations, permutations
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.kinds import KINDS, Riddle
from casefile.world import World
from tests.kinds.samples_accusation import (
    ACCUSATION,
    LEVERS,
    PLACES,
    ROLL,
    papers_of,
    params_of,
    registers,
    statements,
    world_of,
)

KIND = KINDS["accusation"]
WORLD, PARAMS = ACCUSATION.world, ACCUSATION.params
Change = Callable[[dict[str, Any]], object]


@cache
def deal(seed: int, mole: str) -> tuple[World, Riddle]:
    world = world_of(str(seed), mole)
    return world, KIND.generate(params_of(mole), world.facts, random.Random(f"accusation {seed}"))


@pytest.fixture(params=[3, pytest.param(50, marks=pytest.mark.slow)], ids=["few", "all"])
def everybody(request: pytest.FixtureRequest) -> list[tuple[World, Riddle]]:
    """Deals in which each of the eight was it."""
    return [deal(seed, mole) for seed in range(request.param) for mole in ROLL]


def found(riddle: Riddle, mole: str, papers: Mapping[str, str]) -> tuple[str, ...]:
    return KIND.solve({**papers, "signed": statements(riddle.values)}, KIND.public(params_of(mole)))


def sample() -> Riddle:
    return KIND.generate(PARAMS, WORLD, random.Random(1))


def refusal(params: dict[str, Any], world: Mapping[str, Any] = WORLD) -> Refusal:
    with pytest.raises(Refusal) as caught:
        KIND.generate(params, world, random.Random(1))
    return caught.value


def rows_about(world: World, one: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Rows of any register that have somebody somewhere at the minute of a statement."""
    return [
        row
        for clue in world.clues.values()
        for row in clue["rows"]
        if clue["window"]["date"] == one["date"] and row["id"] == one["id"]
        if row["since"] <= one["clock"] <= row["until"]
    ]


def test_whoever_it_was_the_papers_lead_to_one_accusation(everybody: list[tuple[World, Riddle]]) -> None:
    for world, riddle in everybody:
        assert riddle.certificate.survivors == 1
        assert riddle.answers[0][0] == world.mole
        assert found(riddle, world.mole, papers_of(world.facts)) == riddle.answers[0]


def test_a_statement_can_be_held_against_one_row_and_lies_well_within_it(
    everybody: list[tuple[World, Riddle]],
) -> None:
    for world, riddle in everybody:
        for one in riddle.values["statements"]:
            (row,) = rows_about(world, one)
            hour, minute = (int(part) for part in one["clock"].split("."))
            for end in (row["since"], row["until"]):
                assert abs(int(end[:2]) * 60 + int(end[3:]) - hour * 60 - minute) >= 2
            assert one["place"] in PLACES


def test_the_culprit_has_three_untrue_statements_and_a_true_one_and_nobody_else_has_two(
    everybody: list[tuple[World, Riddle]],
) -> None:
    for world, riddle in everybody:
        values = riddle.values
        untrue = [one for one in values["statements"] if rows_about(world, one)[0]["place"] != one["place"]]
        counts = Counter(one["id"] for one in untrue)
        assert counts.pop(world.mole) == 3
        assert len(counts) == 3
        assert set(counts.values()) == {1}
        assert world.decoy in counts
        assert sorted(one["no"] for one in untrue if one["id"] == world.mole) == values["lies"]
        assert [one["no"] for one in values["exhibits"]] == values["lies"]
        assert {one["id"] for one in values["slips"]} == set(counts)
        for one in (*values["exhibits"], *values["slips"]):
            assert rows_about(world, one)[0]["place"] == one["true"] != one["place"]


def test_neither_number_nor_place_nor_day_of_a_statement_depends_on_who_it_was() -> None:
    for seed in range(3):
        shown = [
            [(one["no"], one["id"], one["clue"], one["date"]) for one in deal(seed, mole)[1].values["statements"]]
            for mole in ROLL
        ]
        assert all(other == shown[0] for other in shown)
        assert set(Counter(who for _, who, _, _ in shown[0]).values()) == {4}
        assert [who for _, who, _, _ in shown[0]] == sorted((who for _, who, _, _ in shown[0]), key=ROLL.index)


def test_a_statement_about_a_row_that_is_the_same_has_the_same_minute_whoever_it_was() -> None:
    same = 0
    for one_mole, other_mole in combinations(ROLL, 2):
        (one_world, one), (other_world, other) = deal(1, one_mole), deal(1, other_mole)
        for mine, theirs in zip(one.values["statements"], other.values["statements"], strict=True):
            spans = [
                [(row["since"], row["until"]) for row in world.clues[mine["clue"]]["rows"] if row["id"] == mine["id"]]
                for world in (one_world, other_world)
            ]
            if spans[0] == spans[1]:
                same += 1
                assert mine["clock"] == theirs["clock"]
    assert same > 100


def test_the_exhibits_are_taken_in_any_order_the_sorted_one_first() -> None:
    riddle = sample()
    cards = [f"e{number}" for number in riddle.values["lies"]]
    assert [answer[4:] for answer in riddle.answers] == list(permutations(cards))
    assert len({answer[:4] for answer in riddle.answers}) == 1


def test_likely_wrong_accusations_are_refused() -> None:
    riddle = sample()
    who, *others = riddle.answers[0][:4]
    lies = riddle.answers[0][4:]
    hands: dict[str, list[str]] = {name: [] for name in ROLL}
    for one in riddle.values["statements"]:
        hands[one["id"]].append(one["card"])
    true = next(card for card in hands[who] if card not in lies)
    slip = riddle.values["slips"][0]["card"]
    decoy = WORLD["decoy"]
    for wrong in (
        (decoy, *others, *lies),
        (who, *others, *lies[:2], true),
        (who, *others, slip, *lies[1:]),
        (who, *others, lies[0], lies[0], lies[2]),
        (who, "rope", *others[1:], *lies),
    ):
        assert wrong in riddle.refused
    assert any(answer[0] == decoy and set(answer[4:]) < set(hands[decoy]) for answer in riddle.refused)


def test_all_that_was_searched_is_counted() -> None:
    certificate = sample().certificate
    fillings, triples = 8 * 6 * 4 * 8, 32 * 31 * 30 // 6
    assert certificate.space == fillings * triples
    assert certificate.searched == fillings + triples


def test_registers_that_leave_two_suspects_are_refused() -> None:
    few = {**PARAMS, "registers": PARAMS["registers"][:5], "over": ["C1", "C2", "C3", "C4", "C5"]}
    found = refusal(few)
    assert found.code == "kind-board-ambiguous"
    assert WORLD["mole"] in found.sentence
    assert WORLD["decoy"] in found.sentence


def test_a_reason_that_fits_somebody_else_is_no_reason() -> None:
    reason = {"slot": "reason", "card": f"r_{WORLD['decoy']}", "paper": "x3", "puzzle": "x3"}
    assert refusal({**PARAMS, "supports": [*PARAMS["supports"], reason]}).code == "kind-board-ambiguous"
    given = {**reason, "given": {"who": WORLD["decoy"]}}
    assert KIND.generate({**PARAMS, "supports": [*PARAMS["supports"], given]}, WORLD, random.Random(1))


def test_a_box_that_papers_fill_needs_two_of_different_puzzles() -> None:
    fewer = [fact for fact in PARAMS["supports"] if (fact["slot"], fact["paper"]) != ("master", "x2")]
    found = refusal({**PARAMS, "supports": fewer})
    assert found.code == "kind-board-source"
    assert "“master”" in found.sentence


@pytest.mark.parametrize("missing", combinations(("C10", "C11", "C12"), 2))
def test_the_solver_gets_on_without_two_registers_of_the_last_act(missing: tuple[str, str]) -> None:
    for seed in range(3):
        world, riddle = deal(seed, ROLL[seed])
        papers = {name: text for name, text in papers_of(world.facts).items() if name not in missing}
        assert found(riddle, world.mole, papers) == riddle.answers[0]


def test_the_solver_says_whom_too_few_registers_leave() -> None:
    world, riddle = deal(0, "cedar")
    papers = {name: text for name, text in papers_of(world.facts).items() if name not in {"C10", "C11", "C12"}}
    with pytest.raises(Refusal, match=f"9 registers leave 2 suspects: .*{world.decoy}") as caught:
        found(riddle, world.mole, papers)
    assert caught.value.code == "kind-unsolved"


def test_the_solver_says_when_a_lie_is_about_a_register_that_it_does_not_have() -> None:
    world, riddle = deal(0, "cedar")
    lie = riddle.values["exhibits"][0]["clue"]
    papers = {name: text for name, text in papers_of(world.facts).items() if name != lie}
    with pytest.raises(Refusal, match=r"refute .*cedar 2"):
        found(riddle, world.mole, papers)


def test_a_place_may_be_said_with_an_article() -> None:
    world, riddle = deal(0, "cedar")
    said = [{**one, "place": f"in the {one['place']}"} for one in riddle.values["statements"]]
    papers = {**papers_of(world.facts), "signed": statements({"statements": said})}
    assert KIND.solve(papers, KIND.public(params_of("cedar"))) == riddle.answers[0]


def test_two_copies_of_a_register_that_differ_are_told() -> None:
    world, riddle = deal(0, "cedar")
    copy = registers(world.facts)["C1"].replace(" and 08.", " and 09.")
    assert copy != registers(world.facts)["C1"]
    with pytest.raises(Refusal, match="Two registers of the copier do not agree"):
        found(riddle, world.mole, {**papers_of(world.facts), "copy": copy})


def test_a_register_without_its_date_is_not_known_for_one() -> None:
    world, riddle = deal(0, "cedar")
    lie = riddle.values["exhibits"][0]
    papers = papers_of(world.facts)
    undated = papers[lie["clue"]].replace(lie["date"], "that day")
    assert undated != papers[lie["clue"]]
    with pytest.raises(Refusal, match=r"refute .*cedar 2"):
        found(riddle, "cedar", {**papers, lie["clue"]: undated})


def test_the_reason_is_that_of_whoever_was_found() -> None:
    for mole in ROLL:
        _, riddle = deal(2, mole)
        assert riddle.answers[0][3] == f"r_{mole}"
        assert riddle.values["slots"]["reason"]["label"] == LEVERS[mole]


def test_a_card_says_in_few_words_which_statement_it_is() -> None:
    values = sample().values
    first = values["statements"][0]
    assert first["label"] == f"No. 01, {first['surname']}, {first['date']}"
    assert first["text"] == f"On {first['date']} at {first['clock']} I was in the {first['place']}."
    labels = [one["label"] for one in values["statements"]]
    assert labels == sorted(labels)
    assert max(map(len, labels)) <= 40
    assert values["slots"]["ex1"]["label"] in labels


def _dropped(key: str, at: int) -> Change:
    return lambda params: params[key].pop(at)


def _set(key: str, value: Any) -> Change:
    return lambda params: params.update({key: value})


def _slot(at: int, **changes: str) -> Change:
    return lambda params: params["slots"][at].update(changes)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_set("exhibits", ["ex1", "ex2"]), "names 3 slots"),
        (_set("exhibits", ["ex1", "ex2", "who"]), "none of them is `who`"),
        (_dropped("slots", 6), "each of who, ex1, ex2, ex3 once"),
        (_slot(0, right="cedar"), "leave `right` out of the slot “who”"),
        (_slot(1, right="spoon"), "no card “spoon”"),
        (_slot(4, bank="means"), "the exhibits have one bank"),
        (_set("over", ["C1", "C2", "C3"]), "`each` is 4 to 8"),
        (_set("over", ["C1", "C2", "C3", "C3", "C4"]), "stands twice"),
        (_set("over", ["C1", "C2", "C3", "C99"]), "give it a register"),
        (_set("each", 3), "`each` is 4 to 8"),
        (_set("slips", 0), "`slips` is 1 to 6"),
        (_set("slips", 7), "`slips` is 1 to 6"),
        (lambda params: params["registers"][2].update(date="4 May"), "C3 is of 3 May, not of 4 May"),
        (lambda params: params["registers"][2].update(date=""), "about C3; give it a register with a date"),
        (_dropped("registers", 2), "about C3; give it a register with a date"),
        (lambda params: params["registers"][11].update(clue="C99"), "no clue “C99”"),
        (lambda params: params["registers"][2].update(about=" "), "says what it is `about`"),
        (lambda params: params["banks"]["papers"].pop(), "e1 to e32; what does not agree is e32"),
        (lambda params: params["banks"]["suspects"].pop(3), "each suspect and no other"),
        (lambda params: params["banks"]["means"][0].update(label=""), "“rope” has no label"),
        (_set("wording", {"says": "I was there."}), "what somebody says {date}, {clock} and {place}"),
        (_set("wording", {"label": "{name}, {date}"}), "a label has {no}"),
        (_set("wording", {"label": "Statement number {no}, signed by {name} on {date}"}), "room for 40"),
        (lambda params: params["readings"][0].update(text="{who} found it"), "has no `{card}`"),
        (lambda params: params["supports"][0].update(slot="when"), "a slot that is not there"),
    ],
)
def test_what_does_not_fit_together_is_refused(change: Change, words: str) -> None:
    params = params_of(WORLD["mole"])
    change(params)
    found = refusal(params)
    assert found.code == "kind-params"
    assert words in found.sentence


def test_without_a_hidden_world_there_is_nobody_to_accuse() -> None:
    assert "needs a case with `world.toml`" in refusal(PARAMS, {}).sentence


def test_two_registers_of_one_day_are_told_apart_by_the_minute() -> None:
    world = world_of("day")
    facts = world.facts
    for name in ("C2", "C3", "C4"):
        facts["clues"][name]["window"]["date"] = "1 May"
    params = params_of(world.mole)
    for register in params["registers"][1:4]:
        register["date"] = "1 May"
    riddle = KIND.generate(params, facts, random.Random(3))
    assert all(len(rows_about(world, one)) == 1 for one in riddle.values["statements"])
    assert found(riddle, world.mole, papers_of(facts)) == riddle.answers[0]


@pytest.mark.parametrize("is_headed", [True, False])
def test_a_register_may_be_told_in_lines_with_the_place_in_them_or_above(*, is_headed: bool) -> None:
    world, riddle = deal(0, "cedar")
    clue = riddle.values["exhibits"][0]["clue"]
    register = world.clues[clue]
    lines = []
    for row in register["rows"]:
        name, hours = row["name"], f"{row['since']} to {row['until']}, {row['minutes']} min. Yawned, and read."
        told = (
            [row["place"].capitalize(), f"- {name}, {hours}"]
            if is_headed
            else [f"- **{name}**, {row['place']}, {hours}"]
        )
        lines += told
    papers = papers_of(world.facts)
    head = papers[clue].split("|")[0]
    assert found(riddle, "cedar", {**papers, clue: head + "\n\n".join(["", *lines])}) == riddle.answers[0]
