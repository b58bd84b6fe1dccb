"""The settings of events out: what is refused, and what comes of the rest."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from qa_service.bootstrap import service
from qa_service.errors import BadInput
from qa_service.settings import Settings

MAIL: dict[str, Any] = {"smtp_host": "mail.example.com", "smtp_from": "qa@example.com", "smtp_user": "qa"}


def settings(tmp_path: Path, **more: Any) -> Settings:
    return Settings(data_dir=tmp_path, **more)


@pytest.mark.parametrize(
    "wrong",
    [
        {"smtp_host": "mail.example.com"},
        {**MAIL, "smtp_from": "Nobody"},
        {**MAIL, "smtp_from": "a@b\nBcc: all@example.com"},
        {**MAIL, "smtp_security": "none"},
        {**MAIL, "smtp_port": 0},
        {"webhook_hosts": ("http://crm.internal",)},
        {"webhook_hosts": ("*",)},
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        settings(tmp_path, **wrong)


def test_without_a_mail_server_nobody_gets_mail_and_on_this_machine_it_may_be_in_the_clear(tmp_path: Path) -> None:
    assert service.mail_server(settings(tmp_path)) is None
    near = service.mail_server(settings(tmp_path, **{**MAIL, "smtp_host": "localhost", "smtp_security": "none"}))
    assert near is not None
    assert (near.port, near.security) == (587, "none")


def test_the_password_may_lie_in_a_file_and_is_shown_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("very secret\n")
    given = settings(tmp_path, **MAIL, smtp_password_file=file, webhook_hosts=("CRM.internal",))
    server = service.mail_server(given)
    assert server is not None
    assert server.password == "very secret"
    assert "very secret" not in str(given.shown())
    assert given.shown()["smtp_host"] == "mail.example.com"
    assert given.webhook_hosts == ("crm.internal",)
    file.unlink()
    with pytest.raises(BadInput, match="QA_SMTP_PASSWORD_FILE"):
        service.mail_server(given)
