"""Comments of customers to surveys: masked as turns are, by the same recognisers, before they are kept in the open."""

from collections.abc import Callable
from dataclasses import dataclass

from qa_service.domain import languages
from qa_service.ports import LanguageFinder, PiiFinder
from qa_service.store import surveys
from qa_service.store.repository import Store
from qa_service.store.seal import Seal
from qa_service.store.tables_surveys import SurveyAnswerRow
from qa_service.understand import redact

_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class SurveyComments:
    """Over the store, and the recognisers that a worker has loaded."""

    store: Store
    open_seal: Callable[[], Seal]
    pii: Callable[[], PiiFinder]
    language: Callable[[], LanguageFinder]

    def tick(self, stopped: Callable[[], bool]) -> None:
        """Mask all that wait, some at a time, until it is `stopped`."""
        while not stopped() and self._portion():
            pass

    def _portion(self) -> int:
        with self.store.transaction() as session:
            rows = surveys.sealed(session, _AT_ONCE)
            for row in rows:
                self._mask(row)
        return len(rows)

    def _mask(self, row: SurveyAnswerRow) -> None:
        text = self.open_seal().open(row.comment_sealed or b"", surveys.seal_name(row.id)).decode()
        lang, probability = self.language().find([text])
        marks = self.pii().find([text], languages.certain(lang, probability))
        row.comment, row.comment_lang, row.comment_sealed = redact.mask_text(text, marks), lang, None
