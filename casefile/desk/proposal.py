"""What a team-mate would sign, or what one has put to the team oneself: the whole of it, before it counts."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from casefile.desk.background import background
from casefile.desk.column import Row
from casefile.desk.company import may_sign
from casefile.desk.sheet import Sheet, said
from casefile.desk.spans import Span
from casefile.errors import Refusal
from casefile.session.hosted_views import ProposalView
from casefile.session.views import Outcome

if TYPE_CHECKING:
    from casefile.session.play import Session

_SLOT = re.compile(r"\{([^{}]*)\}")


class ProposalSheet(Sheet[Outcome]):
    """Sign it, take it off the table, or leave it there. Dismissed with what came of the signature."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "Before the team",
        "What cannot be taken back is signed by two where two are at the table. Read it, then sign it with y or take "
        "it off the table with x; escape leaves it where it is. Whoever put it there may sign alone after half a "
        "minute.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "sign", "sign it too", id="proposal.sign", tooltip="Sign beside whoever put it to the team"),
        Binding("y", "sign_alone", "sign alone", id="proposal.alone", tooltip="Sign it by yourself"),
        Binding("x", "refuse", "do not sign", id="proposal.refuse", tooltip="Take it off the table"),
        Binding("x", "withdraw", "withdraw", id="proposal.withdraw", tooltip="Take it off the table again"),
    ]

    def __init__(self, session: "Session", proposal: ProposalView) -> None:
        """Make the sheet of a proposal."""
        super().__init__(proposal.title, ground="paper")
        self._session = session
        self.proposal = proposal
        self._words = ""
        self._is_acting = False
        """What was done here is on its way; what comes of it closes the sheet."""

    def on_mount(self) -> None:
        """Whoever waits for another may act by themselves after a while."""
        super().on_mount()
        if self.proposal.wait:
            self.set_timer(self.proposal.wait + 0.2, self.renew)

    def renew(self) -> None:
        """Look again: time has passed, or somebody has signed or withdrawn it."""
        put = self._session.proposal()
        if self._is_acting:
            return
        if put is None or put.id != self.proposal.id:
            self.dismiss(None)
            return
        self.proposal = put
        self.draw()
        self.refresh_bindings()

    @property
    def _is_ripe(self) -> bool:
        return may_sign(self._session, self.proposal)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's
        """What may be done depends on whose it is, and for how long it has lain there."""
        mine = self.proposal.is_mine
        able = {"sign": not mine, "refuse": not mine, "sign_alone": mine and self._is_ripe, "withdraw": mine}
        return able.get(action, True)

    def rows(self, width: int) -> Iterator[Row]:
        """Whose it is, what it says, and below it what may be done; the cursor begins on the way back."""
        put = self.proposal
        told = "You have put this to the team." if put.is_mine else f"{put.by} has put this to the team."
        yield from said(told, width, "pencil", italic=True)
        yield Row()
        yield from self._decision(width) if put.what == "decision" else self._answer(width)
        yield Row()
        if self._words:
            yield from said(self._words, width, "paper-amber")
            yield Row()
        yield Row((Span("   Leave it on the table", "ink", bold=True),), "back")
        if not put.is_mine or self._is_ripe:
            how = "by yourself" if put.is_mine else f"with {put.by}"
            yield Row((Span(f"   Sign it {how}", "paper-red", bold=True), Span("  y", "pencil")), "sign")
        yield Row((Span("   Take it off the table", "ink", bold=True), Span("  x", "pencil")), "off")
        if put.is_mine and not self._is_ripe:
            yield Row()
            words = "Another at the table signs it; if nobody has after half a minute, you may by yourself."
            yield from said(words, width, "pencil", italic=True)

    def _decision(self, width: int) -> Iterator[Row]:
        decision = next((one for one in self._session.decisions() if one.id == self.proposal.name), None)
        if decision:
            yield from said(decision.text, width, "ink")
            yield Row()
        options = [option.label for option in decision.options] if decision else self.proposal.words
        for label in options:
            is_it = label in self.proposal.words
            ink = "paper-red" if is_it else "pencil"
            yield Row((Span(f" {'☒' if is_it else '☐'} ", ink), Span(label, ink, bold=is_it)))

    def _answer(self, width: int) -> Iterator[Row]:
        try:
            lock = self._session.lock(self.proposal.name)
        except Refusal:
            return
        filled = dict(zip((field.id for field in lock.fields), self.proposal.words, strict=False))
        sentence = _SLOT.sub(lambda slot: f"[ {filled[slot[1]]} ]" if slot[1] in filled else slot[0], lock.prompt)
        yield from said(sentence, width, "ink")
        if not any(f"{{{field}}}" in lock.prompt for field in filled):
            for field in lock.fields:
                words = f"{field.label}: {filled.get(field.id, '')}"
                yield from said(words, width, "ink")

    def chosen(self, key: str) -> None:
        """Do what the row says."""
        if key == "sign":
            self.action_sign()
        elif key == "off":
            self.action_withdraw()
        else:
            self.dismiss(None)

    def action_sign(self) -> None:
        """Sign it."""
        self._act(self._session.confirm)

    def action_withdraw(self) -> None:
        """Take it off the table."""
        self._act(self._session.withdraw)

    action_sign_alone, action_refuse = action_sign, action_withdraw

    def _act(self, do: Callable[[int], Outcome | None]) -> None:
        if self._is_acting:
            return
        self._is_acting = True
        self._say("A moment …")
        number = self.proposal.id
        background(self, lambda: do(number), self.dismiss, refused=self._refused)

    def _refused(self, refusal: Refusal) -> None:
        self._is_acting = False
        self._say(refusal.sentence)

    def _say(self, words: str) -> None:
        self._words = words
        self.draw()
