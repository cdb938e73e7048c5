"""A puzzle that the author has made by hand: its answer is given, its space declared."""

import random
import re
from collections.abc import Mapping
from typing import Any

from casefile.errors import Refusal
from casefile.kinds.riddle import Answer, Certificate, Params, Riddle, apart, fold, read, unsolved


class PlainParams(Params, frozen=True, kw_only=True):
    """Parameters of a plain puzzle."""

    answer: list[str]
    space: int
    """How many answers a stranger would have to try."""
    find: list[str]
    """A regular expression a field; group 1 is the answer, and the same wherever it matches."""
    refused: list[list[str]]
    toy: str
    depth: int = 0
    """Guesses that it takes one inside another, as far as the author knows."""


class Plain:
    """Takes the answer from the parameters; finds it in the papers by the author's own expressions."""

    name = "plain"
    family = ""
    tool = ""
    language_bound = False
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        plain = read(params, PlainParams)
        answer = tuple(plain.answer)
        refused = [tuple(wrong) for wrong in plain.refused]
        _check(plain, answer, refused)
        certificate = Certificate(plain.space, "declared", 1, 1, "the author vouches for this answer", plain.depth)
        values = {"answer": plain.answer, "toy": plain.toy}
        return Riddle(values, (answer,), (), tuple(refused), plain.toy, certificate)

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """The expressions that find it."""
        return {"find": read(params, PlainParams).find}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        text = " ".join("\n".join(papers.values()).split())
        found = [dict.fromkeys(match[1] for match in re.finditer(pattern, text)) for pattern in params["find"]]
        for pattern, texts in zip(params["find"], found, strict=True):
            if len(texts) != 1:
                raise unsolved(f"“{pattern}” finds {len(texts)} different texts.")
        return tuple(next(iter(texts)) for texts in found)


def _check(plain: PlainParams, answer: Answer, refused: list[Answer]) -> None:
    if not all(map(fold, answer)) or not answer:
        raise Refusal("kind-params", "params: the answer is empty.")
    if plain.space < 1:
        raise Refusal("kind-params", "params: say in `space` how many answers a stranger would have to try.")
    if not refused or any(len(wrong) != len(answer) for wrong in refused) or len(plain.find) != len(answer):
        raise Refusal(
            "kind-params", "params: give one `find` a field, and wrong answers in `refused`, all fields each."
        )
    if len(apart((answer,), refused)) < len(refused):
        raise Refusal("kind-params", "params: one of `refused` is the answer, or stands there twice.")
    if not plain.toy.strip():
        raise Refusal("kind-params", "params: give a worked example in `toy`.")
    for pattern in plain.find:
        try:
            groups = re.compile(pattern).groups
        except re.error as error:
            raise Refusal("kind-params", f"params: “{pattern}” is no regular expression: {error}.") from error
        if groups < 1:
            raise Refusal("kind-params", f"params: “{pattern}” needs a group that is the answer.")
