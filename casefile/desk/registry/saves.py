"""The register of the files that were drawn."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from casefile.desk.background import background
from casefile.desk.ledger import Entry, Ledger
from casefile.desk.registry.rows import EMPTY, heads, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from casefile.errors import Refusal
    from casefile.store.shelf import Save, Shelf


class Register(Ledger):
    """One line a save, the one last played first."""

    @dataclass
    class WasRead(Message):
        """The register was read."""

        register: Register
        cases: frozenset[str]
        """The cases in it."""

    def __init__(self, shelf: Shelf, refused: Callable[[Refusal], object]) -> None:
        """Make the register.

        Args:
            shelf: Where the saves are.
            refused: Who says so when the shelf refuses something.
        """
        super().__init__(ground="paper-register", gap=0, id="saves", head=heads)
        self._shelf, self._refused = shelf, refused
        self._saves: dict[str, Save] = {}
        self._thrown: list[Save] = []
        self._is_read = False

    @property
    def save(self) -> Save | None:
        """The save with the cursor."""
        return self._saves.get(self.key)

    @property
    def saves(self) -> list[Save]:
        """All saves."""
        return list(self._saves.values())

    @property
    def can_undo(self) -> bool:
        """Something was thrown away in this sitting."""
        return bool(self._thrown)

    def read(self) -> None:
        """Read the heads of all saves, in the background."""
        background(self.screen, self._shelf.saves, self._show, refused=self._refused, latest="register")

    def _show(self, saves: tuple[Save, ...]) -> None:
        self.post_message(self.WasRead(self, frozenset(save.case for save in saves)))
        first, self._is_read = not self._is_read, True
        self._saves = {save.id: save for save in saves}
        self.say_empty(EMPTY)
        self.show([Entry(save.id, partial(row, save, time.time())) for save in saves])
        if first and saves:
            self.focus()

    def throw_away(self, then: Callable[[str], object]) -> None:
        """Put the save with the cursor into the trash."""
        save = self.save
        if save is None:
            return

        def thrown(_done: None) -> None:
            self._thrown.append(save)
            then(f"“{save.name}” is thrown away. z brings it back.")

        background(self.screen, partial(self._shelf.delete, save.id), thrown, refused=self._refused)

    def bring_back(self, then: Callable[[str], object]) -> None:
        """Take what was thrown away last out of the trash."""
        if not self._thrown:
            return
        save = self._thrown.pop()
        words = f"“{save.name}” is back."
        background(self.screen, partial(self._shelf.restore, save.id), lambda _: then(words), refused=self._refused)
