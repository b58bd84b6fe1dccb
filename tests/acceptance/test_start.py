"""What commands and services do before they begin: on a fresh folder, with another secret, under a mighty role."""

import json
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
import typer

from qa_service.cli import app
from qa_service.errors import QaError
from qa_service.settings import Settings
from qa_service.store import audit
from qa_service.store.repository import Store
from tests.acceptance.shell import refused, run
from tests.databases import fresh

ANY = "0b9f6c1e-6f0e-4a53-9a2e-6c1d2f5b7a10"
CHAT = {"id": "c1", "client": "acme", "channel": "chat", "customer": "rossi", "turns": [{"text": "buongiorno"}]}
FIRST = {
    "report bot": ["ivr"],
    "review confirm-roles": [ANY],
    "review swap-roles": [ANY],
    "adaptations learn": ["--client", "acme", "--question", "resolution"],
    "adaptations publish": [ANY],
    "adaptations show": ["--client", "acme"],
    "adaptations withdraw": [ANY],
    "agreement": [],
    "audit export": [],
    "audit list": [],
    "audit verify": [],
    "backup create": ["copies"],
    "backup list": ["copies"],
    "backup prune": ["copies", "--keep-days", "1"],
    "calibration list": [],
    "calibration next": [ANY],
    "calibration open": ["x"],
    "calibration reveal": [ANY],
    "calibration show": [ANY],
    "complaints acknowledge": [ANY],
    "complaints answer": [ANY, "upheld"],
    "complaints figures": ["--client", "acme"],
    "complaints import": ["absent.csv", "--client", "acme"],
    "complaints list": [],
    "complaints register": ["billing", "--client", "acme"],
    "complaints reopen": [ANY],
    "complaints rules": ["--client", "acme"],
    "complaints set-rules": ["--client", "acme"],
    "complaints show": [ANY],
    "connector add": ["x", "--kind", "imap", "--place", "imaps://a@mail.example/INBOX", "--client", "acme"],
    "connector change": ["x"],
    "connector dry-run": ["x"],
    "connector list": [],
    "connector quarantine": ["x"],
    "connector reconcile": ["x"],
    "connector remove": ["x"],
    "connector retry": ["x"],
    "connector run": ["x"],
    "connector switch": ["x", "--on"],
    "criteria give-up": [ANY],
    "criteria jobs": [],
    "criteria learn": ["offer", "--client", "acme"],
    "criteria list": ["--client", "acme"],
    "criteria preview": ["absent.yaml", "--client", "acme"],
    "criteria report": [ANY],
    "criteria show": ["offer", "--client", "acme"],
    "criteria templates": [],
    "criteria trial": [ANY],
    "criteria try": ["x@1", "--client", "acme"],
    "criteria use": [ANY],
    "db accept-secret": ["--reason", "lost"],
    "db compact": [],
    "db mask-metadata": [],
    "db totals": ["--check"],
    "db upgrade": [],
    "dispute decide": [ANY, "--uphold", "--why", "x"],
    "dispute list": [],
    "dispute show": [ANY],
    "encryption retire": ["x"],
    "encryption rotate": [],
    "encryption status": [],
    "erase": ["--client", "acme", "--customer", "rossi", "--yes"],
    "export": ["interactions", "--out", "out.csv"],
    "hold lift": [ANY],
    "hold list": [],
    "hold set": ["--client", "acme", "--reason", "x"],
    "import labelstudio": ["absent.json"],
    "ingest": ["chat.json"],
    "keys create": ["QA team", "--role", "qa"],
    "erase-client": ["acme", "--confirm", "acme"],
    "keys list": [],
    "keys revoke": ["x"],
    "keys rotate": ["x"],
    "mask": [ANY, "--kind", "PERSON", "--turn", "0", "--start", "0", "--end", "3"],
    "notice": ["workers"],
    "opt-out add": ["--client", "acme", "--customer", "rossi"],
    "opt-out list": [],
    "opt-out remove": [ANY],
    "proof": ["absent.json"],
    "addresses set": ["acme"],
    "addresses show": ["acme"],
    "policy set": ["acme"],
    "policy show": ["acme"],
    "hours remove": ["--client", "acme"],
    "hours set": ["absent.yaml", "--client", "acme"],
    "hours show": ["--client", "acme"],
    "surveys figures": ["--client", "acme"],
    "surveys import": ["absent.csv", "--client", "acme"],
    "sites remove": ["--client", "acme"],
    "sites set": ["absent.yaml", "--client", "acme"],
    "sites show": ["--client", "acme"],
    "promises confirm": [ANY, "kept"],
    "promises figures": ["--client", "acme"],
    "promises list": [],
    "queue save-mapping": ["m", "absent.yaml", "--client", "acme"],
    "queue import": ["absent.csv", "acme"],
    "report agent": ["a1"],
    "report client": ["acme"],
    "report compare": ["agents", "a1", "a2"],
    "report kpis": ["--client", "acme"],
    "report team": ["nord"],
    "restore": ["copies"],
    "retention forecast": [],
    "retention run": ["--dry-run"],
    "retention set": ["recording=90"],
    "retention show": [],
    "retry": ["--all", "--reason", "x"],
    "review answer": [ANY, "criterion:greeting=yes"],
    "review list": [],
    "review next": [ANY],
    "review suspicious": [],
    "rubric list": [],
    "rubric publish": ["absent.yaml", "acme"],
    "rubric rescore": ["x@1", "--client", "acme"],
    "rubric rescorings": [],
    "rubric try": ["absent.yaml", "acme"],
    "sample check": [ANY],
    "sample draw": [ANY],
    "sample plan": ["x", "10"],
    "sample show": [],
    "sample size": ["0.05"],
    "schedule add": ["x", "--what", "warehouse", "--kind", "folder", "--place", "/srv/out"],
    "schedule list": [],
    "schedule remove": ["x"],
    "schedule run": ["x"],
    "schedule runs": ["x"],
    "unmask": [ANY, "--turn", "0", "--start", "0"],
    "users create": ["anna", "--role", "admin"],
    "users disable": ["anna"],
    "users list": [],
    "users reset-second-factor": ["anna"],
    "users set-password": ["anna"],
    "users sign-out": ["anna"],
    "watch": [],
    "webhooks add": ["https://crm.example.com/x", "--label", "x"],
    "webhooks change": [ANY, "--label", "x"],
    "webhooks list": [],
    "webhooks log": [ANY],
    "webhooks off": [ANY],
    "webhooks on": [ANY],
    "webhooks remove": [ANY],
    "webhooks replay": [ANY, "--since", "2026-12-01"],
    "webhooks rotate": [ANY],
    "webhooks test": [ANY],
    "words figures": [],
    "words release": [ANY],
    "words show": [ANY],
    "words withhold": [ANY],
}
"""The first command on a new machine, whichever it is."""
WITHOUT_DATABASE = ("analyze", "demo", "intents", "models", "rubric check", "serve", "worker", "--")


def leaves(group: typer.core.TyperGroup, *above: str) -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, typer.core.TyperGroup):
            yield from leaves(command, *above, name)
        else:
            yield " ".join((*above, name))


def test_every_command_that_opens_the_database_is_tried_first() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    opening = {name for name in leaves(group) if not name.startswith(WITHOUT_DATABASE)}
    assert opening == set(FIRST), f"add arguments to FIRST, with which each may be the first: {opening ^ set(FIRST)}"


@pytest.mark.parametrize("command", FIRST)
def test_on_a_fresh_folder_every_command_works_or_says_a_sentence(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "chat.json").write_text(json.dumps(CHAT))
    result = run(tmp_path / "data", *command.split(), *FIRST[command])  # raises what is no sentence
    if isinstance(result.exception, QaError):
        assert "\n" not in str(result.exception)


def test_the_first_command_of_the_readme_makes_a_key(tmp_path: Path) -> None:
    made = run(tmp_path / "data", "keys", "create", "QA team", "--role", "qa")
    assert (made.exit_code, made.stdout[:3]) == (0, "qa_")
    assert "QA team" in run(tmp_path / "data", "keys", "list").stdout


ONE, OTHER = {"QA_SECRET": "1" * 32}, {"QA_SECRET": "2" * 32}


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """Data that came in under the secret ONE."""
    (tmp_path / "chat.json").write_text(json.dumps(CHAT))
    assert run(tmp_path, "ingest", str(tmp_path / "chat.json"), **ONE).exit_code == 0
    return tmp_path


@pytest.mark.parametrize("command", [["serve"], ["worker"], ["ingest", "chat.json"], ["report", "client", "acme"]])
def test_another_secret_is_refused_before_anything_is_sealed_or_named(filled: Path, command: list[str]) -> None:
    assert "is not the one that this database was filled with" in refused(filled, *command, **OTHER)
    assert run(filled, "keys", "list", **OTHER).exit_code == 0  # what needs no secret works


def test_a_secret_that_is_not_here_is_not_made_anew(filled: Path) -> None:
    assert "set it as QA_SECRET or put secret.key back" in refused(filled, "ingest", "chat.json")
    assert not (filled / "secret.key").exists()


def test_another_secret_may_be_accepted_for_good_and_the_audit_trail_knows_why(filled: Path) -> None:
    assert run(filled, "db", "accept-secret", "--reason", "the key was lost", **OTHER).exit_code == 0
    (filled / "next.json").write_text(json.dumps({**CHAT, "id": "c2"}))
    assert run(filled, "ingest", str(filled / "next.json"), **OTHER).exit_code == 0
    assert "is not the one" in refused(filled, "ingest", str(filled / "next.json"), **ONE)
    store = Store(Settings(data_dir=filled).database)
    with store.reading() as session:
        (line,) = audit.trail(session, subject="installation")
    store.close()
    assert (line.action, line.detail) == ("accept secret", {"reason": "the key was lost"})


def test_the_check_of_the_secret_does_not_hold_it(filled: Path) -> None:
    for path in filled.glob("*.db*"):
        assert ONE["QA_SECRET"].encode() not in path.read_bytes()


@pytest.fixture
def superuser(tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh database on PostgreSQL, as its superuser."""
    with fresh("postgresql", tmp_path) as url:
        yield url


@pytest.fixture
def role(superuser: str) -> Iterator[str]:
    """The name of a role that does not exist yet; it is gone afterwards."""
    name = f"app_{secrets.token_hex(4)}"
    yield name
    engine = sa.create_engine(superuser, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP OWNED BY {name}")
        connection.exec_driver_sql(f"DROP ROLE {name}")


def as_role(url: str, role: str, password: str) -> dict[str, str]:
    changed = sa.make_url(url).set(username=role, password=password)
    return {"QA_DATABASE_URL": changed.render_as_string(hide_password=False)}


@pytest.mark.parametrize("command", [["serve"], ["worker"], ["keys", "list"], ["ingest", "chat.json"]])
def test_on_postgresql_nothing_runs_as_a_superuser_unless_told_so(
    superuser: str, role: str, tmp_path: Path, command: list[str]
) -> None:
    as_superuser = {"QA_DATABASE_URL": superuser}
    granted = {"QA_DATABASE_ROLE": role, "QA_DATABASE_ROLE_PASSWORD": "it's plain"}
    assert run(tmp_path, "db", "upgrade", **as_superuser, **granted).exit_code == 0
    sentence = refused(tmp_path, *command, **as_superuser)
    assert "runs as 'postgres', a superuser" in sentence
    assert "QA_DATABASE_ROLE" in sentence
    assert run(tmp_path, "keys", "list", QA_DATABASE_AS_OWNER="true", **as_superuser).exit_code == 0
    assert run(tmp_path, "keys", "create", "QA", **as_role(superuser, role, "it's plain")).exit_code == 0


def test_on_postgresql_nothing_runs_as_the_owner_of_the_tables(superuser: str, role: str, tmp_path: Path) -> None:
    engine = sa.create_engine(superuser, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {role} LOGIN PASSWORD 'owner'")
        connection.exec_driver_sql(f"ALTER DATABASE {sa.make_url(superuser).database} OWNER TO {role}")
        connection.exec_driver_sql(f"ALTER SCHEMA public OWNER TO {role}")
    owner = as_role(superuser, role, "owner")
    try:
        assert refused(tmp_path, "keys", "list", **owner) == "the database is not migrated; run: qa-service db upgrade"
        assert run(tmp_path, "db", "upgrade", **owner).exit_code == 0
        assert f"runs as {role!r}, the owner of the tables" in refused(tmp_path, "keys", "list", **owner)
        assert run(tmp_path, "keys", "list", QA_DATABASE_AS_OWNER="true", **owner).exit_code == 0
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"ALTER DATABASE {sa.make_url(superuser).database} OWNER TO postgres")


@pytest.mark.parametrize("name", ["long.json", "long.jsonl", "long.eml"])
@pytest.mark.parametrize("command", [["ingest"], ["analyze", "--out", "out.jsonl"]])
def test_a_turn_that_is_too_long_is_refused_whichever_way_it_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    words = "vorrei disdire " * 2000
    mail = f"From: rossi@example.org\nTo: help@example.com\nSubject: contratto\n\n{words}\n"
    text = mail if name.endswith(".eml") else json.dumps({**CHAT, "turns": [{"text": words}]})
    (tmp_path / name).write_text(text)
    result = run(tmp_path, *command, name)
    assert result.exit_code == 1
    assert "turns[0].text: holds " in result.stderr
    assert "over the limit of 20000" in result.stderr
