"""Whether letters without spaces are made of known words."""

from collections.abc import Iterable
from typing import Any

States = list[dict[str, Any]]
"""Places within the words of a lexicon."""


class Lexicon:
    """The words that a text may be made of; reads letters without spaces."""

    def __init__(self, words: Iterable[str]) -> None:
        self._root: dict[str, Any] = {}
        for word in words:
            node = self._root
            for char in word:
                node = node.setdefault(char, {})
            node[""] = True

    @property
    def start(self) -> States:
        """Where one stands before the first letter."""
        return [self._root]

    def step(self, states: States, letter: str) -> States:
        """Where one may stand after a letter: within some words, or at the end of one."""
        after = [state[letter] for state in states if letter in state]
        return [*after, self._root] if any("" in state for state in after) else after

    def ended(self, states: States) -> bool:
        """Whether a word may end here."""
        return any(state is self._root for state in states)

    def reads(self, text: str) -> bool:
        """Whether a text is made of these words and nothing else."""
        states = self.start
        for letter in text:
            if not (states := self.step(states, letter)):
                return False
        return bool(text) and self.ended(states)
