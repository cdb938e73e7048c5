"""The parameters of sightings on a map, and what is wrong with them."""

import re

import msgspec

from casefile.errors import Refusal
from casefile.kinds.riddle import Params, fold

LANDMARKS, SIGHTINGS = 24, 3
_LONGEST = 22
_SLOTS = {"square": ("metres",), "ring": ("squares",), "sector": ()}


class Wording(Params, frozen=True, kw_only=True):
    """How the rule is said; each sentence names its slots once."""

    square: str = (
        "Squares are counted from the south-west corner, east first and then north; one is {metres} metres each way."
    )
    ring: str = (
        "A ring is {squares} squares deep: ring 1 is all that lies less than that from the mast, in a straight line, "
        "and each further ring begins where the one before it ends."
    )
    sector: str = (
        "A sector is the half of the compass that the mast was looking at, clockwise from north: 000–180 is all to the "
        "east of the mast, 090–270 to the south, 180–360 to the west and 270–090 to the north."
    )


class CellSitesParams(Params, frozen=True, kw_only=True):
    """Parameters of sightings on a map."""

    landmarks: list[str]
    """Names, of which 24 are drawn."""
    sightings: list[str]
    """When the phone was seen, three times, in order and as it is printed."""
    river: str = ""
    rings: list[str] = msgspec.field(default_factory=list)
    """Names of the wall, the market ring and the outer ring; some or none."""
    masts: int = 8
    metres: int = 100
    """What a square of the map measures."""
    wording: Wording = msgspec.field(default_factory=Wording)


def check(sites: CellSitesParams) -> None:
    """Refuse what no map can be made of.

    Raises:
        Refusal: `kind-params`.
    """
    names = sites.landmarks
    if len(set(map(fold, names))) < max(LANDMARKS, len(names)) or not all(len(fold(name)) > 1 for name in names):
        raise Refusal("kind-params", f"params: `landmarks` wants {LANDMARKS} different names at least.")
    if any(re.search(r"[|;:*`]|\s{2}", text) for text in (*names, *sites.sightings, sites.river, *sites.rings)):
        raise Refusal("kind-params", "params: names and sightings have no bar, colon, semicolon or star.")
    if any(len(name) > _LONGEST for name in (*names, sites.river, *sites.rings)):
        raise Refusal("kind-params", f"params: a name on the map has {_LONGEST} characters at most.")
    if len(set(map(fold, sites.sightings))) != SIGHTINGS or len(sites.sightings) != SIGHTINGS:
        raise Refusal("kind-params", f"params: `sightings` names {SIGHTINGS} different hours.")
    if not 6 <= sites.masts <= 9 or len(sites.rings) > 3 or not 1 <= sites.metres <= 1000:
        raise Refusal("kind-params", "params: there are 6 to 9 `masts`, 3 `rings` at most, and 1 to 1000 `metres`.")
    for name, slots in _SLOTS.items():
        if sorted(re.findall(r"\{(\w+)\}", getattr(sites.wording, name))) != sorted(slots):
            named = " and ".join(slots) or "nothing"
            raise Refusal("kind-params", f"params: `wording.{name}` names {named} in braces, once.")
