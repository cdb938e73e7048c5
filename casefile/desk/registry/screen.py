"""The Registry: the cases on the shelf, and the register of the files that were drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from casefile.desk.background import background
from casefile.desk.headline import HeadLine
from casefile.desk.keyline import KeyLine
from casefile.desk.ledger import Ledger
from casefile.desk.registry.cases import CaseShelf
from casefile.desk.registry.saves import Register
from casefile.desk.safe import safe
from casefile.errors import Refusal

if TYPE_CHECKING:
    from casefile.desk.cases import Offer, Tell
    from casefile.desk.preferences import Preferences
    from casefile.desk.registry.cases import Standing
    from casefile.desk.registry.forms import Requisition
    from casefile.store.shelf import Save, Shelf


class RegistryScreen(Screen[None]):
    """The first screen: draw a file, or go on with one."""

    # Not CSS_PATH: a screen's own path has all stylesheets parsed once more, and this is the first frame.
    DEFAULT_CSS = Path(__file__).with_suffix(".tcss").read_text(encoding="utf-8")
    AUTO_FOCUS = "#cases"
    TOPIC: ClassVar[tuple[str, str]] = (
        "The Registry",
        "Above, the cases; below, the files that were drawn from them. Enter draws a case or goes on with a file; tab "
        "goes from one to the other. A file that is deleted can be brought back.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "choose",
            "open",
            priority=True,
            id="registry.open",
            tooltip="Draw this case, or go on with this file",
        ),
        # Before all else, or an enter close behind it would still go to where it was.
        Binding(
            "tab",
            "app.focus_next",
            show=False,
            priority=True,
            id="registry.turn",
            tooltip="From cases to files and back",
        ),
        Binding("n", "new", "new", id="registry.new", tooltip="Draw the case anew, under a name"),
        Binding("r", "rename", "rename", id="registry.rename", tooltip="Give the file another name"),
        Binding("e", "export", "export", id="registry.export", tooltip="Copy the file out, to keep or to carry"),
        Binding("i", "take_in", "import", id="registry.import", tooltip="Take in a file from elsewhere"),
        Binding("delete,d", "delete", "delete", id="registry.delete", tooltip="Throw the file away; z brings it back"),
        Binding("z", "undo", "undo", id="registry.undo", tooltip="Bring back the file that was deleted last"),
        Binding("comma", "settings", "settings", id="registry.settings", tooltip="Colours, signs, motion"),
    ]

    @dataclass
    class Begun(Message):
        """A case was drawn under a name."""

        screen: RegistryScreen
        pack: Path
        name: str
        player: str
        language: str

    @dataclass
    class Resumed(Message):
        """A file was chosen to go on with."""

        screen: RegistryScreen
        save: Save
        pack: Path | None
        """A pack to go on with instead of the save's own: a correction that the player accepted."""

    def __init__(
        self, shelf: Shelf, offers: Sequence[Offer], preferences: Preferences, make: Callable[[Offer, Tell], Path]
    ) -> None:
        """Make the screen.

        Args:
            shelf: Where the saves are.
            offers: The cases that can be played here.
            preferences: How the player likes it.
            make: Seals an offer's pack if need be and returns its path; slow, called in a thread.
        """
        super().__init__()
        self._shelf = shelf
        self._offers, self._make = offers, make
        self._preferences = preferences

    def compose(self) -> ComposeResult:
        """Shelf and register."""
        yield HeadLine("REGISTRY", "cases on the shelf, files that were drawn", "casefile")
        yield CaseShelf(self._offers, self._make)
        yield Register(self._shelf, self._refused)
        yield Static("", id="word")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """The register is read at first, and again when one comes back from a desk."""
        self._register.read()

    @on(Register.WasRead)
    def _known(self, event: Register.WasRead) -> None:
        self.query_one(CaseShelf).know(event.cases)

    @property
    def _register(self) -> Register:
        return self.query_one(Register)

    def on_mount(self) -> None:
        """Fit the terminal before the first frame."""
        self._fit(self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the terminal again."""
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        self.set_class(size.height < 30, "-small")
        self.set_class(size.width >= 150, "-large")

    def say(self, sentence: str) -> None:
        """A sentence for the player, at the foot."""
        self.query_one("#word", Static).update(safe(sentence))

    def _refused(self, refusal: Refusal) -> None:
        self.say(refusal.sentence)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's
        """What is done to a file needs one under the cursor."""
        if action in {"rename", "export", "delete"}:
            return self.focused is self._register and self._register.save is not None
        return action != "undo" or self._register.can_undo

    def action_choose(self) -> None:
        """Draw the case, or go on with the file."""
        if self.focused is self._register:
            self._resume()
        else:
            self.action_new()

    @on(Ledger.Chosen)
    def _clicked(self, event: Ledger.Chosen) -> None:
        if event.ledger is self._register:
            self._resume()
        else:
            self.action_new()

    def _resume(self) -> None:
        save, packs = self._register.save, self.query_one(CaseShelf).packs
        if save is not None:
            look = partial(_forms().correction, self._shelf, save, packs)
            background(self, look, partial(self._offer, save), refused=self._refused)

    def _offer(self, save: Save, found: tuple[Path | None, bool]) -> None:
        pack, ask = found
        if not ask:
            self.post_message(self.Resumed(self, save, pack))
            return

        def answered(choice: object) -> None:
            if choice is not None:
                self.post_message(self.Resumed(self, save, pack if choice == "new" else None))

        self.app.push_screen(_forms().correction_form(save), answered)

    def action_new(self) -> None:
        """Draw the case under a name."""
        standing = self.query_one(CaseShelf).standing
        if standing is None:
            return
        if standing.problem:
            self.query_one(CaseShelf).retry()
        elif standing.pack is None or standing.is_fetching:
            self.say(f"{standing.offer.title} is still being sealed. It will be a moment.")
        else:
            languages = partial(_forms().languages, standing.pack)
            background(self, languages, partial(self._ask, standing), refused=self._refused)

    def _ask(self, standing: Standing, known: tuple[str, ...]) -> None:
        def signed(wanted: object) -> None:
            if not isinstance(wanted, _forms().Requisition):
                return
            self._preferences = self._preferences.having("player", wanted.player)
            if standing.pack and wanted.offer == standing.offer:
                self._begin(wanted, standing.pack)
            else:
                self.query_one(CaseShelf).fetch(wanted.offer, partial(self._begin, wanted), self._refused)

        offers = (standing.offer, *standing.others)
        form = _forms().new_form(offers, self._register.saves, known, self._preferences)
        self.app.push_screen(form, signed)

    def _begin(self, wanted: Requisition, pack: Path) -> None:
        if self.is_current:
            self.post_message(self.Begun(self, pack, wanted.name, wanted.player, wanted.language))
        else:  # sealing took so long that one has gone on with something else
            self.say(f"{wanted.offer.title} is sealed as it was asked for. It can be drawn now.")

    def action_rename(self) -> None:
        """Give the file another name."""
        if save := self._register.save:
            self.app.push_screen(_forms().rename_form(self._shelf, save), self._done)

    def action_export(self) -> None:
        """Copy the file out."""
        if save := self._register.save:
            self.app.push_screen(_forms().export_form(self._shelf, save), self._done)

    def action_take_in(self) -> None:
        """Take in a file from elsewhere."""
        self.app.push_screen(_forms().import_form(self._shelf), self._done)

    def _done(self, sentence: object) -> None:
        if isinstance(sentence, str):
            self.say(sentence)
            self._register.read()
            self.refresh_bindings()

    def action_delete(self) -> None:
        """Throw the file away; it can be brought back."""
        self._register.throw_away(self._done)

    def action_undo(self) -> None:
        """Bring back the file that was thrown away last."""
        self._register.bring_back(self._done)

    def action_settings(self) -> None:
        """Lay the settings over the Registry."""
        from casefile.desk.settings import SettingsScreen
        from casefile.desk.themes import TITLES

        self.app.push_screen(SettingsScreen(self._preferences, TITLES), self._prefer)

    def _prefer(self, preferences: Preferences | None) -> None:
        self._preferences = preferences or self._preferences


def _forms() -> ModuleType:
    """The forms are loaded when the clerk hands over the first one, not before the first frame."""
    from casefile.desk.registry import forms

    return forms
