"""What `compose.yaml` starts: nothing runs as the owner of the tables, and what dies comes back."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import typer
import yaml

from qa_service.cli import app
from qa_service.settings import Settings

SERVICES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parents[2] / "compose.yaml").read_text())[
    "services"
]


def role(service: str) -> str | None:
    """The database role; the password may hold what a shell would put there."""
    address: str = SERVICES[service]["environment"]["QA_DATABASE_URL"]
    return sa.make_url(address.replace("${", "").replace(":?set it in .env}", "")).username


def test_only_the_upgrade_runs_as_the_owner_of_the_tables() -> None:
    owner = SERVICES["db"]["environment"]["POSTGRES_USER"]
    assert role("migrate") == owner
    assert SERVICES["migrate"]["command"] == ["db", "upgrade"]
    plain = SERVICES["migrate"]["environment"]["QA_DATABASE_ROLE"]
    assert plain != owner
    assert {role("api"), role("worker")} == {plain}


def test_what_dies_comes_back() -> None:
    assert {name: one["restart"] for name, one in SERVICES.items()} == {
        **dict.fromkeys(("db", "api", "worker"), "unless-stopped"),
        "migrate": "no",  # it is done when it ends
    }


@pytest.mark.parametrize("name", ["migrate", "api", "worker"])
def test_every_command_and_every_setting_exists(name: str) -> None:
    service = SERVICES[name]
    checked = service.get("healthcheck", {}).get("test", ["CMD", "qa-service", *service["command"]])
    assert checked[:2] == ["CMD", "qa-service"]
    for arguments in (service["command"], checked[2:]):
        typer.main.get_command(app).main([*arguments, "--help"], standalone_mode=False)
    known = {f"QA_{field.upper()}" for field in Settings.model_fields}
    assert {variable for variable in service["environment"] if variable.startswith("QA_")} <= known
