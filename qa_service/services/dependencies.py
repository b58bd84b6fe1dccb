"""What the use cases work with; `bootstrap` fills it in. No model is loaded where they run."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlmodel import Session

from qa_service.documents.notices import ConfiguredFacts
from qa_service.domain.calendar import Calendar
from qa_service.domain.people import Role
from qa_service.domain.templates import CriterionTemplate
from qa_service.domain.vocabulary import Vocabulary
from qa_service.domain.watching import Vigilance
from qa_service.exporting.exporter import Exporter
from qa_service.figures.basis import Basis
from qa_service.ingest.documents import DocumentLimits
from qa_service.ingest.raw_sound import RawFormat
from qa_service.ingest.turn_mapping import TurnMapping
from qa_service.ingest.vcon.signers import Signers
from qa_service.kpi.pack import Pack
from qa_service.metrics import Requests
from qa_service.outgoing.feed import Feed
from qa_service.outgoing.mail import MailServer
from qa_service.rates import Rates
from qa_service.single_sign_on.configuration import SingleSignOn
from qa_service.store.blobs import Blobs
from qa_service.store.deletion_proofs import DeletionProofs
from qa_service.store.intake import Intake
from qa_service.store.partial_uploads import PartialUploads
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.seal import Seal
from qa_service.store.staging import Staging
from qa_service.store.tables import now


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one request may bring."""

    recording_bytes: int = 512 * 1024 * 1024
    document_bytes: int = 16 * 1024 * 1024
    turns: int = 5_000
    turn_characters: int = 20_000
    characters: int = 1_000_000
    lines: int = 10_000
    """Documents in one request of JSON Lines."""
    raw_sound: Mapping[str, RawFormat] = field(default_factory=dict)
    """By the ending of files whose sound has no head."""
    turn_mapping: TurnMapping | None = None
    """Which column of tables of turns tells what."""


Door = Literal["open", "key", "off"]
"""Who is answered: everybody, holders of a key, or nobody (404)."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """What of the service shows to strangers, and for how long browsers keep to https (0: not told)."""

    metrics: Door = "key"
    openapi: Door = "open"
    hsts_seconds: int = 31_536_000


@dataclass(frozen=True, slots=True)
class Connecting:
    """What connectors may reach: folders below `roots`, public hosts and those of `hosts`, secrets in the folder
    `secrets`. `centre` are the centre's e-mail addresses, where a connector names none.
    """

    roots: tuple[Path, ...] = ()
    hosts: frozenset[str] = frozenset()
    secrets: Path | None = None
    centre: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dependencies:
    """Stores and plain values. `rubrics` knows what counts for a client; `missing_models` names the weights that
    a worker here would not find.
    """

    store: Store
    blobs: Blobs
    open_intake: Callable[[], Intake]
    """What registers interactions; it needs the secret, which not every command has."""
    partial_uploads: PartialUploads
    vocabulary: Vocabulary
    rubrics: Rubrics
    version: str
    audit_key: Callable[[], bytes]
    """By which the ends of the audit trail are sealed; it comes from the secret, or from the key set."""
    open_seal: Callable[[], Seal]
    """By which secrets in the database are sealed."""
    open_proofs: Callable[[], DeletionProofs]
    """What signs what erasures did."""
    limits: Limits = Limits()
    signers: Callable[[], Signers] = Signers
    """Whose signatures of vCons are believed."""
    former_audit_keys: Callable[[], Sequence[bytes]] = tuple
    """By which they were sealed before."""
    monitoring_basis: str = ""
    basis: Basis = field(default_factory=Basis)
    vigilance: Vigilance = field(default_factory=Vigilance)
    kpi_packs: Mapping[str, Pack] = field(default_factory=dict)
    """Packs of key figures by id; the first is the one that reports show."""
    criterion_templates: Callable[[], Sequence[CriterionTemplate]] = tuple
    """Ready criteria, by sector."""
    missing_models: Callable[[], Sequence[str]] = tuple
    is_same_secret: Callable[[Session], bool] = lambda _session: True
    """Whether the database was filled with the secret of this process."""
    clock: Callable[[], datetime] = now
    second_factor_roles: frozenset[Role] = frozenset()
    """Who of these roles has no second factor yet sets one up before anything else."""
    exposure: Exposure = Exposure()
    demo: bool = False
    """All of it is invented: pages say so."""
    single_sign_on: SingleSignOn | None = None
    """The organisation's provider; None: everybody signs in with a password or a key."""
    local_passwords_for: frozenset[str] = frozenset()
    """Names of the only accounts that sign in with a password; empty: all that have one."""
    requests: Requests = field(default_factory=Requests)
    audit_feed: Feed | None = None
    """Where lines of the audit trail go besides; None: nowhere."""
    webhook_hosts: frozenset[str] = frozenset()
    """Hosts that webhooks may go to though they are private."""
    mail_server: MailServer | None = None
    """By which people get notices; None: nobody gets any."""
    rates: Rates = field(default_factory=Rates)
    per_minute: int = 0
    """Requests a minute of one caller whose key says nothing else; 0: any number."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """What is in force here, by name and without secrets, for administrators to look at."""
    connecting: Connecting = Connecting()
    configured_facts: Callable[[], ConfiguredFacts] = ConfiguredFacts
    """What notices tell of the settings; it reads which models are in force."""

    @property
    def intake(self) -> Intake:
        """What registers interactions. Raises BadInput where the secret is another than the database's."""
        return self.open_intake()

    @property
    def staging(self) -> Staging:
        """Originals on their way to a worker."""
        return self.intake.staging

    @property
    def calendar(self) -> Calendar:
        """The centre's, by which days are counted."""
        return self.store.calendar

    def documents(self) -> DocumentLimits:
        """What the reader of documents goes by: the most that they hold, the time, and the centre's zone."""
        limits = self.limits
        lengths = (limits.document_bytes, limits.turns, limits.turn_characters, limits.characters)
        return DocumentLimits(self.clock(), *lengths, zone=self.timezone)

    @property
    def timezone(self) -> str:
        """The time zone of the centre, in which pages show times."""
        return self.calendar.zone

    @property
    def exporter(self) -> Exporter:
        """What makes files at once."""
        return Exporter(
            self.store,
            self.blobs,
            self.vocabulary,
            self.rubrics,
            basis=self.basis,
            monitoring_basis=self.monitoring_basis.strip(),
            kpi_packs=self.kpi_packs,
            clock=self.clock,
        )
