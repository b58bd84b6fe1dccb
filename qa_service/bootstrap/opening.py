"""How the database is opened: of this version, whole, under a plain role, and with the secret it was filled with."""

import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from qa_service.bootstrap.engines import rubric, shipped_rubrics
from qa_service.domain.calendar import Calendar
from qa_service.errors import BadInput, say
from qa_service.logs import event
from qa_service.reviewing import rescoring
from qa_service.settings import Settings
from qa_service.store import agreement_rollups, installation, migrations, privileges, rollup_rebuild
from qa_service.store.engine import UNAVAILABLE, is_outage, is_sqlite
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


def secret(settings: Settings, database: Store) -> bytes:
    """The secret of this installation: the one that is set, or the one in the data folder, made once for a new
    database. Raises BadInput when the database was filled with another one.
    """
    with database.reading() as session:
        knows_a_secret = installation.knows_a_secret(session)
    if knows_a_secret and not has_secret(settings.secret, settings.data_dir):
        raise BadInput(installation.LOST)
    present = present_secret(settings)
    with database.transaction() as session:
        installation.bind_secret(session, present)
    return present


def present_secret(settings: Settings) -> bytes:
    """The secret that is set, or lies in the data folder, whichever the database was filled with."""
    return installation_secret(settings.secret, settings.data_dir)


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
