"""The logic grid: its clues, by brute force; its propagation, against every filling."""

import random
from itertools import combinations, permutations, product

import pytest

from casefile.errors import Refusal
from casefile.kinds import KINDS, Riddle
from casefile.kinds.logic_board import Board
from casefile.kinds.logic_clues import ORDER, TYPES, Clue, Shape, Solution, fillings, holds, meaning, statements
from tests.kinds.conftest import deals
from tests.kinds.samples import GRID, grid_papers


def named(text: str) -> list[dict[str, str]]:
    return [{"id": word.lower(), "name": word} for word in text.split()]


def read_cell(riddle: Riddle, field: str) -> str:
    subject, category = field.strip("{}").split(".")
    return str(riddle.values["row"][subject][category])


SHAPE = Shape(categories=4, size=4, ordered=3)
SMALL = Shape(categories=3, size=3, ordered=2)


def every_filling(shape: Shape) -> list[Solution]:
    rows = permutations(range(shape.size))
    rest = product(list(rows), repeat=shape.categories - 1)
    return [(tuple(range(shape.size)), *filling) for filling in rest]


def every_clue(shape: Shape) -> list[Clue]:
    clues: list[Clue] = []
    for clue_type, a, b in product(TYPES, range(shape.categories), range(shape.categories)):
        by_day = clue_type in ORDER
        if (by_day and shape.ordered not in {a, b}) or (not by_day and a != b):
            clues += statements(clue_type, a, b, shape.size)
    return clues


def plainly(clue: Clue, filling: Solution) -> bool:
    """What a clue says, spelled out once more."""
    owners = [
        next(who for who, item in enumerate(filling[category]) if item == wanted) for category, wanted in clue.cells
    ]
    days = [filling[2][who] for who in owners]
    return {
        "is": owners[0] == owners[1],
        "not": owners[0] != owners[1],
        "either": owners[0] in owners[1:],
        "pair": sorted(owners[:2]) == sorted(owners[2:]),
        "before": days[0] < days[1],
        "next": days[0] + 1 == days[1],
        "apart": days[0] - days[1] not in {-1, 0, 1},
        "beside": days[0] + 1 == days[1] or days[1] + 1 == days[0],
        "between": any(days[at] < days[0] < days[-at] for at in range(1, len(days)) if len(days) == 3)
        or (len(days) == 3 and days[2] < days[0] < days[1]),
    }[clue.type]


def test_every_type_of_clue_means_what_it_says() -> None:
    for clue, filling in product(every_clue(SMALL), every_filling(SMALL)):
        assert holds(clue, SMALL, filling) == plainly(clue, filling)


def test_two_clues_of_one_meaning_hold_in_the_same_fillings() -> None:
    by_meaning: dict[Clue, set[tuple[bool, ...]]] = {}
    for clue in every_clue(SMALL):
        table = tuple(holds(clue, SMALL, filling) for filling in every_filling(SMALL))
        by_meaning.setdefault(meaning(clue), set()).add(table)
    assert all(len(tables) == 1 for tables in by_meaning.values())


def test_the_search_for_fillings_passes_none_over() -> None:
    stream = random.Random(5)
    clues = every_clue(SMALL)
    for _ in range(100):
        some = stream.sample(clues, 3)
        expected = {filling for filling in every_filling(SMALL) if all(plainly(clue, filling) for clue in some)}
        assert set(fillings(SMALL, some)) == expected


def test_following_solves_only_what_has_one_filling_and_never_crosses_out_the_truth() -> None:
    stream = random.Random(6)
    truth = every_filling(SHAPE)[9_001]
    true_clues = [clue for clue in every_clue(SHAPE) if holds(clue, SHAPE, truth)]
    outcomes = set()
    for _ in range(60):
        some = stream.sample(true_clues, stream.randint(4, 12))
        board = Board(SHAPE)
        board.propagate(some)
        found = list(fillings(SHAPE, some))
        assert truth in found
        if board.solved:
            assert found == [truth]
        outcomes.add(board.solved)
    assert outcomes == {True, False}


@pytest.mark.parametrize("number", [20, pytest.param(200, marks=pytest.mark.slow)])
def test_a_deal_has_few_clues_of_several_types_and_none_to_spare(number: int) -> None:
    for riddle in deals("logic-grid")[:number]:
        clues = riddle.values["clues"]
        types = [clue["clue"] for clue in clues]
        assert 6 <= len(clues) <= 9
        assert len(set(types)) >= 4
        assert max(map(types.count, types)) <= 3
        assert types.count("not") + types.count("is") <= len(clues) // 2
        assert len({clue["text"] for clue in clues}) == len(clues)


def test_no_clue_can_be_left_out_of_a_deal() -> None:
    public = KINDS["logic-grid"].public(GRID)
    for riddle in deals("logic-grid")[:8]:
        kept = 0
        for clue in riddle.values["clues"]:
            fewer = {**riddle.values, "clues": [other for other in riddle.values["clues"] if other is not clue]}
            try:
                KINDS["logic-grid"].solve(grid_papers(fewer), public)
            except Refusal:
                continue
            # following needs every clue; trying every filling may do with one less
            kept += 1
        assert kept <= 2


@pytest.mark.parametrize("number", [20, pytest.param(50, marks=pytest.mark.slow)])
def test_the_spare_clues_are_true_and_are_not_among_the_printed(number: int) -> None:
    for riddle in deals("logic-grid")[:number]:
        printed = [clue["text"] for clue in riddle.values["clues"]]
        spare = riddle.values["spare"]
        assert len(spare) == 3
        assert not {clue["text"] for clue in spare} & set(printed)
        more = {**riddle.values, "clues": [*riddle.values["clues"], *spare]}
        assert KINDS["logic-grid"].solve(grid_papers(more), KINDS["logic-grid"].public(GRID)) == riddle.answers[0]


@pytest.mark.parametrize("number", [20, pytest.param(200, marks=pytest.mark.slow)])
def test_the_row_that_is_asked_for_is_never_told_outright(number: int) -> None:
    for riddle in deals("logic-grid")[:number]:
        assert not any(clue["clue"] == "is" and "Ann" in clue["text"] for clue in riddle.values["clues"])


@pytest.mark.parametrize("number", [20, pytest.param(200, marks=pytest.mark.slow)])
def test_what_the_story_has_settled_is_dealt(number: int) -> None:
    for riddle in deals("logic-grid")[:number]:
        assert riddle.values["row"]["ann"]["loss"] == "the ledger"
        assert ("ledger", *riddle.answers[0][1:]) in riddle.answers
        assert len(riddle.values["lists"]["loss"]) == 4


def test_other_papers_that_name_undealt_things_do_not_mislead_the_solver() -> None:
    for riddle in deals("logic-grid")[:20]:
        papers = {**grid_papers(riddle.values), "noise": "The kettle, the lamp, the rope, the scales and the ledger."}
        clues = "\n\n".join(clue["text"] for clue in riddle.values["clues"])
        names = ", ".join(item["name"] for item in riddle.values["lists"]["loss"])
        papers = {"notes": f"{clues}\n\nLost: {names}.", "noise": papers["noise"]}
        assert KINDS["logic-grid"].solve(papers, KINDS["logic-grid"].public(GRID)) == riddle.answers[0]


ZEBRA: dict[str, object] = {
    "subject": {"id": "house", "label": "House", "ordered": True, "items": named("first second third fourth fifth")},
    "categories": [
        {"id": "owner", "label": "Owner", "items": named("Ames Bell Coe Dunn Eyre")},
        {"id": "pet", "label": "Pet", "items": named("zebra newt heron stoat mole")},
        {"id": "drink", "label": "Drink", "items": named("tea milk cocoa stout water")},
        {"id": "trade", "label": "Trade", "items": named("baker cooper diver fuller glover")},
    ],
    "phrases": [
        {
            "clue": clue,
            "a": a,
            "b": b,
            "texts": [f"{a} {{a}} {says} {b} " + " or ".join(f"{{{s}}}" for s in slots) + "."],
        }
        for clue, says, slots in (
            ("is", "goes with", "b"),
            ("not", "is far from", "b"),
            ("beside", "lives next door to", "b"),
            ("before", "is to the left of", "b"),
            ("next", "is the left neighbour of", "b"),
            ("between", "lives between", "bc"),
            ("either", "is one of", "bc"),
        )
        for a, b in [*combinations(("owner", "pet", "drink", "trade"), 2), *(("house", "owner"), ("house", "drink"))]
        if "house" not in {a, b} or clue in {"not", "either"}
    ],
}


def zebra(target: str | list[str], categories: int, seed: int) -> tuple[Riddle, tuple[str, ...]]:
    """A grid of five houses, and what its solver finds in the sentences."""
    kept = ZEBRA["categories"][:categories]  # type: ignore[index]
    ids = {"house", *(category["id"] for category in kept)}
    told = [phrase for phrase in ZEBRA["phrases"] if {phrase["a"], phrase["b"]} <= ids]  # type: ignore[attr-defined]
    params = {**ZEBRA, "target": target, "categories": kept, "phrases": told}
    riddle = KINDS["logic-grid"].generate(params, {}, random.Random(seed))
    paper = "\n\n".join(clue["text"] for clue in riddle.values["clues"])
    return riddle, KINDS["logic-grid"].solve({"paper": paper}, KINDS["logic-grid"].public(params))


@pytest.mark.parametrize(
    ("target", "fields"),
    [
        ("third", ["{third.owner}", "{third.pet}", "{third.drink}"]),
        ("owner", [f"{{{house}.owner}}" for house in ("first", "second", "third", "fourth", "fifth")]),
        (["fifth", "first"], [f"{{{house}.{of}}}" for house in ("fifth", "first") for of in ("owner", "pet", "drink")]),
    ],
)
def test_a_grid_may_ask_for_a_row_a_column_or_several(target: str | list[str], fields: list[str]) -> None:
    riddle, found = zebra(target, 3, seed=1)
    assert found == riddle.answers[0] == tuple(read_cell(riddle, field) for field in fields)


def test_a_grid_may_ask_for_everything() -> None:
    riddle, found = zebra("*", 3, seed=2)
    rows = riddle.values["row"]
    assert found == riddle.answers[0] == tuple(text for house in rows.values() for text in house.values())
    assert riddle.certificate.space == 120**3


def test_a_grid_may_ask_for_whatever_goes_with_one_thing() -> None:
    riddle, found = zebra("zebra", 3, seed=3)
    house = next(house for house, row in riddle.values["row"].items() if row["pet"] == "zebra")
    assert found == riddle.answers[0] == (house, *(riddle.values["row"][house][of] for of in ("owner", "drink")))


def test_what_is_asked_for_is_never_told_outright() -> None:
    for seed in range(2):
        riddle, _ = zebra("zebra", 3, seed)
        assert not any(clue["clue"] == "is" and "zebra" in clue["text"] for clue in riddle.values["clues"])


@pytest.mark.slow
def test_five_houses_with_four_things_each_are_dealt_and_solved() -> None:
    for seed in range(10):
        riddle, found = zebra("*", 4, seed)
        assert found == riddle.answers[0]
        assert {clue["clue"] for clue in riddle.values["clues"]} & {"beside", "between", "next", "before"}
        assert riddle.certificate.survivors == 1


def phrases(*more: dict[str, object]) -> dict[str, object]:
    return {**GRID, "phrases": [*GRID["phrases"], *more]}


@pytest.mark.parametrize(
    ("params", "words"),
    [
        (phrases({"clue": "not", "a": "clerk", "b": "day", "texts": ["{a.name} did not."]}), "must name a, b"),
        (phrases({"clue": "perhaps", "a": "clerk", "b": "day", "texts": []}), "no clue “perhaps”"),
        (phrases({"clue": "next", "a": "clerk", "b": "day", "texts": []}), "ordered category"),
        ({**GRID, "target": "zoe"}, "no subject “zoe”"),
        ({**GRID, "target": ["ann", "ann"]}, "each once"),
        ({**GRID, "target": ["*", "ann"]}, "each once"),
        ({**GRID, "target": ["lamp", "rope", "scales", "kettle"]}, "more than 4 items of “loss”"),
        ({**GRID, "fixed": [{"subject": "ann", "category": "loss", "item": "crown"}]}, "no “crown”"),
        ({**GRID, "phrases": GRID["phrases"][:3]}, "no grid of varied clues"),
    ],
)
def test_a_grid_that_cannot_be_made_is_refused(params: dict[str, object], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        KINDS["logic-grid"].generate(params, {}, random.Random(1))


def test_sentences_that_can_be_mistaken_for_each_other_are_refused() -> None:
    swapped = phrases(
        {"clue": "before", "a": "clerk", "b": "loss", "texts": ["{a.name} and {b.name}."]},
        {"clue": "next", "a": "clerk", "b": "loss", "texts": ["{a.name} and {b.name}."]},
    )
    codes = set()
    for seed in range(12):
        try:
            KINDS["logic-grid"].generate(swapped, {}, random.Random(seed))
        except Refusal as refusal:
            codes.add(refusal.code)
    assert codes == {"kind-phrases"}
