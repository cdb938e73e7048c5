"""The nodes of a deal, each with everything that whoever holds it may read."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from casefile.source import names
from casefile.source.case_file import DecisionEntry, OptionEntry
from casefile.source.entries import LiftEntry
from casefile.source.hints import RUNGS, Step
from casefile.source.names import Use
from casefile.source.wiring import START
from casefile.vault import Deal, Keyhole, Node
from casefile.vault import manifest as written
from casefile.workshop.deal import Dealt, DealtPaper
from casefile.workshop.locks import near_name, shown
from casefile.workshop.rendering import At

_CASE = "case.toml"
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


def build_nodes(dealt: Dealt, crypto: Crypto) -> list[Node]:
    """Write every node's manifest, with its papers beside it."""
    return _Builder(dealt, crypto).build()


@dataclass
class _Builder:
    """Gathers the parts of all manifests of one deal."""

    dealt: Dealt
    crypto: Crypto
    parts: defaultdict[str, Parts] = field(default_factory=lambda: defaultdict(dict))
    papers: defaultdict[str, list[DealtPaper]] = field(default_factory=lambda: defaultdict(list))

    def build(self) -> list[Node]:
        for name, kind in self.dealt.wiring.kinds.items():
            self.parts[name] = {"kind": kind, "name": name}
        self._wire()
        self._open()
        self._tell()
        self._choose()
        for lock in self.dealt.case.puzzles:
            self._puzzle(lock)
        for paper in self.dealt.papers:
            self.papers[paper.node].append(paper)
        for name, papers in self.papers.items():
            self._lay(name, papers)
        return [self._node(name, parts) for name, parts in self.parts.items()]

    def _node(self, name: str, parts: Parts) -> Node:
        papers = {paper.source.about.id: paper.body for paper in self.papers.get(name, ())}
        return Node(self.crypto.keys.ref(name), written.Manifest(**parts), papers)

    def _put(self, name: str, part: str, *things: Any) -> None:
        self.parts[name].setdefault(part, []).extend(things)

    def _say(self, text: str, at: At, context: str = "case", **more: Any) -> written.Text:
        return self.dealt.rendering.text(context, text, at, **more) if text else {}

    def _at(self, *place: str | int) -> At:
        return self.dealt.rendering.at(_CASE, *place)

    def _when(self, conditions: Sequence[str]) -> list[str]:
        return [self.dealt.wiring.condition(condition) for condition in conditions]

    def _ref(self, name: str) -> written.Ref:
        return self.crypto.keys.ref(name)

    # -- the file as a whole

    def _wire(self) -> None:
        for name, targets in self.dealt.wiring.grants.items():
            if targets:
                self._put(name, "grants", *(self._ref(target) for target in targets))
        for name, gates in self.crypto.gates.items():
            self._put(name, "gates", *gates)

    def _open(self) -> None:
        file, start = self.dealt.case.file, self.parts[START]
        start["title"] = self._say(file.title, self._at("title"))
        start["clock"] = self._say(file.clock, self._at("clock"))
        start["tools"] = list(file.tools)
        start["questions"] = [self._question(number) for number in range(len(file.questions))]
        start["opening"] = written.Opening(
            desk=self._say(file.desk, self._at("desk")),
            marking=file.marking,
            note=self._say(file.note, self._at("note")),
            intro=self._say(file.intro, self._at("intro")),
        )
        cards = enumerate(file.cards)
        self._put(START, "cards", *(self._card("case", card, self._at("cards", number)) for number, card in cards))
        for number, act in enumerate(file.acts):
            title = self._say(act.title, self._at("acts", number, "title"))
            self.parts[act.id] |= {
                "title": title,
                "acts": [written.Act(id=act.id, title=title)],
                "tools": list(act.tools),
            }
            self.parts[act.id]["clock"] = self._say(act.clock, self._at("acts", number, "clock"))

    def _question(self, number: int) -> written.Question:
        entry, at = self.dealt.case.file.questions[number], self._at("questions", number)
        return written.Question(
            id=entry.id,
            title=self._say(entry.title, at),
            count=self._say(entry.count, at),
            choices=[self._choice(person) for person in self.dealt.case.roll] if entry.choices else [],
            lines=[written.Line(id=line.id, label=self._say(line.label, at)) for line in entry.lines],
        )

    def _choice(self, name: str) -> written.Choice:
        said = {language: facts["world"]["suspect"][name] for language, facts in self.dealt.rendering.facts.items()}
        own = said[self.dealt.rendering.language]
        return written.Choice(
            id=name,
            initial=str(own.get("initial", name[:1].upper())),
            label={language: str(person["name"]) for language, person in said.items()},
            note={language: str(person["post"]) for language, person in said.items() if "post" in person},
        )

    def _tell(self) -> None:
        for number, entry in enumerate(self.dealt.case.file.messages):
            at = self._at("messages", number, "text")
            message = written.Message(
                id=entry.id,
                sender=self._say(entry.sender, at),
                text=self._say(entry.text, at),
                when=self._when(entry.when),
                idle=entry.idle,
            )
            self._put(self.dealt.wiring.node(entry.node, Use.HOLDER), "messages", message)
        self._lift("case", self.dealt.case.file.lifts, self._at("lifts"))
        for name, doc in self.dealt.case.docs.items():
            self._lift(f"doc:{name}", doc.about.lifts, self.dealt.rendering.at(doc.path, "lifts"))

    def _lift(self, context: str, lifts: Sequence[LiftEntry], at: At) -> None:
        for entry in lifts:
            carrier = self.dealt.wiring.node(entry.node, Use.CARRIER)
            nodes = names.spread(carrier, self.dealt.wiring.kinds)
            for node in nodes:
                more = {"branch": node.rpartition("/")[2]} if node != carrier else {}
                text = self._say(entry.text, at, context, **more)
                self._put(node, "lifts", written.Lift(place=entry.place, mark=entry.mark, text=text))

    # -- decisions and endings

    def _choose(self) -> None:
        for number, entry in enumerate(self.dealt.case.file.decisions):
            at = self._at("decisions", number)
            decision = written.Decision(
                id=entry.id,
                title=self._say(entry.title, at),
                text=self._say(entry.text, at),
                when=self._when(entry.when),
                options=[option for one in entry.options for option in self._options(entry, one, at)],
                irrevocable=entry.irrevocable,
            )
            self._put(self.dealt.wiring.node(entry.node, Use.HOLDER), "decisions", decision)
        holder = self.dealt.wiring.node(self.dealt.case.file.endings_with, Use.HOLDER)
        for number, ending in enumerate(self.dealt.case.file.endings):
            node = names.ending(ending.id)
            if node in self.parts:
                title = self._say(ending.title, self._at("endings", number))
                self.parts[node]["title"] = title
                row = written.Ending(id=ending.id, title=title, when=self._when(ending.when), ref=self._ref(node))
                self._put(holder, "endings", row)

    def _options(self, decision: DecisionEntry, entry: OptionEntry, at: At) -> Iterator[written.Option]:
        for name in self.dealt.case.roll if entry.each else [entry.id]:
            yield written.Option(
                id=name,
                label=self._each(entry.label, at, name if entry.each else ""),
                when=self._when([self._own(condition, at, name if entry.each else "") for condition in entry.when]),
                ref=self._ref(names.branch(decision.id, name)),
            )

    def _each(self, text: str, at: At, suspect: str) -> written.Text:
        rendering = self.dealt.rendering
        return {
            language: rendering.string("case", text, at, language, **self._suspect(suspect, language))
            for language in rendering.facts
        }

    def _own(self, text: str, at: At, suspect: str) -> str:
        rendering = self.dealt.rendering
        return rendering.string("case", text, at, **self._suspect(suspect, rendering.language))

    def _suspect(self, name: str, language: str) -> dict[str, Any]:
        return {"suspect": self.dealt.rendering.facts[language]["world"]["suspect"][name]} if name else {}

    # -- puzzles

    def _puzzle(self, lock: str) -> None:
        puzzle, rendering, context = self.dealt.case.puzzles[lock], self.dealt.rendering, f"puzzle:{lock}"
        about = puzzle.about
        front, papers = (self.dealt.wiring.node(f"{lock}/{part}", Use.INPUT) for part in (names.SHOWN, names.PAPERS))
        if about.form != "request" or lock in self.dealt.wiring.drops:
            self._put(papers, "tools", *about.tools_solved)
        self._put(front, "tools", *about.tools)
        if lock in self.dealt.wiring.drops:
            return
        cards = enumerate(about.cards)
        self._put(
            front, "cards", *(self._card(context, card, rendering.at(puzzle.path, "cards", n)) for n, card in cards)
        )
        self._put(front, "locks", shown(self.dealt, lock, self.crypto.holes[lock]))
        for number, near in enumerate(about.near):
            name = near_name(lock, number)
            text = self._say(near.text, rendering.at(puzzle.path, "near", number, "text"), context)
            self.parts[name] = {"kind": "near", "name": name, "text": text}
        asked = {one.id for one in self.dealt.solutions[lock].fields}
        for step in puzzle.steps:
            if not step.slot or step.slot in asked:
                self._step(lock, step, front)
        if about.form != "request":
            solved = self.parts[names.part_of(lock, names.SOLVED)]
            solved["title"] = self._say(about.title, rendering.at(puzzle.path, "title"), context)
            solved["text"] = self._say(about.solved, rendering.at(puzzle.path, "solved"), context)
            solved["clock"] = self._say(about.clock, rendering.at(puzzle.path, "clock"), context)

    def _step(self, lock: str, step: Step, front: str) -> None:
        path, context = self.dealt.case.puzzles[lock].hints_path, f"puzzle:{lock}"
        chain = [f"{lock}/hint/{step.id}/{number}" for number in range(1, self.crypto.rungs + 1)]
        title = self._say(step.title, At(path, step.line), context)
        for number, name in enumerate(chain):
            text = self._say(step.rungs[number], At(path, step.rung_lines[number]), context)
            follower = self._ref(chain[number + 1]) if number + 1 < len(chain) else None
            self.parts[name] = {"kind": "rung", "name": name, "text": text, "next": follower}
        hint = written.Hint(
            lock=lock,
            step=step.id,
            title=title,
            seen_if=self._when(step.seen_if),
            slot=step.slot,
            first=self._ref(chain[0]),
        )
        self._put(front, "hints", hint)

    # -- papers

    def _lay(self, node: str, papers: Sequence[DealtPaper]) -> None:
        cards: dict[str, written.Card] = {}
        for paper in papers:
            about, path = paper.source.about, paper.source.path
            context = f"doc:{about.id}"
            self._put(node, "papers", _front(paper))
            for number, entry in enumerate(about.cards):
                at = self.dealt.rendering.at(path, "cards", number)
                card = self._card(context, entry, at, about.id)
                known = cards.get(card.id, card)
                cards[card.id] = msgspec.structs.replace(known, papers=list(dict.fromkeys([*known.papers, about.id])))
        self._put(node, "cards", *cards.values())

    def _card(self, context: str, entry: Any, at: At, *papers: str) -> written.Card:
        rendering = self.dealt.rendering
        name = rendering.string(context, entry.id, at)
        return written.Card(id=name, bank=entry.bank, label=self._say(entry.label, at, context), papers=list(papers))


def _front(paper: DealtPaper) -> written.Paper:
    about = paper.source.about
    return written.Paper(
        id=about.id,
        title=paper.title,
        kind=about.kind,
        ref=paper.ref,
        date=paper.date,
        marking=about.marking,
        folder=about.act,
        optional=about.optional,
        alt=paper.alt,
    )
