"""What the models see of the turns, made anew where it was not kept or is of other models: masked words are stored."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from qa_service.domain.languages import READ
from qa_service.domain.processed import Understood
from qa_service.domain.turn_features import TurnFeatures
from qa_service.ports import Reader
from qa_service.store import results, turn_features
from qa_service.store.repository import Store
from qa_service.store.tables import InteractionRow

ReaderOf = Callable[[], Reader]
"""The reader, loaded when it is first asked for."""


@dataclass(slots=True)
class TurnsAnew:
    """`encoders`: those whose features serve; None: whichever the reader has now. Without a reader nothing is made."""

    store: Store
    reader: ReaderOf | None
    encoders: frozenset[str] | None = None
    made: int = 0
    """Of how many interactions."""

    def complete(self, row: InteractionRow, understood: Understood) -> Understood:
        """The same with features that serve, which are kept from now on; without any where none can be made."""
        if self._serve(understood.features):
            return understood
        features = self._made(row, understood) if self._is_read(row, understood) else None
        if features is None or not self._serve(features):
            return replace(understood, features=None)
        self.made += 1
        self._keep(row, features)
        return replace(understood, features=features)

    def _serve(self, features: TurnFeatures | None) -> bool:
        if features is None:
            return False
        return self.encoders is None or features.encoder in self.encoders

    def _is_read(self, row: InteractionRow, understood: Understood) -> bool:
        transcript = understood.transcript
        return row.automatic is None and transcript.lang in READ and not transcript.roles_unsure

    def _made(self, row: InteractionRow, understood: Understood) -> TurnFeatures | None:
        if self.reader is None:
            return None
        return self.reader().read(understood.transcript, row.direction).features

    def _keep(self, row: InteractionRow, features: TurnFeatures) -> None:
        """Unless it was replaced, corrected or erased meanwhile."""
        with self.store.transaction() as session:
            present = results.finished(session, row.id)
            if present is not None and present.run == row.run:
                turn_features.keep(session, present, features)
