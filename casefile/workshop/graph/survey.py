"""From a profile of a case to its chart."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from casefile.source import names
from casefile.source.case import Case
from casefile.source.case_file import ProfileEntry
from casefile.source.names import Use
from casefile.source.wiring import Wiring, wire
from casefile.workshop.graph.chart import Act, Chart, Link, Sort, Step, owner, step_of
from casefile.workshop.graph.timing import time

_MOST_WIDE = 14
"""Locks of an act among which the width is searched; more would take long, and no act has them."""


def survey(case: Case, profile: ProfileEntry) -> Chart:
    """Work out the chart of a profile."""
    return _Survey(case, profile).chart()


class _Survey:
    """One run over a profile."""

    def __init__(self, case: Case, profile: ProfileEntry) -> None:
        self._case = case
        self._acts = [act.id for act in case.file.acts]
        self._profile = profile
        self._wiring = wire(case, profile)
        self._own = {entry.id: entry.minutes for entry in profile.locks if entry.minutes}
        self._rows: dict[str, str] = {
            row.opens: name for name, puzzle in case.puzzles.items() for row in puzzle.about.rows
        }
        self._targets = {gate.target for gate in self._wiring.gates}
        self._end = self._end_node()

    def chart(self) -> Chart:
        timing = time(self._wiring, self._cost)
        path = list(dict.fromkeys(step_of(self._owner(node)) for node in timing.way(self._end)))
        steps = {step.id: replace(step, critical=step.id in path) for step in self._steps()}
        links = list(self._links(steps))
        inner = tuple(link for link in links if link.targets[0] in steps)
        return Chart(
            title=self._case.file.title,
            profile=self._profile.id,
            stated=self._profile.minutes,
            serial=sum(step.minutes for step in steps.values()),
            end=step_of(self._owner(self._end)),
            quickest=timing.minutes.get(self._end, 0),
            path=tuple(name for name in path if name in steps),
            steps=steps,
            acts=tuple(self._act(name, steps, links) for name in self._acts),
            links=_merged(inner),
        )

    def _cost(self, node: str) -> int:
        lock = node.removesuffix("/" + names.SOLVED)
        return self._minutes(lock) if lock != node else 0

    def _minutes(self, lock: str) -> int:
        return self._own.get(lock, self._case.puzzles[lock].about.minutes)

    def _owner(self, node: str) -> str:
        return self._rows[node] if node in self._rows else owner(node)

    def _end_node(self) -> str:
        """What holds the table of endings; in a case that has none yet, the last lock or papers of the story."""
        if self._case.file.endings_with:
            return self._wiring.node(self._case.file.endings_with, Use.HOLDER)
        closing = [name for name in self._wiring.kinds if name.endswith(("/" + names.SOLVED, "/" + names.PAPERS))]
        return [*self._wiring.kinds, *closing][-1]

    # -- steps

    def _steps(self) -> Iterator[Step]:
        for name in self._case.puzzles:
            step = self._lock(name)
            if step is not None:
                yield step
        for decision in self._case.file.decisions:
            act = self._act_of(self._wiring.node(decision.node, Use.HOLDER))
            yield Step(decision.id, "decision", decision.title, act, choke=self._needed(f"branch:{decision.id}/"))
        home = self._act_of(self._end)
        for ending in self._case.file.endings:
            if names.ending(ending.id) in self._wiring.kinds:
                yield Step(names.ending(ending.id), "ending", ending.title, home)

    def _lock(self, name: str) -> Step | None:
        about = self._case.puzzles[name].about
        papers = names.part_of(name, names.PAPERS)
        if name in self._wiring.drops:
            if papers not in self._targets and papers != self._end:
                return None
            return Step(name, "papers", about.title, about.act, choke=self._needed(papers))
        if about.form == "request":
            return Step(name, "archive", about.title, about.act)
        solved = names.part_of(name, names.SOLVED)
        sort: Sort = "board" if about.form == "board" else "puzzle"
        return Step(name, sort, about.title, about.act, self._minutes(name), choke=self._needed(solved))

    def _act_of(self, node: str) -> str:
        """The act in which a decision or an ending hangs: that of its holder."""
        held = step_of(self._owner(node))
        if held in self._acts:
            return held
        if held in self._case.puzzles:
            return self._case.puzzles[held].about.act
        for decision in self._case.file.decisions:
            if decision.id == held:
                return self._act_of(self._wiring.node(decision.node, Use.HOLDER))
        return self._acts[0]

    def _needed(self, *prefixes: str) -> bool:
        """Whether the end cannot be reached without any node that begins so."""
        barred = {name for name in self._wiring.kinds if name.startswith(prefixes)}
        return self._end not in self._wiring.held(without=barred)

    # -- links

    def _links(self, steps: dict[str, Step]) -> Iterator[Link]:
        for gate in self._wiring.gates:
            target = self._owner(gate.target)
            if target in steps or target in self._acts:
                sources = self._together(tuple(dict.fromkeys(self._owner(node) for node in gate.inputs)))
                yield Link(sources, min(gate.k, len(sources)), (target,))
        gated = {self._owner(node) for node in self._targets}
        for act in self._acts:
            granted = dict.fromkeys(self._owner(node) for node in self._wiring.grants.get(act, ()))
            yield from (Link((act,), 1, (name,)) for name in granted if name in steps and name not in gated)
        for decision in self._case.file.decisions:
            yield Link((self._owner(self._wiring.node(decision.node, Use.HOLDER)),), 1, (decision.id,))
        for step in steps.values():
            if step.sort == "ending":
                yield Link((self._owner(self._end),), 1, (step.id,))

    def _together(self, sources: tuple[str, ...]) -> tuple[str, ...]:
        """All options of a decision together are the decision."""
        for decision in self._case.file.decisions:
            options = {owner(name) for name in self._wiring.kinds if name.startswith(f"branch:{decision.id}/")}
            if options and options <= set(sources):
                sources = tuple(dict.fromkeys(decision.id if name in options else name for name in sources))
        return sources

    # -- acts

    def _act(self, name: str, steps: dict[str, Step], links: list[Link]) -> Act:
        own = [step for step in steps.values() if step.act == name]
        locks = [step.id for step in own if step.sort in {"puzzle", "board"}]
        return Act(
            id=name,
            title=next(act.title for act in self._case.file.acts if act.id == name),
            minutes=sum(step.minutes for step in own),
            width=_width(self._wiring, locks[:_MOST_WIDE]),
            choke=self._needed(name) and name != self._acts[0],
            opened_by=tuple(link for link in links if name in link.targets),
        )


def _width(wiring: Wiring, locks: list[str]) -> int:
    """The most of these locks that can be open at once: all shown while none of them is solved."""
    level: list[frozenset[str]] = [frozenset()]
    width = 0
    while level:
        width = len(level[0])
        larger = {chosen | {lock} for chosen in level for lock in locks if lock not in chosen}
        level = [chosen for chosen in larger if _open_together(wiring, chosen)]
    return width


def _open_together(wiring: Wiring, locks: frozenset[str]) -> bool:
    solved = {names.part_of(lock, names.SOLVED) for lock in locks}
    return wiring.held(without=solved) >= {names.part_of(lock, names.SHOWN) for lock in locks}


def _merged(links: Iterable[Link]) -> tuple[Link, ...]:
    """Links that ask for the same are drawn as one with several targets."""
    found: dict[tuple[tuple[str, ...], int], list[str]] = {}
    for link in links:
        found.setdefault((link.sources, link.k), []).extend(link.targets)
    return tuple(Link(sources, k, tuple(targets)) for (sources, k), targets in found.items())
