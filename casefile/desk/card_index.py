"""The card index of a form: the cards for one slot, with the papers that they come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from casefile.desk.board_form import SLOT_KEYS
from casefile.desk.column import Column, Row
from casefile.desk.spans import Span, cut
from casefile.session.views import CardView, FieldView

if TYPE_CHECKING:
    from casefile.session.play import Session


class CardIndex(Column):
    """The cards for the slot in hand.

    A card is put into its slot at once and not by a message: what is typed behind the key is for the next slot's cards.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *SLOT_KEYS,
        Binding("enter", "choose", "fill, go on", id="board.fill", tooltip="Fill the slot; to the next empty"),
    ]

    def __init__(self, session: Session, put: Callable[[str], None], *, ground: str, id: str) -> None:  # noqa: A002  Textual's name
        """Make an empty index.

        Args:
            session: The play, for the papers' titles.
            put: Puts a card into the slot in hand.
            ground: Name of the colour that it lies on.
            id: The widget's id.
        """
        super().__init__(ground=ground, id=id)
        self._session, self._put = session, put

    def lay(self, field: FieldView, cards: Sequence[CardView], filled: Mapping[str, str], letters: str = "") -> None:
        """Lay out the cards for a slot.

        Args:
            field: The slot.
            cards: All cards of the form.
            filled: Slot to the card in it.
            letters: Only cards with these in their label.
        """
        of_bank = [card for card in cards if card.bank == field.bank]
        fitting = [card for card in of_bank if letters.casefold() in card.label.casefold()]
        head = Row((Span(f" {field.label.upper()}", "text-desk", bold=True),), end=(Span("index", "quiet"),))
        if fitting:
            used = {text for name, text in filled.items() if name != field.id}
            here = filled[field.id]
            rows = [self._card(card, here=card.id == here, used=card.id in used) for card in fitting]
        else:
            why = "No card has that in it." if of_bank else "No card yet. Cards come from what you read."
            rows = [Row(), Row((Span(f"  {why}", "quiet"),))]
        self.show([head, *rows])

    def action_choose(self) -> None:
        """Put the card that the cursor is on into the slot."""
        if self.key:
            self._put(self.key)

    def _card(self, card: CardView, *, here: bool, used: bool) -> Row:
        sign, ink = ("▸", "buff") if here else ("·" if used else " ", "quiet" if used else "text-desk")
        titles = self._titles(card.papers)
        more = f" and {len(titles) - 1} more" if len(titles) > 1 else ""
        source = (*cut([Span(titles[0], "quiet")], 28), Span(more, "quiet")) if titles else ()
        return Row((Span(f"  {sign} ", "buff"), Span(card.label, ink, bold=here)), card.id, source)

    def _titles(self, papers: Sequence[str]) -> list[str]:
        rows = [paper for folder in self._session.folders() for paper in folder.papers]
        return [row.title for row in rows if row.id in papers]
