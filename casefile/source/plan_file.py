"""`plan.test`: what a puzzle must do in play, and above all what it must refuse.

    needs: t0
    note: the log's own words are no answer
    answer p01: "STATIC" -> reject
    answer p01: "{{ p01.callsign }}" -> near "the right one"
    answer p01: "{{ p01.phrase }}" -> accept
    expect: opened statement-morton

A line does one thing. The fields of an answer are parted by ` / `; empty lines and what begins with `#` are nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casefile.source.problems import Findings, did_you_mean

CODE = "CF-S20"
VERDICTS = ("accept", "near", "reject", "held")
STATES = ("opened", "shut", "shown", "hidden", "solved", "ending", "message", "says")
"""What can be expected: of papers (two), of puzzles (three), of the case (two), of the last reply."""

_ID = r"[a-zA-Z0-9_-]+"
_IDS = rf"{_ID}(?:, *{_ID})*"
_QUOTED = r'"(?:\{\{.*?\}\}|\{%.*?%\}|[^"])*"'

_ACTS: dict[str, tuple[str, re.Pattern[str]]] = {
    "needs": ("needs: p01, p02", re.compile(rf"needs: *(?P<ids>{_IDS})")),
    "profiles": ("profiles: full, evening", re.compile(rf"profiles: *(?P<ids>{_IDS})")),
    "note": ("note: why the next lines must hold", re.compile(r"note: *(?P<note>.+)")),
    "open": ("open: paper, paper", re.compile(rf"open: *(?P<ids>{_IDS})")),
    "use": ("use: tool", re.compile(rf"use: *(?P<ids>{_IDS})")),
    "answer": (
        'answer p01: "one field" / "another" -> accept (or near, reject, held; then "words of the reply")',
        re.compile(
            rf"answer +(?P<subject>{_ID}): *(?P<fields>{_QUOTED}(?: */ *{_QUOTED})*) *-> *(?P<verdict>\w+)"
            rf"(?: +(?P<says>{_QUOTED}))?"
        ),
    ),
    "hint": (
        'hint p01 1: mentions some-paper (or hint p01 step-id 4: mentions "some words")',
        re.compile(
            rf"hint +(?P<subject>{_ID})(?: +(?P<step>[a-z][a-z0-9-]*))? +(?P<rung>[1-4]): *"
            rf"mentions +(?:(?P<says>{_QUOTED})|(?P<ids>{_ID}))"
        ),
    ),
    "decide": ("decide d1: option", re.compile(rf"decide +(?P<subject>{_ID}): *(?P<ids>{_ID})")),
    "expect": (
        'expect: opened some-paper (or shut, shown, hidden, solved, ending, message; or says "some words")',
        re.compile(rf"expect: *(?P<subject>[a-z]+) +(?:(?P<says>{_QUOTED})|(?P<ids>{_IDS}))"),
    ),
}
"""How each word's line is written."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One thing that is done, or that must hold."""

    line: int
    act: str
    """`open`, `use`, `answer`, `hint`, `decide` or `expect`."""
    subject: str
    """Of an answer or a hint the puzzle, of a decision its id, of an expectation one of `STATES`."""
    ids: tuple[str, ...]
    fields: tuple[str, ...]
    """Of an answer; templates."""
    verdict: str
    says: str
    """Words that the reply, or the hint, must hold; a template."""
    step: str
    rung: int
    note: str
    """Why, in the author's words."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole `plan.test`."""

    path: str
    needs: tuple[str, ...]
    """Puzzles that are solved before its first line."""
    profiles: tuple[str, ...]
    """Only for these; empty: for all that keep the puzzle."""
    heads: dict[str, int]
    """On which lines `needs` and `profiles` stand."""
    lines: tuple[PlanLine, ...]


def read_plan(text: str, path: str, findings: Findings) -> Plan:
    """Read a plan; what is wrong with it is noted."""
    lists: dict[str, tuple[str, ...]] = {}
    heads: dict[str, int] = {}
    lines: list[PlanLine] = []
    note = ""
    for number, act, found in _understood(text, path, findings):
        ids = tuple(re.split(r", *", found.get("ids") or "")) if found.get("ids") else ()
        if act == "note":
            note = found["note"] or ""
        elif act in ("needs", "profiles"):
            lists[act] = lists.get(act, ()) + ids
            heads.setdefault(act, number)
        else:
            lines.append(_made(number, act, found, ids, note))
    return Plan(path, lists.get("needs", ()), lists.get("profiles", ()), heads, tuple(lines))


def _understood(text: str, path: str, findings: Findings) -> Iterator[tuple[int, str, dict[str, str | None]]]:
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        word = re.split(r"[\s:]", line, maxsplit=1)[0]
        if word not in _ACTS:
            findings.add(CODE, path, number, f'"{word}" begins no line of a plan.{did_you_mean(word, _ACTS)}')
            continue
        shape, pattern = _ACTS[word]
        found = pattern.fullmatch(line)
        if found is None:
            findings.add(CODE, path, number, f"is not understood; write {shape}.")
        elif _known(found.groupdict(), word, path, number, findings):
            yield number, word, found.groupdict()


def _known(found: dict[str, str | None], act: str, path: str, number: int, findings: Findings) -> bool:
    """Whether the words are those that a plan has."""
    said, known = {"answer": (found.get("verdict"), VERDICTS), "expect": (found.get("subject"), STATES)}.get(
        act, (None, ())
    )
    if said is not None and said not in known:
        guess = did_you_mean(said, known) or f" There are {', '.join(known)}."
        findings.add(CODE, path, number, f'"{said}" cannot stand here.{guess}')
        return False
    if act == "expect" and (said == "says") != bool(found["says"]):
        findings.add(CODE, path, number, '"says" is followed by words in double quotes, every other state by ids.')
        return False
    return True


def _made(number: int, act: str, found: dict[str, str | None], ids: tuple[str, ...], note: str) -> PlanLine:
    fields = re.findall(_QUOTED, found.get("fields") or "")
    return PlanLine(
        line=number,
        act=act,
        subject=found.get("subject") or "",
        ids=ids,
        fields=tuple(field[1:-1] for field in fields),
        verdict=found.get("verdict") or "",
        says=(found.get("says") or '""')[1:-1],
        step=found.get("step") or "",
        rung=int(found.get("rung") or 0),
        note=note,
    )
