"""What every kind promises, proved over many deals; for the built-in kinds and for anybody's."""

import json
import random
import re
import statistics
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from casefile.errors import Refusal
from casefile.kinds.riddle import FAMILIES, Answer, Kind, Riddle, fold
from casefile.kinds.spoilt import spoil
from casefile.tools import TOOLS, Tool

Papers = Callable[[Mapping[str, Any]], dict[str, str]]
"""Prints the values of a riddle as papers, in markup."""

COLUMNS, WIDE = 76, 150
"""Columns of a paper, and of a drawing for whoever has the room; its name ends in `_wide`."""
_FIGURE = re.compile(r"^```figure(?:-wide)? ?(?P<alt>[^\n]*)\n.*?^```$", re.DOTALL | re.MULTILINE)
_METHODS = frozenset({"enumerated", "declared"})
_TOOLED = 3
"""Deals whose papers are given to the kind's tool."""


@dataclass(frozen=True, slots=True)
class Conformance:
    """A kind that keeps its promises, and what dealing it costs."""

    kind: str
    seeds: int
    space: int
    """The smallest answer space that was dealt."""
    searched: int
    """Candidates tried for one certificate: the median."""
    median_ms: float
    """Time of one deal with its certificate."""
    slowest_ms: float


def prove(
    kind: Kind,
    params: Mapping[str, Any],
    papers: Papers,
    world: Mapping[str, Any] | None = None,
    seeds: int = 50,
) -> Conformance:
    """Deal a kind again and again and hold every deal to the contract.

    Args:
        kind: The kind.
        params: What an author would write in `[params]`.
        papers: Prints the values as the papers of a case would.
        world: What the deal knows of the hidden world.
        seeds: How many deals.

    Raises:
        Refusal: `kind-conformance`: what was not kept, and at which seed.
    """
    _prove_nature(kind)
    spans: list[float] = []
    riddles: list[Riddle] = []
    for seed in range(seeds):
        with _at(kind, f"seed {seed}"):
            began = time.perf_counter()
            riddle = _deal(kind, params, world, seed)
            spans.append((time.perf_counter() - began) * 1000)
            _prove_deal(riddle, _deal(kind, params, world, seed))
            _prove_solver(kind, params, riddle, papers)
            _prove_tools(kind, papers(riddle.values), seed)
            riddles.append(riddle)
    with _at(kind, "no papers"):
        _prove_lost(kind, params)
    _prove_bad_params(kind, params, world)
    return Conformance(
        kind.name,
        seeds,
        min(riddle.certificate.space for riddle in riddles),
        int(statistics.median(riddle.certificate.searched for riddle in riddles)),
        statistics.median(spans),
        max(spans),
    )


@contextmanager
def _at(kind: Kind, place: str) -> Iterator[None]:
    """Whatever goes wrong inside becomes a refusal that names the place."""
    try:
        yield
    except Refusal as refusal:
        raise _broken(kind, place, refusal.sentence) from refusal
    except Exception as error:  # a kind may be foreign code: anything may come
        raise _broken(kind, place, f"it raised {type(error).__name__}: {error}") from error


def _broken(kind: Kind, place: str, what: str) -> Refusal:
    return Refusal("kind-conformance", f"The kind “{kind.name}”, {place}: {what}")


def _must(holds: bool, what: str) -> None:  # noqa: FBT001  a sentence and whether it holds
    if not holds:
        raise Refusal("kind-conformance", what)


def _deal(kind: Kind, params: Mapping[str, Any], world: Mapping[str, Any] | None, seed: int) -> Riddle:
    return kind.generate(params, world or {}, random.Random(f"{kind.name} {seed}"))  # noqa: S311  a deal, no secret


def _prove_nature(kind: Kind) -> None:
    with _at(kind, "what it says of itself"):
        _must(isinstance(kind, Kind), "it has not the attributes of a kind.")
        _must(kind.family in {"", *FAMILIES}, f"its family “{kind.family}” is none of {', '.join(FAMILIES)}.")
        _must(kind.tool in {"", *TOOLS}, f"its tool “{kind.tool}” is none of {', '.join(TOOLS)}.")


def _prove_deal(riddle: Riddle, again: Riddle) -> None:
    """All that can be seen of a riddle without its papers."""
    proof = riddle.certificate
    _must(riddle == again, "the same parameters and stream dealt another riddle.")
    _must(proof.method in _METHODS, f"its certificate's method is none of {', '.join(sorted(_METHODS))}.")
    _must(proof.survivors == 1, f"{proof.survivors} answers survive its certificate, not one.")
    _must(proof.space > 1, "there is only one answer that anybody could give.")
    _must(proof.searched > (proof.method == "enumerated"), "its certificate has searched nothing.")
    _must(_is_plain(riddle.values), "its values are not plain data: texts, numbers, lists and tables.")
    right, wrong = riddle.answers, [*riddle.refused, *(near.answer for near in riddle.near)]
    _must(bool(right) and all(map(_is_whole, right)), "an answer, or a field of one, is empty.")
    _must(len({len(answer) for answer in [*right, *wrong]}) == 1, "its answers have not all the same number of fields.")
    _must(bool(riddle.refused), "there is no wrong answer that is sure to be refused.")
    _must(not set(map(_folded, wrong)) & set(map(_folded, right)), "a wrong answer is right in its normal form.")
    _must(len(set(map(_folded, wrong))) == len(wrong), "a wrong answer stands twice.")
    _must(all(near.why for near in riddle.near), "a near miss does not say why it is wrong.")
    _must(bool(riddle.toy.strip()), "it has no toy example.")
    said = f" {_words(riddle.toy)} "
    _must(not all(f" {_words(text)} " in said for text in right[0]), "its toy example gives the answer away.")
    _prove_drawings(riddle.values)


def _prove_drawings(values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if not isinstance(value, str) or "\n" not in value or name == "toy":
            continue
        plain = name.removesuffix("_wide")
        wide, most = max(map(_cells, value.splitlines())), COLUMNS if plain == name else WIDE
        _must(wide <= most, f"the value “{name}” is {wide} columns wide; a paper has {most}.")
        words = values.get(f"{plain}_alt")
        _must(
            isinstance(words, str) and bool(words.strip()) and "\n" not in words,
            f"the value “{name}” has several lines and no “{plain}_alt”, which says it in one line of words.",
        )


def _prove_solver(kind: Kind, params: Mapping[str, Any], riddle: Riddle, papers: Papers) -> None:
    public = kind.public(params)
    _must(_is_plain(public), "what is public of its parameters is not plain data.")
    drawn = papers(riddle.values)
    said = {name: _FIGURE.sub(lambda figure: figure["alt"], text) for name, text in drawn.items()}
    for way, texts in (("the papers", drawn), ("the words of the drawings", said)):
        found = kind.solve(texts, public)
        _must(found == riddle.answers[0], f"its solver reads {found} in {way}; the answer is {riddle.answers[0]}.")


def _prove_lost(kind: Kind, params: Mapping[str, Any]) -> None:
    try:
        found = kind.solve({}, kind.public(params))
    except Refusal as refusal:
        _must(refusal.code == "kind-unsolved", f"its solver refuses with “{refusal.code}”, not with “kind-unsolved”.")
    else:
        _must(holds=False, what=f"its solver found {found} in no papers at all.")


def _prove_tools(kind: Kind, papers: Mapping[str, str], seed: int) -> None:
    """A tool takes any text: what it cannot use it refuses. A kind without one is tried on all, once."""
    whole = "\n\n".join(papers.values())
    if kind.tool and seed < _TOOLED:
        trials = [(TOOLS[kind.tool], text) for text in (whole, *papers.values())]
    else:
        trials = [(tool, whole) for tool in TOOLS.values()] if seed == 0 else []
    for tool, text in trials:
        _try_tool(tool, {parameter.id: text for parameter in tool.parameters})
        for parameter in tool.parameters:
            _try_tool(tool, {other.id: other.example for other in tool.parameters} | {parameter.id: text})


def _try_tool(tool: Tool, args: Mapping[str, str]) -> None:
    try:
        tool.run(args)
    except Refusal:
        return
    except Exception as error:
        raise Refusal(
            "kind-conformance", f"the tool “{tool.id}” raised {type(error).__name__} on its papers: {error}."
        ) from error


def _prove_bad_params(kind: Kind, params: Mapping[str, Any], world: Mapping[str, Any] | None) -> None:
    """A key that is missing is refused or has a default; a value of a wrong type is refused."""
    for spoilt in spoil(params):
        with _at(kind, spoilt.what):
            try:
                riddle = _deal(kind, spoilt.params, world, 0)
            except Refusal as refusal:
                fits = refusal.code == "kind-params" or spoilt.may_do
                _must(fits, f"it is refused with “{refusal.code}”, not with “kind-params”.")
            else:
                _must(spoilt.may_do, "it is dealt all the same.")
                _must(riddle.certificate.survivors == 1, f"{riddle.certificate.survivors} answers survive.")


def _is_plain(value: Any) -> bool:
    return bool(json.loads(json.dumps(value)) == value)


def _is_whole(answer: Answer) -> bool:
    return bool(answer) and all(map(fold, answer))


def _folded(answer: Answer) -> Answer:
    return tuple(map(fold, answer))


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _cells(line: str) -> int:
    """Columns that a line takes in a terminal."""
    return sum((unicodedata.east_asian_width(char) in "WF") + (not unicodedata.combining(char)) for char in line)
