"""Catalogues that keep up with a case: what is new, what has changed, what nobody says any more."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polib  # type: ignore[import-untyped]

from casefile.errors import Refusal
from casefile.source.case import Case
from casefile.workshop.translation.texts import Told, texts

_WIDTH = 100
_NEAR = 0.6
_LOOSE = "may be a word of the machine's: only what players read needs a translation"


def template(case: Case) -> str:
    """The `.pot` of a case: every text, and no translation."""
    return str(_file(case, "", [_entry(told) for told in texts(case)]))


def read(path: Path) -> Any:
    """A catalogue as it stands; an empty one where there is none.

    Raises:
        Refusal: `catalogue`: it cannot be read, or is a link.
    """
    if path.is_symlink() or path.parent.is_symlink():
        raise Refusal("catalogue", f"{path} is a link; put the file itself there.")
    try:
        return polib.pofile(path.read_bytes().decode("utf-8")) if path.is_file() else polib.POFile()
    except (OSError, ValueError) as fault:
        raise Refusal("catalogue", f"{path} is not a gettext catalogue: {fault}.") from fault


@dataclass(frozen=True, slots=True)
class Merged:
    """A catalogue that has been brought up to date."""

    text: str
    translated: int
    missing: int
    stale: int
    """Translations of a text that has changed: they wait for a translator, beside what they translated."""
    aside: int
    """Translations of what is not there any more; they are kept at the end of the file."""


def merge(case: Case, language: str, old: Any) -> Merged:
    """Bring a catalogue up to date: translations stay, of changed texts they become fuzzy, of lost ones obsolete."""
    match = Match(texts(case), old)
    entries = [match.entry(told) for told in match.told]
    aside = [entry for entry in old if entry.msgstr and id(entry) not in match.used]
    fresh = sum(not entry.obsolete for entry in aside)
    for entry in aside:
        entry.obsolete = True
    missing = sum(not entry.msgstr for entry in entries)
    stale = sum(entry.fuzzy for entry in entries)
    text = str(_file(case, language, [*entries, *aside], old))
    return Merged(text, len(entries) - stale - missing, missing, stale, fresh)


class Match:
    """Finds for every text of a case the translation that is meant for it."""

    def __init__(self, told: list[Told], old: Any) -> None:
        self.told = told
        self.exact: dict[Told, Any] = {}
        self.stale: dict[Told, Any] = {}
        """Translations of what a text was before."""
        self.used: set[int] = set()
        self._same(told, old)
        left = [entry for entry in old if entry.msgstr and id(entry) not in self.used]
        self._changed(left)

    def entry(self, told: Told) -> Any:
        """The entry of a text in the new catalogue."""
        entry = _entry(told)
        if told in self.exact:
            found = self.exact[told]
            entry.msgstr, entry.tcomment, entry.flags = found.msgstr, found.tcomment, found.flags
            entry.previous_msgid, entry.previous_msgctxt = found.previous_msgid, found.previous_msgctxt
        elif told in self.stale:
            found = self.stale[told]
            entry.msgstr, entry.tcomment = found.msgstr, found.tcomment
            entry.flags = list(dict.fromkeys([*found.flags, "fuzzy"]))
            # What was fuzzy already translates what stood there before.
            entry.previous_msgid = (found.fuzzy and found.previous_msgid) or found.msgid
        return entry

    def _same(self, told: list[Told], old: Any) -> None:
        """The same text in the same place; or in the same paper, where only its paragraphs' ids have come or gone."""
        speaking = sorted(old, key=lambda entry: not entry.obsolete)
        known = {(entry.msgctxt or "", entry.msgid.strip()): entry for entry in speaking}
        anywhere = {(_paper(entry.msgctxt or ""), entry.msgid.strip()): entry for entry in speaking if entry.msgstr}
        for one in told:
            found = known.get((one.context, one.text)) or anywhere.get((_paper(one.context), one.text))
            if found is not None and (found.msgstr or not found.obsolete):
                self.exact[one] = found
                self.used.add(id(found))

    def _changed(self, left: list[Any]) -> None:
        """Another text under the same id, or the same key; or, where there is neither, one that is nearly the same."""
        for same in (_by_id, _by_key, _by_likeness):
            for one in self.told:
                if one in self.exact or one in self.stale:
                    continue
                free = [entry for entry in left if id(entry) not in self.used]
                found = same(one, free)
                if found is not None:
                    self.stale[one] = found
                    self.used.add(id(found))


def _by_id(told: Told, free: Iterable[Any]) -> Any:
    return next((entry for entry in free if "#" in told.context and entry.msgctxt == told.context), None)


def _by_key(told: Told, free: Iterable[Any]) -> Any:
    def keys(entry: Any) -> list[str]:
        return str(entry.comment or "").split("\n")[0].split(", ")

    if "#" in told.context or not told.key:
        return None
    return next((entry for entry in free if entry.msgctxt == told.context and told.key in keys(entry)), None)


def _by_likeness(told: Told, free: Iterable[Any]) -> Any:
    near = {entry.msgid: entry for entry in free if _paper(entry.msgctxt or "") == _paper(told.context)}
    found = difflib.get_close_matches(told.text, near, n=1, cutoff=_NEAR)
    return near[found[0]] if found else None


def _paper(context: str) -> str:
    """A context without the id of a paragraph."""
    return context.partition("#")[0]


def _entry(told: Told) -> Any:
    comment = "\n".join(filter(None, ["" if "#" in told.context else told.key, _LOOSE if told.loose else ""]))
    return polib.POEntry(
        msgctxt=told.context,
        msgid=told.text,
        msgstr="",
        comment=comment,
        occurrences=[(told.path, str(told.line))],
    )


def _file(case: Case, language: str, entries: list[Any], old: Any = None) -> Any:
    file = polib.POFile(wrapwidth=_WIDTH)
    own = {"Project-Id-Version": f"{case.file.id} {case.file.rev}", "MIME-Version": "1.0"}
    own |= {"Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
    file.metadata = {**own, **(old.metadata if old is not None else {}), **({"Language": language} if language else {})}
    if old is not None:
        file.header = old.header
    file.extend(entries)
    return file
