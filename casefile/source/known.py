"""What the names in a case can mean, and what is said of those that mean nothing."""

from collections.abc import Collection, Iterable

from casefile.source import names
from casefile.source.case import Case
from casefile.source.lines import Place
from casefile.source.names import Use
from casefile.source.problems import Findings, did_you_mean
from casefile.source.unread import Unread
from casefile.source.wiring import START, options
from casefile.tools import TOOLS


class Known:
    """Everything that one case has a name for."""

    def __init__(self, case: Case, findings: Findings, unread: Unread) -> None:
        self._case = case
        self._unread = unread
        self.docs = {*case.docs, *unread.docs}
        self.puzzles = {*case.puzzles, *unread.puzzles}
        self._findings = findings
        file = case.file
        self.acts = [act.id for act in file.acts]
        self.banks = [bank.id for bank in file.banks]
        self.requests = [row.opens for puzzle in case.puzzles.values() for row in puzzle.about.rows]
        self.branches = [names.branch(one.id, option) for one in file.decisions for option in options(case, one.id)]
        self.endings = [names.ending(entry.id) for entry in file.endings]
        self.nodes = self._all_nodes()

    def known(self, word: str, known: Collection[str], path: str, place: Place, thing: str) -> bool:
        """Note a word that is not among those that are known; say whether it is."""
        if word in known:
            return True
        line = self._case.line(path, place)
        guess = did_you_mean(word, known)
        self._findings.add("CF-S06", path, line, f'names "{word}": there is no such {thing}.{guess}')
        return False

    def node(self, word: str, use: Use, path: str, place: Place) -> None:
        """Note a name of a node that there is not."""
        found = names.spread(names.full(word, use, self.puzzles), self.nodes)
        if not any(name in self.nodes for name in found) and not self._may_be(word):
            self.known(word, {*self.nodes, *self.puzzles}, path, place, "node")

    def _may_be(self, node: str) -> bool:
        """Whether a node may come from a file that could not be read."""
        kind = node.partition(":")[0]
        return (kind == "branch" and self._unread.people) or (kind == "request" and bool(self._unread.puzzles))

    def once(self, words: Iterable[str], path: str, place: Place, thing: str) -> None:
        """Note every word that stands twice."""
        seen: set[str] = set()
        for number, word in enumerate(words):
            if word in seen:
                line = self._case.line(path, (*place, number))
                self._findings.add("CF-S06", path, line, f'there are two of the {thing} "{word}"; one has to go.')
            seen.add(word)

    def condition(self, condition: str, path: str, place: Place) -> None:
        """Note what a condition names and there is not."""
        kind, _, argument = condition.removeprefix("!").partition(":")
        if "{{" in argument:
            return
        decision, _, option = argument.partition("=")
        if kind == "read":
            self.known(argument, self.docs, path, place, "paper")
        elif kind == "used":
            self.known(argument, TOOLS, path, place, "tool")
        elif kind in {"solved", "tried"}:
            self.known(argument, self.puzzles, path, place, "puzzle")
        elif kind == "held":
            self.node(argument, Use.INPUT, path, place)
        elif kind == "chose":
            if not self._unread.people:
                choices = {*self.branches, *(f"{branch.rpartition('/')[0]}/*" for branch in self.branches)}
                self.known(names.branch(decision, option), choices, path, place, "option")
        elif kind == "signed":
            lock, _, field = decision.partition(".")
            if lock in self._unread.puzzles:
                return
            about = self._case.puzzles.get(lock)
            fields = [f"{lock}.{entry.id}" for entry in about.about.fields] if about else []
            self.known(f"{lock}.{field}", fields, path, place, "field of a lock")

    def _all_nodes(self) -> dict[str, None]:
        nodes = dict.fromkeys([START, *self.acts])
        for name, puzzle in self._case.puzzles.items():
            parts = [names.SHOWN] if puzzle.about.form == "request" else [names.SHOWN, names.SOLVED, names.PAPERS]
            nodes |= dict.fromkeys(names.part_of(name, part) for part in parts)
        for name in self._unread.puzzles:
            nodes |= dict.fromkeys(names.part_of(name, part) for part in (names.SHOWN, names.SOLVED, names.PAPERS))
        return nodes | dict.fromkeys([*self.requests, *self.branches, *self.endings])
