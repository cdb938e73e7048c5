"""A dress rehearsal: bots at every table, over real connections, against the real server."""
