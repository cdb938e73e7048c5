"""The workbench's tools: pure functions on text."""
