"""Users and keys at the command line: what is changed there leaves a line in the audit trail, as on the pages."""

from pathlib import Path

from qa_service.store import audit
from qa_service.store.repository import Store
from tests.acceptance.shell import refused, run


def test_who_made_and_closed_users_and_keys_at_the_shell_is_written_down(tmp_path: Path) -> None:
    run(tmp_path, "db", "upgrade")
    run(tmp_path, "users", "create", "Anna", "--role", "team_leader", "--team", "nord")
    run(tmp_path, "users", "set-password", "anna")
    run(tmp_path, "users", "disable", "anna")
    prefix = run(tmp_path, "keys", "create", "QA team", "--role", "qa", "--client", "acme").stdout.split("_")[1]
    run(tmp_path, "keys", "revoke", prefix)
    with Store(f"sqlite:///{tmp_path / 'qa.db'}").reading() as session:
        lines = list(reversed(audit.trail(session)))
    assert [(line.action, line.subject, line.client, line.detail) for line in lines] == [
        ("create user", "anna", None, {"role": "team_leader"}),
        ("set password", "anna", None, {}),
        ("disable user", "anna", None, {}),
        ("create key", prefix, "acme", {"role": "qa"}),
        ("revoke key", prefix, "acme", {}),
    ]
    assert all(line.actor.startswith("shell:") for line in lines)


def test_a_key_says_what_it_is_for_whichever_door_made_it(tmp_path: Path) -> None:
    run(tmp_path, "db", "upgrade")
    assert "is not 1 to 200 characters long" in refused(tmp_path, "keys", "create", " ")
    assert "there is no user 'olga'" in refused(tmp_path, "users", "disable", "olga")
