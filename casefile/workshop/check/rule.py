"""What a rule of fair play is, and what it is shown."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Literal

from casefile.source.case import Case
from casefile.source.case_file import ProfileEntry
from casefile.source.problems import Problem
from casefile.source.wiring import Wiring, wire
from casefile.workshop.course import course
from casefile.workshop.deal import Dealt, deal_again
from casefile.workshop.simulate import Forecast, forecast
from casefile.workshop.stages import Stages
from casefile.workshop.trial import Trial, say_all, seal_trial
from casefile.world.stream import seed_bytes

RUNS = 80
"""Enough for shares to a few in a hundred; the dice fall the same way each time."""


class Severity(StrEnum):
    """How much a finding matters. A case with an error cannot be sealed for players."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


@dataclass(frozen=True)
class Sources:
    """The case as it was written."""

    folder: Path
    case: Case

    def problem(self, code: str, path: str, place: tuple[str | int, ...], sentence: str, advice: str = "") -> Problem:
        """A finding at a key of one of the case's files."""
        return Problem(path, self.case.line(path, place), code, sentence, advice)


@dataclass(frozen=True)
class Cut(Sources):
    """One profile of it."""

    profile: ProfileEntry

    @cached_property
    def wiring(self) -> Wiring:
        """The graph of its nodes."""
        return wire(self.case, self.profile)

    @cached_property
    def stages(self) -> Stages:
        """What is held when."""
        return Stages(self.wiring)

    @cached_property
    def ahead(self) -> Forecast:
        """How its own teams get through it, by dice."""
        return forecast(course(self.case, self.profile, self.wiring), self.profile.players, RUNS)


@dataclass(frozen=True)
class Deal(Cut):
    """One profile as one seed deals it. What several rules need of it is worked out once, here."""

    dealt: Dealt

    @cached_property
    def trial(self) -> Trial:
        """The deal, sealed for a trial.

        Raises:
            Refusal: It is beyond what a pack can hold.
        """
        return seal_trial(self.dealt)

    @cached_property
    def variants(self) -> dict[str, Dealt]:
        """The deal for each suspect as the mole, himself among them.

        Only of the story seed and the first profile: it is slow, and the others are alike in this.

        Raises:
            Unsound: With one of them it cannot be dealt, or not all of its texts be rendered.
        """
        if self.dealt.seed != seed_bytes(self.case.file.seed) or self.profile != self.case.file.profiles[0]:
            return {}
        found = {
            name: self.dealt if name == self.dealt.mole else deal_again(self.dealt, name) for name in self.case.roll
        }
        for variant in found.values():
            say_all(variant)
            variant.rendering.findings.close()
        return found


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a code that never changes its meaning, and a way to find where it is broken."""

    code: str
    severity: Severity
    title: str
    """What holds in a fair case, as a sentence without its full stop."""
    scope: Literal["load", "case", "profile", "deal"]
    """How often it looks: once, for each profile, or for each profile and seed. What is wrong on `load` keeps a case
    from being dealt; it is told by whoever reads and deals, and cannot be made to matter less."""
    look: Callable[..., Iterable[Problem]]
    """Takes `Sources`, `Cut` or `Deal`, as the scope says."""
