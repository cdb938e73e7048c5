"""The player's terminal, and the plain one."""
