"""The composition root of the running service: database, recordings and workers around the pipeline."""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from importlib import metadata

from qa_service import resources
from qa_service.bootstrap import key_source
from qa_service.bootstrap.configured import configured_facts
from qa_service.bootstrap.engines import criterion_templates, default_models, labels, pipeline, registry
from qa_service.bootstrap.opening import bound_keys, present_keys, rescore, rubrics, store, upgrade
from qa_service.bootstrap.single_sign_on import single_sign_on
from qa_service.bootstrap.vcon_signers import signers
from qa_service.delivering.deliverer import Deliverer
from qa_service.delivering.notices import NoticeSender
from qa_service.delivering.webhooks import WebhookSender
from qa_service.domain import measured
from qa_service.domain.people import Role
from qa_service.domain.watching import Vigilance
from qa_service.errors import BadInput
from qa_service.exporting.exporter import Exporter
from qa_service.figures.basis import Basis
from qa_service.ingest import turn_mapping
from qa_service.ingest.raw_sound import formats
from qa_service.kpi import pack
from qa_service.kpi.pack import Pack
from qa_service.learning.criterion import learn_criterion
from qa_service.outgoing import feed
from qa_service.outgoing.mail import MailServer
from qa_service.own_criteria.adapting import AdaptJob
from qa_service.own_criteria.jobs import CriterionJobs
from qa_service.reviewing.agreements import auto_scored
from qa_service.reviewing.applying import Rescorer
from qa_service.scoring import text
from qa_service.services.connector_runs import ConnectorRuns
from qa_service.services.dependencies import Connecting, Dependencies, Exposure, Limits
from qa_service.services.mail_notices import AUDIENCE
from qa_service.services.schedule_runs import ScheduleRuns
from qa_service.settings import Settings
from qa_service.store import adaptations, installation
from qa_service.store.ask_budgets import AskBudgets
from qa_service.store.blobs import Blobs
from qa_service.store.deletion_proofs import DeletionProofs
from qa_service.store.engine import is_sqlite
from qa_service.store.intake import Intake
from qa_service.store.key_ring import KeyRing
from qa_service.store.key_set import KeySet
from qa_service.store.partial_uploads import PartialUploads
from qa_service.store.repository import Store
from qa_service.store.retention_run import RetentionRun
from qa_service.store.rotation import Rotation
from qa_service.store.seal import Pseudonyms, Seal, audit_key
from qa_service.store.staging import Staging
from qa_service.understand.metadata import masked
from qa_service.worker.comments import SurveyComments
from qa_service.worker.config import WorkerConfig
from qa_service.worker.stages import PipelineStages
from qa_service.worker.steps import Steps

__all__ = ["bound_keys", "rescore", "rubrics", "store", "upgrade"]
FIRST_PACK = "iso18295"
"""The pack that client reports show."""


def blobs(settings: Settings, present: Callable[[], KeySet]) -> Blobs:
    """Recordings, exported files and sealed words; their keys are asked for when something needs them. `present`: how
    they are had the first time, which may write to the database and so not within a transaction.
    """
    keys = cache(lambda: key_ring(settings, present))
    return Blobs(settings.blobs, keys, seal_new=settings.encrypt_files)


def key_ring(settings: Settings, present: Callable[[], KeySet]) -> KeyRing:
    """The keys of files at rest, once they were held against the database; they follow the file that they lie in.
    Raises BadInput and MissingKey (see `opening.bound_keys`).
    """
    present()
    return KeyRing(lambda: present_keys(settings).rest, lambda: key_source.stamp(settings))


def compact(settings: Settings) -> None:
    """Rids a SQLite database of the remains of what was deleted. Raises BadInput on PostgreSQL."""
    if not is_sqlite(settings.database):
        raise BadInput(
            "PostgreSQL does this by VACUUM", where="db compact", hint="see 'Erasing' in docs/data-and-privacy.md"
        )
    database = store(settings)
    database.compact()
    database.close()


def intake(settings: Settings, rows: Store) -> Intake:
    """What registers interactions. Its keys are bound here: within a transaction of its users they could not be."""
    present = bound_keys(settings, rows)
    return _intake(blobs(settings, lambda: present), present)


def _intake(place: Blobs, present: KeySet) -> Intake:
    return Intake(place, staging(place, present), Pseudonyms(present.pseudonyms), masked)


def staging(place: Blobs, present: KeySet) -> Staging:
    """Unmasked words on their way. What was sealed before files were sealed at rest opens by the oldest secret."""
    return Staging(place, Seal(present.rest[-1]))


def dependencies(settings: Settings) -> Dependencies:
    """What the use cases work with; loads no model, and asks for the secret when something needs it."""
    rows = store(settings)
    present = cache(lambda: bound_keys(settings, rows))
    place = blobs(settings, present)
    lengths = {"turn_characters": settings.max_turn_characters, "characters": settings.max_characters}
    counts = (settings.max_upload_bytes, settings.max_document_bytes, settings.max_turns)
    mapping = turn_mapping.load(settings.turn_mapping)
    limits = Limits(*counts, **lengths, raw_sound=formats(settings.raw_sound), turn_mapping=mapping)
    return Dependencies(
        store=rows,
        blobs=place,
        open_intake=cache(lambda: _intake(place, present())),
        partial_uploads=partial_uploads(settings, place),
        vocabulary=labels(),
        rubrics=rubrics(settings),
        version=metadata.version("qa-service"),
        audit_key=lambda: audit_key(present().audit[0]),
        former_audit_keys=lambda: [audit_key(secret) for secret in present().audit[1:]],
        open_proofs=cache(lambda: DeletionProofs(present().pseudonyms)),
        open_seal=cache(lambda: Seal(present().pseudonyms)),  # of the secrets, the one that never changes
        limits=limits,
        signers=cache(lambda: signers(settings)),
        monitoring_basis=settings.monitoring_basis,
        basis=basis(settings),
        vigilance=vigilance(settings),
        kpi_packs=kpi_packs(settings),
        criterion_templates=cache(criterion_templates),
        missing_models=lambda: missing_models(settings),
        is_same_secret=lambda session: installation.is_same_secret(session, present().pseudonyms),
        second_factor_roles=frozenset(map(Role, settings.second_factor_roles)),
        exposure=Exposure(settings.metrics, settings.openapi, settings.hsts_seconds),
        audit_feed=feed.of(settings.audit_feed) if settings.audit_feed else None,
        webhook_hosts=frozenset(settings.webhook_hosts),
        mail_server=mail_server(settings),
        per_minute=settings.requests_per_minute,
        single_sign_on=single_sign_on(settings),
        local_passwords_for=frozenset(name.strip().casefold() for name in settings.local_passwords_for),
        demo=settings.is_demo,
        settings=settings.shown(),
        connecting=connecting(settings),
        configured_facts=lambda: configured_facts(settings),
    )


def connecting(settings: Settings) -> Connecting:
    """What connectors may reach."""
    return Connecting(
        settings.connector_roots,
        frozenset(settings.connector_hosts),
        settings.connector_secrets,
        settings.agent_addresses,
    )


def partial_uploads(settings: Settings, place: Blobs) -> PartialUploads:
    """Recordings on their way, sealed with the same keys."""
    return PartialUploads(settings.data_dir / "uploads", lambda: place.ring, seal_new=settings.encrypt_files)


def basis(settings: Settings) -> Basis:
    """What figures rest on besides the stored numbers. Raises BadInput on a damaged file beside the heads."""
    path = (settings.heads_dir or resources.path("heads")) / "measured.json"
    if not path.is_file():
        return Basis(minimum=settings.minimum_n, auto=auto_scored)
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadInput("is no JSON", where=str(path), hint="make it anew: python -m eval.measured") from error
    return Basis(measured.parse(document, str(path)), settings.minimum_n, auto=auto_scored)


def vigilance(settings: Settings) -> Vigilance:
    """How closely the watch looks. Raises BadInput on impossible settings."""
    return Vigilance(
        settings.watch_baseline,
        false_alarm=settings.watch_false_alarm,
        weekly_false_alarm=settings.watch_weekly_alarm,
        own_baseline=settings.watch_own_baseline,
    )


def kpi_packs(settings: Settings) -> dict[str, Pack]:
    """The packs of key figures that ship with the service, then the installation's own; one of ours may be replaced.

    Raises BadInput with file and path of the first fault.
    """
    folders = [resources.path("kpis"), *([settings.kpi_dir] if settings.kpi_dir else [])]
    files = [file for folder in folders for file in sorted(folder.glob("*.yaml"))]
    packs = [pack.parse(text.read(file.read_text(encoding="utf-8")), str(file)) for file in files]
    first = [kpi_pack for kpi_pack in packs if kpi_pack.id == FIRST_PACK]
    return {kpi_pack.id: kpi_pack for kpi_pack in (*first, *packs)}


def missing_models(settings: Settings) -> list[str]:
    """The models of these settings that a worker of this machine would not find; found, not verified."""
    models = registry(settings)
    missing = [name for name in default_models(settings) if not models.present(name, settings.cache_dir)]
    heads = (settings.heads_dir or resources.path("heads")) / "heads.json"
    return missing if heads.is_file() else [*missing, "heads"]


def steps(settings: Settings) -> Steps:
    """What a worker does to an interaction."""
    rows = store(settings)
    present = bound_keys(settings, rows)
    place = blobs(settings, lambda: present)
    budget, artefacts = AskBudgets(rows, settings.ask_daily), adaptations.finder(rows)
    main_path = pipeline(settings, rubrics(settings).finder(rows), budget, artefacts)
    stages = PipelineStages(main_path)
    file_maker = exporter(settings, rows, place)
    model = main_path.engines.questions
    rescorer = Rescorer(rows, rubrics(settings), model)
    adapt = AdaptJob(rows, lambda: main_path.engines.reader)
    others = {family: adapt for family in adaptations.FAMILIES}
    jobs = CriterionJobs(rows, rubrics(settings), lambda: main_path.engines.reader, model, learn_criterion, others)
    sealed = staging(place, present)
    retention = RetentionRun(rows, place, sealed, lambda: audit_key(present.audit[0]))
    rotation = Rotation(rows, place, sealed, partial_uploads(settings, place))
    engines = main_path.engines
    seal = cache(lambda: Seal(present.pseudonyms))
    comments = SurveyComments(rows, seal, lambda: engines.pii, lambda: engines.language)
    deps = cache(lambda: dependencies(settings))
    return Steps(
        rows,
        place,
        sealed,
        stages,
        settings.keep_originals,
        exporter=file_maker,
        rescorer=rescorer,
        criterion_jobs=jobs,
        rotation=rotation,
        pseudonyms=Pseudonyms(present.pseudonyms),
        retention=retention,
        pulls=ConnectorRuns(deps),
        schedules=ScheduleRuns(deps),
        comments=comments,
        deliverer=deliverer(settings, rows, lambda: Seal(present.pseudonyms)),
    )


def deliverer(settings: Settings, rows: Store, open_seal: Callable[[], Seal]) -> Deliverer:
    """What tells endpoints and people of events."""
    url, server = settings.public_url, mail_server(settings)
    webhooks = WebhookSender(rows, open_seal, frozenset(settings.webhook_hosts), url)
    notices = None if server is None else NoticeSender(rows, server, open_seal, AUDIENCE, url)
    return Deliverer(rows, webhooks, notices)


def mail_server(settings: Settings) -> MailServer | None:
    """By which people get notices; None: none is set. Raises BadInput where the file of its password cannot be read."""
    if not settings.smtp_host:
        return None
    password, file = settings.smtp_password, settings.smtp_password_file
    if file is not None:
        try:
            password = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeError):
            raise BadInput(
                "cannot be read",
                where="QA_SMTP_PASSWORD_FILE",
                hint="set the path of a file that holds the password alone",
            ) from None
    host, port, sender = settings.smtp_host, settings.smtp_port, settings.smtp_from
    return MailServer(host, port, sender, settings.smtp_security, settings.smtp_user, password)


def exporter(settings: Settings, rows: Store, place: Blobs) -> Exporter:
    """What makes files."""
    keep_for = timedelta(hours=settings.export_hours)
    monitoring = settings.monitoring_basis.strip()
    packs = kpi_packs(settings)
    return Exporter(rows, place, labels(), rubrics(settings), keep_for, basis(settings), monitoring, packs)


def worker_config(settings: Settings) -> WorkerConfig:
    """How much a worker does at a time."""
    return WorkerConfig(texts=settings.worker_texts, recordings=settings.worker_recordings)
