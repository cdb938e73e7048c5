"""Which node comes from which, for one profile of a case: the graph that is checked, drawn and sealed.

A profile drops locks, never papers. A dropped puzzle keeps one node, its papers; what would have shown its lock opens
them instead, and in gates it is no input any more (where all inputs were dropped, their papers take their place).
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from casefile.source import names
from casefile.source.case import Case
from casefile.source.case_file import GateEntry, ProfileEntry
from casefile.source.names import Use

START = "start"


@dataclass(frozen=True, slots=True)
class Gate:
    """Opens `target` to whoever holds `k` of `inputs`."""

    target: str
    k: int
    inputs: tuple[str, ...]


@dataclass(slots=True)
class Wiring:
    """The nodes of one profile and the ways between them."""

    kinds: dict[str, str] = field(default_factory=dict)
    """Node to its kind, as `casefile.vault.manifest.Manifest.kind` has it, in the order of the story."""
    grants: dict[str, list[str]] = field(default_factory=dict)
    """What comes with a node."""
    works: dict[str, list[str]] = field(default_factory=dict)
    """What a player can get from a node by an answer, a decision, an ending."""
    gates: list[Gate] = field(default_factory=list)
    homes: list[str] = field(default_factory=list)
    """For each gate the node in whose manifest it lies."""
    drops: frozenset[str] = frozenset()
    puzzles: frozenset[str] = frozenset()

    def node(self, name: str, use: Use) -> str:
        """The node that a name means in this profile."""
        puzzle = name.split("/", maxsplit=1)[0]
        if puzzle in self.drops:
            return names.part_of(puzzle, names.PAPERS)
        return names.full(name, use, self.puzzles)

    def condition(self, written: str) -> str:
        """A condition with the nodes that its names mean in this profile.

        A dropped puzzle counts as solved when its papers have come.
        """
        no, word, argument = written[: written.startswith("!")], *written.removeprefix("!").split(":", maxsplit=1)
        if word == "held":
            return f"{no}held:{self.node(argument, Use.INPUT)}"
        if word == "solved" and argument in self.drops:
            return f"{no}held:{names.part_of(argument, names.PAPERS)}"
        return written

    def reached(self, without: str = "") -> set[str]:
        """Every node that somebody can hold who can do everything but hold `without`."""
        return self.held(without={without})

    def held(
        self,
        roots: Iterable[str] = (START,),
        *,
        works: Container[str] | None = None,
        without: Container[str] = frozenset(),
    ) -> set[str]:
        """Every node that comes to somebody, by what comes with what and by gates.

        Args:
            roots: What he begins with.
            works: What he gets by answers, decisions and endings; everything, if nothing is said.
            without: What he never holds.
        """
        held: set[str] = set()
        waiting = list(roots)
        while waiting:
            node = waiting.pop()
            if node in held or node in without or node not in self.kinds:
                continue
            held.add(node)
            waiting += self.grants.get(node, [])
            waiting += [work for work in self.works.get(node, []) if works is None or work in works]
            # A gate can only have come open by one of its own inputs.
            waiting += [
                gate.target
                for gate in self.gates
                if node in gate.inputs and gate.k <= len(held.intersection(gate.inputs))
            ]
        return held

    def _add(self, kind: str, name: str, *, granted_by: str = "", worked_from: str = "") -> None:
        self.kinds[name] = kind
        if granted_by:
            self.grants.setdefault(granted_by, []).append(name)
        if worked_from:
            self.works.setdefault(worked_from, []).append(name)


def wire(case: Case, profile: ProfileEntry) -> Wiring:
    """Draw the graph of a profile."""
    wiring = Wiring(drops=frozenset(profile.drops), puzzles=frozenset(case.puzzles))
    entries = _gates(case, profile)
    wiring._add("start", START)
    for act in case.file.acts:
        wiring._add("act", act.id)
    wiring.grants[START] = [case.file.acts[0].id]
    targets = {wiring.node(entry.opens, Use.TARGET) for entry in entries}
    for name in case.puzzles:
        _puzzle(case, name, wiring, targets)
    for decision in case.file.decisions:
        holder = wiring.node(decision.node, Use.HOLDER)
        for option in options(case, decision.id):
            wiring._add("branch", names.branch(decision.id, option), worked_from=holder)
    for entry in case.file.endings:
        if not profile.endings or entry.id in profile.endings:
            node = names.ending(entry.id)
            # One that gates open is found by nobody who lacks an input, whatever the table's conditions say.
            holder = "" if node in targets else wiring.node(case.file.endings_with, Use.HOLDER)
            wiring._add("ending", node, worked_from=holder)
    wiring.gates = [gate for gate in (_gate(entry, wiring) for entry in entries) if gate.target in wiring.kinds]
    wiring.homes = _homes(wiring, [act.id for act in case.file.acts])
    return wiring


def options(case: Case, decision: str) -> list[str]:
    """Ids of a decision's options, with those for every suspect written out."""
    entry = next(entry for entry in case.file.decisions if entry.id == decision)
    return [name for option in entry.options for name in (case.roll if option.each else [option.id])]


def released(case: Case, name: str) -> list[str]:
    """Puzzles whose papers come when this board is solved."""
    board = case.puzzles[name].about
    if board.releases is not None:
        return board.releases
    if board.form != "board":
        return []
    others = (puzzle.about for puzzle in case.puzzles.values())
    return [other.id for other in others if other.act == board.act and other.form == "answer"]


def _puzzle(case: Case, name: str, wiring: Wiring, targets: set[str]) -> None:
    puzzle = case.puzzles[name].about
    papers, shown, solved = (names.part_of(name, part) for part in (names.PAPERS, names.SHOWN, names.SOLVED))
    first = wiring.node(name, Use.TARGET)
    granted_by = "" if first in targets else puzzle.act
    rows = [row.opens for row in puzzle.rows]
    handed = [names.part_of(other, names.PAPERS) for other in released(case, name)]
    if name in wiring.drops:
        wiring._add("papers", papers, granted_by=granted_by)
        for row in rows:
            wiring._add("node", row, granted_by=papers)
        wiring.grants.setdefault(papers, []).extend(handed)
        return
    wiring._add("shown", shown, granted_by=granted_by)
    for row in rows:
        wiring._add("node", row, worked_from=shown)
    if puzzle.form != "request":
        wiring._add("solved", solved, worked_from=shown)
        wiring._add("papers", papers, granted_by=solved)
        wiring.grants[solved] += handed


def _gates(case: Case, profile: ProfileEntry) -> list[GateEntry]:
    replaced = {names.full(entry.opens, Use.TARGET, case.puzzles) for entry in profile.gates}
    kept = [entry for entry in case.file.gates if names.full(entry.opens, Use.TARGET, case.puzzles) not in replaced]
    return [*kept, *profile.gates]


def _gate(entry: GateEntry, wiring: Wiring) -> Gate:
    kept = _inputs((name for name in entry.of if name.split("/")[0] not in wiring.drops), wiring)
    inputs = kept or _inputs(entry.of, wiring)
    return Gate(wiring.node(entry.opens, Use.TARGET), min(entry.k, len(inputs)), tuple(inputs))


def _inputs(written: Iterable[str], wiring: Wiring) -> list[str]:
    found = [node for name in written for node in names.spread(wiring.node(name, Use.INPUT), wiring.kinds)]
    return list(dict.fromkeys(found))


def _homes(wiring: Wiring, acts: list[str]) -> list[str]:
    """For every gate the latest act without which none of its inputs can be held.

    Whoever holds an input has then read the gate.
    """
    beyond = {act: wiring.kinds.keys() - wiring.reached(without=act) for act in reversed(acts)}
    return [next((act for act in beyond if beyond[act] >= set(gate.inputs)), START) for gate in wiring.gates]
