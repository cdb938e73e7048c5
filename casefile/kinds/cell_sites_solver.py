"""Finding the landmarks from the papers: tables by their rows, and how deep a ring is by its sentence."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from casefile.kinds.riddle import Answer, unsolved
from casefile.kinds.tables import rows

_BEARINGS = re.compile(r"(\d{3})\D(\d{3})")
_Point = tuple[int, int]


def solve(papers: Iterable[str], params: Mapping[str, Any]) -> Answer:
    """The letters of the landmarks, in the order of the sightings.

    Args:
        papers: Texts. Tables have letter, name, x, y; mast, x, y; clock, mast, ring, sector.
        params: `ring`, the sentence that says how many squares a ring is deep.
    """
    text = "\n\n".join(papers)
    letters: dict[str, _Point] = {}
    masts: dict[str, _Point] = {}
    sightings: dict[str, list[tuple[str, int, str]]] = {}
    for cells in rows(text):
        if re.fullmatch("[a-x]", cells[0]) and _are_numbers(cells[2:4]):
            letters[cells[0]] = (int(cells[2]), int(cells[3]))
        elif re.fullmatch(r"M\d\d", cells[0]) and _are_numbers(cells[1:3]):
            masts[cells[0]] = (int(cells[1]), int(cells[2]))
        elif (
            len(cells) >= 4
            and re.fullmatch(r"M\d\d", cells[1])
            and cells[2].isdigit()
            and _BEARINGS.fullmatch(cells[3])
        ):
            sightings.setdefault(cells[0], []).append((cells[1], int(cells[2]), cells[3]))
    if not (letters and masts and sightings):
        raise unsolved("A table is missing: the landmarks, the masts or the sightings.")
    deep = _depth(text, str(params["ring"]))
    return tuple(_landmark(clock, noted, letters, masts, deep) for clock, noted in sightings.items())


def _are_numbers(cells: list[str]) -> bool:
    return len(cells) == 2 and all(map(str.isdigit, cells))


def _depth(text: str, sentence: str) -> int:
    plain = " ".join(re.sub(r"^[\s>|│-]+", "", line) for line in text.replace("*", "").splitlines())
    before, _, after = " ".join(sentence.split()).partition("{squares}")
    said = re.search(re.escape(before) + r"(\d+)" + re.escape(after), " ".join(plain.split()))
    if not said:
        raise unsolved("The papers do not say how deep a ring is.")
    return int(said[1])


def _landmark(
    clock: str,
    noted: list[tuple[str, int, str]],
    letters: Mapping[str, _Point],
    masts: Mapping[str, _Point],
    deep: int,
) -> str:
    found = [
        letter
        for letter, (x, y) in letters.items()
        if all(
            mast in masts and _agrees(x - masts[mast][0], y - masts[mast][1], ring * deep, deep, sector)
            for mast, ring, sector in noted
        )
    ]
    if len(found) != 1:
        raise unsolved(f"{len(found)} landmarks fit the sighting of {clock}.")
    return found[0]


def _agrees(east: int, north: int, outer: int, deep: int, sector: str) -> bool:
    """Whether a place so far from a mast lies in the ring that ends there, and in the half of the compass."""
    begin, _ = map(int, _BEARINGS.fullmatch(sector).groups())  # type: ignore[union-attr]
    side = {0: east, 90: -north, 180: -east, 270: north}.get(begin, 0)
    away = east * east + north * north
    return side > 0 and (outer - deep) ** 2 < away < outer**2
