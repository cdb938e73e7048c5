"""Sightings of a phone: three masts each say how far and on which side, and one landmark of the map is there."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from math import hypot, perm
from typing import Any

from casefile.kinds.cell_sites_deal import RINGS, SECTORS, SQUARES, Sighting, draw_sightings, possible
from casefile.kinds.cell_sites_map import EAST, NARROW, NORTH, WIDE, City, Place, draw_masts, draw_places, letter
from casefile.kinds.cell_sites_params import LANDMARKS, SIGHTINGS, CellSitesParams, check
from casefile.kinds.cell_sites_solver import solve
from casefile.kinds.riddle import Answer, Certificate, Near, Riddle, apart, read, settle

_ALL = range(1, RINGS + 1)
_NONE = "—"
_TOY = (
    "Suppose that a ring is 2 squares deep, and that mast M9 stands at 10 east, 10 north. It noted ring 2, 090–270: "
    "more than 2 squares away and not more than 4, to the south. A pump at 11 east, 12 north is near enough, but "
    "north. A well at 13 east, 5 north is south, and 3 across with 5 down is nearly 6 away. A lamp at 12 east, 8 north "
    "is 2 across and 2 down, which is nearly 3: it was the lamp. Each further mast strikes out some more."
)


@dataclass(frozen=True, slots=True)
class _Deal:
    """A city, its masts, and three sightings in it."""

    city: City
    masts: tuple[Place, ...]
    sightings: tuple[Sighting, ...]

    def letters(self, sightings: Sequence[int]) -> Answer:
        """Landmarks as letters."""
        return tuple(map(letter, sightings))


class CellSites:
    """Deals a city, masts and sightings; finds the landmarks from the tables."""

    name = "cell-sites"
    family = "map"
    tool = ""
    language_bound = False
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        sites = read(params, CellSitesParams)
        check(sites)
        names = tuple(stream.sample(sites.landmarks, LANDMARKS))
        why = "params: no city comes out in which every name finds room; shorten the longest names of `landmarks`."
        deal = settle(lambda: _deal(sites, names, stream), 200, why)
        truths = [sighting.truth for sighting in deal.sightings]
        answers = tuple(product(*((letter(truth), names[truth]) for truth in truths)))
        near = _near(deal, truths)
        told = (*answers, *(miss.answer for miss in near))
        values = _values(sites, deal)
        values |= {
            "letters": list(answers[0]),
            "names": list(answers[-1]),
            "near": {
                "ring": [list(miss.answer) for miss in near if miss.why == "ring-off-by-one"],
                "sector": [list(miss.answer) for miss in near if miss.why == "sector-backwards"],
                "order": list(near[-1].answer),
            },
            "answer": list(answers[0]),
            "toy": _TOY,
        }
        return Riddle(values, answers, near, apart(told, _refused(deal, truths)), _TOY, _certify(deal))

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """How the rule is worded; none of its numbers."""
        return {"ring": read(params, CellSitesParams).wording.ring}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        return solve(papers.values(), params)


def _deal(sites: CellSitesParams, names: tuple[str, ...], stream: random.Random) -> _Deal | None:
    places = draw_places(LANDMARKS, stream)
    masts = draw_masts(sites.masts, places, stream)
    if len(places) < LANDMARKS or len(masts) < sites.masts:
        return None
    city = City(tuple(places), names, sites.river, tuple(sites.rings))
    sightings = draw_sightings(SIGHTINGS, masts, places, stream)
    if len(sightings) < SIGHTINGS or not city.can_be_named(masts):
        return None
    return _Deal(city, tuple(masts), tuple(sightings))


def _near(deal: _Deal, truths: list[int]) -> tuple[Near, ...]:
    """One sighting misread, in each of two ways; all three in the wrong order."""
    near = []
    for at, sighting in enumerate(deal.sightings):
        for why, wrong in (("ring-off-by-one", sighting.ring_off), ("sector-backwards", sighting.turned)):
            near.append(Near(deal.letters([*truths[:at], wrong, *truths[at + 1 :]]), why))
    return (*near, Near(deal.letters(truths[::-1]), "out-of-order"))


def _refused(deal: _Deal, truths: list[int]) -> list[Answer]:
    """The three in other orders, and what the first two masts of the last sighting would allow."""
    first, second, _ = truths
    likely = possible(deal.masts, deal.city.places, deal.sightings[-1].readings[:2])
    return [deal.letters(wrong) for wrong in (*permutations(truths), *([first, second, other] for other in likely))]


def _values(sites: CellSitesParams, deal: _Deal) -> dict[str, Any]:
    city, say = deal.city, sites.wording
    mast_rows: list[dict[str, Any]] = [
        {"mast": f"M{number:02d}", "mark": str(number), "x": x, "y": y} for number, (x, y) in enumerate(deal.masts, 1)
    ]
    landmarks: list[dict[str, Any]] = [
        {"letter": letter(number), "name": name, "x": x, "y": y}
        for number, (name, (x, y)) in enumerate(zip(city.names, city.places, strict=True))
    ]
    plan_alt = _say("Landmarks", [f"{row['letter']} {row['name']}" for row in landmarks], city.places)
    masts_alt = _say("Masts", [row["mast"] for row in mast_rows], deal.masts)
    return {
        "map": city.draw(NARROW, deal.masts),
        "map_wide": city.draw(WIDE, deal.masts),
        "map_alt": f"{_city(sites)} {plan_alt} {masts_alt}",
        "plan": city.draw(NARROW),
        "plan_wide": city.draw(WIDE),
        "plan_alt": f"{_city(sites)} {plan_alt}",
        "landmarks": landmarks,
        "masts": mast_rows,
        "sightings": [
            {
                "no": number,
                "clock": when,
                "mast": mast_rows[reading.mast]["mast"],
                "ring": reading.ring,
                "sector": SECTORS[reading.sector],
            }
            for number, (when, sighting) in enumerate(zip(sites.sightings, deal.sightings, strict=True), 1)
            for reading in sighting.readings
        ],
        "rule": [
            say.square.replace("{metres}", str(sites.metres)),
            say.ring.replace("{squares}", str(SQUARES)),
            say.sector,
        ],
        **_card(),
    }


def _city(sites: CellSitesParams) -> str:
    rings = f" ({', '.join(sites.rings)})" if sites.rings else ""
    river = f"the {sites.river}" if sites.river else "a river"
    return (
        f"A map of the city, {EAST + 1} squares from west to east and {NORTH + 1} from south to north. Three rings"
        f"{rings} about its middle; streets from there to the four sides; {river} from west to east, south of the "
        "middle."
    )


def _say(what: str, names: Sequence[str], places: Sequence[Place]) -> str:
    said = (f"{name} at {x} east, {y} north" for name, (x, y) in zip(names, places, strict=True))
    return f"{what}, in squares: {'; '.join(said)}."


def _card() -> dict[str, Any]:
    """The celluloid: laid on a mast, it shows in which ring a place is, by squares across and squares up or down."""
    rings = {
        aside: [min(RINGS + 1, int(hypot(across, aside) / SQUARES) + 1) for across in range(RINGS * SQUARES)]
        for aside in range(NORTH + 1)
    }
    head = "".join(f"{across if across % 5 == 0 else '·':<2}" for across in range(RINGS * SQUARES)).rstrip()
    lines = [
        f"{aside:>2} " + " ".join("·" if ring > RINGS else str(ring) for ring in row) for aside, row in rings.items()
    ]
    rows: list[dict[str, Any]] = [
        {"aside": aside, **{f"ring{ring}": _last(row, ring) for ring in _ALL}} for aside, row in rings.items()
    ]
    said = (
        f"{row['aside']} up or down: "
        + ", ".join(f"ring {ring} to {row[f'ring{ring}']}" for ring in _ALL if row[f"ring{ring}"] != _NONE)
        for row in rows
    )
    return {
        "card": "\n".join([f"   {head}", *lines]),
        "card_alt": f"Rings by squares up or down from the mast, each to so many squares across. {'; '.join(said)}.",
        "card_rows": rows,
    }


def _last(row: Sequence[int], ring: int) -> int | str:
    """Squares across at which a ring ends, where it is met at all."""
    return max((across for across, one in enumerate(row) if one == ring), default=_NONE)


def _certify(deal: _Deal) -> Certificate:
    """Try every landmark for every sighting, read as loosely as anybody might."""
    survivors = 1
    for sighting in deal.sightings:
        found = possible(deal.masts, deal.city.places, sighting.readings)
        survivors *= len(found) if sighting.truth in found else 0
    note = "every landmark for each sighting, a fifth of a square to either side of each ring and sector"
    return Certificate(perm(LANDMARKS, SIGHTINGS), "enumerated", LANDMARKS * SIGHTINGS, survivors, note)
