"""The full-text index over `search.words`, in each database's own way, for the migration that makes the table."""

import sqlalchemy as sa
from alembic import op

from qa_service.store.fold import folded

_SQLITE = (
    "CREATE VIRTUAL TABLE search_fts USING fts5(words, content='search', content_rowid='id')",
    """CREATE TRIGGER search_added AFTER INSERT ON search BEGIN
      INSERT INTO search_fts(rowid, words) VALUES (new.id, new.words);
    END""",
    """CREATE TRIGGER search_removed AFTER DELETE ON search BEGIN
      INSERT INTO search_fts(search_fts, rowid, words) VALUES ('delete', old.id, old.words);
    END""",
    """CREATE TRIGGER search_changed AFTER UPDATE ON search BEGIN
      INSERT INTO search_fts(search_fts, rowid, words) VALUES ('delete', old.id, old.words);
      INSERT INTO search_fts(rowid, words) VALUES (new.id, new.words);
    END""",
)
_POSTGRES = ("CREATE INDEX ix_search_words ON search USING gin (to_tsvector('simple', words))",)
_BATCH = 500


def make_index() -> None:
    """Needs SQLite with FTS5, as every Python of the supported versions brings it."""
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRES:
        op.execute(sa.text(statement.replace(":", r"\:")))


def drop_index() -> None:
    """The triggers go with their table."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(sa.text("DROP TABLE search_fts"))


def backfill() -> None:
    """Make what was processed before this version findable by its words."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        bind.execute(sa.text("SELECT set_config('app.everything', 'on', true)"))
    transcript = sa.table(
        "transcript", sa.column("interaction_id", sa.Uuid()), sa.column("client"), sa.column("body", sa.JSON())
    )
    search = sa.table("search", sa.column("client"), sa.column("interaction_id", sa.Uuid()), sa.column("words"))
    place = transcript.c.interaction_id
    batch = bind.execute(sa.select(transcript).order_by(place).limit(_BATCH)).all()
    while batch:
        found = [
            {"interaction_id": row.interaction_id, "client": row.client, "words": _words(row.body)} for row in batch
        ]
        bind.execute(sa.insert(search), found)
        later = sa.select(transcript).where(place > batch[-1].interaction_id)
        batch = bind.execute(later.order_by(place).limit(_BATCH)).all()


def _words(body: dict[str, dict[str, list[dict[str, str]]]]) -> str:
    return "\n".join(folded(turn["text"]) for turn in body["transcript"]["turns"])
