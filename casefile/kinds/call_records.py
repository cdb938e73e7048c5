"""Records of calls: whenever one line rings another, somebody rings a third within three minutes."""

import random
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from casefile.errors import Refusal
from casefile.kinds.call_records_deal import FEWEST, LEAST, MOST, WITHIN, Calls, draw_calls, motifs
from casefile.kinds.call_records_solver import solve
from casefile.kinds.riddle import Answer, Certificate, Near, Params, Riddle, apart, clock, fold, minute_of, read, settle

_TOY = (
    "Suppose that 11 rings 22 at 09.00, 09.30, 10.10 and 10.40. After 09.00 come 33 to 44 at 09.01 and 55 to 66 at "
    "09.02; after 09.30 come 33 to 44 at 09.32 and 77 to 44 at 09.38; after 10.10 comes 33 to 44 at 10.11, and after "
    "10.40 at 10.41. 55 was there once, and 77 was eight minutes late. 33 was there every time, four times in all: "
    "it is 33 who rings 44."
)
_SPACE = 8_000_000
"""Numbers of seven figures that do not begin with 0 or 1."""


class CallRecordsParams(Params, frozen=True, kw_only=True):
    """Parameters of a list of calls."""

    caller: str
    """The known line that rings."""
    called: str
    """The known line that it rings."""
    lines: list[str]
    """Names of other known lines."""
    hours: tuple[str, str]
    """The clocks between which the list runs."""
    records: int = 110
    masts: list[str] = msgspec.field(default_factory=list)
    """Masts over which calls were made; none: the records have no such column."""


class CallRecords:
    """Deals the records; finds the cut-out by trying every pair of numbers against every other."""

    name = "call-records"
    family = "table"
    tool = "calls"
    language_bound = False
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        listed = read(params, CallRecordsParams)
        _check(listed)
        span = (minute_of(listed.hours[0]), minute_of(listed.hours[1]))
        why = "params: no fair list of calls comes out of these hours; give it more of them, or fewer `records`."
        calls = settle(lambda: draw_calls(listed.records, span, len(listed.lines), stream), 300, why)
        values = _values(listed, calls, stream)
        times = len(calls.bells)
        answer = (values["number"], str(times))
        near = tuple(
            Near((number, answer[1]), why)
            for number, why in ((calls.rung, "called"), (calls.before, "before"), (calls.late, "late"))
        )
        refused: list[Answer] = [(number, answer[1]) for number in (calls.caller, calls.called, *calls.frequent)]
        refused += [(answer[0], str(wrong)) for wrong in (times - 1, times + 1)]
        values |= {
            "near": {miss.why: list(miss.answer) for miss in near},
            "answer": list(answer),
            "toy": _TOY,
        }
        told = (answer, *(miss.answer for miss in near))
        return Riddle(values, (answer,), near, apart(told, refused), _TOY, _certify(calls))

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Nothing: the records say it all."""
        read(params, CallRecordsParams)
        return {}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:  # noqa: ARG002
        """See `Kind.solve`."""
        return solve("\n\n".join(papers.values()))


def _check(listed: CallRecordsParams) -> None:
    names = [listed.caller, listed.called, *listed.lines]
    if len(set(map(fold, names))) < max(8, len(names)) or len(listed.lines) > 16 or not all(map(fold, names)):
        raise Refusal("kind-params", "params: `lines` names 6 to 16 lines, all different from `caller` and `called`.")
    if any(re.search(r"[|;:*]|\s{2}", name) for name in (*names, *listed.masts)):
        raise Refusal("kind-params", "params: names of lines and masts have no bar, colon, semicolon or star.")
    if not 80 <= listed.records <= 130:
        raise Refusal("kind-params", "params: a list has 80 to 130 `records`.")
    if len(set(listed.masts)) != len(listed.masts) or not all(listed.masts):
        raise Refusal("kind-params", "params: each of `masts` has a name of its own.")
    if minute_of(listed.hours[1]) - minute_of(listed.hours[0]) < 300:
        raise Refusal("kind-params", "params: `hours` are five hours apart at least, on one day.")


def _values(listed: CallRecordsParams, calls: Calls, stream: random.Random) -> dict[str, Any]:
    named = {calls.caller: listed.caller, calls.called: listed.called}
    named |= dict(zip(calls.known, stream.sample(listed.lines, len(listed.lines)), strict=True))
    usual = {number: stream.choice(listed.masts) for number in calls.numbers} if listed.masts else {}
    records = []
    for call in calls.records:
        row = {"clock": clock(call.minute), "from": call.caller, "to": call.called, "seconds": call.seconds}
        if usual:
            row["mast"] = usual[call.caller] if stream.random() < 0.85 else stream.choice(listed.masts)
        records.append(row)
    return {
        "records": records,
        "directory": [
            {"name": name, "number": number} for number, name in sorted(named.items(), key=lambda item: item[1])
        ],
        "caller": {"name": listed.caller, "number": calls.caller},
        "called": {"name": listed.called, "number": calls.called},
        "number": calls.cutout,
        "rung": calls.rung,
        "times": len(calls.bells),
        "within": WITHIN,
        "bells": [{"clock": clock(at), "rung_at": clock(after)} for at, after in calls.bells],
        "mast": usual.get(calls.cutout, ""),
        "before": {"name": named[calls.before], "number": calls.before},
        "late": {"name": named[calls.late], "number": calls.late},
    }


def _certify(calls: Calls) -> Certificate:
    """Try every pair of numbers as what is answered, and every other as what answers it, a minute's slack given."""
    found, tried = motifs(calls.records, WITHIN + 1)
    survivors = len(found) if found == {calls.cutout} else 0
    note = f"every two numbers with {LEAST} calls or more, and every two of which a call follows all of theirs"
    return Certificate(_SPACE * (MOST - FEWEST + 1), "enumerated", tried, survivors, note)
