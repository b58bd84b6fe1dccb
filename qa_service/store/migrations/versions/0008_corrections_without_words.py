"""Corrections keep no words: those that turns had before they were corrected are removed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(JSONB(), "postgresql")
_CORRECTION = sa.table("correction", sa.column("id", sa.Uuid()), sa.column("body", _JSON))


def upgrade() -> None:
    """Forwards."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        bind.execute(sa.text("SELECT set_config('app.everything', 'on', true)"))
    for row in bind.execute(sa.select(_CORRECTION)).all():
        body = [_without_words(turn) for turn in row.body]
        if body != row.body:
            bind.execute(sa.update(_CORRECTION).where(_CORRECTION.c.id == row.id).values(body=body))


def _without_words(turn: dict[str, object]) -> dict[str, object]:
    """The same note, which says only that the words changed."""
    if "was" not in turn:
        return turn
    return {**{name: value for name, value in turn.items() if name != "was"}, "words": True}


def downgrade() -> None:
    """Back; the words stay away."""
