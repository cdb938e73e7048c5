"""The rules of fair play: each finds its fault, and none finds one in the sound case."""
