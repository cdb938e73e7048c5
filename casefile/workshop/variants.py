"""How long everything could be, whoever the mole is: sizes in a pack must not tell.

The case is dealt once more for every suspect as mole, with the same seed. The longest manifest and the longest text
of each paper are what the true deal is padded to; the branches of one decision are padded alike.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from casefile.vault import Node
from casefile.vault.manifest import dump
from casefile.workshop.deal import Dealt, deal_again
from casefile.workshop.draft import Crypto
from casefile.workshop.locks import blank
from casefile.workshop.nodes import build_nodes


@dataclass
class Sizes:
    """Bytes of the longest of everything."""

    longest: dict[str, int] = field(default_factory=dict)

    def take(self, nodes: Iterable[Node]) -> None:
        """Grow to what these nodes need."""
        for node in nodes:
            self._grow(_slot(node), len(dump(node.manifest)))
            for paper, texts in node.papers.items():
                for language, text in texts.items():
                    self._grow(_slot(node, paper, language), len(text.encode()))

    def pad(self, node: Node) -> Node:
        """The node with the sizes that it must not stay under."""
        papers = {
            paper: {language: self.longest[_slot(node, paper, language)] for language in texts}
            for paper, texts in node.papers.items()
        }
        return replace(node, pad_manifest=self.longest[_slot(node)], pad_papers=papers)

    def _grow(self, slot: str, size: int) -> None:
        self.longest[slot] = max(size, self.longest.get(slot, 0))


def _slot(node: Node, paper: str = "", language: str = "") -> str:
    name = node.manifest.name
    if node.manifest.kind == "branch":
        name = name.rpartition("/")[0]
    return f"{name} {paper} {language}"


def measure(dealt: Dealt, crypto: Crypto) -> Sizes:
    """Deal the case for every suspect as mole, and measure it.

    Raises:
        Unsound: A text of the case cannot be rendered, whoever the mole is or for one of them.
    """
    sizes = Sizes()
    for mole in dealt.case.roll or [""]:
        variant = dealt if not mole or mole == dealt.mole else deal_again(dealt, mole)
        holes = {lock: blank(variant, lock, crypto.keys) for lock in variant.solutions}
        sizes.take(build_nodes(variant, replace(crypto, holes=holes)))
        variant.rendering.findings.close()
    return sizes
