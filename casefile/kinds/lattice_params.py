"""The parameters of a round through a lattice of streets, and what is wrong with them."""

import re

import msgspec

from casefile.errors import Refusal
from casefile.kinds.riddle import Params, fold, minute_of

SITES = 12
INSIDE = range(4, 8)
"""Sites that the round may shut in."""
_LONGEST = 16
_FEWEST = 15


class LatticeParams(Params, frozen=True, kw_only=True):
    """Parameters of a round."""

    sites: list[str]
    """Names, of which 12 are drawn."""
    target: str = ""
    """The one of them that is passed on three sides; one is drawn if it is not named."""
    wide: int = 7
    high: int = 5
    counts: int = 19
    """Blocks of which the notes say how many sides were walked."""
    clocks: list[str] = msgspec.field(default_factory=list)
    """Hours of several rounds, each with notes of its own; none: there is one round."""
    clock: str = ""
    """The hour that is asked for."""


def check(lattice: LatticeParams) -> None:
    """Refuse what no round can be made of.

    Raises:
        Refusal: `kind-params`.
    """
    names = lattice.sites
    if len(set(map(fold, names))) < max(SITES, len(names)) or not all(len(fold(name)) > 1 for name in names):
        raise Refusal("kind-params", f"params: `sites` wants {SITES} different names at least, not of one letter.")
    if any(re.search(r"[|;:.,*`]|\s{2}", name) or len(name) > _LONGEST for name in names):
        raise Refusal("kind-params", f"params: a site has {_LONGEST} characters at most, and no stop, comma or bar.")
    if lattice.target and lattice.target not in names:
        raise Refusal("kind-params", "params: `target` is one of `sites`, or is left out.")
    if lattice.wide not in range(6, 9) or lattice.high not in range(5, 7):
        raise Refusal("kind-params", "params: a town is 6 to 8 blocks `wide` and 5 or 6 `high`.")
    most = lattice.wide * lattice.high - SITES
    if not _FEWEST <= lattice.counts <= most:
        raise Refusal("kind-params", f"params: `counts` is {_FEWEST} to {most} where {SITES} blocks have a site.")
    for clock in lattice.clocks:
        minute_of(clock)
    if bool(lattice.clock) != bool(lattice.clocks) or (lattice.clock and lattice.clock not in lattice.clocks):
        raise Refusal("kind-params", "params: `clock` is one of `clocks`; where there is one round, leave both out.")
    if len(lattice.clocks) == 1 or len(lattice.clocks) > 4 or len(set(lattice.clocks)) < len(lattice.clocks):
        raise Refusal("kind-params", "params: `clocks` are two to four, all different.")
