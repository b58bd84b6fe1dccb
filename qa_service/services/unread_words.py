"""Words in languages that are not read here: they stay with the staff until a person releases them, and may be taken
back.
"""

from uuid import UUID

from qa_service.documents.unread_words import UnreadWordsView
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import interactions, results, withdrawn, withholding
from qa_service.store.scope import EVERYTHING

is_open_to_all = withholding.is_open_to_all
"""Whether whoever may read an interaction may read its words."""


@reads(Permission.READ_UNSURE)
def show(context: Context, id: UUID) -> UnreadWordsView:
    """Whether clients and agents may read its words, and who has released them when. Raises NotFound."""
    return UnreadWordsView.of(interactions.get(context.session, id))


@changes(Permission.RELEASE_WORDS, "release words")
def release(context: Context, id: UUID) -> UnreadWordsView:
    """Clients and agents may read, hear, search and export them from now on. Raises NotFound, also before there are
    words, and Conflict where they are not withheld.
    """
    row = interactions.get_locked(context.session, id)
    results.understood(context.session, id)
    withholding.release(row, context.caller.actor)
    context.note(id, row.client, lang=row.lang)
    return UnreadWordsView.of(row)


@changes(Permission.RELEASE_WORDS, "withhold words", own_transactions=True)
def withhold(context: Context, id: UUID) -> UnreadWordsView:
    """They stay with the staff again; files that were made meanwhile and may hold them are taken back. Raises
    NotFound, and Conflict where nobody has released them.
    """
    with context.reading() as session:
        interactions.get(session, id)  # within reach, or NotFound
    with context.transaction(EVERYTHING) as session:  # files of others are out of reach, and go all the same
        row = interactions.get_locked(session, id)
        withholding.withhold(row)
        withdrawn.take_back(session, row, context.deps.blobs)
        context.note(id, row.client)
    return UnreadWordsView.of(row)
