"""A deal sealed in memory under a key that nobody keeps, for a machine to play: cheap to guess, nothing padded."""

import secrets
from dataclasses import replace

from casefile.source import names
from casefile.source.wiring import START
from casefile.vault import Pack, Sealing, SealKey
from casefile.workshop.deal import Dealt
from casefile.workshop.draft import Crypto
from casefile.workshop.gates import gates_of
from casefile.workshop.locks import answers_of, fields_of
from casefile.workshop.nodes import build_nodes


def trial_pack(dealt: Dealt) -> Pack:
    """Seal a deal as it would be sealed for players, but for one that may be thrown away.

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
    crypto = Crypto(keys, {}, gates_of(dealt, keys, sealing.make_gate))
    nodes = build_nodes(dealt, replace(crypto, holes=holes))
    dealt.rendering.findings.close()
    title = dealt.rendering.text("case", dealt.case.file.title, dealt.rendering.at("case.toml", "title"))
    languages = list(dealt.rendering.facts)
    data = sealing.write(nodes, title=title, languages=languages, rev=dealt.case.file.rev, start=keys.ref(START))
    return Pack.open(data, allow_test=True)
