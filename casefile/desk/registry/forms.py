"""The forms of the Registry, and what signing them does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.desk.cases import RANDOM, WHOLE, Cut, Offer, all_played, has_others, pick
from casefile.desk.languages import LANGUAGES
from casefile.desk.registry.form import Field, FormScreen
from casefile.errors import Refusal

if TYPE_CHECKING:
    from casefile.desk.preferences import Preferences
    from casefile.store.shelf import Save, Shelf


_COUNTS = ("nobody", "one", "two", "three", "four", "five", "six")


@dataclass(frozen=True, slots=True)
class Requisition:
    """What a player signed for."""

    offer: Offer
    """The case, dealt and cut as wanted."""
    player: str
    name: str
    """Of the file."""
    language: str


def new_form(
    offers: Sequence[Offer], register: Sequence[Save], known: tuple[str, ...], preferences: Preferences
) -> FormScreen:
    """Draw a case: signing gives a `Requisition`.

    Args:
        offers: All offers of the case, the story's own deal first.
        register: The files that were drawn already.
        known: Languages that the case speaks.
        preferences: Whose name was used last, which language.
    """
    title, cuts = offers[0].title, offers[0].cuts
    taken, played = {save.name for save in register}, {save.pack for save in register}
    name, number = title, 2
    while name in taken:
        name, number = f"{title} {number}", number + 1
    fields = {
        "player": Field("your name", preferences.player, "as it is to stand on the file"),
        "name": Field("the file's name", name),
    }
    if len(cuts) > 1:
        fields["profile"] = Field("how long", WHOLE, choices=tuple((cut.id, length(cut)) for cut in cuts))
    if has_others(offers):
        fields["seed"] = Field("the deal", "", choices=(("", "the story's own"), (RANDOM, _another(offers, played))))
    if len(known) > 1:
        spoken = preferences.language if preferences.language in known else known[0]
        choices = tuple((code, LANGUAGES.get(code, code)) for code in known)
        fields["language"] = Field("language", spoken, choices=choices)

    def sign(values: tuple[str, ...]) -> Requisition:
        said = dict(zip(fields, values, strict=True))
        if not said["player"]:
            raise Refusal("name-empty", "The clerk needs your name, for the file.")
        offer = pick(offers, profile=said.get("profile", ""), seed=said.get("seed", ""), played=played)
        return Requisition(offer, said["player"], said["name"] or name, said.get("language", known[0]))

    return FormScreen("REQUISITION", f"{title}: to be drawn from the Registry.", list(fields.values()), sign)


def length(cut: Cut) -> str:
    """A profile and how long it takes, as one says it."""
    if not cut.minutes:
        return cut.id
    hours, minutes = divmod(cut.minutes, 60)
    parts = [f"{hours} h"] * bool(hours) + [f"{minutes:02}" if hours else f"{minutes} min"] * bool(minutes)
    return f"{cut.id} · about {' '.join(parts)} for {_COUNTS[min(cut.players, 6)]}"


def _another(offers: Sequence[Offer], played: Collection[str]) -> str:
    return "another · all were played, one comes again" if all_played(offers, played) else "another deal"


def rename_form(shelf: Shelf, save: Save) -> FormScreen:
    """Give a file another name; signing gives the sentence to say."""

    def sign(values: tuple[str, ...]) -> str:
        shelf.rename(save.id, values[0])
        return f"“{save.name}” is now “{values[0]}”."

    return FormScreen(
        "CHANGE OF TITLE", "The file stays where it is; only its name changes.", [Field("name", save.name)], sign
    )


def export_form(shelf: Shelf, save: Save) -> FormScreen:
    """Copy a file out; signing gives the sentence to say."""

    def sign(values: tuple[str, ...]) -> str:
        return f"“{save.name}” is copied to {shelf.export(save.id, Path(values[0]).expanduser())}."

    words = "One file, to keep or to carry to another machine. It opens nothing without its case."
    return FormScreen("COPY OUT", words, [Field("folder or file", "~")], sign)


def import_form(shelf: Shelf) -> FormScreen:
    """Take a file in; signing gives the sentence to say."""

    def sign(values: tuple[str, ...]) -> str:
        if not values[0]:
            raise Refusal("save-missing", "Say which file, with its folder.")
        return f"“{shelf.take_in(Path(values[0]).expanduser()).name}” stands in the register."

    return FormScreen(
        "TAKE IN", "A file that was copied out, here or elsewhere.", [Field("file", "", "~/something.save")], sign
    )


def correction_form(save: Save) -> FormScreen:
    """Ask whether to go on with a corrected edition; signing gives `new` or `old`."""
    choices = (("new", "the corrected one"), ("old", "the one it was begun with"))
    words = f"A corrected edition of {save.title or save.case} has come. What “{save.name}” has opened stays open."
    return FormScreen("CORRECTION", words, [Field("go on with", "new", choices=choices)], lambda values: values[0])


def languages(pack: Path) -> tuple[str, ...]:
    """The languages that a case speaks."""
    from casefile.vault import Pack

    with Pack.open(pack, allow_test=True) as opened:
        return opened.languages


def correction(shelf: Shelf, save: Save, packs: Iterable[Path]) -> tuple[Path | None, bool]:
    """What a save goes on with.

    Returns:
        A pack to use instead of the save's own, if any, and whether the player is to be asked. A save from another
        machine comes without its pack: then the one that is here is taken without a question.
    """
    from casefile.session.sitting import edition_for, newer

    if shelf.pack_path(save.digest) is None:
        return edition_for(save, packs), False
    return (pack, True) if (pack := newer(save, packs)) else (None, False)
