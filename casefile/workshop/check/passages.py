"""Everything that a deal says to players, passage by passage, with the node that it lies in."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from casefile.session.views import Shape
from casefile.source import names
from casefile.vault import Node
from casefile.workshop.check.prose import blocks, line_of, spelled
from casefile.workshop.check.rule import Deal
from casefile.workshop.stages import Stages

_BEYOND = re.compile(r"(?P<lock>\w+)/(?:near/\d+|hint/[^/]+/(?P<rung>\d))")
"""Nodes that hang on a lock that is shown: whoever errs in the right way has the one, whoever asks the other."""


@dataclass(frozen=True)
class Passage:
    """A paper, or another text for players, in one language."""

    text: str
    node: str
    path: str
    line: int
    paper: str = ""
    """The paper that it is the body of."""

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """What stands together: paragraphs, figures, the rows of tables."""
        if not self.paper:
            return (self.text,)
        found: list[str] = []
        for block in blocks(self.text):
            if block.shape is Shape.TABLE:
                found += ("  ".join("".join(run.text for run in cell) for cell in row) for row in block.rows)
            else:
                found.append(f"{block.text}\n{block.alt}")
        return tuple(found)

    @cached_property
    def spelled(self) -> str:
        """Its words in a row, as `casefile.workshop.check.prose.spelled` has them."""
        return " ".join(map(spelled, self.pieces))


def passages(deal: Deal) -> list[Passage]:
    """All passages of a deal."""
    return [passage for node in deal.trial.nodes for passage in _of_node(deal, node)]


def _of_node(deal: Deal, node: Node) -> Iterator[Passage]:
    name, languages = node.manifest.name, deal.dealt.rendering.facts
    said = msgspec.to_builtins(node.manifest)
    # Titles and cards stand in the papers' own files, all else that a node says in the one that it belongs to.
    parts = [(deal.case.docs[paper["id"]].path, paper) for paper in said.pop("papers", ())]
    parts += [(deal.case.docs[card["papers"][0]].path, card) for card in said.get("cards", ()) if card.get("papers")]
    said["cards"] = [card for card in said.get("cards", ()) if not card.get("papers")]
    for path, part in (*parts, (_path(deal, name), said)):
        for text in dict.fromkeys(_worded(part, languages)):
            yield Passage(text, name, path, 1)
    for paper, texts in node.papers.items():
        doc = deal.case.docs[paper]
        for text in dict.fromkeys(texts.values()):
            yield Passage(text, name, doc.path, line_of(doc, text), paper)


def _worded(part: Any, languages: Collection[str]) -> Iterator[str]:
    """All texts in a manifest: they alone are tables of languages. The rest is ids."""
    if isinstance(part, dict) and part and set(part) <= set(languages):
        yield from part.values()
    elif isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _worded(inner, languages)


def _path(deal: Deal, node: str) -> str:
    """The file that most of what a node says stands in."""
    puzzle = deal.case.puzzles.get(node.split("/", maxsplit=1)[0])
    if puzzle is None:
        return "case.toml"
    return puzzle.hints_path if "/hint/" in node else puzzle.path


def open_before(stages: Stages, lock: str, node: str) -> bool:
    """Whether somebody can read what lies in a node who has neither opened a lock nor been handed what is behind it.

    Nobody counts as having asked for more than the first rung of a hint.
    """
    held = stages.without(names.part_of(lock, names.SOLVED), names.part_of(lock, names.PAPERS))
    beyond = _BEYOND.fullmatch(node)
    if beyond is None:
        return node in held
    return beyond["rung"] in {None, "1"} and names.part_of(beyond["lock"], names.SHOWN) in held
