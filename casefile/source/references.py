"""Whether everything that a case names is there, and whether every node of it can be reached."""

import re
from collections.abc import Iterable

from casefile.source import names
from casefile.source.case import Case, Document, Puzzle
from casefile.source.known import Known
from casefile.source.lines import Place
from casefile.source.names import Use
from casefile.source.problems import Findings, did_you_mean
from casefile.source.unread import Unread
from casefile.source.wiring import wire
from casefile.tools import TOOLS

_MARK = re.compile(r"\[\[(?:mark|hidden) ([a-z0-9][a-z0-9_-]*)\]\]")
_CASE = "case.toml"


def check(case: Case, findings: Findings, unread: Unread) -> None:
    """Note everything in a case that points nowhere, stands twice or cannot be reached."""
    _References(case, findings, unread).check()


class _References:
    """One run over a case."""

    def __init__(self, case: Case, findings: Findings, unread: Unread) -> None:
        self._case = case
        self._findings = findings
        self._unread = unread
        self._names = Known(case, findings, unread)

    def check(self) -> None:
        """Run all checks."""
        self._check_case()
        self._check_world()
        for puzzle in self._case.puzzles.values():
            self._check_puzzle(puzzle)
        for part in self._case.parts.values():
            self._check_part(part)
        for doc in self._case.docs.values():
            self._check_doc(doc)
        self._check_cards()
        self._check_lifts()
        if not len(self._findings):
            self._check_reach()

    # -- file by file

    def _check_case(self) -> None:
        file = self._case.file
        if file.language not in file.languages:
            self._names.known(file.language, file.languages, _CASE, ("language",), "language in `languages`")
        for key in ("banks", "acts", "questions", "profiles", "decisions", "endings", "messages"):
            self._names.once((entry.id for entry in getattr(file, key)), _CASE, (key,), key)
        self._names.once([*self._names.acts, *self._case.made], _CASE, ("acts",), "names of acts and puzzles")
        self._check_tools(file.tools, _CASE, ("tools",))
        for number, act in enumerate(file.acts):
            self._check_tools(act.tools, _CASE, ("acts", number, "tools"))
        for number, gate in enumerate(file.gates):
            self._check_gate(gate.opens, gate.of, gate.k, ("gates", number))
        for number, card in enumerate(file.cards):
            self._names.known(card.bank, self._names.banks, _CASE, ("cards", number, "bank"), "bank")
        self._check_profiles()
        self._check_choices()

    def _check_tools(self, tools: Iterable[str], path: str, place: Place) -> None:
        for name in tools:
            self._names.known(name, TOOLS, path, place, "tool")

    def _check_choices(self) -> None:
        file = self._case.file
        for number, decision in enumerate(file.decisions):
            self._holder(decision.node, ("decisions", number, "with"), decision.when)
            for index, option in enumerate(decision.options):
                for condition in option.when:
                    self._names.condition(condition, _CASE, ("decisions", number, "options", index, "when"))
        for number, message in enumerate(file.messages):
            self._holder(message.node, ("messages", number, "with"), message.when)
        if file.endings:
            self._holder(file.endings_with, ("endings_with",), ())
        for number, entry in enumerate(file.endings):
            for condition in entry.when:
                self._names.condition(condition, _CASE, ("endings", number, "when"))

    def _holder(self, node: str, place: Place, when: Iterable[str]) -> None:
        self._names.node(node, Use.HOLDER, _CASE, place)
        for condition in when:
            self._names.condition(condition, _CASE, (*place[:-1], "when"))

    def _check_gate(self, opens: str, of: list[str], k: int, place: Place) -> None:
        self._names.node(opens, Use.TARGET, _CASE, (*place, "opens"))
        for name in of:
            self._names.node(name, Use.INPUT, _CASE, (*place, "of"))
        count = sum(
            len(names.spread(names.full(name, Use.INPUT, self._case.puzzles), self._names.nodes)) for name in of
        )
        if k > count:
            line = self._case.line(_CASE, (*place, "k"))
            self._findings.add("CF-S12", _CASE, line, f'"k" is {k}, and only {count} node(s) are named in "of".')

    def _check_profiles(self) -> None:
        for number, profile in enumerate(self._case.file.profiles):
            place: Place = ("profiles", number)
            for name in profile.drops:
                self._names.known(name, self._names.puzzles, _CASE, (*place, "drops"), "puzzle")
            for index, override in enumerate(profile.locks):
                where = (*place, "locks", index)
                known = self._names.known(override.id, self._names.puzzles, _CASE, (*where, "id"), "puzzle")
                if known and override.id in self._case.puzzles:
                    fields = [entry.id for entry in self._case.puzzles[override.id].about.fields]
                    for name in override.fields:
                        self._names.known(name, fields, _CASE, (*where, "fields"), "field")
            for name in profile.endings:
                self._names.known(names.ending(name), self._names.endings, _CASE, (*place, "endings"), "ending")
            for index, gate in enumerate(profile.gates):
                self._check_gate(gate.opens, gate.of, gate.k, (*place, "gates", index))

    def _check_world(self) -> None:
        world, path = self._case.world, "world.toml"
        if world is None:
            return
        self._names.once(world.roll, path, ("roll",), "suspects")
        for number, name in enumerate(world.roll if not self._unread.people else ()):
            self._names.known(name, self._case.cast, path, ("roll", number), "person in cast.toml")
        for name in world.suspects:
            self._names.known(name, world.roll, path, ("suspects", name), "suspect on the roll")
        self._names.once((clue.id for clue in world.clues), path, ("clues",), "clues")
        for number, clue in enumerate(world.clues):
            stages = [stage.act for stage in world.corridor]
            self._names.known(clue.act, stages, path, ("clues", number, "act"), "act in the corridor")
        for name, variable in world.variables.items():
            if not isinstance(variable, list) and variable.by:
                drawn = {"mole", "decoy", *world.variables} - {name}
                self._names.known(variable.by, drawn, path, ("variables", name, "by"), "variable")

    def _check_puzzle(self, puzzle: Puzzle) -> None:
        about, path = puzzle.about, puzzle.path
        self._names.known(about.act, self._names.acts, path, ("act",), "act")
        self._check_tools(about.tools, path, ("tools",))
        self._check_tools(about.tools_solved, path, ("tools_solved",))
        for name in about.papers:
            self._names.known(name, self._names.docs, path, ("papers",), "paper")
        for number, entry in enumerate(about.fields):
            if entry.normal == "card" or entry.bank:
                self._names.known(entry.bank, self._names.banks, path, ("fields", number), "bank")
        for number, card in enumerate(about.cards):
            self._names.known(card.bank, self._names.banks, path, ("cards", number, "bank"), "bank")
        for name in about.releases or ():
            self._names.known(name, self._names.puzzles, path, ("releases",), "puzzle")
        self._names.once((entry.id for entry in about.fields), path, ("fields",), "fields")
        self._check_rows(puzzle)
        fields = [entry.id for entry in about.fields]
        for step in puzzle.steps:
            if step.slot and step.slot not in fields:
                guess = did_you_mean(step.slot, fields)
                self._findings.add("CF-S06", puzzle.hints_path, step.line, f'there is no slot "{step.slot}".{guess}')
            for condition in step.seen_if:
                self._names.condition(condition, puzzle.hints_path, ())

    def _check_part(self, part: Puzzle) -> None:
        about, path = part.about, part.path
        self._names.known(about.act, self._names.acts, path, ("act",), "act")
        self._names.known(about.of, self._names.puzzles, path, ("of",), "puzzle")
        for name in about.papers:
            self._names.known(name, self._names.docs, path, ("papers",), "paper")
        for beside, there in ((part.hints_path, part.steps), (part.plan.path if part.plan else "", part.plan)):
            if there:
                sentence = f"is used by nothing: a part has no lock. Write it for {about.of}."
                self._findings.add("CF-S06", beside, 1, sentence)

    def _check_rows(self, puzzle: Puzzle) -> None:
        for number, row in enumerate(puzzle.about.rows):
            line = self._case.line(puzzle.path, ("rows", number, "opens"))
            if not row.opens.startswith("request:"):
                self._findings.add("CF-S12", puzzle.path, line, 'a request opens a node named "request:<id>".')
            elif self._names.requests.count(row.opens) > 1:
                self._findings.add("CF-S06", puzzle.path, line, f'"{row.opens}" is drawn by two references.')

    def _check_doc(self, doc: Document) -> None:
        self._names.known(doc.about.act, self._names.acts, doc.path, ("act",), "act")
        self._names.node(doc.about.opens_with, Use.CARRIER, doc.path, ("opens_with",))
        boards = {name: puzzle for name, puzzle in self._case.puzzles.items() if puzzle.about.form == "board"}
        slots = [f"{name}.{entry.id}" for name, board in boards.items() for entry in board.about.fields]
        slots += [entry.id for board in boards.values() for entry in board.about.fields]
        for key in ("supports", "excludes"):
            for number, evidence in enumerate(getattr(doc.about, key) if not self._unread.puzzles else ()):
                self._names.known(evidence.slot, slots, doc.path, (key, number, "slot"), "slot of a board")

    def _check_cards(self) -> None:
        labels: dict[str, tuple[str, str]] = {}
        for doc in self._case.docs.values():
            for number, card in enumerate(doc.about.cards):
                place: Place = ("cards", number)
                self._names.known(card.bank, self._names.banks, doc.path, place, "bank")
                first = labels.setdefault(card.id, (card.label, doc.path))
                if first[0] != card.label:
                    line = self._case.line(doc.path, place)
                    sentence = f'card "{card.id}" is called "{first[0]}" in {first[1]}; a card has one label.'
                    self._findings.add("CF-S06", doc.path, line, sentence)

    def _check_lifts(self) -> None:
        filled: dict[str, set[str]] = {}
        lines = {entry.id: [line.id for line in entry.lines] for entry in self._case.file.questions}
        marks = {name: _MARK.findall(doc.body) for name, doc in self._case.docs.items()}
        sources = [(_CASE, self._case.file.lifts), *((doc.path, doc.about.lifts) for doc in self._case.docs.values())]
        for path, lifts in sources:
            for number, lift in enumerate(lifts):
                place: Place = ("lifts", number)
                self._names.node(lift.node, Use.CARRIER, path, (*place, "with"))
                where, _, name = lift.place.partition(":")
                if where == "paper" and name in self._unread.docs:
                    continue
                known = marks if where == "paper" else lines
                if self._names.known(name, known, path, (*place, "place"), where):
                    self._names.known(lift.mark, known[name], path, (*place, "mark"), f"mark in {lift.place}")
                    filled.setdefault(lift.place, set()).add(lift.mark)
        for name, doc in self._case.docs.items():
            for mark in marks[name]:
                if mark not in filled.get(f"paper:{name}", ()) and not self._unread.docs:
                    line = doc.line + doc.body[: doc.body.index(f" {mark}]]")].count("\n")
                    self._findings.add("CF-S19", doc.path, line, f'mark "{mark}" is filled by no lift; add one to it.')

    def _check_reach(self) -> None:
        for number, profile in enumerate(self._case.file.profiles):
            wiring = wire(self._case, profile)
            reached = wiring.reached()
            lost = [name for name in wiring.kinds if name not in reached]
            if lost:
                line = self._case.line(_CASE, ("profiles", number))
                which = ", ".join(f'"{name}"' for name in lost[:5]) + (" and more" if len(lost) > 5 else "")
                sentence = f'in profile "{profile.id}" nobody can ever reach {which}; add a gate, or open a cycle.'
                self._findings.add("CF-S01", _CASE, line, sentence)
