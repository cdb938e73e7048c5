"""Finding where two sets meet: what was heard is read, chains are followed from one signal to the next, and go on."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any, TypeAlias

from casefile.kinds.riddle import Answer, unsolved
from casefile.kinds.tables import rows

_Heard: TypeAlias = dict[int, set[tuple[int, int]]]
"""By slot: channels and levels."""
_Chain: TypeAlias = tuple[int, int, int]
"""Channel in the first slot, the step after it, and the next one; from then on by turns."""

_SIGNAL = re.compile(r"(\d+) \((\d)\)")
_SAID = re.compile(r"\b(\d\d)\.(\d\d) (\d+ \(\d\)(?:, \d+ \(\d\))*)")
_CLOCK = re.compile(r"(\d\d)\.(\d\d)")
_SHADES = {"░", "▒", "█", ":", "#"}
_DAY = 24 * 60


def solve(papers: Iterable[str], params: Mapping[str, Any]) -> Answer:
    """Clock and channel of the first meeting after the chart.

    Args:
        papers: The chart as it is drawn, as a table or in words.
        params: How many `channels`, the `minutes` of a slot, and whether a set `alternates` between two steps.
    """
    channels, minutes = int(params["channels"]), int(params["minutes"])
    noted: dict[int, set[tuple[int, int]]] = {}
    for text in papers:
        for minute, signals in (*_listed(text), *_drawn(text)):
            noted.setdefault(minute, set()).update(signals)
    if len(noted) < 3:
        raise unsolved("The papers have no chart.")
    begun = _first(sorted(noted))
    heard = {(minute - begun) % _DAY // minutes: signals for minute, signals in noted.items()}
    chains = set(_chains(heard, channels, alternates=bool(params["alternates"])))
    if len(chains) != 2:
        raise unsolved(f"{len(chains)} sets keep a rule on the chart.")
    return _meet(chains, max(heard), channels, begun, minutes)


def _listed(text: str) -> Iterator[tuple[int, set[tuple[int, int]]]]:
    """Rows that list channels with their levels."""
    flat = " ".join(text.split())
    for hour, minute, said in _SAID.findall(flat):
        yield int(hour) * 60 + int(minute), _signals(said)
    for cells in rows(text):
        match = _CLOCK.fullmatch(cells[0])
        if match and len(cells) > 1 and _SIGNAL.match(cells[1]):
            yield int(match[1]) * 60 + int(match[2]), _signals(cells[1])


def _signals(said: str) -> set[tuple[int, int]]:
    return {(int(channel) - 1, int(level)) for channel, level in _SIGNAL.findall(said)}


def _drawn(text: str) -> Iterator[tuple[int, set[tuple[int, int]]]]:
    """Rows of the drawing, by the columns in which its head has the channels."""
    columns: dict[int, int] = {}
    for line in text.splitlines():
        numbers = [(match.end() - 1, int(match[0])) for match in re.finditer(r"\d+", line)]
        if len(numbers) > 9 and [number for _, number in numbers] == list(range(1, len(numbers) + 1)):
            columns = dict(numbers)
        elif columns and (match := _CLOCK.match(line.lstrip())):
            signals = {
                (channel - 1, int(line[at]))
                for at, channel in columns.items()
                if line[at - 1 : at] in _SHADES and line[at : at + 1].isdigit()
            }
            if signals:
                yield int(match[1]) * 60 + int(match[2]), signals


def _first(minutes: list[int]) -> int:
    """Where a chart begins that may run past midnight: after the longest stretch without a row."""
    gaps = [
        ((minute - before) % _DAY, minute) for before, minute in zip([minutes[-1], *minutes], minutes, strict=False)
    ]
    return max(gaps)[1]


def _chains(heard: _Heard, channels: int, *, alternates: bool) -> Iterator[_Chain]:
    """Signals of one level that go on by a rule through all slots of which there is a record."""
    first = min(heard)
    for channel, level in heard[first]:
        for one, other in product(range(channels), range(channels)):
            if one | other == 0 or (one != other and not alternates):
                continue
            where, is_there = channel, True
            for slot in range(first, max(heard) + 1):
                if slot in heard and (where, level) not in heard[slot]:
                    is_there = False
                    break
                where = (where + (other if slot % 2 else one)) % channels
            if is_there:
                yield channel, one, other


def _meet(chains: set[_Chain], last: int, channels: int, begun: int, minutes: int) -> Answer:
    where = {chain: chain[0] for chain in chains}
    for slot in range(4 * channels * channels):
        if slot > last and len(set(where.values())) == 1:
            minute = (begun + slot * minutes) % _DAY
            return f"{minute // 60:02d}.{minute % 60:02d}", str(where.popitem()[1] + 1)
        where = {chain: (at + chain[1 + slot % 2]) % channels for chain, at in where.items()}
    raise unsolved("The two never meet.")
