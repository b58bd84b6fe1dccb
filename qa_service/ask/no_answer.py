"""What keeps a question from its answer, on the way through this package."""


class NoAnswer(Exception):
    """`why` is a sentence of `domain.ask_failures`. `final`: another try would end the same way. `wait`: seconds that
    the model asked for before another try.
    """

    def __init__(self, why: str, *, final: bool = False, wait: float | None = None) -> None:
        super().__init__(why)
        self.why, self.final, self.wait = why, final, wait
