"""What the author's desk consists of: the player's desk, the author's line under it, the problems beside the paper."""

from textual.app import ComposeResult
from textual.events import Key

from casefile.desk.desk import DeskScreen
from casefile.desk.preferences import Preferences
from casefile.workshop.check.rule import Severity
from casefile.workshop.preview.line import AuthorLine, Standing
from casefile.workshop.preview.panel import ProblemPanel
from casefile.workshop.preview.preview import Preview
from casefile.workshop.preview.trail import Play


class PreviewFrame(DeskScreen):
    """The player's desk with the author's things on it."""

    DEFAULT_CSS = """
    PreviewFrame #problems { display: none; width: 28; padding: 1 0 0 1; background: $panel-desk; }
    PreviewFrame.-problems #problems { display: block; }
    PreviewFrame.-problems #questions { display: none; }
    PreviewFrame.-wide #problems { width: 38; }
    PreviewFrame.-bare #problems, PreviewFrame.-spread #problems {
        dock: bottom; width: 100%; height: auto; max-height: 9; padding: 0 1; border-top: hkey $stamp;
    }
    """

    def __init__(self, preview: Preview, play: Play, preferences: Preferences) -> None:
        """Sit down.

        Args:
            preview: What is previewed.
            play: Its first play.
            preferences: How the author likes it.
        """
        super().__init__(play.session, preferences)
        self.preview = preview
        self.words = play.told()
        """Said once in the author's line."""
        self.wants_problems: bool | None = None
        """Whether the author wants to see them; None: as soon as there is an error."""

    def compose(self) -> ComposeResult:
        """The desk, and the author's line under it."""
        yield from super().compose()
        yield AuthorLine()

    async def on_mount(self) -> None:
        """Lay the author's things beside the desk."""
        await self.query_one("#desk").mount(ProblemPanel())
        self.stand()

    @property
    def panel(self) -> ProblemPanel:
        """The problems."""
        return self.query_one("#problems", ProblemPanel)

    # What is shown

    def draw(self) -> None:
        """Show everything, the author's things too."""
        super().draw()
        if self.is_mounted and self.query("#problems"):
            self.stand()

    def stand(self) -> None:
        """Say how the case stands."""
        preview = self.preview
        near, others = preview.problems_by(self.blotter.open_id, self.mark.lock)
        severities = preview.severities
        self.panel.tell(near, others, severities)
        errors = sum(severities.get(one.code, Severity.ERROR) is Severity.ERROR for one in preview.problems)
        wish = preview.wish
        seed = wish.seed or (preview.play.proof.dealt.case.file.seed if preview.play else "")
        deal = f"seed {seed} · {wish.profile} · {self.session.state.language}"
        line = self.query_one(AuthorLine)
        is_looking = not (preview.is_stale or preview.is_looked_through)
        line.say(Standing(deal, len(preview.problems), errors, preview.is_stale, is_looking, self.words))
        self.set_class(bool(errors) if self.wants_problems is None else self.wants_problems, "-problems")

    def say(self, words: str) -> None:
        """Say one sentence in the author's line; a key takes it away."""
        self.words = words
        self.stand()

    def on_key(self, _event: Key) -> None:
        """What was said has been read."""
        if self.words:
            self.say("")
