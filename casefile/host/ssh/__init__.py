"""The way in: who knocks, with what code or key, and the desk or the lines that he is given."""
