"""The parameters of a register of holdings, and what is wrong with them."""

import re
from collections.abc import Iterator

from casefile.errors import Refusal
from casefile.kinds.riddle import Params, fold

_COMPANIES, _OWNERS = range(10, 15), range(6, 10)
_THRESHOLDS, _DEPTHS = range(20, 31), range(3, 5)
_LONGEST = 32


class OwnershipParams(Params, frozen=True, kw_only=True):
    """Parameters of a register of holdings."""

    companies: list[str]
    owners: list[str]
    """Persons and houses that are owned by nobody."""
    start: str
    """The company that is asked about, one of `companies`."""
    beneficiary: str = ""
    """Who owns it, one of `owners`; without it one is drawn."""
    threshold: int = 25
    """Per cent above which one is an owner that counts."""
    depth: int = 4
    """Holdings on the longest path."""


def check(wanted: OwnershipParams) -> None:
    """Refuse what no register can be made of.

    Raises:
        Refusal: `kind-params`.
    """
    for what in _wrong(wanted):
        raise Refusal("kind-params", f"params: {what}")


def _wrong(wanted: OwnershipParams) -> Iterator[str]:
    names = [*wanted.companies, *wanted.owners]
    for name, listed, count in (("companies", wanted.companies, _COMPANIES), ("owners", wanted.owners, _OWNERS)):
        if len(listed) not in count:
            yield f"`{name}` names {count[0]} to {count[-1]}."
    if len(set(map(fold, names))) < len(names) or not all(map(fold, names)):
        yield "all names of `companies` and `owners` are different."
    if any(re.search(r"[|;:*%]|\s{2}", name) or len(name) > _LONGEST for name in names):
        yield f"names have {_LONGEST} letters at most, and no bar, colon, semicolon, star or per cent."
    if wanted.start not in wanted.companies:
        yield f"`start` is one of `companies`, and “{wanted.start}” is not."
    if wanted.beneficiary and wanted.beneficiary not in wanted.owners:
        yield f"`beneficiary` is one of `owners`, and “{wanted.beneficiary}” is not."
    if wanted.threshold not in _THRESHOLDS or wanted.depth not in _DEPTHS:
        yield "`threshold` is 20 to 30 per cent, and `depth` 3 or 4."
