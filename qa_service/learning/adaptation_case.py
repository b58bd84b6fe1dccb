"""People's answers to a question that a shipped head answers as well."""

from dataclasses import dataclass

from qa_service.domain.scorecard import Setting


@dataclass(frozen=True, slots=True)
class AdaptationCase:
    """What people answered of one interaction: a label of the family; of a courtesy label ``yes`` or ``no``.

    `interaction`: the service's name for it. `agent` (None: not known) and `week` (``2030-W07``) keep what belongs
    together apart from what it is tested on.
    """

    interaction: str
    agent: str | None
    week: str
    setting: Setting
    answer: str

    @property
    def group(self) -> tuple[str, str]:
        """Cases of one agent's week are learned from together or tested on together; of nobody known, each alone."""
        return (self.agent, self.week) if self.agent is not None else ("", self.interaction)
