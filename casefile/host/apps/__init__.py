"""Many Textual apps in one process: each with a terminal of its own, none in another's way."""
