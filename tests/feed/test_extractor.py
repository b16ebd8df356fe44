"""The optional extractor, against a server on this machine that answers what the test gives it."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest

from haechi.errors import InputError, NotCovered
from haechi.feed.extractor import extract
from haechi.model.news import Endpoint

TEXT = "China announced an export control of gallium on Monday."
FIELD = {"field": "item", "value": "gallium", "passage": "gallium"}


class Stub(BaseHTTPRequestHandler):
    """Answers every request with `content` and keeps what it was asked."""

    content: ClassVar[str] = ""
    status: ClassVar[int] = 200
    asked: ClassVar[list[tuple[Any, str | None]]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Stub.asked.append((body, self.headers.get("Authorization")))
        reply = json.dumps({"choices": [{"message": {"content": Stub.content}}]}).encode()
        self.send_response(Stub.status)
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the base class
        """Say nothing."""


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    Stub.status, Stub.asked = 200, []
    server = HTTPServer(("127.0.0.1", 0), Stub)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Endpoint(url=f"http://127.0.0.1:{server.server_port}/v1", model="m", hosts=("127.0.0.1",))
    server.shutdown()
    thread.join()
    server.server_close()


def answer(*fields: Any, kind: str = "notice") -> None:
    Stub.content = json.dumps({"proposals": [{"kind": kind, "fields": list(fields)}]})


def test_a_proposal_is_marked_as_unreviewed_and_stands_on_the_text(endpoint: Endpoint) -> None:
    answer(FIELD)
    (draft,) = extract(endpoint, TEXT, key="secret")
    (found,) = draft.fields
    assert (found.value, found.rule, TEXT[found.passage.start : found.passage.end]) == (
        "gallium",
        "machine, unreviewed",
        "gallium",
    )
    ((body, authorization),) = Stub.asked
    assert body["response_format"]["json_schema"]["strict"] is True
    assert authorization == "Bearer secret"


def test_words_that_are_not_in_the_text_are_left_out(endpoint: Endpoint) -> None:
    answer({**FIELD, "passage": "germanium"})
    assert extract(endpoint, TEXT, key=None) == ()


@pytest.mark.parametrize(
    "content", ["no json", '{"proposals": 3}', '{"other": []}', '{"proposals": [{"kind": "war", "fields": []}]}']
)
def test_an_answer_outside_the_schema_is_refused(endpoint: Endpoint, content: str) -> None:
    Stub.content = content
    with pytest.raises(NotCovered, match="does not keep the schema"):
        extract(endpoint, TEXT, key=None)


def test_a_server_that_fails_is_named(endpoint: Endpoint) -> None:
    Stub.status = 500
    with pytest.raises(NotCovered, match=r"the extractor at 127.0.0.1 did not answer"):
        extract(endpoint, TEXT, key=None)


def test_a_host_outside_the_list_is_not_asked() -> None:
    outside = Endpoint(url="https://example.org/v1", model="m", hosts=("127.0.0.1",))
    with pytest.raises(InputError, match=r"'example.org' is not among the hosts"):
        extract(outside, TEXT, key=None)


@pytest.mark.parametrize("label", ["TLP:AMBER", "TLP: RED", "TLP:AMBER+STRICT", "tlp:amber"])
def test_restricted_text_does_not_leave_this_machine(label: str) -> None:
    outside = Endpoint(url="https://example.org/v1", model="m", hosts=("example.org",))
    with pytest.raises(InputError, match="does not go to"):
        extract(outside, f"{label}\n{TEXT}", key=None)


def test_restricted_text_may_go_to_this_machine(endpoint: Endpoint) -> None:
    answer(FIELD)
    assert len(extract(endpoint, f"TLP:AMBER\n{TEXT}", key=None)) == 1
