"""Data on pages: a customs file is dropped, taken or refused, and nothing is left half way."""

import errno
import shutil
import tempfile
from pathlib import Path
from typing import Any, NoReturn

import pytest
from starlette.testclient import TestClient
from tests.app.at_desk import desk
from tests.cli.test_data import small
from tests.store.small_lake import snapshot
from tests.web.conftest import DAY, application

from haechi.app.desk import Desk
from haechi.store import parquet, quarantine, request
from haechi.web.visitor import Role

NAME = "BACI_HS17_Y2021_V202301.csv"


@pytest.fixture
def at_desk(tmp_path: Path) -> Desk:
    return desk(DAY, tmp_path / "desk")


@pytest.fixture
def aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the system keeps files for a while."""
    folder = tmp_path / "aside"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def client(at_desk: Desk) -> TestClient:
    return TestClient(application(at_desk), base_url="http://localhost")


def drop(client: TestClient, path: Path, **form: str) -> Any:
    return client.post("/data", data=form, files={"file": (path.name, path.read_bytes())})


def test_a_file_is_loaded_and_what_was_taken_is_told(
    client: TestClient, at_desk: Desk, tmp_path: Path, aside: Path
) -> None:
    answer = drop(client, small(tmp_path))
    assert answer.status_code == 200
    assert f'<td>{NAME}</td><td class="whole">loaded</td>' in answer.text
    assert len(at_desk.lake.loads()) == 1
    assert list(aside.iterdir()) == []


def test_what_is_loaded_can_be_judged_from_there(client: TestClient, tmp_path: Path) -> None:
    assert 'value="watch"' not in client.get("/data").text
    drop(client, small(tmp_path))
    assert 'value="watch"' in client.get("/data").text
    asked = client.post("/jobs", data={"kind": "watch"}, follow_redirects=False)
    assert asked.headers["location"] == "/jobs/1"


def test_a_page_of_nothing_says_how_to_begin(client: TestClient) -> None:
    text = client.get("/data").text
    assert "Nothing is loaded: `haechi load FILE`." in text
    assert "No row was put aside." in text


@pytest.mark.parametrize(
    ("name", "content", "form", "said"),
    [
        ("empty.csv", b"", {}, "empty.csv is empty (0 bytes)"),
        ("../../x.csv", b"a,b\n1,2\n", {}, "x.csv"),
        (NAME, b"t,i\n", {"release_lag": "soon"}, "&#39;soon&#39; is no number of days"),
        (NAME, b"t,i\n", {"vintage": "soon"}, "&#39;soon&#39; is no day of publication"),
        ("<img src=x>.csv", b"", {}, "img src=x.csv is empty"),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence_and_nothing_is_left(
    client: TestClient, at_desk: Desk, name: str, content: bytes, form: dict[str, str], said: str
) -> None:
    answer = client.post("/data", data=form, files={"file": (name, content)})
    assert answer.status_code == 422
    assert said in answer.text
    assert "<img src=x>" not in answer.text
    assert not at_desk.has_flows
    assert [path for path in at_desk.place.folder.rglob("*") if path.suffix == ".csv"] == []


@pytest.mark.parametrize(
    ("module", "step"), [(shutil, "copyfileobj"), (parquet, "digest"), (quarantine, "write"), (request, "commit")]
)
def test_a_full_disk_is_a_sentence_and_the_desk_stays_as_it_was(
    client: TestClient,
    at_desk: Desk,
    tmp_path: Path,
    aside: Path,
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    step: str,
) -> None:
    drop(client, small(tmp_path))
    before = snapshot(at_desk.place.lake)

    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device", "x.csv")

    path = small(tmp_path, "BACI_HS17_Y2022_V202301.csv")
    path.write_text(path.read_text() + "2021,392,410,281119,9,1\n2021,392,410,281111,many,1\n")
    monkeypatch.setattr(module, step, full)
    answer = drop(client, path)
    assert answer.status_code == 507
    assert "No space left on device" in answer.text
    assert snapshot(at_desk.place.lake) == before
    assert list(aside.iterdir()) == []
    assert not at_desk.place.quarantine.is_dir() or list(at_desk.place.quarantine.iterdir()) == []


def test_rows_that_were_put_aside_are_taken_away_as_csv(client: TestClient, tmp_path: Path) -> None:
    path = small(tmp_path)
    path.write_text(path.read_text() + "2021,392,410,281111,many,1\n")
    text = drop(client, path).text
    name = text.split('href="/data/quarantine/')[1].split('"')[0]
    assert client.get(f"/data/quarantine/{name}").text.startswith("file,line,reason,row")
    assert client.get("/data/quarantine/..%2Fhaechi.toml").status_code == 404


def test_who_may_only_read_loads_nothing(at_desk: Desk, tmp_path: Path) -> None:
    reader = TestClient(application(at_desk, Role.VIEWER), base_url="http://localhost")
    assert drop(reader, small(tmp_path)).status_code == 403
    assert not at_desk.has_flows
