"""Whether the words of a contact in a language that is not read here are open to clients and agents."""

from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from qa_service.documents.times import Time
from qa_service.domain.languages import READ
from qa_service.store.tables import InteractionRow


class UnreadWordsView(BaseModel):
    """`withheld`: only the staff reads and hears them. `released_at`, `released_by`: who has opened them to all."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "interaction": "0b9f6c1e-6f0e-4a53-9a2e-6c1d2f5b7a10",
                    "lang": "es",
                    "withheld": False,
                    "released_at": "2026-03-04T10:12:00.000+00:00",
                    "released_by": "user:anna",
                }
            ]
        }
    )

    interaction: UUID
    lang: str | None
    withheld: bool
    released_at: Time | None
    released_by: str | None

    @classmethod
    def of(cls, row: InteractionRow) -> Self:
        """As it stands now."""
        withheld = row.lang not in READ and row.words_released_at is None
        same = {"lang": row.lang, "released_at": row.words_released_at, "released_by": row.words_released_by}
        return cls(interaction=row.id, withheld=withheld, **same)
