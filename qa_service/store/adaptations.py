"""The adaptations of shipped heads that are in force, for those who have no session."""

from collections.abc import Callable, Sequence

from sqlmodel import Session

from qa_service.domain.own_criteria import LearnedFamily
from qa_service.store import learned_models, rubrics, turn_features
from qa_service.store.repository import Store
from qa_service.store.scope import Scope

FAMILIES = (LearnedFamily.INTENT, LearnedFamily.RESOLUTION, LearnedFamily.SENTIMENT, LearnedFamily.COURTESY)
"""What is adapted; criteria are learned too, and named by rubrics."""
_LATEST = 20


def in_force(session: Session, client: str) -> tuple[bytes, ...]:
    """What a person has published for a client and nobody has withdrawn: one a question."""
    return tuple(row.body for row in learned_models.in_force(session, client, FAMILIES))


def latest_encoder(session: Session, client: str) -> str | None:
    """Of which models the client's latest interactions have features; None: nothing was kept yet."""
    ids = rubrics.history(session, client, _LATEST)
    features = turn_features.of_many(session, ids)
    return next((features[id].encoder for id in ids if id in features), None)


def finder(store: Store) -> Callable[[str], Sequence[bytes]]:
    """`in_force`, by client. It is asked for each interaction: what a person withdraws answers no more from then on."""

    def find(client: str) -> tuple[bytes, ...]:
        with store.reading(Scope(client)) as session:
            return in_force(session, client)

    return find
