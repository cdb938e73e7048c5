"""The preview in a terminal: a desk that follows the folder."""

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from casefile.desk.app import CaseApp
from casefile.desk.background import background
from casefile.desk.headline import HeadLine
from casefile.desk.keyline import KeyLine
from casefile.desk.preferences import Preferences
from casefile.workshop.preview.desk import PreviewDesk
from casefile.workshop.preview.panel import ProblemPanel
from casefile.workshop.preview.preview import Fresh, Preview
from casefile.workshop.preview.watch import Watch


class WaitingScreen(Screen[None]):
    """There is no desk yet: the case cannot be dealt. What is wrong with it stands here until it is mended."""

    DEFAULT_CSS = """
    WaitingScreen { background: $desk; }
    WaitingScreen #waiting { height: auto; padding: 1 2; color: $quiet; }
    WaitingScreen #problems { height: 1fr; padding: 0 2; }
    """

    def __init__(self, preview: Preview, ready: Callable[[Fresh], object]) -> None:
        """Make the screen.

        Args:
            preview: What is previewed.
            ready: Called with the first play.
        """
        super().__init__()
        self.preview = preview
        self._ready = ready

    def compose(self) -> ComposeResult:
        """A sentence, and the problems."""
        yield HeadLine("PREVIEW", "the desk will be here as soon as the case can be dealt")
        yield Static("Mend what stands here and save it; nothing need be pressed.", id="waiting", markup=False)
        yield ProblemPanel()
        yield KeyLine(markup=False)

    def on_mount(self) -> None:
        """Show what is wrong."""
        self._show()

    def reload(self) -> None:
        """The folder has changed."""
        background(self, self.preview.load, self._ready, refused=lambda _: self._show(), latest="reload")

    def _show(self) -> None:
        panel = self.query_one(ProblemPanel)
        panel.tell((), self.preview.problems, self.preview.severities)
        panel.focus()


class PreviewApp(CaseApp):
    """One author's terminal."""

    class Touched(Message):
        """Something in the folder was saved."""

        def can_replace(self, message: Message) -> bool:
            """One look is enough for several."""
            return isinstance(message, PreviewApp.Touched)

    def __init__(
        self,
        preview: Preview,
        folder: Path,
        preferences: Preferences,
        *,
        keep: Callable[[Preferences], None] | None = None,
        first: Fresh | None = None,
        **options: Any,
    ) -> None:
        """Make the application.

        Args:
            preview: What is previewed.
            folder: What is watched.
            preferences: How the author likes it.
            keep: Stores preferences that were changed.
            first: The first play; None if the case cannot be dealt yet.
            options: Textual's own.
        """
        super().__init__(self._opening, preferences, keep=keep, **options)
        self.preview = preview
        self._first = first
        self._watch = Watch(folder, lambda: self.post_message(self.Touched()))

    def _opening(self) -> Screen[Any]:
        return self._desk(self._first) if self._first else WaitingScreen(self.preview, self._come)

    def _desk(self, fresh: Fresh) -> PreviewDesk:
        play = self.preview.lay(fresh)
        desk = PreviewDesk(self.preview, play, self.preferences)
        desk.mark.paper, desk.mark.lock = fresh.paper, fresh.lock
        desk.mark.been = bool(fresh.paper or fresh.lock)  # whoever asked for a place does not want the opening
        return desk

    def _come(self, fresh: Fresh) -> None:
        self.add_mode("desk", lambda: self._desk(fresh))
        self.switch_mode("desk")

    def on_mount(self) -> None:
        """Begin to watch."""
        gc.freeze()  # what is there now stays; no collection need look at it again
        self._watch.start()

    def on_unmount(self) -> None:
        """Watch no more."""
        self._watch.stop()
        self.preview.close()
        gc.enable()
        gc.unfreeze()

    def on_preview_app_touched(self) -> None:
        """Whatever is there now follows the folder."""
        for screen in self.screen_stack:
            if isinstance(screen, PreviewDesk | WaitingScreen):
                screen.reload()

    def on_desk_screen_left(self) -> None:
        """An author has no registry to go back to."""
        self.action_leave()

    def on_log_screen_went_back(self, message: Any) -> None:
        """Back to an earlier point of this play."""
        message.screen.dismiss(None)
        for screen in self.screen_stack:
            if isinstance(screen, PreviewDesk):
                screen.go_back(message.seq)
