"""Drawing a rule, the log from which it can be told, and the one code that is wanted."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from casefile.kinds.keypad_codes import ALL, codes_of, having, members
from casefile.kinds.keypad_params import KeypadParams
from casefile.kinds.keypad_rules import CLAUSES, PLACES, Clause, clauses, digits_of, holds, kept_by

FEWEST, MOST = 60, 900
"""Codes that a rule accepts."""
TELLING = 0.75
"""Each clause refuses a quarter at least of what the other two accept."""
LISTED = 24
"""Codes that two of the clauses leave, where the given digits are right: so many can be written down."""
SUSPECTS = (6, 14)
"""Clauses that all accepted codes keep."""
STRAY = 2
"""Kinds of them that have no part in the rule, at least."""
BLAMED = 4
"""Suspects that one refused code breaks, at most."""
OPAQUE = 2
"""Refused codes that break more than one, at least."""
_CHOICE = 40
"""Codes from among which the accepted ones are drawn, at least."""
_COMMON = {"more", "parity", "halves", "odd", "digit"}
"""Kinds of clause that many codes keep."""
_LOGS, _DRAWS = 12, 40
"""How often a log is drawn for a rule, and refused codes for accepted ones."""

Rule = tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log; a refused code is an accepted one with another digit in one place, or two that are swapped."""

    code: str
    like: str = ""

    @property
    def taken(self) -> bool:
        """Whether it opened the lock."""
        return not self.like


@dataclass(frozen=True, slots=True)
class Step:
    """A clause that is proved by what one refused code breaks, or several."""

    clause: Clause
    by: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Deal:
    """A rule, what is shown of it, and what is wanted."""

    rule: Rule
    given: str
    """A digit or ? for each place."""
    code: str
    log: tuple[Entry, ...]
    suspects: tuple[Clause, ...]
    steps: tuple[Step, ...]
    near: tuple[str, ...]
    """For each clause a code that breaks no other, as like the wanted one as can be."""


def deal_keypad(keypad: KeypadParams, stream: random.Random) -> Deal | None:
    """Draw a rule, its code and its log; None where the draw is not good enough."""
    rule = draw_rule(keypad, stream)
    wanted = rule and _draw_code(rule, keypad.given, stream)
    if not rule or not wanted:
        return None
    given, code = wanted
    near = _near(rule, given, code)
    for _ in range(_LOGS if near else 0):
        shown = _draw_accepted(rule, code, keypad, stream)
        suspects = tuple(kept_by(shown, clauses(keypad.kinds))) if shown else ()
        if _is_fair(suspects, rule) and (told := _draw_refused(rule, suspects, shown, keypad.refused, stream)):
            refused, steps = told
            log = tuple(
                entry for taken in shown for entry in (Entry(taken), *(one for one in refused if one.like == taken))
            )
            return Deal(rule, given, code, log, suspects, steps, near)
    return None


def draw_rule(keypad: KeypadParams, stream: random.Random) -> Rule:
    """Three clauses of three kinds, none of which says little beside the others; nothing where they do not fit."""
    strong = [kind for kind in keypad.kinds if kind not in _COMMON]
    kinds = set(stream.sample(strong, min(len(strong), stream.choice((1, 2, 2)))))
    kinds |= set(stream.sample([kind for kind in keypad.kinds if kind not in kinds], CLAUSES - len(kinds)))
    rule = tuple(stream.choice(clauses([kind])) for kind in keypad.kinds if kind in kinds)
    count = _codes(rule).bit_count()
    tells = all(count <= TELLING * _codes(two).bit_count() for two in combinations(rule, CLAUSES - 1))
    return rule if FEWEST <= count <= MOST and tells else ()


def _codes(rule: Sequence[Clause]) -> int:
    """The codes that a rule accepts, as a set."""
    return _shared(map(codes_of, rule))


def _with(given: str) -> int:
    """The codes with these digits."""
    return _shared(having(place, int(sign)) for place, sign in enumerate(given) if sign.isdigit())


def _shared(sets: Iterable[int]) -> int:
    codes = ALL
    for one in sets:
        codes &= one
    return codes


def _draw_code(rule: Rule, pattern: str, stream: random.Random) -> tuple[str, str] | None:
    """Digits for the pattern with which one code only obeys the rule, and that code."""
    found = list(members(_codes(rule) & _with(pattern)))
    shown = {code: "".join("?" if sign == "?" else code[at] for at, sign in enumerate(pattern)) for code in found}
    often = Counter(shown.values())
    single = [code for code in found if often[shown[code]] == 1]
    code = stream.choice(single) if single else ""
    return (shown[code], code) if code and _can_be_listed(rule, shown[code]) else None


def _can_be_listed(rule: Rule, given: str) -> bool:
    return min((_codes(two) & _with(given)).bit_count() for two in combinations(rule, CLAUSES - 1)) <= LISTED


def _near(rule: Rule, given: str, code: str) -> tuple[str, ...]:
    """For each clause the code most like the wanted one that breaks it and no other; nothing where one has none."""
    known = _with(given)
    broken = (
        members(_codes([other for other in rule if other != clause]) & known & ~codes_of(clause)) for clause in rule
    )
    near = tuple(min(codes, key=lambda other: _apart(other, code), default="") for codes in broken)
    return near if all(near) else ()


def _apart(one: str, other: str) -> int:
    """In how many places two codes differ."""
    return sum(mine != yours for mine, yours in zip(one, other, strict=True))


def _draw_accepted(rule: Rule, code: str, keypad: KeypadParams, stream: random.Random) -> list[str]:
    """Codes that obey the rule, and by chance two clauses more; nothing where too few do."""
    others = set(keypad.kinds) - {clause.kind for clause in rule}
    kinds = stream.sample([kind for kind in keypad.kinds if kind in others and kind in _COMMON], STRAY)
    strays = [stream.choice(clauses([kind])) for kind in kinds[: stream.randint(0, STRAY)]]
    codes = _codes([*rule, *strays])
    found = [other for other in members(codes) if other != code] if codes.bit_count() >= _CHOICE else []
    return stream.sample(found, keypad.accepted) if found else []


def _is_fair(suspects: Sequence[Clause], rule: Rule) -> bool:
    """Whether the accepted codes leave enough to be doubted, and not too much."""
    kinds = {clause.kind for clause in suspects} - {clause.kind for clause in rule}
    return SUSPECTS[0] <= len(suspects) <= SUSPECTS[1] and len(kinds) >= STRAY


def _draw_refused(
    rule: Rule, suspects: Sequence[Clause], accepted: Sequence[str], count: int, stream: random.Random
) -> tuple[list[Entry], tuple[Step, ...]] | None:
    """Refused codes, each with one clause broken, from which the rule follows step by step, and not at a glance."""
    pools: dict[Clause, list[Entry]] = {clause: [] for clause in rule}
    blamed: dict[Entry, frozenset[Clause]] = {}
    for entry in _variants(accepted):
        digits = digits_of(entry.code)
        broken = frozenset(clause for clause in suspects if not holds(clause, digits))
        guilty = broken.intersection(rule)
        if len(guilty) == 1 and len(broken) <= BLAMED:
            pools[next(iter(guilty))].append(entry)
            blamed[entry] = broken
    for _ in range(_DRAWS if all(pools.values()) else 0):
        refused = [stream.choice(pools[clause]) for clause in (*rule, *rule)]
        refused = _some(refused, [entry for pool in pools.values() for entry in pool], count, stream)
        told = {entry: blamed[entry] for entry in refused}
        plain = sum(len(broken) == 1 for broken in told.values())
        steps = reason(suspects, told) if len({entry.code for entry in refused}) == count else ()
        if steps and plain <= count - OPAQUE:
            return refused, steps
    return None


def _some(drawn: list[Entry], pool: Sequence[Entry], count: int, stream: random.Random) -> list[Entry]:
    """So many of what was drawn, filled up from the pool."""
    more = max(0, count - len(drawn))
    return drawn[:count] + [stream.choice(pool) for _ in range(more)]


def _variants(accepted: Sequence[str]) -> Iterator[Entry]:
    """Every code that differs from an accepted one in one place, or has two of its digits in each other's."""
    for like in accepted:
        for place in range(len(PLACES)):
            for digit in map(str, range(10)):
                yield Entry(like[:place] + digit + like[place + 1 :], like)
        for left, right in combinations(range(len(PLACES)), 2):
            between = like[left + 1 : right]
            yield Entry(like[:left] + like[right] + between + like[left] + like[right + 1 :], like)


def reason(suspects: Sequence[Clause], blamed: Mapping[Entry, frozenset[Clause]]) -> tuple[Step, ...]:
    """Prove the rule clause by clause, as a patient reader would; nothing where that does not get through.

    A refused code with one suspect left proves it; a proved clause clears all others of its kind, and, once one
    clause only is missing, that one is broken by every code that the others do not explain.

    Args:
        suspects: The clauses that all accepted codes keep.
        blamed: For each refused code those of them that it breaks.
    """
    steps: list[Step] = []
    while len(steps) < CLAUSES:
        kinds = {step.clause.kind for step in steps}
        left = {clause for clause in suspects if clause.kind not in kinds}
        found = {step.clause for step in steps}
        opaque = {entry: broken & left for entry, broken in blamed.items() if not broken & found}
        step = next((Step(next(iter(own)), (entry,)) for entry, own in opaque.items() if len(own) == 1), None)
        if step is None and len(steps) == CLAUSES - 1 and opaque:
            shared = frozenset.intersection(*map(frozenset, opaque.values()))
            step = Step(next(iter(shared)), tuple(opaque)) if len(shared) == 1 else None
        if step is None:
            return ()
        steps.append(step)
    found = {step.clause for step in steps}
    return tuple(steps) if all(broken & found for broken in blamed.values()) else ()
