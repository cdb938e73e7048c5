"""A deal sealed in memory under a key that nobody keeps, for a machine to play: cheap to guess, nothing padded."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from casefile.source import names
from casefile.source.wiring import START
from casefile.vault import Deal, Node, Pack, Sealing, SealKey
from casefile.workshop.deal import Dealt
from casefile.workshop.draft import Crypto
from casefile.workshop.gates import gates_of
from casefile.workshop.locks import answers_of, blank, fields_of
from casefile.workshop.nodes import build_nodes, draft_nodes


@dataclass(frozen=True, slots=True)
class Trial:
    """A deal that was sealed for a trial, and all that its sealer knows of it."""

    data: bytes
    keys: Deal
    nodes: Sequence[Node]

    def pack(self) -> Pack:
        """The pack as a player's program opens it."""
        return Pack.open(self.data, allow_test=True)


def say_all(dealt: Dealt) -> None:
    """Render every text of a deal, so that all that is wrong with them is among its findings."""
    keys = _nobodys(dealt.case.file.id, dealt.seed, dealt.profile.id)
    draft_nodes(dealt, Crypto(keys, {lock: blank(dealt, lock, keys) for lock in dealt.solutions}, {}))


@lru_cache(8)
def _nobodys(case: str, seed: bytes, profile: str) -> Deal:
    """Keys for what is never sealed."""
    return SealKey(bytes(32)).deal(case, seed, profile)


def trial_pack(dealt: Dealt) -> Pack:
    """Seal a deal as it would be sealed for players, but for one that may be thrown away.

    Raises:
        Unsound: A text of the case cannot be rendered.
        Refusal: A lock, a gate or the whole is beyond what a pack can hold.
    """
    return seal_trial(dealt).pack()


def seal_trial(dealt: Dealt) -> Trial:
    """The same, with what its sealer knows.

    Raises:
        Unsound: A text of the case cannot be rendered.
        Refusal: A lock, a gate or the whole is beyond what a pack can hold.
    """
    key = SealKey(secrets.token_bytes(32))
    keys = key.deal(dealt.case.file.id, dealt.seed, dealt.profile.id)
    sealing = Sealing(key, keys, kdf="test")
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
    return Trial(data, keys, nodes)
