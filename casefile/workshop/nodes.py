"""The nodes of a deal, each with everything that whoever holds it may read."""

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from casefile.vault import Node
from casefile.vault import manifest as written
from casefile.workshop.choices import choose
from casefile.workshop.deal import Dealt, DealtPaper
from casefile.workshop.draft import Crypto, Draft
from casefile.workshop.opening import open_case, tell
from casefile.workshop.puzzle_nodes import lay_puzzle


def build_nodes(dealt: Dealt, crypto: Crypto) -> list[Node]:
    """Write every node's manifest, with its papers beside it."""
    draft, papers = draft_nodes(dealt, crypto)
    return [
        Node(
            draft.ref(name), written.Manifest(**parts), {one.source.about.id: one.body for one in papers.get(name, ())}
        )
        for name, parts in draft.parts.items()
    ]


def draft_nodes(dealt: Dealt, crypto: Crypto) -> tuple[Draft, dict[str, list[DealtPaper]]]:
    """Write the parts of every node's manifest, and sort the papers by node: every text of the case is rendered."""
    draft = Draft(dealt, crypto)
    for name, kind in dealt.wiring.kinds.items():
        draft.parts[name] = {"kind": kind, "name": name}
    _wire(draft)
    open_case(draft)
    tell(draft)
    choose(draft)
    for lock in dealt.case.puzzles:
        lay_puzzle(draft, lock)
    papers: defaultdict[str, list[DealtPaper]] = defaultdict(list)
    for paper in dealt.papers:
        papers[paper.node].append(paper)
    for name, carried in papers.items():
        _lay(draft, name, carried)
    return draft, papers


def _wire(draft: Draft) -> None:
    for name, targets in draft.dealt.wiring.grants.items():
        if targets:
            draft.put(name, "grants", *(draft.ref(target) for target in targets))
    for name, gates in draft.crypto.gates.items():
        draft.put(name, "gates", *gates)


def _lay(draft: Draft, node: str, papers: Sequence[DealtPaper]) -> None:
    cards: dict[str, written.Card] = {}
    for paper in papers:
        about, path = paper.source.about, paper.source.path
        context = f"doc:{about.id}"
        draft.put(node, "papers", _front(paper))
        for number, entry in enumerate(about.cards):
            at = draft.dealt.rendering.at(path, "cards", number)
            card = draft.card(context, entry, at, about.id)
            known = cards.get(card.id, card)
            cards[card.id] = msgspec.structs.replace(known, papers=list(dict.fromkeys([*known.papers, about.id])))
    draft.put(node, "cards", *cards.values())


def _front(paper: DealtPaper) -> written.Paper:
    about = paper.source.about
    return written.Paper(
        id=about.id,
        title=paper.title,
        kind=about.kind,
        ref=paper.ref,
        date=paper.date,
        marking=about.marking,
        folder=about.act,
        optional=about.optional,
        alt=paper.alt,
    )
