"""What hostile files and bodies do to every route that takes them: one sentence, nothing kept, nothing outside."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from starlette.testclient import TestClient
from tests.app.at_desk import desk
from tests.web.conftest import DAY, application

from haechi.app.desk import Desk

JSON = {"content-type": "application/json"}
ROUTES = ("/data", "/documents", "/register-files", "/news", "/stress/own")
NAMES = ("../../escaped.csv", "..", ".", "/escaped.csv", "C:\\..\\escaped.csv", "a" * 300 + ".csv", "견" * 200)
FIELDS = {"about": "item", "name": "hf", "source": "a test"}


@pytest.fixture(scope="module")
def around(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds the one of the desk."""
    return tmp_path_factory.mktemp("around")


@pytest.fixture(scope="module")
def at(around: Path) -> Desk:
    return desk(DAY, around / "inner" / "desk")


@pytest.fixture(scope="module")
def client(at: Desk) -> Iterator[TestClient]:
    with TestClient(application(at), base_url="http://localhost") as found:
        yield found


def hand_in(client: TestClient, route: str, name: str, content: bytes) -> Any:
    return client.post(route, data=FIELDS, files={"file": (name, content)}, follow_redirects=False)


def sentence(answer: Any) -> str:
    """What the page says went wrong."""
    found = re.search(r'role="alert">(.*?)</p>', answer.text, re.DOTALL)
    return unescape(found[1]) if found else ""


def workbook(fill: Callable[[Worksheet], object]) -> bytes:
    """A workbook with one sheet of parties."""
    book, kept = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "party"
    fill(book.active)
    book.save(kept)
    return kept.getvalue()


def with_sheet(content: bytes) -> bytes:
    """A workbook whose sheet holds other bytes than openpyxl would write."""
    whole, kept = zipfile.ZipFile(io.BytesIO(workbook(lambda _: None))), io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in whole.namelist():
            archive.writestr(member, content if member == "xl/worksheets/sheet1.xml" else whole.read(member))
    return kept.getvalue()


def laughs() -> bytes:
    """Words that mean fifty of the words before them, eight times over."""
    words = "".join(f'<!ENTITY w{n} "{f"&w{n - 1};" * 50}">' for n in range(1, 9))
    head = f'<!DOCTYPE worksheet [<!ENTITY w0 "{"ha" * 500}">{words}]>'
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&w8;</t></is></c></row>'
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return with_sheet(
        f'<?xml version="1.0"?>{head}<worksheet xmlns="{space}"><sheetData>{cell}</sheetData></worksheet>'.encode()
    )


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_file_leads_nowhere(client: TestClient, around: Path, route: str, name: str) -> None:
    answer = hand_in(client, route, name, b"a,b\n1,2\n")
    assert answer.status_code == 422 or (route, answer.status_code) == ("/documents", 303)
    assert "/" not in re.sub(r"https?://\S+", "", sentence(answer)).replace("key/value", "")
    assert [path.name for path in around.iterdir()] == ["inner"]
    assert [path.name for path in (around / "inner").iterdir()] == ["desk"]
    assert not Path("/escaped.csv").exists()


@pytest.mark.parametrize("route", ROUTES)
def test_signs_of_control_in_the_name_of_a_file_are_left_out(client: TestClient, route: str) -> None:
    part = b'--x\r\ncontent-disposition: form-data; name="file"; filename="a\0\x1b\x7fb.csv"\r\n\r\na,b\n1,2\n\r\n'
    fields = b"".join(
        f'--x\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in FIELDS.items()
    )
    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer = client.post(route, content=part + fields + b"--x--\r\n", headers=headers, follow_redirects=False)
    assert answer.status_code in (303, 400, 422)
    assert not set("\0\x1b\x7f") & set(answer.text)


@pytest.mark.parametrize("route", ["/data", "/register-files"])
def test_words_that_grow_without_end_are_not_read(client: TestClient, route: str) -> None:
    answer = hand_in(client, route, "r.xlsx", laughs())
    assert answer.status_code == 422
    assert "r.xlsx cannot be read as a workbook" in sentence(answer)


@pytest.mark.parametrize("route", ["/data", "/register-files"])
def test_a_workbook_that_swells_is_refused_before_it_is_read(client: TestClient, route: str) -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/sharedStrings.xml", "w") as member:
            for _ in range(300):
                member.write(b" " * 1_000_000)
    answer = hand_in(client, route, "r.xlsx", kept.getvalue())
    assert answer.status_code == 422
    assert "unpacks to" in sentence(answer)


def test_a_sheet_with_a_cell_far_off_is_refused_before_its_cells_are_looked_at(client: TestClient) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["XFD5000"] = "entry", "x"

    answer = hand_in(client, "/register-files", "r.xlsx", workbook(fill))
    assert answer.status_code == 422
    assert "has 5,000 rows and 16,384 columns" in sentence(answer)


EMPTY_CELLS = "<sheetData><row>" + "<c/>" * 1_000_001 + "</row></sheetData>"
FORMED_ROWS = "<sheetData>" + '<row ht="1"/>' * 1_000_001 + "</sheetData>"
SPAN = "A1:XFD1048576"


@pytest.mark.parametrize(
    "content",
    [
        EMPTY_CELLS,
        FORMED_ROWS,
        f'<sheetData/><mergeCells><mergeCell ref="{SPAN}"/></mergeCells>',
        f'<sheetData/><hyperlinks><hyperlink ref="{SPAN}" location="a"/></hyperlinks>',
    ],
    ids=["cells", "rows", "merged", "linked"],
)
def test_a_small_file_of_very_many_cells_is_refused_before_they_are_made(
    client: TestClient, content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(*_: object, **__: object) -> None:
        raise AssertionError("the workbook was built")

    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    file = with_sheet(f'<worksheet xmlns="{space}">{content}</worksheet>'.encode())
    assert len(file) < 100_000
    monkeypatch.setattr(openpyxl, "load_workbook", made)
    answer = hand_in(client, "/register-files", "r.xlsx", file)
    assert answer.status_code == 422
    assert "r.xlsx has more than 1,000,000 cells and values" in sentence(answer)


def test_a_sheet_whose_rows_are_numbered_without_end_is_refused(client: TestClient) -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    row = '<row r="9999999999"><c r="A9999999999"><v>1</v></c></row>'
    content = with_sheet(f'<worksheet xmlns="{space}"><sheetData>{row}</sheetData></worksheet>'.encode())
    for route in ("/data", "/register-files"):
        answer = hand_in(client, route, "r.xlsx", content)
        assert answer.status_code == 422
        assert "r.xlsx" in sentence(answer)


@pytest.mark.parametrize(
    ("route", "name", "content", "said"),
    [
        ("/data", "r.json", b"[" * 100_000, "r.json is nested too deeply"),
        ("/data", "r.json", b'{"data":' * 10_000, "r.json is nested too deeply"),
        ("/stress/own", "r.toml", b"a = " + b"[" * 50_000, "nested too deeply"),
        ("/stress/own", "r.toml", b"x" * 1_000_000, "longer than a scenario can be"),
        ("/news", "r.txt", b"word " * 1_000_000, "has more than 4 MB"),
        ("/register-files", "r.xlsx", b"PK\x03\x04" + b"\0" * 100, "r.xlsx cannot be read as a workbook"),
    ],
)
def test_what_is_too_deep_or_too_long_is_one_sentence(
    client: TestClient, route: str, name: str, content: bytes, said: str
) -> None:
    answer = hand_in(client, route, name, content)
    assert answer.status_code == 422
    assert said in sentence(answer)


def posts(client: TestClient) -> list[str]:
    """Every path under /api/v1 to which something can be sent."""
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    return [re.sub(r"\{\w+\}", "1", path) for path, methods in paths.items() if "post" in methods]


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (b'{"a":' * 20_000, 422, "nested more than 32 deep"),
        (b"[" * 100_000, 422, "nested more than 32 deep"),
        (b'{"a":"' + b"x" * 2**20 + b'"}', 413, "larger than is taken here"),
        (b'{"why":"\\ud800"}', 422, "half of a sign"),
        (b'{"why":' + b"9" * 100_000 + b"}", 400, "cannot be read"),
        (b'{"why":"\xed\xa0\x80"}', 400, "cannot be read"),
        ('{"why":"a reason"}'.encode("utf-16"), 400, "cannot be read"),
    ],
    ids=["objects", "lists", "huge", "half a sign", "a long number", "no UTF-8", "UTF-16"],
)
def test_hostile_json_is_a_problem_on_every_route_of_the_api(
    client: TestClient, body: bytes, status: int, said: str
) -> None:
    paths = posts(client)
    assert len(paths) >= 10
    for path in paths:
        answer = client.post(path, content=body, headers=JSON)
        assert (path, answer.status_code) == (path, status)
        assert answer.headers["content-type"] == "application/problem+json"
        assert said in json.loads(answer.content)["detail"]
