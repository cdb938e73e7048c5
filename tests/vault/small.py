"""A case of six nodes, sealed in memory."""

from collections.abc import Sequence
from dataclasses import dataclass

from casefile.vault import Answer, Node, Pack, Sealing, SealKey
from casefile.vault.manifest import Field, Lock, Manifest, Paper, Ref

KEY = SealKey(bytes(range(32)))
FIELDS = [Field(id="where", label={"en": "the street"}), Field(id="when", label={"en": "the hour"}, normal="digits")]


@dataclass(frozen=True)
class Small:
    """The sealed bytes and the refs behind them."""

    data: bytes
    start: Ref
    solved: Ref
    near: Ref
    act: Ref
    inputs: Sequence[Ref]

    def open(self) -> Pack:
        return Pack.open(self.data, allow_test=True)


def seal_small(rev: int = 1, text: str = "Nine minutes of static.\n", seed: bytes = b"7") -> Small:
    """Seal: start shows a lock and holds a 2-of-3 gate over solved, near and branch; the gate opens act."""
    deal = KEY.deal("small", seed, "full")
    sealing = Sealing(KEY, deal, kdf="test")
    start, solved, near, branch, act = map(deal.ref, ("start", "p01/solved", "p01/near", "branch", "act"))
    answers = [
        Answer(("Half Moon Street", "21.49"), solved),
        Answer(("HALFMOON street", "21:49"), solved),
        Answer(("Half Moon Street", "21.53"), near, near=True),
    ]
    hole = sealing.make_lock("p01", FIELDS, answers, start)
    lock = Lock(
        id=hole.id,
        name="p01",
        title={"en": "The Wrong Left"},
        prompt={"en": "Where, and when?"},
        fields=FIELDS,
        salt=hole.salt,
        rows=hole.rows,
    )
    inputs = (solved, near, branch)
    gate = sealing.make_gate("act", 2, inputs, act)
    nodes = [
        Node(
            start,
            Manifest(
                kind="start",
                name="start",
                papers=[Paper(id="strip", title={"en": "The strip"}, kind="log")],
                locks=[lock],
                gates=[gate],
            ),
            papers={"strip": {"en": text, "de": "Neun Minuten Rauschen.\n"}},
        ),
        Node(solved, Manifest(kind="solved", name="p01/solved", text={"en": "Filed."})),
        Node(near, Manifest(kind="near", name="p01/near", text={"en": "The street is right."})),
        Node(branch, Manifest(kind="branch", name="branch")),
        Node(act, Manifest(kind="act", name="act", title={"en": "CONVOY"})),
    ]
    data = sealing.write(nodes, title={"en": "SMALL"}, languages=["en", "de"], rev=rev, start=start)
    return Small(data, start, solved, near, act, inputs)
