"""The puzzles of a deal: each made by its kind, in every language, from its own stream of chance."""

from collections.abc import Iterator, Mapping
from typing import Any

from casefile.errors import Refusal
from casefile.kinds import THEORIES, Riddle
from casefile.source.case import Puzzle
from casefile.source.template import TemplateFault
from casefile.source.wiring import Wiring
from casefile.workshop.evidence import evidence_for, texts_for
from casefile.workshop.memory import Memory
from casefile.workshop.rendering import Rendering

_CODES = {"kind-board-source": "CF-U03", "kind-board-ambiguous": "CF-U04", "kind-short": "CF-U08"}
"""Refusals of kinds that are the breach of a rule. All others say that the params make no puzzle."""


def make_riddles(rendering: Rendering, wiring: Wiring, seed: bytes, memory: Memory) -> dict[str, dict[str, Riddle]]:
    """Make all riddles of a deal, and put their values among the facts.

    Returns:
        Puzzle to language to riddle.
    """
    made: dict[str, dict[str, Riddle]] = {}
    for puzzle in _in_order(rendering):
        about = puzzle.about
        made[about.id] = {}
        for language, facts in rendering.facts.items():
            before = rendering.failures
            params = params_of(puzzle, rendering, wiring, language)
            facts[about.id] = {}
            if rendering.failures > before:
                rendering.lost.add(about.id)
                continue
            try:
                riddle = memory.make(about.id, about.kind, params, facts["world"], seed)
            except Refusal as refusal:
                path, line = rendering.at(puzzle.path, "kind")
                code = _CODES.get(refusal.code, "CF-S17")
                rendering.findings.add(code, path, line, f"cannot be dealt: {refusal.sentence}")
                rendering.lost.add(about.id)
                continue
            made[about.id][language] = riddle
            facts[about.id] = {**riddle.values, "toy": riddle.toy, "answer": list(riddle.answers[0])}
    return made


def params_of(puzzle: Puzzle, rendering: Rendering, wiring: Wiring, language: str) -> dict[str, Any]:
    """What a puzzle's kind is given: its rendered params, and for a theory what the papers say of its cards."""
    at = rendering.at(puzzle.path, "params")
    params: dict[str, Any] = rendering.values(f"puzzle:{puzzle.about.id}", puzzle.about.params, at, language)
    if puzzle.about.kind in THEORIES:
        params |= evidence_for(puzzle.about, rendering, wiring, language)
    return params


def _in_order(rendering: Rendering) -> Iterator[Puzzle]:
    """Puzzles with a kind, each after those whose values its params use."""
    waiting = {name: puzzle for name, puzzle in rendering.case.made.items() if puzzle.about.kind}
    needs = {name: _needs(puzzle, rendering) & set(waiting) for name, puzzle in waiting.items()}
    while waiting:
        ready = [name for name in waiting if not needs[name] & set(waiting)]
        if not ready:
            rendering.lost.update(waiting)
            for puzzle in waiting.values():
                path, line = rendering.at(puzzle.path, "params")
                others = ", ".join(sorted(needs[puzzle.about.id] & set(waiting)))
                rendering.findings.add(
                    "CF-S02", path, line, f"needs the values of {others}, which in turn need its own."
                )
            return
        for name in ready:
            yield waiting.pop(name)


def _needs(puzzle: Puzzle, rendering: Rendering) -> set[str]:
    found: set[str] = set()
    waiting: list[Any] = [puzzle.about.params]
    if puzzle.about.kind in THEORIES:
        waiting += texts_for(puzzle.about, rendering)
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str):
            try:
                found |= rendering.templates.names(value)
            except TemplateFault:
                continue
    return found - {puzzle.about.id}
