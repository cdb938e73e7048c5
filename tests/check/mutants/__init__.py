"""Correct cases, each spoilt in one way by a seeded stream of chance: what the rules must find."""

import shutil
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from casefile.workshop.check.rule import Severity
from casefile.workshop.check.rules import RULES
from casefile.workshop.check.run import check
from tests.check.mutants import access, evidence, leaks, loading, logic, references, structure
from tests.check.mutants.folder import Mutator

_THEMES = (loading, references, structure, evidence, logic, leaks, access)
MUTATORS: tuple[Mutator, ...] = tuple(one for theme in _THEMES for one in theme.MUTATORS)
CODES = tuple(code for code, rule in RULES.items() if rule.severity is Severity.ERROR)
"""Every rule that must have mutants."""
USUAL = 4
"""Mutants of a rule that can be broken in few ways."""
MORE = dict.fromkeys(("CF-S12", "CF-S13", "CF-H01", "CF-T03", "CF-T04"), 6)
MORE |= dict.fromkeys(("CF-U02", "CF-U03", "CF-U04", "CF-U06", "CF-U09"), 6)
MORE |= {"CF-S06": 8, "CF-L01": 12}
"""Of those that can be broken in many."""
PLAN = tuple((code, number) for code in CODES for number in range(MORE.get(code, USUAL)))
"""All mutants, by rule and number."""
_REDRAWN = 50


@dataclass(frozen=True, slots=True)
class Outcome:
    """One mutant, and what a check had to say of it."""

    code: str
    said: str
    """What was done, and to which case."""
    told: tuple[str, ...]
    """Codes that were reported."""

    @property
    def is_found(self) -> bool:
        """Whether the rule that it breaks is among them."""
        return self.code in self.told


def outcome(code: str, number: int) -> Outcome:
    """Make one mutant of a rule, and have it checked."""
    with TemporaryDirectory(prefix="casefile-mutant-") as folder:
        root = Path(folder) / "case"
        said = _mutate(code, number, root)
        told = tuple(sorted({one.problem.code for one in check(root).findings}))
    return Outcome(code, said, told)


def _mutate(code: str, number: int, root: Path) -> str:
    """Spoil a copy of a case; a copy that has come out as it was is drawn anew."""
    own = [one for one in MUTATORS if one.code == code]
    for attempt in range(_REDRAWN):
        draw = Random(f"{code} {number} {attempt}")
        mutator: Mutator = draw.choice(own)
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(mutator.case, root, ignore=shutil.ignore_patterns("seal.key"))
        before = _digest(root)
        said = mutator.spoil(draw, root)
        if _digest(root) != before:
            return f"{mutator.case.name}: {said}"
    raise AssertionError(f"no mutator of {code} changes anything")


def _digest(root: Path) -> bytes:
    """What lies in a folder: names, kinds and contents."""
    digest = blake2b()
    for path in sorted(root.rglob("*")):
        digest.update(f"\n{path.relative_to(root)} {path.is_symlink()}\n".encode())
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.digest()
