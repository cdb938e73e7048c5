"""A case solved by what its players can read, and played by a machine that knows every answer."""
