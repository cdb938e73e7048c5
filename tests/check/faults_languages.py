"""Faults of languages, put into the sound case."""

from tests.check.fault import Fault

CATALOGUE = "i18n/de.po"

FAULTS = (
    Fault("CF-I01", "docs/day/told.md", "The director thanked you", "The old director thanked you"),
    Fault(
        "CF-I01",
        CATALOGUE,
        'msgctxt "doc:note6"\nmsgid "Second slip"',
        '#, fuzzy\nmsgctxt "doc:note6"\nmsgid "Second slip"',
    ),
    Fault("CF-I01", CATALOGUE, 'msgid "Second slip"\nmsgstr "Zweiter Zettel"', 'msgid "Second slip"\nmsgstr ""'),
)
