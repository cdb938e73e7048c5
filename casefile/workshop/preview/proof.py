"""Proofs: a case sealed in memory for its author, again and again."""

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from casefile.source.loader import examine
from casefile.source.problems import Problem, Unsound
from casefile.source.template import Templates
from casefile.vault import Deal, Pack
from casefile.workshop.deal import Dealt, deal_anyway
from casefile.workshop.memory import Memory
from casefile.workshop.trial import say_all, seal_trial

_FOLLOWS = (AttributeError, LookupError, TypeError, ValueError)
"""What the dealing of an unsound case may run into; why is told already."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which deal of the case the author wants to see."""

    seed: str = ""
    """Empty: the case's story seed."""
    profile: str = "full"

    def having(self, *, seed: str | None = None, profile: str | None = None) -> "Wish":
        """The same wish with another seed or profile."""
        return replace(
            self, seed=self.seed if seed is None else seed, profile=self.profile if profile is None else profile
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof: the deal that it was made from, and the pack that the desk gets."""

    wish: Wish
    dealt: Dealt
    pack: Pack
    keys: Deal

    def name_of(self, node: str) -> str:
        """The author's name of a node that an event names in hex; empty if there is none."""
        return next((name for name in self.dealt.wiring.kinds if self.keys.ref(name).node.hex() == node), "")


class Press:
    """Makes proofs of one folder. What one proof has worked out, the next of the same seed does not work out again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._templates = Templates()
        self._memories: dict[str, Memory] = {}

    def pull(self, wish: Wish) -> Proof:
        """Make a proof of the folder as it is now.

        Nothing is padded: nobody reads the sizes of what never leaves this process.

        Raises:
            Unsound: With every problem of the case.
            Refusal: It has no such profile, or something in it is beyond what a pack can hold.
        """
        memory = self._memories.setdefault(wish.seed, Memory(self._templates))
        dealt = self._deal(wish, memory)
        trial = seal_trial(dealt)
        return Proof(wish, dealt, trial.pack(), trial.keys)

    def _deal(self, wish: Wish, memory: Memory) -> Dealt:
        """Deal the folder; where anything is wrong with it, find out what else is."""
        case, problems = examine(self.folder)
        if case is None:
            raise Unsound(problems)
        if problems:
            faults: list[Problem] = []
            with suppress(*_FOLLOWS):
                dealt = deal_anyway(case, seed=wish.seed or None, profile=wish.profile, memory=memory)
                faults += dealt.rendering.findings
            raise Unsound([*problems, *faults])
        dealt = deal_anyway(case, seed=wish.seed or None, profile=wish.profile, memory=memory)
        if len(dealt.rendering.findings):
            with suppress(*_FOLLOWS):
                say_all(dealt)
        dealt.rendering.findings.close()
        return dealt
