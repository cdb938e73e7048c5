"""Rules of structure: nobody is stuck at one lock, nobody works long for nothing."""

from collections.abc import Iterator

from casefile.source import names
from casefile.source.names import Use
from casefile.source.problems import Problem
from casefile.workshop.check.rule import Cut, Rule, Severity

LONGEST = 3
"""Puzzles in a row that may bring nothing but the next."""


def no_choke_points(cut: Cut) -> Iterator[Problem]:
    """Locks that are no boards, and that everything further on hangs on."""
    locks = _locks(cut)
    for lock in locks:
        if cut.case.puzzles[lock].about.form == "board":
            continue
        told = cut.stages.without(*(_shown(board) for board in _narrowed(cut, lock)))
        held = cut.stages.without(_solved(lock))
        lost = [other for other in locks if other != lock and _shown(other) in told - held]
        # A case may begin with one lock that teaches how locks are opened.
        if lost and len(lost) < len(locks) - 1:
            named = ", ".join(f'"{other}"' for other in lost[:3]) + (", …" if len(lost) > 3 else "")
            sentence = f"whoever is stuck here never sees {named}, and it is no board."
            advice = "Let what it opens ask for any of several, or make it a board."
            yield cut.problem("CF-S04", cut.case.puzzles[lock].path, ("id",), sentence, advice)


def boards_forgive_one_feeder(cut: Cut) -> Iterator[Problem]:
    """Boards that nobody sees who has not solved one certain puzzle of those that lead to them."""
    for board, feeder in _all_needed(cut):
        place = _gate_of(cut, board)
        sentence = f'board "{board}" is out of reach of whoever is stuck at "{feeder}".'
        others = {name for name in _asked(cut, board) if name != _solved(feeder)}
        advice = "Let its gate ask for one puzzle less than it names."
        if others and not others & cut.stages.without(_solved(feeder)):
            advice = f'All else that its gate names waits for "{feeder}", too: take that out of the gate.'
        yield cut.problem("CF-S08", "case.toml", place, sentence, advice)


def work_is_rewarded(cut: Cut) -> Iterator[Problem]:
    """Chains of puzzles of which none brings a paper, a tool, a message, a decision or a new act."""
    rewarded = {lock for lock in _locks(cut) if _is_rewarded(cut, lock)}
    follows = {
        lock: [other for other in _locks(cut) if _solved(lock) in _asked(cut, other)]
        for lock in _locks(cut)
        if lock not in rewarded
    }
    longest = max((_chain(lock, follows, ()) for lock in follows), key=len, default=())
    if len(longest) > LONGEST:
        chain = " → ".join(f'"{lock}"' for lock in longest)
        sentence = f"{chain}: {len(longest)} puzzles in a row bring nothing but the next."
        advice = "Let one of them bring a paper, a tool or a message."
        yield cut.problem("CF-S05", cut.case.puzzles[longest[LONGEST]].path, ("id",), sentence, advice)


def _locks(cut: Cut) -> list[str]:
    """Locks that have an answer, in the order of the story."""
    return [name for name in cut.case.puzzles if _solved(name) in cut.wiring.kinds]


def _shown(lock: str) -> str:
    return names.part_of(lock, names.SHOWN)


def _solved(lock: str) -> str:
    return names.part_of(lock, names.SOLVED)


def _all_needed(cut: Cut) -> Iterator[tuple[str, str]]:
    for board in _locks(cut):
        if cut.case.puzzles[board].about.form == "board":
            for name in _asked(cut, board):
                feeder = name.removesuffix(f"/{names.SOLVED}")
                is_board = feeder not in cut.case.puzzles or cut.case.puzzles[feeder].about.form == "board"
                if not is_board and _shown(board) not in cut.stages.without(name):
                    yield board, feeder


def _narrowed(cut: Cut, lock: str) -> list[str]:
    """Boards whose own gates make a choke point of a lock; what lies behind them is told of the gate."""
    return [board for board, feeder in _all_needed(cut) if feeder == lock]


def _asked(cut: Cut, lock: str) -> dict[str, None]:
    """Inputs of all gates that open a lock."""
    return {name: None for gate in cut.wiring.gates if gate.target == _shown(lock) for name in gate.inputs}


def _gate_of(cut: Cut, lock: str) -> tuple[str | int, ...]:
    """Where the gate of a lock stands, in the profile or else in the case."""
    number = cut.case.file.profiles.index(cut.profile)
    for index, gate in enumerate(cut.profile.gates):
        if cut.wiring.node(gate.opens, Use.TARGET) == _shown(lock):
            return ("profiles", number, "gates", index)
    gates = [cut.wiring.node(gate.opens, Use.TARGET) for gate in cut.case.file.gates]
    return ("gates", gates.index(_shown(lock)))


def _is_rewarded(cut: Cut, lock: str) -> bool:
    wiring, case = cut.wiring, cut.case
    own = {_solved(lock), names.part_of(lock, names.PAPERS)}
    brought = {wiring.node(doc.about.opens_with, Use.CARRIER) for doc in case.docs.values()}
    brought |= {wiring.node(message.node, Use.HOLDER) for message in case.file.messages}
    brought |= {wiring.node(decision.node, Use.HOLDER) for decision in case.file.decisions}
    lifts = [*case.file.lifts, *(lift for doc in case.docs.values() for lift in doc.about.lifts)]
    brought |= {wiring.node(lift.node, Use.CARRIER) for lift in lifts}
    brought |= {wiring.node(case.file.endings_with, Use.HOLDER)} if case.file.endings else set()
    opens = {gate.target for gate in wiring.gates if own.intersection(gate.inputs)}
    has_tools = bool(case.puzzles[lock].about.tools_solved)
    return has_tools or bool(own & brought) or any(wiring.kinds.get(node) == "act" for node in opens)


def _chain(lock: str, follows: dict[str, list[str]], before: tuple[str, ...]) -> tuple[str, ...]:
    """The longest way on from a lock that brings nothing."""
    way = (*before, lock)
    further = [_chain(other, follows, way) for other in follows[lock] if other in follows and other not in way]
    return max(further, key=len, default=way)


RULES = (
    Rule(
        "CF-S04",
        Severity.ERROR,
        "Only boards, and the very first lock, must be passed by all",
        "profile",
        no_choke_points,
    ),
    Rule(
        "CF-S05",
        Severity.WARNING,
        f"At most {LONGEST} puzzles in a row bring nothing but the next",
        "profile",
        work_is_rewarded,
    ),
    Rule(
        "CF-S08",
        Severity.ERROR,
        "A board can be reached with any one of its puzzles unsolved",
        "profile",
        boards_forgive_one_feeder,
    ),
)
