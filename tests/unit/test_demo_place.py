"""The demo centre lies apart, is known by its marker, and nothing else is ever removed."""

from pathlib import Path

import pytest

from qa_service.demo import place
from qa_service.errors import BadInput, Conflict, NotFound
from qa_service.settings import DEMO_MARKER, Settings


def test_its_settings_lead_to_no_database_and_no_folder_of_real_data(tmp_path: Path) -> None:
    real = Settings(
        data_dir=tmp_path, database_url="postgresql://somewhere/real", blob_url="s3://real", secret="real" * 8
    )
    demo = place.settings_of(real)
    assert demo.data_dir == tmp_path / "demo"
    assert demo.database == f"sqlite:///{tmp_path / 'demo' / 'qa.db'}"
    assert demo.blobs.startswith((tmp_path / "demo").as_uri())
    assert "real" not in demo.secret
    assert demo.monitoring_basis
    environment = place.environment(demo)
    assert environment["QA_DATA_DIR"] == str(tmp_path / "demo")
    assert environment["QA_DATABASE_URL"] == environment["QA_BLOB_URL"] == environment["QA_SECRET"] == ""


def test_inside_the_demo_folder_there_is_no_second_one(tmp_path: Path) -> None:
    (tmp_path / DEMO_MARKER).touch()
    assert place.settings_of(Settings(data_dir=tmp_path)).data_dir == tmp_path


def test_a_folder_without_the_marker_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "qa.db").write_text("real")
    with pytest.raises(BadInput, match="holds no demo centre"):
        place.remove(tmp_path)
    with pytest.raises(BadInput, match="holds no demo centre"), place.being_built(tmp_path):
        pass
    assert (tmp_path / "qa.db").read_text() == "real"


def test_it_can_be_opened_once_it_is_complete_and_renewed_once_it_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    with pytest.raises(RuntimeError), place.being_built(folder):
        raise RuntimeError("stopped half way")
    with pytest.raises(NotFound, match="no complete demo centre"), place.opened(folder):
        pass
    with place.being_built(folder):
        (folder / "qa.db").touch()
        with pytest.raises(Conflict, match="being made in another process"):
            place.remove(folder)
    with place.opened(folder), pytest.raises(Conflict, match="is open"), place.being_built(folder):
        pass
    assert (folder / "qa.db").exists()
    place.remove(folder)
    assert not folder.exists()
    with pytest.raises(NotFound):
        place.remove(folder)
