"""How the database is opened: of this version, whole, under a plain role, and with the secret it was filled with."""

import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from qa_service.bootstrap import key_source
from qa_service.bootstrap.engines import rubric, shipped_rubrics
from qa_service.domain.calendar import Calendar
from qa_service.errors import BadInput, say
from qa_service.logs import event
from qa_service.reviewing import rescoring
from qa_service.settings import Settings
from qa_service.store import agreement_rollups, installation, key_set, migrations, privileges, rollup_rebuild
from qa_service.store.engine import UNAVAILABLE, is_outage, is_sqlite
from qa_service.store.key_ring import RestKey
from qa_service.store.key_set import KeySet
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.seal import has_secret, installation_secret

_PATIENCE, _PAUSE = 60.0, 2.0  # seconds


def upgrade(settings: Settings) -> None:
    """Brings the tables to this version, and what was counted and scored by older rules to today's."""
    migrations.upgrade(settings.database, settings.database_role, settings.database_role_password)
    _count_if_never_counted(settings)
    rescore(settings)


def rubrics(settings: Settings) -> Rubrics:
    """Which rubric counts for a client. Raises BadRubric."""
    return Rubrics(rubric(settings), shipped_rubrics())


def rescore(settings: Settings) -> None:
    """Brings results of older versions to today's rules; where there are none, no rubric is read."""
    database = Store(settings.database, calendar=calendar(settings))
    if ids := rescoring.outdated(database):
        for _ in rescoring.rescore(database, rubrics(settings), ids):
            pass
    database.close()


def _count_if_never_counted(settings: Settings) -> None:
    """Builds the totals of a database that is older than they are, and anew where other days were counted."""
    database = Store(settings.database, calendar=calendar(settings))
    with database.reading() as session:
        cut_by = rollup_rebuild.cut_by(session)
    if rollup_rebuild.is_needed(database):
        for _ in rollup_rebuild.rebuild(database):
            pass
    elif cut_by != database.calendar.zone:
        rollup_rebuild.cut_anew(database)
    rollup_rebuild.note_rules(database)
    if agreement_rollups.is_needed(database):
        agreement_rollups.rebuild(database)
    database.close()


def calendar(settings: Settings) -> Calendar:
    """What cuts days. Raises BadInput on a time zone that does not exist."""
    try:
        ZoneInfo(settings.timezone)
    except (ValueError, OSError, ZoneInfoNotFoundError) as error:
        hint = say("give a name of the IANA database, as Europe/Rome")
        raise BadInput(
            "{zone!r} is no time zone", zone=settings.timezone[:60], where="QA_TIMEZONE", hint=hint
        ) from error
    return Calendar(settings.timezone)


def store(settings: Settings) -> Store:
    """The database, ready to work on: an embedded one is made or brought to this version first; on PostgreSQL that is
    a deliberate step, `db upgrade`.

    Raises BadInput with the remedy when it is not of this version or counts other days, or the role is one that
    nothing binds.
    """
    if is_sqlite(settings.database):
        upgrade(settings)
    database = Store(settings.database, calendar=calendar(settings))
    with database.reading() as session:
        connection = session.connection()
        role = None if settings.database_as_owner else privileges.fault(connection)
        fault = role or migrations.fault(connection) or rollup_rebuild.days_fault(session)
    if fault is not None:
        database.close()
        raise BadInput(fault)
    return database


def as_it_is(settings: Settings) -> Store:
    """The database without a look at what is in it."""
    return Store(settings.database)


def bound_keys(settings: Settings, database: Store) -> KeySet:
    """The secrets of this installation: those of its key set, and behind them the one that is set or lies in the data
    folder, made once for a new database. Raises BadInput when the database was filled with another one of pseudonyms,
    and MissingKey when files were sealed with a key that is not here.
    """
    with database.reading() as session:
        knows_a_secret = installation.knows_a_secret(session)
    if knows_a_secret and "pseudonyms" not in key_source.given(settings) and not _has_secret(settings):
        raise BadInput(installation.LOST)
    present = present_keys(settings)
    keys = [RestKey.of(secret).id for secret in present.rest]
    with database.transaction() as session:
        installation.bind_secret(session, present.pseudonyms)
        installation.refuse_missing_keys(session, keys)
        if settings.encrypt_files and keys[0] not in installation.keys_in_use(session):
            installation.use_key(session, keys[0])
    return present


def present_keys(settings: Settings) -> KeySet:
    """The secrets that are set, or lie in the data folder, whichever the database was filled with."""
    given = key_source.given(settings)
    is_needed = key_set.needs_secret(given) or _has_secret(settings)
    return key_set.made(given, installation_secret(settings.secret, settings.data_dir) if is_needed else None)


def the_secret(settings: Settings) -> bytes | None:
    """The installation's one secret, where it has one."""
    return installation_secret(settings.secret, settings.data_dir) if _has_secret(settings) else None


def present_key_ids(settings: Settings) -> list[str]:
    """The ids of the keys of files at rest that are here, the current one first."""
    return [RestKey.of(secret).id for secret in present_keys(settings).rest]


def _has_secret(settings: Settings) -> bool:
    return has_secret(settings.secret, settings.data_dir)


def wait_for_database(settings: Settings) -> None:
    """Services start beside their PostgreSQL: give it a minute to answer. Raises what it says then."""
    if is_sqlite(settings.database):
        return
    end = time.monotonic() + _PATIENCE
    database = Store(settings.database)
    while True:
        try:
            with database.reading() as session:
                session.connection()
            break
        except UNAVAILABLE as error:
            if not is_outage(error) or time.monotonic() > end:
                raise
            event("waiting for the database", error=type(error).__name__)
            time.sleep(_PAUSE)
    database.close()
