"""Samples of the kinds that are reasoned about on paper: documents, timetables, crosswords."""

from tests.kinds.sample import Sample

DOCUMENTS: dict[str, Sample] = {}
