from pathlib import Path

import pytest

from haechi.errors import WorkspaceError
from haechi.store.workspace import create, find


def test_a_new_workspace_keeps_its_register_beside_it(tmp_path: Path) -> None:
    workspace = create(tmp_path / "desk")
    assert workspace.register_url == f"sqlite:///{(tmp_path / 'desk' / 'register.sqlite').as_posix()}"


def test_making_it_again_keeps_the_settings(tmp_path: Path) -> None:
    create(tmp_path)
    (tmp_path / "haechi.toml").write_text('format = 1\nregister = "sqlite:///elsewhere.sqlite"\n', encoding="utf-8")
    assert create(tmp_path).register_url == "sqlite:///elsewhere.sqlite"


def test_a_folder_without_settings_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="is not a workspace .*run `haechi init"):
        find(tmp_path)


@pytest.mark.parametrize(("text", "words"), [("format = 2", "says format = 2"), ("format =", "not readable as TOML")])
def test_settings_of_another_kind_are_refused(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "haechi.toml").write_text(text, encoding="utf-8")
    with pytest.raises(WorkspaceError, match=words):
        find(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WorkspaceError, match="file is a file"):
        create(tmp_path / "file")
