"""Refusals: every way in which the house says no to a person."""


class Refusal(Exception):  # noqa: N818  it is not an error of ours, it is an answer to somebody
    """A refusal has a stable code and one sentence that says what is wrong and what to do.

    Raising it means that nothing was changed.

    Attributes:
        code: Stable identifier, such as `pack-damaged`; scripts may rely on it.
        sentence: What a person reads. Already sanitised; safe to print.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
