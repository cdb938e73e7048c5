"""Faults of languages, put into the sound case."""

import json
from pathlib import Path

from tests.check.fault import Fault, edit

CATALOGUE = "i18n/de.po"


def a_letter_that_is_in_english_only(root: Path) -> None:
    from tests.kinds.samples_ciphers import NULL

    puzzle = root / "puzzles/p3/puzzle.toml"
    head, cut, _ = puzzle.read_text("utf-8").partition("fields = [")
    assert cut
    head = head.replace('kind = "plain"', 'kind = "null"').replace('family = "map"\n', "")
    words = NULL["words"].items()
    params = [f"{key} = {json.dumps(value)}" for key, value in NULL.items() if key != "words"]
    lists = [f"{key} = {json.dumps(value)}" for key, value in words]
    field = 'fields = [{ id = "said", label = "what it says" }]'
    puzzle.write_text("\n".join([head, field, "[params]", *params, "[params.words]", *lists, ""]), "utf-8")
    said = "{% for paragraph in p3.paragraphs %}\n{{ paragraph }}\n\n{% endfor %}"
    edit("docs/day/note3.md", "Sent: {{ world.birds[0] }} {{ world.tags[0] }}.", said)(root)


FAULTS = (
    Fault("CF-I01", "docs/day/told.md", "The director thanked you", "The old director thanked you"),
    Fault(
        "CF-I01",
        CATALOGUE,
        'msgctxt "doc:note6"\nmsgid "Second slip"',
        '#, fuzzy\nmsgctxt "doc:note6"\nmsgid "Second slip"',
    ),
    Fault("CF-I01", CATALOGUE, 'msgid "Second slip"\nmsgstr "Zweiter Zettel"', 'msgid "Second slip"\nmsgstr ""'),
    Fault("CF-I02", spoil=a_letter_that_is_in_english_only),
)
