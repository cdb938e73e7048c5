"""The manifests of a deal while they are being written."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from casefile.source import names
from casefile.source.entries import CardEntry, LiftEntry
from casefile.source.hints import RUNGS
from casefile.source.names import Use
from casefile.vault import Deal, Keyhole
from casefile.vault import manifest as written
from casefile.workshop.deal import Dealt
from casefile.workshop.rendering import At

CASE = "case.toml"
Parts = dict[str, Any]
"""Arguments of a manifest."""


@dataclass(frozen=True, slots=True)
class Crypto:
    """What the vault has made for the manifests of one deal."""

    keys: Deal
    holes: Mapping[str, Keyhole]
    """By lock."""
    gates: Mapping[str, Sequence[written.Gate]]
    """By the node in whose manifest they lie."""
    rungs: int = RUNGS
    """Hint rungs a step; three leave out the answers."""


@dataclass
class Draft:
    """The parts of all manifests of one deal, gathered node by node."""

    dealt: Dealt
    crypto: Crypto
    parts: defaultdict[str, Parts] = field(default_factory=lambda: defaultdict(dict))

    def put(self, name: str, part: str, *things: Any) -> None:
        """Add to a list of a node's manifest."""
        self.parts[name].setdefault(part, []).extend(things)

    def say(self, text: str, at: At, context: str = "case", **more: Any) -> written.Text:
        """A text in every language; nothing for nothing."""
        return self.dealt.rendering.text(context, text, at, **more) if text else {}

    def at(self, *place: str | int) -> At:
        """Where a key of `case.toml` stands."""
        return self.dealt.rendering.at(CASE, *place)

    def when(self, conditions: Sequence[str]) -> list[str]:
        """Conditions with the nodes that they mean in this profile."""
        return [self.dealt.wiring.condition(condition) for condition in conditions]

    def ref(self, name: str) -> written.Ref:
        """Id and key of a node."""
        return self.crypto.keys.ref(name)

    def card(self, context: str, entry: CardEntry, at: At, *papers: str) -> written.Card:
        """A card of a board's index."""
        name = self.dealt.rendering.string(context, entry.id, at)
        return written.Card(id=name, bank=entry.bank, label=self.say(entry.label, at, context), papers=list(papers))

    def lift(self, context: str, lifts: Sequence[LiftEntry], at: At) -> None:
        """Put lifts into the nodes that bring them."""
        for entry in lifts:
            carrier = self.dealt.wiring.node(entry.node, Use.CARRIER)
            for node in names.spread(carrier, self.dealt.wiring.kinds):
                more = {"branch": names.option(node)} if node != carrier else {}
                text = self.say(entry.text, at, context, **more)
                self.put(node, "lifts", written.Lift(place=entry.place, mark=entry.mark, text=text))
