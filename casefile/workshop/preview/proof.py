"""Proofs: a case sealed in memory for its author, with cheap locks and a key that nobody keeps."""

import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from casefile.source import names
from casefile.source.template import Templates
from casefile.source.wiring import START
from casefile.vault import Deal, Pack, Sealing, SealKey
from casefile.workshop.deal import Dealt, deal_case
from casefile.workshop.draft import Crypto
from casefile.workshop.gates import gates_of
from casefile.workshop.locks import answers_of, fields_of
from casefile.workshop.memory import Memory
from casefile.workshop.nodes import build_nodes


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
        self._key = SealKey(secrets.token_bytes(32))
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
        dealt = deal_case(self.folder, seed=wish.seed or None, profile=wish.profile, memory=memory)
        keys = self._key.deal(dealt.case.file.id, dealt.seed, dealt.profile.id)
        sealing = Sealing(self._key, keys, kdf="test")
        holes = {
            lock: sealing.make_lock(
                lock, fields_of(dealt, lock), answers_of(dealt, lock, keys), keys.ref(names.part_of(lock, names.SHOWN))
            )
            for lock in dealt.solutions
        }
        nodes = build_nodes(dealt, Crypto(keys, holes, gates_of(dealt, keys, sealing.make_gate)))
        dealt.rendering.findings.close()
        title = dealt.rendering.text("case", dealt.case.file.title, dealt.rendering.at("case.toml", "title"))
        languages = list(dealt.rendering.facts)
        data = sealing.write(nodes, title=title, languages=languages, rev=dealt.case.file.rev, start=keys.ref(START))
        return Proof(wish, dealt, Pack.open(data, allow_test=True), keys)
