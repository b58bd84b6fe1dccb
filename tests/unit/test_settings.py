"""What administrators may see of the settings."""

from qa_service.settings import Settings


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
