"""Every built-in kind keeps the contract, and the proof of it finds whoever does not."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.kinds import KINDS, Answer, Certificate, Near, Riddle
from casefile.kinds.conformance import prove
from casefile.kinds.riddle import Params, read, unsolved
from tests.kinds.samples import SAMPLES

QUICK, ALL = 3, 50


def test_every_kind_keeps_the_contract(kind: str) -> None:
    proved = prove(KINDS[kind], SAMPLES[kind].params, SAMPLES[kind].papers, SAMPLES[kind].world, seeds=QUICK)
    assert proved.kind == kind
    assert proved.space > 1


@pytest.mark.slow
def test_every_kind_keeps_the_contract_over_fifty_seeds(kind: str) -> None:
    assert prove(KINDS[kind], SAMPLES[kind].params, SAMPLES[kind].papers, SAMPLES[kind].world, seeds=ALL).seeds == ALL


class CoinParams(Params, frozen=True, kw_only=True):
    sides: list[str]


class Coin:
    """A small kind that keeps every promise."""

    name = "coin"
    family = "abstract"
    tool = ""
    language_bound = False
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:
        sides = read(params, CoinParams).sides
        if len(sides) < 3:
            raise Refusal("kind-params", "params: a coin has three sides.")
        side, other, third = stream.sample(sides, 3)
        values = {"answer": [side], "coin": f" ___\n( {side} )", "coin_alt": f"On the coin: {side}."}
        toy = "Suppose that the coin shows a crown: it is the crown."
        return Riddle(
            values,
            ((side,),),
            (Near((other,), "other"),),
            ((third,),),
            toy,
            Certificate(len(sides), "enumerated", 3, 1),
        )

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        return {"sides": read(params, CoinParams).sides}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        found = [side for side in params["sides"] if side in "".join(papers.values())]
        if len(found) != 1:
            raise unsolved("No coin lies here.")
        return (str(found[0]),)


SIDES = {"sides": ["heads", "tails", "edge"]}


def coin_papers(values: Mapping[str, Any]) -> dict[str, str]:
    return {"coin": f"```figure {values['coin_alt']}\n{values['coin']}\n```"}


def test_a_kind_that_keeps_every_promise_is_told_what_it_costs() -> None:
    proved = prove(Coin(), SIDES, coin_papers, seeds=7)
    assert (proved.kind, proved.seeds, proved.space, proved.searched) == ("coin", 7, 3, 3)
    assert 0 < proved.median_ms <= proved.slowest_ms


Change = Callable[[Riddle], Riddle]


def dealing(change: Change) -> Coin:
    """The coin, with each of its riddles changed."""

    class Spoilt(Coin):
        def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:
            return change(super().generate(params, world, stream))

    return Spoilt()


def proof(**changed: Any) -> Change:
    return lambda riddle: replace(riddle, certificate=replace(riddle.certificate, **changed))


def value(name: str, text: Any) -> Change:
    return lambda riddle: replace(riddle, values={**riddle.values, name: text})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (proof(survivors=2), "seed 0: 2 answers survive"),
        (proof(space=1), "only one answer"),
        (proof(searched=0), "searched nothing"),
        (proof(method="hoped"), "certificate's method"),
        (lambda riddle: replace(riddle, refused=()), "no wrong answer"),
        (lambda riddle: replace(riddle, refused=((riddle.answers[0][0].upper() + "!",),)), "right in its normal form"),
        (lambda riddle: replace(riddle, refused=(riddle.near[0].answer,)), "stands twice"),
        (lambda riddle: replace(riddle, refused=(("a", "b"),)), "same number of fields"),
        (lambda riddle: replace(riddle, near=(Near(("rim",), ""),)), "does not say why"),
        (lambda riddle: replace(riddle, answers=(("!",),)), "is empty"),
        (lambda riddle: replace(riddle, toy=" "), "no toy example"),
        (lambda riddle: replace(riddle, toy=f"Say {riddle.answers[0][0]}."), "gives the answer away"),
        (lambda riddle: replace(riddle, values={**riddle.values, "odd": random.random()}), "dealt another riddle"),
        (value("pair", ("a", "b")), "not plain data"),
        (value("coin_alt", ""), "no “coin_alt”"),
        (value("coin_alt", "On the coin: nothing."), "in the words of the drawings|No coin lies here"),
        (value("coin", "-" * 77 + "\n"), "77 columns wide"),
    ],
)
def test_a_promise_that_is_not_kept_is_named_with_its_seed(change: Change, words: str) -> None:
    with pytest.raises(Refusal, match=words) as caught:
        prove(dealing(change), SIDES, coin_papers, seeds=2)
    assert caught.value.code == "kind-conformance"
    assert "“coin”" in caught.value.sentence


@pytest.mark.parametrize(
    ("name", "wrong", "words"),
    [
        ("family", "riddle", "family “riddle”"),
        ("tool", "spade", "tool “spade”"),
        ("solve", lambda papers, params: ("rim",), "its solver reads .'rim'"),
        ("public", lambda params: {"sides": {1}}, "it raised TypeError"),
        ("generate", lambda params, world, stream: 1 / 0, "seed 0: it raised ZeroDivisionError"),
    ],
)
def test_a_kind_that_is_wrong_in_itself_is_named(name: str, wrong: Any, words: str) -> None:
    coin = Coin()
    setattr(coin, name, wrong)
    with pytest.raises(Refusal, match=words):
        prove(coin, SIDES, coin_papers, seeds=2)


def test_a_solver_that_answers_without_papers_is_named() -> None:
    coin = Coin()
    solve = coin.solve
    coin.solve = lambda papers, params: solve(papers, params) if papers else ("heads",)  # type: ignore[method-assign]
    with pytest.raises(Refusal, match="no papers: its solver found"):
        prove(coin, SIDES, coin_papers, seeds=1)


@pytest.mark.parametrize(
    ("reads", "words"),
    [
        (lambda params: params["sides"], "without params.sides: it raised KeyError"),
        (
            lambda params: [str(side) for side in params.get("sides", "abc")],
            "params.sides.0 of a wrong type: it is dealt",
        ),
    ],
)
def test_a_kind_that_does_not_check_its_parameters_is_named(reads: Callable[[Any], list[str]], words: str) -> None:
    def changed(params: Mapping[str, Any]) -> dict[str, Any]:
        return {"sides": reads(params)}

    class Trusting(Coin):
        def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:
            return super().generate(changed(params), world, stream)

    with pytest.raises(Refusal, match=words):
        prove(Trusting(), SIDES, coin_papers, seeds=1)
