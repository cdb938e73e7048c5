"""What is found when a case is dealt with one seed."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from casefile.errors import Refusal
from casefile.source.case import Case
from casefile.source.problems import Problem, Unsound
from casefile.source.template import Templates
from casefile.vault import PackRefusal
from casefile.workshop.check.rule import Cut, Deal, Rule, Sources
from casefile.workshop.check.rules import RULES
from casefile.workshop.check.search import Search, searches
from casefile.workshop.deal import deal_anyway
from casefile.workshop.memory import Memory
from casefile.workshop.trial import say_all

Told = Callable[[int, int, str], None]
"""Told how many looks of how many are done, and what was looked at last."""

_FOLLOWS = (AttributeError, LookupError, TypeError, ValueError)
"""What a deal may run into that was unsound before it began: why, is told already."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was found with one seed."""

    seed: str
    problems: list[tuple[str, Problem]] = field(default_factory=list)
    """What rules found, with the profile."""
    faults: list[tuple[str, Problem]] = field(default_factory=list)
    """Why it cannot be dealt, with the profile."""
    is_dealt: bool = True
    """Whether the case can be dealt in all profiles."""
    searches: list[Search] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Looker:
    """Looks at one case."""

    folder: Path
    case: Case
    profiles: Sequence[str]
    is_sound: bool
    """Whether there was nothing wrong with it when it was read. Else it is dealt for what else is wrong, and no rule
    looks at it."""
    only: Collection[str] = ()
    """Codes of the rules that look; without any, all."""
    templates: Templates = field(default_factory=Templates, repr=False)
    """Compiled once for all seeds."""

    def rules(self, scope: str = "") -> list[Rule]:
        """Those that look, or those of them that look so often."""
        own = [rule for code, rule in RULES.items() if rule.scope != "load" and (not self.only or code in self.only)]
        return [rule for rule in own if scope in ("", rule.scope)]

    def at_case(self) -> Iterator[Problem]:
        """What the rules find in its sources."""
        yield from self._at("case", Sources(self.folder, self.case))

    def at_profile(self, profile: str) -> Iterator[Problem]:
        """What they find in one of its profiles, however it is dealt."""
        yield from self._at("profile", Cut(self.folder, self.case, self.case.profile(profile)))

    def _at(self, scope: str, what: Sources) -> Iterator[Problem]:
        for rule in self.rules(scope):
            try:
                yield from rule.look(what)
            except Refusal as refusal:  # there is no such kind of puzzle: whoever deals says so
                if not refusal.code.startswith("kind-"):
                    raise

    def at_seed(self, seed: str, told: Told | None = None) -> Look:
        """Deal every profile, and let the rules look at the deals."""
        if self.only and all(RULES[code].scope in ("case", "profile") for code in self.only):
            return Look(seed)
        look, memory = Look(seed), Memory(templates=self.templates)
        is_dealt = True
        for number, profile in enumerate(self.profiles, start=1):
            faults, deal = self._deal(seed, profile, memory)
            look.faults.extend((profile, fault) for fault in faults)
            if deal is None:
                is_dealt = False
            else:
                look.problems.extend((profile, problem) for problem in self._at_deal(deal))
                look.searches.extend(searches(deal.dealt))
            if told:
                told(number, len(self.profiles), profile)
        return replace(look, is_dealt=is_dealt)

    def _at_deal(self, deal: Deal) -> Iterator[Problem]:
        for rule in self.rules("deal"):
            try:
                yield from rule.look(deal)
            except Unsound as unsound:  # it can be dealt, and with somebody else as the mole it cannot
                yield from unsound.problems
            except PackRefusal:  # it cannot be sealed: CF-A09 says so
                continue

    def _deal(self, seed: str, profile: str, memory: Memory) -> tuple[Sequence[Problem], Deal | None]:
        """Deal and render everything; there is no deal when something is wrong with it."""
        try:
            dealt = deal_anyway(self.case, seed=seed, profile=profile, memory=memory)
        except _FOLLOWS:
            if self.is_sound:
                raise
            return (), None
        deal = Deal(self.folder, self.case, dealt.profile, dealt)
        try:
            if len(dealt.rendering.findings) or not self.is_sound or not _is_sealed(deal):
                say_all(dealt)
        except _FOLLOWS:
            if self.is_sound and not len(dealt.rendering.findings):
                raise
        faults = list(dealt.rendering.findings)
        return faults, deal if self.is_sound and not faults else None


def _is_sealed(deal: Deal) -> bool:
    """Seal a deal, which renders all of it; the rules will want that seal."""
    try:
        return bool(deal.trial.nodes)
    except (PackRefusal, Unsound):
        return False
