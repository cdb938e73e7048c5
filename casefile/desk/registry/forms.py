"""The forms of the Registry, and what signing them does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.desk.languages import LANGUAGES
from casefile.desk.registry.form import Field, FormScreen
from casefile.errors import Refusal

if TYPE_CHECKING:
    from casefile.desk.preferences import Preferences
    from casefile.store.shelf import Save, Shelf


def new_form(title: str, taken: Sequence[str], known: tuple[str, ...], preferences: Preferences) -> FormScreen:
    """Draw a case: signing gives player, name of the file, language of the case.

    Args:
        title: Of the case.
        taken: Names that files have already.
        known: Languages that the case speaks.
        preferences: Whose name was used last, which language.
    """
    name, number = title, 2
    while name in taken:
        name, number = f"{title} {number}", number + 1
    fields = [Field("your name", preferences.player, "as it is to stand on the file"), Field("the file's name", name)]
    if len(known) > 1:
        spoken = preferences.language if preferences.language in known else known[0]
        fields.append(Field("language", spoken, choices=tuple((code, LANGUAGES.get(code, code)) for code in known)))

    def sign(values: tuple[str, ...]) -> tuple[str, str, str]:
        player, wanted = values[0], values[1]
        if not player:
            raise Refusal("name-empty", "The clerk needs your name, for the file.")
        return player, wanted or name, values[2] if len(values) > 2 else known[0]

    return FormScreen("REQUISITION", f"{title}: to be drawn from the Registry.", fields, sign)


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
