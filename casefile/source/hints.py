"""`hints.md`: the steps of a puzzle, each with its four rungs.

    ## read-notice: What does the notice say? {seen: read:notice, used:morse}

    1. Where to look.

    2. What kind of thing it is.

    3. The method, on a toy example.

    4. The answer.

Between the braces: `seen:` conditions, all of which must hold for the step to count as done, separated by commas;
and for a board `slot:` with the field that the step is about, separated from the conditions by a semicolon.
"""

import re
from dataclasses import dataclass

from casefile.source.problems import Findings

_HEAD = re.compile(r"^## (?P<id>[a-z0-9][a-z0-9-]*): (?P<title>[^{]+?)\s*(?:\{(?P<about>.*)\})?\s*$")
_RUNG = re.compile(r"^([1-4])\. +(.*)$")
RUNGS = 4


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a puzzle."""

    id: str
    title: str
    seen_if: tuple[str, ...]
    slot: str
    rungs: tuple[str, ...]
    """Four texts: where to look, what kind of thing, how (on a toy), the answer."""
    line: int
    rung_lines: tuple[int, ...]


def read_steps(text: str, path: str, findings: Findings) -> tuple[Step, ...]:
    """Read all steps of a file; what is wrong with them is noted."""
    lines = text.split("\n")
    heads = [number for number, line in enumerate(lines) if line.startswith("## ")]
    if not heads:
        findings.add("CF-S14", path, 1, 'has no step; a step begins with a line like "## read-strip: What is it?".')
        return ()
    steps: list[Step] = []
    for start, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        step = _step(lines[start:end], start + 1, path, findings)
        if step is not None:
            if any(step.id == other.id for other in steps):
                findings.add("CF-S06", path, step.line, f'there are two steps "{step.id}"; give each its own id.')
            steps.append(step)
    return tuple(steps)


def _step(lines: list[str], line: int, path: str, findings: Findings) -> Step | None:
    head = _HEAD.match(lines[0])
    if head is None:
        findings.add("CF-S14", path, line, 'is not a step; write "## step-id: Title {seen: read:paper, used:tool}".')
        return None
    about = _about(head["about"] or "", path, line, findings)
    rungs, rung_lines = _rungs(lines, line)
    if [number for number, _ in rungs] != [1, 2, 3, 4]:
        findings.add("CF-S14", path, line, f'step "{head["id"]}" needs four rungs, numbered 1. 2. 3. 4. in this order.')
        return None
    seen = tuple(word.strip() for word in about.get("seen", "").split(",") if word.strip())
    texts = tuple(text for _, text in rungs)
    return Step(head["id"], head["title"], seen, about.get("slot", ""), texts, line, tuple(rung_lines))


def _about(text: str, path: str, line: int, findings: Findings) -> dict[str, str]:
    about: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        key, colon, value = part.partition(":")
        if not colon or key.strip() not in {"seen", "slot"}:
            findings.add("CF-S14", path, line, f'"{part}" is neither "seen: …" nor "slot: …".')
        about[key.strip()] = value.strip()
    return about


def _rungs(lines: list[str], line: int) -> tuple[list[tuple[int, str]], list[int]]:
    rungs: list[tuple[int, list[str]]] = []
    where: list[int] = []
    for offset, text in enumerate(lines[1:], start=1):
        found = _RUNG.match(text)
        if found:
            rungs.append((int(found[1]), [found[2]]))
            where.append(line + offset)
        elif rungs:
            rungs[-1][1].append(text.removeprefix("   "))
    return [(number, "\n".join(text).strip()) for number, text in rungs], where
