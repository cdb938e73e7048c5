"""What the author writes, as a typed and checked case."""
