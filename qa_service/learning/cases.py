"""The answers that are learned from."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from qa_service.domain.scorecard import Setting

Answer = TypeVar("Answer")


@dataclass(frozen=True)  # no slots: Python 3.11 cannot make a frozen one with them by its name with a type
class AnsweredCase(Generic[Answer]):
    """What people answered to a question of one interaction.

    `interaction`: the service's name for it. `agent` (None: not known) and `week` (``2030-W07``) keep what belongs
    together apart from what it is tested on.
    """

    interaction: str
    agent: str | None
    week: str
    setting: Setting
    answer: Answer

    @property
    def group(self) -> tuple[str, str]:
        """Cases of one agent's week are learned from together or tested on together; of nobody known, each alone."""
        return (self.agent, self.week) if self.agent is not None else ("", self.interaction)


LearningCase = AnsweredCase[bool]
"""Of a criterion: whether it is met."""
AdaptationCase = AnsweredCase[str]
"""Of a question that a shipped head answers as well: a label of its family; of a courtesy label ``yes`` or ``no``."""
