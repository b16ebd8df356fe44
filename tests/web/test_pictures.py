"""Pages with pictures: each says the same as its table, stands without a script, and leads to its sources."""

import re
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.app.at_desk import desk
from tests.cli.running import haechi
from tests.web.conftest import DAY, application

from haechi.app import item_watch, panels
from haechi.app.desk import Desk
from haechi.app.loading import Terms, load
from haechi.errors import NotCovered
from haechi.web.rooms import items

PATIENCE = 20.0
FILE = "baci_30_codes_annual_2002_2024.parquet"


@pytest.fixture(scope="module")
def loaded(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    found = desk(DAY, tmp_path_factory.mktemp("pictures"))
    load(found, [shared_data / "trade" / FILE], Terms(), lambda *_: None)
    return found


@pytest.fixture(scope="module")
def annual(loaded: Desk) -> Iterator[TestClient]:
    """A client of a desk with yearly customs data."""
    with TestClient(application(loaded), base_url="http://localhost") as found:
        yield found


@pytest.fixture(scope="module")
def monthly(china: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a desk with months of China's exports."""
    folder = tmp_path_factory.mktemp("months") / "ws"
    shutil.copytree(china, folder)
    with TestClient(application(desk(DAY, folder)), base_url="http://localhost") as found:
        yield found


def words(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_the_chain_leads_to_every_item_in_the_picture_and_in_the_table(client: TestClient, at: Desk) -> None:
    text = client.get("/chain").text
    for item in at.facts.items:
        assert text.count(f'href="/items/{item.id}"') >= 2


def test_the_path_of_a_stop_is_marked_and_stands_in_the_table(client: TestClient) -> None:
    text = client.get("/chain?stop=hf").text
    assert "■ Hydrogen" in text
    assert "▸ " in text
    assert "Hydrogen fluoride → " in words(text)


def test_a_search_lists_what_it_finds_and_says_what_it_does_not(client: TestClient) -> None:
    assert "Found: Hydrogen fluoride" in words(client.get("/chain?find=hydrogen+fluoride").text)
    assert "no item has unobtainium in its name" in words(client.get("/chain?find=unobtainium").text)


def test_a_share_without_a_partner_is_one_sentence(client: TestClient) -> None:
    answer = client.get("/chain?colour=share")
    assert (answer.status_code, "name one, such as JPN" in answer.text) == (422, True)


def test_a_partner_shades_the_chain(client: TestClient) -> None:
    text = words(client.get("/chain?colour=share&partner=JPN&economy=KOR").text)
    assert "Published shares of imports of South Korea, by customs origin" in text
    assert "share of Japan" in text


def test_forms_keep_the_day(client: TestClient) -> None:
    for path in ("/chain", "/dependence", "/dependence/pair/KOR/NLD", "/items/hf"):
        assert '<input type="hidden" name="as_of" value="2025-01-31">' in client.get(f"{path}?as_of=2025-01-31").text


def test_the_matrix_shows_two_definitions_and_says_of_what(annual: TestClient) -> None:
    text = client_words(annual, "/dependence?economy=KOR&economy=NLD&year=2019")
    assert "Left: the largest supplier and its share; right: the Herfindahl index of all suppliers" in text
    assert "KOR imports 2019" in text
    assert "imports 2024" not in text


def client_words(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return words(answer.text)


def test_who_supplies_the_world_stands_by_headquarters_and_by_site(annual: TestClient) -> None:
    text = client_words(annual, "/dependence?side=suppliers")
    assert "share by headquarters; right: share by site. The two must not be added or compared" in text
    assert "(headquarters)" in text


@pytest.mark.parametrize("path", ["/dependence/KOR?year=2019&", "/items/gallium?economy=NLD&"])
def test_a_map_leads_to_tiles_and_back_and_says_whose_borders_it_shows(annual: TestClient, path: str) -> None:
    shapes, tiles = annual.get(f"{path}map=shapes").text, annual.get(f"{path}map=tiles").text
    assert "Borders are those of Natural Earth and take no position." in words(shapes)
    assert "no borders are drawn" in words(tiles)
    for text, other in ((shapes, "tiles"), (tiles, "shapes")):
        assert f'href="{path}map={other}#world"' in unescape(text)
    assert annual.get(path).text.count("<path") == shapes.count("<path") > 200


def test_numbers_of_the_map_are_those_of_the_table(annual: TestClient) -> None:
    text = annual.get("/dependence/KOR").text
    rows = re.findall(r'<th scope="row">([^<]+) \(\w+\)</th><td class="number">([\d.]+)</td>', text)
    drawn = dict(re.findall(r"<title>([^<:]+): ([\d.]+)</title>", text))
    assert rows
    assert {name: f"{float(part):.2f}" for name, part in rows} == drawn


def test_a_map_that_is_neither_is_refused_in_a_sentence(client: TestClient) -> None:
    assert client.get("/dependence/KOR?map=globe").status_code == 422


def test_bad_shapes_of_a_workspace_are_one_sentence_and_tiles_stand(fresh: Desk) -> None:
    (fresh.place.folder / "shapes.csv").write_text("a,b\n", encoding="utf-8")
    with TestClient(application(fresh), base_url="http://localhost") as client:
        answer = client.get("/dependence/KOR")
        assert (answer.status_code, "shapes.csv does not hold shapes" in words(answer.text)) == (422, True)
        assert client.get("/dependence/KOR?map=tiles").status_code == 200


def test_an_economy_shows_its_suppliers_on_a_map_and_as_a_table(annual: TestClient) -> None:
    text = annual.get("/dependence/KOR").text
    assert "Where supplies come from" in text
    assert "Largest suppliers, as a table" in text
    assert "China (CHN)" in text


def test_a_pair_and_a_group_have_a_sheet(annual: TestClient) -> None:
    pair = client_words(annual, "/dependence/pair/KOR/NLD")
    assert "Dependence on each other" in pair
    assert "Common dependence on third countries" in pair
    assert "South Korea – European Union" in client_words(annual, "/dependence/group?economy=KOR+EU")
    answer = annual.get("/dependence/group?economy=KOR")
    assert (answer.status_code, "KOR is not a pair" in answer.text) == (422, True)


def test_an_item_without_data_leads_to_where_they_are_loaded(client: TestClient) -> None:
    assert "No months of it are loaded." in client_words(client, "/items/hf")
    assert '<a href="/data">Load a file</a>' in client.get("/items/hf").text


def test_an_item_with_months_leads_to_its_chart(monthly: TestClient) -> None:
    assert 'href="/items/natural_graphite/watch"' in monthly.get("/items/natural_graphite").text
    assert "No months of it are loaded." in monthly.get("/items/hf").text


def test_the_flows_of_an_item_stand_with_chart_price_and_quantity_parts_and_mirror(monthly: TestClient) -> None:
    text = client_words(monthly, "/items/natural_graphite/watch/judged?as_of=2024-02-05")
    for told in (
        "China's exports of natural graphite (250410) fell in December 2023",
        "36 months up to December 2023",
        "Price and quantity",
        "Who moved",
        "The other side of the flows is absent",
        "Precedents",
        "Parts over the years",
        "The numbers of the picture as published",
    ):
        assert told in text


def test_the_flows_of_an_item_stand_from_their_own_rows_before_they_are_judged(
    monthly: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def every(*_: object, **__: object) -> None:
        raise AssertionError("all flows are watched")

    monkeypatch.setattr(panels, "judged", every)
    text = monthly.get("/items/natural_graphite/watch?as_of=2024-02-05").text
    for told in (
        "36 months up to December 2023",
        "Parts over the years",
        "All flows of the item in the month",
        "CHN → KOR",
    ):
        assert told in words(text)
    assert "p-value" not in words(text)
    address = "/items/natural_graphite/watch/judged?as_of=2024-02-05"
    assert f'data-evidence="{address}"' in text
    assert f'<a href="{address}">' in text


@pytest.mark.parametrize("path", ["/items/natural_graphite/watch", "/items/natural_graphite/watch/judged"])
def test_of_many_flows_the_first_are_shown_and_a_link_leads_to_all(
    monthly: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(items, "_ROWS", 2)
    row = re.compile(r"CHN → \w+</a></td>")
    text = monthly.get(f"{path}?as_of=2024-02-05&exporter=CHN").text
    left = re.search(r'(\d+) more rows are held. <a href="([^"]*)">', text)
    assert left is not None
    whole = monthly.get(unescape(left[2])).text
    assert "more rows are held" not in whole
    assert (len(row.findall(text)), len(row.findall(whole))) == (2, 2 + int(left[1]))


def test_pages_go_on_while_flows_are_judged(monthly: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, may_end = threading.Semaphore(0), threading.Event()

    def slow(*_: object) -> None:
        begun.release()
        assert may_end.wait(PATIENCE)
        raise NotCovered("of a test")

    monkeypatch.setattr(item_watch, "watched_item", slow)
    with ThreadPoolExecutor() as pool:
        asked = [pool.submit(monthly.get, "/items/natural_graphite/watch/judged") for _ in range(8)]
        assert begun.acquire(timeout=PATIENCE)
        assert begun.acquire(timeout=PATIENCE)
        assert monthly.get("/items").status_code == 200  # it has a thread, though eight are asked for and there are six
        may_end.set()
        assert [one.result(PATIENCE).status_code for one in asked] == [404] * 8


def test_flows_can_be_asked_for_a_pair_and_a_month(monthly: TestClient) -> None:
    path = "/items/natural_graphite/watch/judged?as_of=2024-02-05&exporter=CHN&economy=KOR&month=2023-11"
    assert "China's exports of natural graphite (250410) to South Korea" in client_words(monthly, path)
    answer = monthly.get("/items/natural_graphite/watch?as_of=2024-02-05&month=1999-01")
    assert answer.status_code == 422


def test_flows_that_are_not_held_are_one_sentence(client: TestClient) -> None:
    answer = client.get("/items/neon/watch")
    assert answer.status_code == 404
    assert "no monthly flows are in the data: load a file of months" in words(answer.text)


def test_an_alert_leads_to_what_it_stands_on_with_and_without_a_script(client: TestClient) -> None:
    text = client.get("/alerts/notice/1").text
    assert 'data-evidence="/evidence/notice/1"' in text
    assert '<a href="/evidence/notice/1">' in text
    assert "What hangs on it" in client.get("/evidence/notice/1").text


@pytest.mark.parametrize(
    "path",
    ["/chain", "/dependence", "/dependence?side=suppliers", "/dependence/KOR", "/items/hf", "/items/gallium"],
)
def test_a_page_weighs_less_than_three_hundred_kilobytes(client: TestClient, path: str) -> None:
    parts = [client.get(path).content, client.get("/static/desk.css").content, client.get("/static/chain.js").content]
    assert sum(map(len, parts)) < 300_000


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("chain?stop=hf", ("chain", "--stop", "hf")),
        ("dependence?economy=KOR&economy=NLD", ("matrix", "KOR", "NLD")),
        ("pair/KOR/NLD", ("pair", "KOR", "NLD")),
        ("group?economy=KOR&economy=NLD&economy=JPN", ("group", "KOR", "NLD", "JPN")),
        ("cover/KOR?item=hf&from=JPN", ("cover", "hf", "--economy", "KOR", "--from", "JPN")),
    ],
)
def test_a_new_route_answers_what_the_command_prints(
    client: TestClient, at: Desk, path: str, command: tuple[str, ...]
) -> None:
    printed = haechi(*command, "-w", at.place.folder, "--as-of", DAY, "--json")
    assert printed.status == 0, printed.err
    mark = "&" if "?" in path else "?"
    assert client.get(f"/api/v1/{path}{mark}as_of={DAY}").text == printed.out


def test_the_route_of_flows_answers_what_the_command_prints(monthly: TestClient) -> None:
    state: Any = monthly.app
    folder = state.state.desks(None).place.folder
    printed = haechi("watch", "natural_graphite", "--exporter", "CHN", "-w", folder, "--as-of", "2024-02-05", "--json")
    path = "/api/v1/items/natural_graphite/watch?exporter=CHN&as_of=2024-02-05"
    assert monthly.get(path).text == printed.out
