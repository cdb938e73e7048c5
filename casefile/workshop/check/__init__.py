"""The rules of fair play, and the run that holds a case to them."""
