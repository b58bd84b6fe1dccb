"""The index by agent and day holds the team too: whose team somebody is in is counted without opening a row."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_index("ix_figure_part_agent_team", "figure_part", ["agent", "day", "team", "at"])
    op.drop_index("ix_figure_part_agent", "figure_part")


def downgrade() -> None:
    """Back."""
    op.create_index("ix_figure_part_agent", "figure_part", ["agent", "day"])
    op.drop_index("ix_figure_part_agent_team", "figure_part")
