"""Bodies that are too large or too deep are refused, and nothing of them is kept."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI, UploadFile
from starlette.testclient import TestClient
from tests.app.at_desk import desk

from haechi.web import bodies
from haechi.web.application import create
from haechi.web.bodies import Limits, depth
from haechi.web.visitor import Role, Visitor

FORM = {"content-type": "application/x-www-form-urlencoded"}
JSON = {"content-type": "application/json"}


@pytest.fixture
def app() -> FastAPI:
    at = desk("2026-11-22")
    limits = Limits(body=1000, upload=5000, depth=8)
    found = create(lambda _: at, lambda _: Visitor(name="a desk", role=Role.ADMIN), limits=limits)

    @found.post("/upload")
    def upload(file: UploadFile) -> int:
        return file.size or 0

    @found.post("/api/v1/take")
    def take(body: dict[str, object]) -> int:
        return len(body)

    return found


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://localhost") as found:
        yield found


def parts(size: int) -> Iterator[bytes]:
    """A body that comes in parts, without a stated length."""
    for _ in range(size // 100):
        yield b"x" * 100


def test_a_form_that_is_too_large_is_refused_in_a_sentence(client: TestClient) -> None:
    answer = client.post("/language", content=b"x" * 1001, headers=FORM)
    assert answer.status_code == 413
    assert "larger than is taken here; nothing of it was kept" in answer.text


def test_a_body_without_a_length_is_cut_too(client: TestClient) -> None:
    assert client.post("/language", content=parts(2000), headers=FORM).status_code == 413
    assert client.post("/language", content=parts(900), headers=FORM).status_code == 422


def test_an_upload_may_be_larger_than_a_form_and_not_without_end(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "UPLOADS", ("/upload",))
    assert client.post("/upload", files={"file": b"x" * 4000}).json() == 4000
    assert client.post("/upload", files={"file": b"x" * 5000}).status_code == 413


def test_a_path_that_takes_no_files_takes_no_large_ones(client: TestClient) -> None:
    assert client.post("/upload", files={"file": b"x" * 4000}).status_code == 413


def test_who_only_reads_is_refused_before_a_large_file_is_taken(app: FastAPI) -> None:
    app.state.visitors = lambda _: Visitor(name="Lee", role=Role.VIEWER)
    reader = TestClient(app, base_url="http://localhost")
    assert reader.post("/data", files={"file": b"x" * 4000}).status_code == 413


def test_json_that_is_too_large_is_a_problem(client: TestClient) -> None:
    answer = client.post("/api/v1/take", content=b'{"a": "' + b"x" * 1000 + b'"}', headers=JSON)
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")


@pytest.mark.parametrize("body", [b'{"a":' * 9 + b"1" + b"}" * 9, b'{"a": ' + b"[" * 400])
def test_json_that_is_too_deep_is_a_problem_in_a_sentence(client: TestClient, body: bytes) -> None:
    answer = client.post("/api/v1/take", content=body, headers=JSON)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["detail"] == "the JSON is nested more than 8 deep; send it flatter"


def test_json_that_is_neither_is_taken(client: TestClient) -> None:
    assert client.post("/api/v1/take", json={"a": [[[[[1]]]]], "b": "[[[[[[[[[["}).json() == 2


@pytest.mark.parametrize(
    ("body", "levels"), [(b"1", 0), (b"[]", 1), (b'{"a": [{}]}', 3), (b'"[[\\"[["', 0), (b'["', 1), (b"[[]][", 2)]
)
def test_depth_counts_brackets_outside_of_words(body: bytes, levels: int) -> None:
    assert depth(body, 9) == levels
