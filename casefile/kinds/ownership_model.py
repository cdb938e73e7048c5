"""What a register of holdings says of a company: every path to somebody who is none, and what they have in all."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Self

WHOLE = 1000
"""All of a company, in tenths of a per cent."""

Register = dict[str, dict[str, int]]
"""Company to holder to per cent."""


@dataclass(frozen=True, slots=True)
class Path:
    """A way from the company to whoever owns in the end."""

    way: tuple[str, ...]
    """Names, the company first and the owner last."""
    parts: tuple[int, ...]
    """Per cent, holding by holding."""

    @property
    def exact(self) -> Fraction:
        """Their product, in tenths of a per cent."""
        return Fraction(WHOLE * prod(self.parts), 100 ** len(self.parts))

    @property
    def share(self) -> int:
        """The same where it comes out even, as it does from the company that is asked about."""
        return int(self.exact)

    @property
    def owner(self) -> str:
        """Who stands at its end."""
        return self.way[-1]


@dataclass(frozen=True, slots=True)
class Ownership:
    """A register, and who owns one company of it in the end."""

    register: Register
    start: str
    paths: tuple[Path, ...]
    sums: Mapping[str, int]
    """Owner to tenths of a per cent, the most first."""

    @classmethod
    def of(cls, register: Register, start: str) -> Self:
        """What the register says of a company."""
        found = tuple(sorted(paths(register, start), key=lambda path: path.way))
        return cls(register, start, found, sums(found))

    @property
    def holders(self) -> set[str]:
        """Everybody who holds anything."""
        return {holder for held in self.register.values() for holder in held}

    @property
    def beneficiary(self) -> str:
        """Who has the most."""
        return next(iter(self.sums))

    @property
    def own(self) -> tuple[Path, ...]:
        """The beneficiary's paths, the largest first."""
        own = (path for path in self.paths if path.owner == self.beneficiary)
        return tuple(sorted(own, key=lambda path: -path.share))

    @property
    def direct(self) -> Path:
        """The largest share that anybody has on one path."""
        return max(self.paths, key=lambda path: path.share)

    def swapped(self, one: str, other: str) -> Self:
        """The same with two owners in each other's place."""
        names = {one: other, other: one}
        register = {
            company: {names.get(holder, holder): part for holder, part in held.items()}
            for company, held in self.register.items()
        }
        return self.of(register, self.start)


def paths(register: Mapping[str, Mapping[str, int]], start: str) -> Iterator[Path]:
    """Every path from a company to somebody of whom the register has no holders."""
    waiting: list[tuple[tuple[str, ...], tuple[int, ...]]] = [((start,), ())]
    while waiting:
        way, parts = waiting.pop()
        if way[-1] not in register:
            yield Path(way, parts)
        for holder, part in register.get(way[-1], {}).items():
            waiting.append(((*way, holder), (*parts, part)))


def sums(found: Sequence[Path]) -> dict[str, int]:
    """What each owner has in all, the most first."""
    added: defaultdict[str, int] = defaultdict(int)
    for path in found:
        added[path.owner] += path.share
    return dict(sorted(added.items(), key=lambda item: (-item[1], item[0])))
