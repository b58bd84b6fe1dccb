"""What a person sees of a learned criterion before it may answer anything."""

from dataclasses import dataclass

from qa_service.domain.agreement import Agreement

MOST_DOUBTED = 10


@dataclass(frozen=True, slots=True)
class PartAgreement:
    """Part of the cases: those of one channel or one language (`kind`, `name`); `decided` of its `n` cases had an
    answer, `agreed` the answer of the person.
    """

    kind: str
    name: str
    n: int
    decided: int
    agreed: int


@dataclass(frozen=True, slots=True)
class DoubtedAnswer:
    """An answer of a person that the model would not have given: `chance` is that which it gave to that answer."""

    interaction: str
    answer: bool
    chance: float


@dataclass(frozen=True, slots=True)
class LearningReport:
    """How a learned criterion stood in cross-testing: each case was answered by models that never saw it, nor any other
    of the same agent's week.

    `share` (of equal answers), `kappa` and `ac1` count what was decided; `withheld` is the share of cases in which it
    could not tell. `calibration_error`: how far the stated chances lie from the share that is right, 0..1, over all
    cases. `says_nothing`: the answers do not follow from the words in any way that could be learned; then nothing is
    ever decided. `parties`: whose turns it looks at (``agent``, ``customer``, ``all``). `worst` are the channels and
    languages, where it agrees least first. `doubted`: the answers of people that it doubts most.
    """

    question: str
    n_yes: int
    n_no: int
    encoder: str
    languages: tuple[str, ...]
    parties: str
    says_nothing: bool
    share: Agreement
    kappa: Agreement
    ac1: Agreement
    withheld: float
    calibration_error: float
    worst: tuple[PartAgreement, ...]
    doubted: tuple[DoubtedAnswer, ...]

    @property
    def n(self) -> int:
        """How many answers it learned from."""
        return self.n_yes + self.n_no
