"""The author's commands."""
