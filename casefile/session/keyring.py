"""What a session holds: from a few keys, through grants and gates, to everything that they open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from casefile.vault import Pack, PackRefusal, open_gate
from casefile.vault.manifest import (
    Act,
    Card,
    Decision,
    Ending,
    Gate,
    Hint,
    Lift,
    Lock,
    Manifest,
    Message,
    Opening,
    Paper,
    Question,
    Ref,
    Text,
)


@dataclass(frozen=True, slots=True)
class Root:
    """A key that a play came by itself: the start's, an answer's, a decision's, an ending's."""

    ref: Ref
    origin: bytes | None = None
    """Node in which the question stood; the act of this one is the act of what comes with the key."""


@dataclass(slots=True)
class Holding:
    """All that is held, in the order in which it came. Never changed once it is made."""

    refs: dict[bytes, Ref] = field(default_factory=dict)
    """Node id to ref."""
    names: dict[str, bytes] = field(default_factory=dict)
    """Author's name of a node to its id."""
    act_of: dict[bytes, str] = field(default_factory=dict)
    """Node id to the act that it came with."""
    broken: set[bytes] = field(default_factory=set)
    """Nodes that the pack announces and that do not open: the pack's fault."""
    opening: Opening | None = None
    clock: Text = field(default_factory=dict)
    asked: int = 0
    """How many nodes came before the question whose solution set the clock."""
    acts: dict[str, Act] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    papers: dict[str, tuple[Paper, bytes]] = field(default_factory=dict)
    locks: dict[str, tuple[Lock, bytes]] = field(default_factory=dict)
    hints: dict[str, dict[str, Hint]] = field(default_factory=dict)
    """Lock to step to hint."""
    lifts: dict[str, dict[str, tuple[Lift, bytes]]] = field(default_factory=dict)
    """Place to mark to lift."""
    cards: dict[tuple[str, str], Card] = field(default_factory=dict)
    """Bank and id to card."""
    tools: dict[str, bytes] = field(default_factory=dict)
    decisions: dict[str, tuple[Decision, bytes]] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    endings: list[tuple[Ending, bytes]] = field(default_factory=list)
    gates: list[tuple[Gate, bytes]] = field(default_factory=list)


class Keyring:
    """Opens nodes of one pack and remembers what it has opened."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._manifests: dict[Ref, Manifest | None] = {}
        self._gates: dict[bytes, Ref] = {}
        self._papers: dict[tuple[bytes, str, str], str] = {}

    def manifest(self, ref: Ref) -> Manifest | None:
        """A node's manifest; None if the key opens nothing here."""
        if ref not in self._manifests:
            try:
                self._manifests[ref] = self._pack.manifest(ref)
            except PackRefusal:
                self._manifests[ref] = None
        return self._manifests[ref]

    def paper(self, ref: Ref, paper: str, language: str) -> str:
        """A paper's text.

        Raises:
            PackRefusal: It does not open.
        """
        place = ref.node, paper, language
        if place not in self._papers:
            self._papers[place] = self._pack.paper(ref, paper, language)
        return self._papers[place]

    def hold(self, roots: Iterable[Root]) -> Holding:
        """Take up keys one after the other, each with all that comes with it."""
        held = Holding()
        for root in roots:
            self._take(held, root.ref, held.act_of.get(root.origin or b"", ""))
            self._open_gates(held)
        return held

    def _take(self, held: Holding, ref: Ref, act: str) -> None:
        """Hold a node and what it grants; a circle of grants ends where it began."""
        waiting = [(ref, act)]
        while waiting:
            ref, act = waiting.pop(0)
            if ref.node in held.refs:
                continue
            manifest = self.manifest(ref)
            if manifest is None:
                held.broken.add(ref.node)
                continue
            act = manifest.acts[0].id if manifest.acts else act
            _enter(held, ref, manifest, act)
            waiting += [(grant, act) for grant in manifest.grants]

    def _open_gates(self, held: Holding) -> None:
        """Open every gate whose inputs are held, until no further one opens."""
        while ready := [(gate, node) for gate, node in held.gates if _is_ready(held, gate)]:
            for gate, node in ready:
                ref = self._through(held, gate)
                if ref is None:
                    held.broken.add(gate.target)
                else:
                    self._take(held, ref, held.act_of[node])

    def _through(self, held: Holding, gate: Gate) -> Ref | None:
        if gate.id not in self._gates:
            keys = {node: held.refs[node].key for node in gate.inputs if node in held.refs}
            try:
                ref = open_gate(self._pack, gate, keys)
            except PackRefusal:
                ref = None
            if ref is None:
                return None
            self._gates[gate.id] = ref
        return self._gates[gate.id]


def _is_ready(held: Holding, gate: Gate) -> bool:
    if gate.target in held.refs or gate.target in held.broken:
        return False
    return sum(node in held.refs for node in gate.inputs) >= gate.k


def _enter(held: Holding, ref: Ref, manifest: Manifest, act: str) -> None:
    """File everything that a manifest says under what it is."""
    node = ref.node
    held.refs[node] = ref
    held.names[manifest.name] = node
    held.act_of[node] = act
    held.opening = held.opening or manifest.opening
    _set_clock(held, manifest)
    held.acts |= {act.id: act for act in manifest.acts if act.id not in held.acts}
    held.questions |= {question.id: question for question in manifest.questions}
    held.papers |= {paper.id: (paper, node) for paper in manifest.papers}
    held.locks |= {lock.name: (lock, node) for lock in manifest.locks}
    held.tools |= dict.fromkeys(manifest.tools, node)
    held.decisions |= {decision.id: (decision, node) for decision in manifest.decisions}
    held.messages |= {message.id: message for message in manifest.messages}
    held.endings += [(ending, node) for ending in manifest.endings]
    held.gates += [(gate, node) for gate in manifest.gates]
    for hint in manifest.hints:
        held.hints.setdefault(hint.lock, {})[hint.step] = hint
    for lift in manifest.lifts:
        held.lifts.setdefault(lift.place, {})[lift.mark] = (lift, node)
    for card in manifest.cards:
        held.cards[card.bank, card.id] = _merged(held.cards.get((card.bank, card.id)), card)


def _set_clock(held: Holding, manifest: Manifest) -> None:
    """Take the hour of a node. What was asked earlier does not put back a clock that a later question put on."""
    shown = held.names.get(manifest.name.removesuffix("/solved") + "/shown", held.names[manifest.name])
    asked = list(held.refs).index(shown)
    if manifest.clock and asked >= held.asked:
        held.clock, held.asked = manifest.clock, asked


def _merged(old: Card | None, new: Card) -> Card:
    """The same card may come with several nodes, each with its own papers."""
    if old is None:
        return new
    free = not old.papers or not new.papers
    papers = [] if free else list(dict.fromkeys([*old.papers, *new.papers]))
    return Card(id=new.id, bank=new.bank, label=new.label, papers=papers)


def rungs(keyring: Keyring, hint: Hint, opened: int) -> Iterator[tuple[Manifest, bool]]:
    """The first rungs of a hint, each with whether there is a further one."""
    ref: Ref | None = hint.first
    for _ in range(opened):
        manifest = keyring.manifest(ref) if ref else None
        if manifest is None:
            return
        ref = manifest.next
        yield manifest, ref is not None
