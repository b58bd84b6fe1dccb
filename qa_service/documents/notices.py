"""What notices on this installation are made of: facts of its settings, its database and its measured error."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from qa_service.domain.measured import MeasuredErrors
from qa_service.domain.people import Role
from qa_service.domain.retention import KeptKind
from qa_service.domain.transcript import ROLES_SURE
from qa_service.domain.vocabulary import Vocabulary


class NoticeKind(StrEnum):
    """Whom a notice is for: the workers, the customers, the unions that agree, or whoever answers for the AI Act."""

    WORKERS = "workers"
    CUSTOMERS = "customers"
    AGREEMENT = "agreement"
    AI_ACT = "ai-act"


@dataclass(frozen=True, slots=True)
class ConfiguredFacts:
    """What settings say. `models`: versions by what the model does (``asr``, ``heads``, ...). `other_models`: families
    of labels (``intent``, ``resolution``, ``sentiment``) that a model of the centre's own answers. `ask_host` empty: no
    language model is asked. `roles_sure`: confidence in who the agent is, under which nothing is said of agents.
    """

    models: Mapping[str, str] = field(default_factory=dict)
    other_models: Mapping[str, str] = field(default_factory=dict)
    keep_originals: bool = False
    encrypt_files: bool = True
    export_hours: float = 24.0
    ask_host: str = ""
    ask_model: str = ""
    oidc_issuer: str = ""
    audit_feed: bool = False
    roles_sure: float = ROLES_SURE


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """All that a notice tells. `client` None: the whole installation. `days`: after how many days each kind goes; None:
    not by itself. `access`: roles by the name of a permission. `measured` is empty where nothing was measured for the
    models in force; `adapted`: the questions that the client's own adaptations answer, None where no client is named.
    """

    made_on: date
    service: str
    client: str | None
    configured: ConfiguredFacts
    monitoring_basis: str
    minimum: int
    days: Mapping[KeptKind, int | None]
    access: Mapping[str, tuple[Role, ...]]
    second_factor: tuple[Role, ...]
    dispute_days: int
    decision_days: int
    measured: MeasuredErrors
    adapted: tuple[str, ...] | None
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class Notice:
    """Markdown, and what only the employer can fill in, in the order in which it is left blank."""

    text: str
    blanks: tuple[str, ...]
