"""Workspaces for the tests of commands: an empty one, and one with the real BACI file, loaded once."""

from pathlib import Path

import pytest
from tests.app.at_desk import place
from tests.cli.running import haechi


@pytest.fixture(autouse=True)
def shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A wide terminal in an empty folder, and no workspace by the environment."""
    monkeypatch.setenv("COLUMNS", "250")
    monkeypatch.delenv("HAECHI_WORKSPACE", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return place(tmp_path / "ws").folder


@pytest.fixture(scope="session")
def baci_file(shared_data: Path) -> Path:
    return shared_data / "trade" / "baci_30_codes_annual_2002_2024.parquet"


@pytest.fixture(scope="session")
def baci(baci_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("baci")
    assert haechi("init", folder).status == 0
    assert haechi("load", baci_file, "-w", folder).status == 0
    return folder
