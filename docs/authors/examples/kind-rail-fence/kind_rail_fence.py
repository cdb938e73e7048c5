"""A message written zigzag over several rails and read off rail by rail."""

import random
import re
from collections.abc import Mapping
from typing import Any

from casefile.errors import Refusal
from casefile.kinds.riddle import Answer, Certificate, Params, Riddle, apart, read, unsolved

_TOY = (
    "Suppose three rails and the letters CAHTE. A fence of three rails over five letters goes down, down, up, up: the "
    "first rail has letters 1 and 5, the second 2 and 4, the third 3. So C and A are first and last, H and T second "
    "and fourth, E third: CHETA. With two rails it would be CTAEH. Only one number of rails gives words."
)
_LONGEST = 20


class RailFenceParams(Params, frozen=True, kw_only=True):
    """Parameters of a rail fence."""

    opening: str
    """How every message begins; the papers say so."""
    places: list[str]
    """One is drawn: the last word of the message, and the answer."""
    rails: tuple[int, int] = (3, 6)
    """Fewest and most rails."""


class RailFence:
    """Deals a message; reads it by trying every number of rails."""

    name = "rail-fence"
    family = "cipher"
    tool = ""
    language_bound = False
    in_clear = False

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `casefile.kinds.Kind.generate`."""
        fence = read(params, RailFenceParams)
        _check(fence)
        place = stream.choice(fence.places)
        rails = stream.randint(*fence.rails)
        cipher = write(_letters(fence.opening) + place, rails)
        groups = [cipher[at : at + 5] for at in range(0, len(cipher), 5)]
        answer = (place,)
        values = {"groups": groups, "opening": fence.opening, "rails": rails, "answer": [place], "toy": _TOY}
        refused = apart((answer,), [(other,) for other in fence.places])
        return Riddle(values, (answer,), (), refused, _TOY, _certify(fence, cipher, place))

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """How a message begins: the papers say it too."""
        return {"opening": read(params, RailFenceParams).opening}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `casefile.kinds.Kind.solve`."""
        opening = _letters(params["opening"])
        found = re.search(r"(?:\b[A-Z]{5}\s+){2,}[A-Z]{1,5}\b", "\n".join(papers.values()))
        cipher = _letters(found[0]) if found else ""
        read_off = {_unpick(cipher, rails) for rails in range(2, min(len(cipher), _LONGEST))}
        fitting = [text for text in read_off if text.startswith(opening)]
        if len(fitting) != 1:
            raise unsolved(f"{len(fitting)} numbers of rails give a message that begins as it should.")
        return (fitting[0][len(opening) :],)


def write(text: str, rails: int) -> str:
    """A text read off rail by rail."""
    return "".join(text[at] for at in sorted(range(len(text)), key=lambda at: (_rail(at, rails), at)))


def _rail(at: int, rails: int) -> int:
    """The rail on which a letter stands."""
    turn = 2 * (rails - 1)
    return min(at % turn, turn - at % turn)


def _unpick(cipher: str, rails: int) -> str:
    """Fill the rails in turn, then go down and up; written apart from `write`, so that each proves the other."""
    path: list[int] = []
    down = [*range(rails), *range(rails - 2, 0, -1)]
    while len(path) < len(cipher):
        path += down
    path = path[: len(cipher)]
    left = cipher
    fence = {}
    for rail in range(rails):
        count = path.count(rail)
        fence[rail], left = iter(left[:count]), left[count:]
    return "".join(next(fence[rail]) for rail in path)


def _letters(text: str) -> str:
    return re.sub(r"[^A-Z]", "", text.upper())


def _check(fence: RailFenceParams) -> None:
    if len(_letters(fence.opening)) < 6:
        raise Refusal("kind-params", "params: `opening` has six letters at least.")
    if len(set(fence.places)) < max(2, len(fence.places)):
        raise Refusal("kind-params", "params: give several different `places`; one is drawn.")
    for place in fence.places:
        if not re.fullmatch(r"[A-Z]{3,12}", place):
            raise Refusal("kind-params", f"params: “{place}” is no word of 3 to 12 capitals.")
    if not 2 <= fence.rails[0] <= fence.rails[1] <= 8:
        raise Refusal("kind-params", "params: `rails` are 2 to 8, the fewest first.")


def _certify(fence: RailFenceParams, cipher: str, place: str) -> Certificate:
    """Write every place over every number of rails: which of them gives these letters?"""
    opening = _letters(fence.opening)
    rails = range(2, min(len(cipher), _LONGEST))
    standing = {other for other in fence.places for count in rails if write(opening + other, count) == cipher}
    # and whatever another number of rails gives must not begin like a message
    alike = {_unpick(cipher, count) for count in rails if _unpick(cipher, count).startswith(opening)}
    survivors = len(standing | {text[len(opening) :] for text in alike}) if place in standing else 0
    searched = len(fence.places) * len(rails)
    return Certificate(len(fence.places), "enumerated", searched, survivors, "every place over every number of rails")
