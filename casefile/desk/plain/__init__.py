"""The line mode: the whole case in plain lines, on the same session."""
