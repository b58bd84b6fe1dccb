"""What administrators may see of the settings, and which are refused."""

from typing import Any

import pytest
from pydantic import ValidationError

from qa_service.settings import Settings, refused


def test_neither_the_secret_nor_a_password_is_shown() -> None:
    settings = Settings(
        secret="s" * 40,
        database_url="postgresql+psycopg://qa:hush@db.local:5432/qa?password=hush",
        blob_url="s3://key:hush@bucket/recordings?token=hush",
    )
    shown = settings.shown()
    assert shown["database_url"] == "postgresql+psycopg://db.local:5432/qa"
    assert shown["blob_url"] == "s3://bucket/recordings"
    assert "hush" not in str(shown)
    assert "s" * 40 not in str(shown)


def test_what_is_not_set_is_left_out_and_zero_is_not() -> None:
    assert "agent_channel" not in Settings(agent_channel=None).shown()
    assert Settings(agent_channel=0).shown()["agent_channel"] == "0"
    assert Settings().shown()["keep_originals"] == "False"


def test_a_language_model_is_off_by_default_and_its_key_is_never_shown() -> None:
    assert Settings().ask_url == ""
    assert not any(name.startswith("ask") for name in Settings().shown())
    model = {"ask_url": "http://127.0.0.1:8080/v1", "ask_model": "tiny", "ask_hosts": ("LLM.example.com",)}
    shown = Settings(**model, ask_key="hush").shown()  # type: ignore[arg-type]
    assert (shown["ask_url"], shown["ask_model"]) == ("http://127.0.0.1:8080/v1", "tiny")
    assert shown["ask_hosts"] == "('llm.example.com',)"
    assert "hush" not in str(shown)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ask_url": "127.0.0.1:8080", "ask_model": "m"}, "ASK_URL"),
        ({"ask_url": "file:///etc/passwd", "ask_model": "m"}, "ASK_URL"),
        ({"ask_url": "http://anna:hush@10.0.0.1/v1", "ask_model": "m"}, "ASK_URL"),
        ({"ask_url": "http://10.0.0.1/v1?key=hush", "ask_model": "m"}, "ASK_URL"),
        ({"ask_url": "http://10.0.0.1:hush/v1", "ask_model": "m"}, "ASK_URL"),
        ({"ask_url": "http://möglich.example/v1", "ask_model": "m"}, "ASK_URL"),
        ({"ask_url": "http:///v1", "ask_model": "m"}, "ASK_URL"),
        ({"ask_key": "hush\r\nX-More: 1"}, "ASK_KEY"),
        ({"ask_key": "hush\u00e9"}, "ASK_KEY"),
        ({"ask_url": "http://10.0.0.1/v1"}, "ASK_MODEL"),
        ({"ask_hosts": ("https://llm.example.com",)}, "ASK_HOSTS"),
        ({"ask_hosts": ("*",)}, "ASK_HOSTS"),
        ({"ask_seconds": 0}, "ASK_SECONDS"),
    ],
)
def test_an_address_that_cannot_be_meant_is_refused_without_repeating_it(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Settings(**wrong)
    sentence = refused(refusal.value)
    assert sentence.startswith(f"QA_{field}: ")
    assert "hush" not in sentence
