"""What a backend is told by its environment, and what follows from that."""

from __future__ import annotations

from pathlib import Path

import pytest

from fittrack_backend.settings import load_settings
from fittrack_backend.variables import InvalidSettings


def test_everything_is_below_the_data_folder_unless_told_otherwise(tmp_path: Path) -> None:
    settings = load_settings(tmp_path, environment={})
    assert settings.database_url == f"sqlite:///{tmp_path}/fittrack.db"
    assert settings.jobs_url == f"sqlite:///{tmp_path}/jobs.db"
    assert settings.server_key_file == tmp_path / "server.key"
    assert (settings.host, settings.port) == ("127.0.0.1", 8765)


def test_jobs_are_kept_in_another_database_where_data_is(tmp_path: Path) -> None:
    url = "postgresql://db.example/fittrack"
    assert load_settings(tmp_path, environment={"FITTRACK_DATABASE_URL": url}).jobs_url == url
    both = {"FITTRACK_DATABASE_URL": url, "FITTRACK_JOBS_URL": "postgresql://db.example/jobs"}
    assert load_settings(tmp_path, environment=both).jobs_url == "postgresql://db.example/jobs"


def test_the_data_folder_is_the_arguments_then_the_environments(tmp_path: Path) -> None:
    environment = {"FITTRACK_DATA_DIR": str(tmp_path / "named")}
    assert load_settings(environment=environment).data_dir == tmp_path / "named"
    assert load_settings(tmp_path, environment=environment).data_dir == tmp_path


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("FITTRACK_DECODE_WORKERS", "0"),
        ("FITTRACK_MAX_FILE_BYTES", "1 MB"),
        ("FITTRACK_ALLOW_REMOTE", "perhaps"),
        ("FITTRACK_SAMPLES", "sometimes"),
    ],
)
def test_a_setting_without_sense_is_named(tmp_path: Path, variable: str, text: str) -> None:
    with pytest.raises(InvalidSettings, match=variable):
        load_settings(tmp_path, environment={variable: text})
