"""Turnstiles with clocks of their own: one pass was at two doors, and nobody walks so fast."""

import random
from collections.abc import Mapping, Sequence
from itertools import combinations, product
from typing import Any

from casefile.kinds.alibi_building import Building, letter, shortest
from casefile.kinds.alibi_deal import Log, Pair, by_holder, draw_log
from casefile.kinds.alibi_params import AlibiParams, Wording, check
from casefile.kinds.alibi_solver import solve
from casefile.kinds.riddle import Answer, Certificate, Near, Riddle, apart, clock, minute_of, read, settle

_TOY = (
    "Suppose that from P to Q it is 6 minutes, that the clock at P is right, and that the one at Q is 5 minutes fast. "
    "Pass 11 is noted at P at 20.00 and at Q at 20.08, and 8 minutes are plenty. But when Q said 20.08 it was 20.03, "
    "and nobody has walked it in 3. Pass 12 is noted at Q at 20.30 and at P at 20.32, which looks worse. It was 20.25 "
    "at Q, so there were 7 minutes. It is pass 11, from P to Q."
)
_NUMBERS = range(100, 1000)


class Alibi:
    """Deals a building and an evening's log; finds the pass by walking from every passage to the next."""

    name = "alibi"
    family = "table"
    tool = "timeline"
    language_bound = False
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        listed = read(params, AlibiParams)
        check(listed)
        names = [holder.name for holder in listed.passes]
        guilty = names.index(listed.whose) if listed.whose else stream.randrange(len(names))
        why = "params: no fair log comes out of these hours; give it more of them, or fewer `passages`."
        log = settle(lambda: draw_log(listed, guilty, stream), 2000, why)
        numbers = _draw_numbers(len(names), stream)
        number, first, second = _answer(log.twice, numbers)
        named = product(*((letter(passage.door), listed.doors[passage.door]) for passage in log.twice))
        answers = tuple((number, one, other) for one, other in named)
        missed = [("uncorrected", pair) for pair in log.uncorrected]
        missed += [("tight", pair) for pair in log.tight]
        missed += [("direct", log.direct)]
        near = [*(Near(_answer(pair, numbers), why) for why, pair in missed), Near((number, second, first), "order")]
        told = (*answers, *(miss.answer for miss in near))
        values = _values(listed, log, numbers)
        values |= {
            "near": {
                "uncorrected": [list(miss.answer) for miss in near if miss.why == "uncorrected"],
                "tight": [list(miss.answer) for miss in near if miss.why == "tight"],
                "direct": list(near[-2].answer),
                "order": list(near[-1].answer),
            },
            "answer": list(answers[0]),
            "toy": _TOY,
        }
        return Riddle(values, answers, tuple(near), apart(told, _refused(log, numbers)), _TOY, _certify(values))

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """How a clock is said to go; none of its minutes."""
        wording = read(params, AlibiParams).wording
        return {"fast": wording.fast, "slow": wording.slow, "exact": wording.exact}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        return solve(papers.values(), params)


def _draw_numbers(count: int, stream: random.Random) -> list[str]:
    """Numbers of passes of which no two differ in one figure only."""
    numbers: list[str] = []
    while len(numbers) < count:
        number = str(stream.choice(_NUMBERS))
        if all(sum(one != other for one, other in zip(number, known, strict=True)) > 1 for known in numbers):
            numbers.append(number)
    return numbers


def _answer(pair: Pair, numbers: Sequence[str]) -> Answer:
    return numbers[pair[0].holder], letter(pair[0].door), letter(pair[1].door)


def _refused(log: Log, numbers: Sequence[str]) -> list[Answer]:
    """Other steps of the pass, and other passes between the two doors."""
    one, other = log.twice
    mine = next(mine for mine in by_holder(log.passages) if one in mine)
    steps = [_answer(pair, numbers) for pair in combinations(mine, 2)]
    return [*steps, *((number, letter(one.door), letter(other.door)) for number in numbers)]


def _values(listed: AlibiParams, log: Log, numbers: Sequence[str]) -> dict[str, Any]:
    doors, building, (one, other) = listed.doors, log.building, log.twice
    walks = [
        {"from": letter(begin), "to": letter(end), "minutes": minutes}
        for (begin, end), minutes in sorted(building.ways.items())
    ]
    passes = [
        {"number": number, "name": holder.name, "note": holder.note}
        for number, holder in sorted(zip(numbers, listed.passes, strict=True), key=lambda row: row[0])
    ]
    notes = [(log.shown(passage), letter(passage.door), numbers[passage.holder]) for passage in log.passages]
    lift = [f"{letter(door)} {doors[door]}" for door in building.lift]
    return {
        "log": [{"clock": clock(minute), "door": door, "pass": number} for minute, door, number in sorted(notes)],
        "clocks": [
            {
                "door": letter(door),
                "name": name,
                "error": _error(log.fast[door], listed.wording),
                "fast": log.fast[door],
            }
            for door, name in enumerate(doors)
        ],
        "walks": walks,
        "passes": passes,
        "plan": building.draw(doors),
        "plan_alt": _say(building, doors),
        "rules": [
            listed.wording.walk,
            listed.wording.lift.replace("{one}", lift[0]).replace("{other}", lift[1]),
        ],
        "corrections": "; ".join(f"{letter(door)} {-fast:+d}" for door, fast in enumerate(log.fast) if fast),
        "number": numbers[one.holder],
        "holder": listed.passes[one.holder].name,
        "first": {"door": letter(one.door), "name": doors[one.door], **_clocks(log, one.minute, one.door)},
        "second": {"door": letter(other.door), "name": doors[other.door], **_clocks(log, other.minute, other.door)},
        "shown": log.shown(other) - log.shown(one),
        "took": other.minute - one.minute,
        "needs": building.walk[one.door][other.door],
        "way": [letter(door) for door in building.past(one.door, other.door)],
    }


def _clocks(log: Log, minute: int, door: int) -> dict[str, str]:
    return {"clock": clock(minute + log.fast[door]), "true": clock(minute)}


def _error(fast: int, wording: Wording) -> str:
    if not fast:
        return wording.exact
    return (wording.fast if fast > 0 else wording.slow).replace("{minutes}", str(abs(fast)))


def _say(building: Building, doors: Sequence[str]) -> str:
    named = "; ".join(f"{letter(door)} {name}" for door, name in enumerate(doors))
    ways = "; ".join(
        f"{letter(one)}–{letter(other)} {minutes}" for (one, other), minutes in sorted(building.ways.items())
    )
    return f"A plan of the doors: {named}. The ways between them, with their minutes: {ways}."


def _certify(values: Mapping[str, Any]) -> Certificate:
    """Walk from every passage to every later one of its pass, with a minute's grace and without."""
    letters = [row["door"] for row in values["clocks"]]
    ways = {(letters.index(row["from"]), letters.index(row["to"])): row["minutes"] for row in values["walks"]}
    walk = shortest(len(letters), ways)
    fast = {row["door"]: row["fast"] for row in values["clocks"]}
    true: dict[str, list[tuple[int, str]]] = {row["number"]: [] for row in values["passes"]}
    for row in values["log"]:
        true[row["pass"]].append((minute_of(row["clock"]) - fast[row["door"]], row["door"]))
    tried, late = 0, []
    for grace, (number, noted) in product((0, 1), true.items()):
        for (minute, one), (then, other) in combinations(sorted(noted), 2):
            tried += 1
            if then - minute + grace < walk[letters.index(one)][letters.index(other)]:
                late.append((number, one, other))
    right = (values["number"], values["first"]["door"], values["second"]["door"])
    survivors = len(set(late)) if late == [right, right] else 0
    space = len(_NUMBERS) * len(letters) * (len(letters) - 1)
    note = "every two passages of every pass, by true clocks and the shortest way, with a minute's grace and without"
    return Certificate(space, "enumerated", tried, survivors, note)
