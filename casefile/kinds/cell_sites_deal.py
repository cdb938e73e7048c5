"""Sightings: three masts each, and one landmark that lies where all three say, read as loosely as anybody might."""

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from casefile.kinds.cell_sites_map import Place

SQUARES = 6
"""How deep a ring is."""
RINGS = 4
SECTORS = ("000–180", "090–270", "180–360", "270–090")
"""Bearings clockwise from north: what lies to the east of a mast, to its south, to its west, to its north."""
_CLEAR = 0.2
"""Squares by which a landmark in question keeps off the edge of a ring."""
_ALONE, _PAIRS = 3, 2
"""Landmarks that any mast alone leaves at the least, and how many of the pairs of masts leave more than one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one mast noted: how far, and which way it looked."""

    mast: int
    ring: int
    sector: int


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a phone was, and what three masts noted of it."""

    truth: int
    readings: tuple[Reading, ...]
    ring_off: int
    """A landmark that fits with one ring too many or too few."""
    turned: int
    """A landmark that fits with one sector read backwards."""


def is_at(mast: Place, place: Place, reading: Reading, slack: float = 0) -> bool:
    """Whether a place is where a reading says; with slack, whether anybody might think so."""
    away = math.dist(mast, place)
    sided = _before(mast, place, reading.sector) > -slack
    return sided and (reading.ring - 1) * SQUARES - slack < away < reading.ring * SQUARES + slack


def is_clear(mast: Place, place: Place) -> bool:
    """Whether nobody can argue about what a mast notes of a place."""
    within = math.dist(mast, place) % SQUARES
    return place[0] != mast[0] and place[1] != mast[1] and _CLEAR < within < SQUARES - _CLEAR


def note(number: int, mast: Place, place: Place, faces: int) -> Reading:
    """What a mast that faces east and west (0) or south and north (1) notes of a place that is clear to it."""
    sector = faces if _before(mast, place, faces) > 0 else faces + 2
    return Reading(number, math.ceil(math.dist(mast, place) / SQUARES), sector)


def _before(mast: Place, place: Place, sector: int) -> int:
    """Squares by which a place lies before a face of a mast; behind it, if negative."""
    east, north = place[0] - mast[0], place[1] - mast[1]
    return (east, -north, -east, north)[sector]


def possible(masts: Sequence[Place], places: Sequence[Place], readings: Sequence[Reading]) -> list[int]:
    """Landmarks at which all readings might be taken, as loosely as they can be read."""
    fits = ([is_at(masts[reading.mast], place, reading, _CLEAR) for reading in readings] for place in places)
    return [number for number, held in enumerate(fits) if all(held)]


def draw_sightings(
    count: int, masts: Sequence[Place], places: Sequence[Place], stream: random.Random
) -> list[Sighting]:
    """So many sightings of different landmarks by different masts; fewer if the city has not got them."""
    sheet = _Sheet(masts, places, [stream.randrange(2) for _ in masts])
    pairs = [*product(range(len(places)), combinations(range(len(masts)), 3))]
    stream.shuffle(pairs)
    found: list[Sighting] = []
    for truth, three in pairs:
        used = [{reading.mast for reading in sighting.readings} for sighting in found]
        if truth in {sighting.truth for sighting in found} or set(three) in used:
            continue
        if sighting := sheet.sighting(truth, three, stream):
            found.append(sighting)
        if len(found) == count:
            break
    return found


def _rings_off(reading: Reading) -> Iterator[Reading]:
    yield from (replace(reading, ring=ring) for ring in (reading.ring - 1, reading.ring + 1) if 0 < ring <= RINGS)


def _turned(reading: Reading) -> Iterator[Reading]:
    yield replace(reading, sector=(reading.sector + 2) % 4)


_Slip = Callable[[Reading], Iterator[Reading]]
"""The ways in which a reading is misread."""


class _Sheet:
    """Every mast's view of every landmark, as bits."""

    def __init__(self, masts: Sequence[Place], places: Sequence[Place], faces: Sequence[int]) -> None:
        self._masts, self._places, self._faces = masts, places, faces
        self._seen: dict[tuple[Reading, float], int] = {}

    def _bits(self, reading: Reading, slack: float) -> int:
        if (known := self._seen.get((reading, slack))) is None:
            mast = self._masts[reading.mast]
            held = (is_at(mast, place, reading, slack) << at for at, place in enumerate(self._places))
            known = self._seen[reading, slack] = sum(held)
        return known

    def _all(self, readings: Sequence[Reading], slack: float) -> int:
        alive = -1
        for reading in readings:
            alive &= self._bits(reading, slack)
        return alive

    def sighting(self, truth: int, three: tuple[int, ...], stream: random.Random) -> Sighting | None:
        """The sighting of a landmark by three masts, if it is fair."""
        place = self._places[truth]
        if not all(is_clear(self._masts[mast], place) for mast in three):
            return None
        readings = tuple(note(mast, self._masts[mast], place, self._faces[mast]) for mast in stream.sample(three, 3))
        if max(reading.ring for reading in readings) > RINGS or self._all(readings, _CLEAR) != 1 << truth:
            return None
        alone = min(self._bits(reading, 0).bit_count() for reading in readings)
        paired = sum(self._all(pair, 0).bit_count() > 1 for pair in combinations(readings, 2))
        turned = [*self._slips(readings, _turned)]
        ring_off = [other for other in self._slips(readings, _rings_off) if turned and other != turned[0]]
        if alone < _ALONE or paired < _PAIRS or not ring_off:
            return None
        return Sighting(truth, readings, stream.choice(ring_off), turned[0])

    def _slips(self, readings: tuple[Reading, ...], slip: _Slip) -> Iterator[int]:
        """Landmarks that fit when one of the readings is misread."""
        for at, reading in enumerate(readings):
            for wrong in slip(reading):
                alive = self._all((*readings[:at], wrong, *readings[at + 1 :]), 0)
                yield from (number for number in range(len(self._places)) if alive >> number & 1)
