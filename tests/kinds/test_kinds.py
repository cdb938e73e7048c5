"""What every kind promises, over a few deals of each, and slowly over two hundred."""

import contextlib
import json
import random
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from casefile.desk.plain.page import Sheet, print_page
from casefile.errors import Refusal
from casefile.kinds import KINDS, THEORIES, Kind, Riddle, names
from casefile.kinds import kind as kind_of
from casefile.session.paper import parse
from casefile.session.views import Page, Shape
from casefile.vault import normalise
from tests.kinds.conftest import ONE_DEAL, Deals, deals
from tests.kinds.samples import SAMPLES


def printed(sheet: Sheet) -> Callable[[str], str]:
    def show(text: str) -> str:
        page = Page("x", "A paper", "minute", "", "", "", "", parse(text))
        return "\n".join(print_page(page, sheet))

    return show


def unchanged(text: str) -> str:
    return text


WAYS: dict[str, Callable[[str], str]] = {
    "markup": unchanged,
    "line mode": printed(Sheet()),
    "a narrow terminal": printed(Sheet(width=60, folds=True)),
    "the ear": printed(Sheet(figures=False)),
}


def normal(kind: str, answer: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(normalise(text, "card" if kind in THEORIES else "text") for text in answer)


def solved(kind: str, papers: Mapping[str, str]) -> tuple[str, ...]:
    return KINDS[kind].solve(papers, KINDS[kind].public(SAMPLES[kind].params))


def telling(riddle: Riddle) -> list[str]:
    """The fields of the answer that would be recognised: a number of one or two figures stands everywhere."""
    return [text for text in riddle.answers[0] if len(text) > 2]


def test_every_deal_proves_that_exactly_one_answer_survives(kind: str, riddles: Deals) -> None:
    for riddle in riddles:
        assert riddle.certificate.survivors == 1
        assert riddle.certificate.searched >= 1
        assert riddle.certificate.space >= 1
        assert riddle.certificate.method in {"enumerated", "declared"}


def test_the_solver_finds_the_answer_of_every_deal_in_its_papers(kind: str, riddles: Deals) -> None:
    for riddle in riddles:
        assert solved(kind, SAMPLES[kind].papers(riddle.values)) == riddle.answers[0]


@pytest.mark.parametrize("way", WAYS)
def test_the_solver_can_read_what_is_printed(kind: str, riddles: Deals, way: str) -> None:
    for riddle in riddles[:20]:
        papers = {name: WAYS[way](text) for name, text in SAMPLES[kind].papers(riddle.values).items()}
        assert solved(kind, papers) == riddle.answers[0]


def test_a_solver_without_papers_says_that_it_cannot_get_on(kind: str) -> None:
    with pytest.raises(Refusal) as caught:
        solved(kind, {})
    assert caught.value.code == "kind-unsolved"


def test_the_solver_is_not_told_the_answer(kind: str) -> None:
    riddle = deals(kind)[0]
    told = KINDS[kind].public(SAMPLES[kind].params)
    # The words that a message may be made of, and which may follow which, are many, in an order that says nothing.
    for vocabulary in (told.pop("words", []), told.pop("pairs", [])):
        assert vocabulary == sorted(vocabulary)
    public = json.dumps(told)
    assert not {"right", "fixed", "answer", "value", "shape", "supports"} & set(re.findall(r'"(\w+)": ', public))
    if kind not in {*THEORIES, "logic-grid", "posts"}:
        # in these the answer is a choice among cards or items that everybody sees
        assert not [text for text in telling(riddle) if text in public]


def test_wrong_answers_are_wrong_in_every_normal_form(kind: str, riddles: Deals) -> None:
    for riddle in riddles:
        right = {normal(kind, answer) for answer in riddle.answers}
        assert len(right) == len(riddle.answers)
        wrong = [
            normal(kind, answer)
            for answer in (*riddle.refused, *(near.answer for near in riddle.near))
            if len(answer) == len(riddle.answers[0])
        ]
        assert riddle.refused
        assert not right & set(wrong)
        assert len(set(wrong)) == len(wrong)
        assert all(len(answer) == len(riddle.answers[0]) for answer in riddle.refused)


def test_there_is_a_toy_example_that_gives_nothing_away(kind: str, riddles: Deals) -> None:
    for riddle in riddles:
        assert len(riddle.toy) > 40
        assert riddle.values["toy"] == riddle.toy
        assert not [text for text in telling(riddle) if re.search(rf"\b{re.escape(text)}\b", riddle.toy)] or kind in {
            *THEORIES,
            "logic-grid",
        }


def test_the_same_stream_deals_the_same_riddle_and_another_stream_another(kind: str) -> None:
    def deal(seed: int) -> Riddle:
        return KINDS[kind].generate(SAMPLES[kind].params, SAMPLES[kind].world, random.Random(seed))

    assert deal(1) == deal(1)
    assert (deal(1) == deal(2)) == (kind in ONE_DEAL)


def test_values_are_plain_data_and_name_the_answer(kind: str, riddles: Deals) -> None:
    for riddle in riddles[:20]:
        assert json.loads(json.dumps(riddle.values)) == riddle.values
        assert tuple(riddle.values["answer"]) == riddle.answers[0]


def test_what_is_drawn_fits_the_paper_and_is_said_in_words_too(kind: str, riddles: Deals) -> None:
    for riddle in riddles[:50]:
        drawn = {name: text for name, text in riddle.values.items() if f"{name}_alt" in riddle.values}
        for name, text in drawn.items():
            assert max(map(len, text.splitlines())) <= 76
            words = riddle.values[f"{name}_alt"]
            assert words
            assert "\n" not in words
        for text in SAMPLES[kind].papers(riddle.values).values():
            assert all(block.alt for block in parse(text) if block.shape is Shape.FIGURE)


def test_a_slip_in_the_parameters_is_refused_with_its_place(kind: str) -> None:
    with pytest.raises(Refusal, match="letterz") as caught:
        KINDS[kind].generate({**SAMPLES[kind].params, "letterz": 3}, SAMPLES[kind].world, random.Random(1))
    assert caught.value.code == "kind-params"


def test_every_parameter_that_is_missing_is_refused_or_has_a_default(kind: str) -> None:
    sample, world = SAMPLES[kind].params, SAMPLES[kind].world
    for name in sample:
        with contextlib.suppress(Refusal):
            rest = {key: sample[key] for key in sample if key != name}
            riddle = KINDS[kind].generate(rest, world, random.Random(1))
            assert riddle.certificate.survivors == 1


def test_numbers_that_templates_have_made_texts_are_taken_as_numbers() -> None:
    params: dict[str, Any] = {**SAMPLES["morse"].params, "fast": "4", "minutes": "9"}
    assert KINDS["morse"].generate(params, {}, random.Random(1)).values["fast"] == 4


def test_each_built_in_kind_is_found_by_its_name(kind: str) -> None:
    assert kind_of(kind) is KINDS[kind]
    assert isinstance(KINDS[kind], Kind)
    assert KINDS[kind].name == kind
    assert kind in names()
