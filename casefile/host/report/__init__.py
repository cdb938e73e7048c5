"""An evening as a report: a page with charts, a table, JSON."""
