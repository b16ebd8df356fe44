"""The pages say what the program does: commands, payloads, tables, presets, layouts, errors, assumptions, links."""

import csv
import inspect
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from typer.main import get_command
from typer.testing import CliRunner

from haechi import errors
from haechi.cli import options
from haechi.cli.main import app
from haechi.model.content import hints
from haechi.model.entries import CONTENTS, Entry, Kind
from haechi.model.scenario import Scenario, Shock, Stock
from haechi.readers.layout import Layout, bundled
from haechi.reference import tables
from haechi.reference.facts import Facts, load
from haechi.reference.scenarios import library, parse
from haechi.stress.tested import RANGES
from haechi.web.application import create
from haechi.web.visitor import Role, Visitor

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if "_build" not in path.parts)


def commands(group: Any, *path: str) -> Iterator[tuple[str, Any]]:
    """Every command by its full name: `depend`, `notice add`."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, *path, name)
        else:
            yield " ".join((*path, name)), command


COMMANDS: Mapping[str, Any] = dict(commands(get_command(app)))
# The keys of these objects are names of presets, of numbers and of states, explained on pages of their own.
BY_NAME = {"presets", "preset_reasons", "persistence", "states", "grades", "owners", "content", "versions"}
ROWS_MAY_HAVE_GROWN_BY = 0.1

BACI = """t,i,j,k,v,q
2021,392,410,281111,700,500
2021,156,410,281111,300,400
2022,392,410,281111,650,450
2022,156,410,281111,350,420
2022,528,410,848620,900,2
2022,410,528,854232,120,1
2022,410,528,854232,abc,1
"""
FIRMS = """
id = "firm"
title = "A firm slows"
kind = "what if"
[[shocks]]
producer = "F1"
depth = [0, 1]
start = 2027-01-04
"""
MAPPING = """
name = "tiny"
title = "A tiny table in BACI's columns"
source = "tiny"
header = ["t", "i", "j", "k", "v", "q"]
basis = "reconciled"
valuation = { export = "FOB" }
direction = { value = "export" }
period = { column = "t" }
reporter = { column = "i", system = ["baci"] }
partner = { column = "j", system = ["baci"] }
code = { column = "k", lengths = [6] }
edition = { value = "HS17" }
value = { column = "v", factor = 1000 }
weight = { column = "q", factor = 1000 }
completeness = { reporters_from = 1, partners_from = 1, per_reporter = false }
"""


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands under a heading of the second level, up to the next one."""
    found = re.search(rf"^## {re.escape(heading)}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no section {heading!r}"
    return found[1]


def test_every_command_stands_in_the_reference() -> None:
    text = page("reference/commands.md")
    assert [name for name in COMMANDS if f"## {name}\n" not in text] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_and_argument_stands_under_its_command(name: str) -> None:
    text = section(page("reference/commands.md"), name)
    wanted = []
    for parameter in COMMANDS[name].params:
        is_option = parameter.param_type_name == "option"
        wanted += [f"`{option}`" for option in parameter.opts] if is_option else [f"`{parameter.name.upper()}`"]
    assert [option for option in wanted if option not in text] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_no_option_is_documented_that_is_gone(name: str) -> None:
    first_cells = re.findall(r"^\| (`-.*?) \|", section(page("reference/commands.md"), name), re.MULTILINE)
    documented = {option for cell in first_cells for option in re.findall(r"`(-[^`]+)`", cell)}
    known = {option for parameter in COMMANDS[name].params for option in parameter.opts}
    assert documented - known <= {"--help"}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a tiny file of customs data and an entry."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "tiny.csv").write_text(BACI, encoding="utf-8")
    (folder / "tiny.toml").write_text(MAPPING, encoding="utf-8")
    run("init", str(folder))
    return folder


def run(*arguments: str, given: str | None = None) -> str:
    result = CliRunner().invoke(app, list(arguments), input=given, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def payloads(folder: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Command and payload of every command that has one."""
    place = ("-w", str(folder), "--json")
    mapping = ("--mapping", str(folder / "tiny.toml"), "--vintage", "2023-01-01")
    calls = (
        ("load", str(folder / "tiny.csv"), *mapping),
        ("set", "hf", "--economy", "KOR", "--stock-days", "60..90", "--qualified", "JPN", "--source", "a test"),
        ("loads",),
        ("check",),
        ("depend", "KOR"),
        ("matrix", "KOR", "NLD", "--side", "suppliers"),
        ("pair", "KOR", "NLD"),
        ("group", "KOR", "NLD", "JPN"),
        ("brief", "KOR", "--html"),
        ("agenda", "kor-nld-semiconductor-dialogue"),
        ("agenda", "kor-nld-semiconductor-dialogue", "--html"),
        ("status", "--html"),
        ("item", "hf"),
        ("item", "gallium"),
        ("paths", "gallium", "--economy", "CHN"),
        ("chain", "--stop", "gallium"),
        ("notice", "add", "--item", "hf", "--code", "3102", "--exporter", "JPN", "--what", "x", "--source", "a test"),
        ("alerts",),
        ("alert", "take", "notice/1"),
        ("commitments",),
        ("programme",),
        ("register", "list"),
        ("register", "export", str(folder / "register.xlsx")),
        ("calendar", "--out", str(folder / "alliance.ics")),
        ("digest",),
        ("register", "withdraw", "kaist", "--side", "KOR", "--why", "a test"),
    )
    for call in calls:
        yield call[0], json.loads(run(*call, *place))
    yield "cover", json.loads(run("cover", "hf", "--economy", "KOR", "--from", "JPN", *place))
    yield "stress", json.loads(run("stress", "hf-2019", "--draws", "50", *place))
    firms = folder / "firms.toml"
    firms.write_text(FIRMS, encoding="utf-8")
    yield "stress", json.loads(run("stress", str(firms), "--generate", "90", "--draws", "50", "--json"))
    yield "stress --list", json.loads(run("stress", "--list", "--json"))
    yield "notice list", json.loads(run("notice", "list", *place))
    article = folder / "article.txt"
    article.write_text(
        "Released: 2024-02-21\n\nChina announced an export control of gallium on Monday.", encoding="utf-8"
    )
    yield "news", json.loads(run("news", "add", str(article), *place))
    yield "news", json.loads(run("news", "review", *place))
    yield "news list", json.loads(run("news", "list", *place))
    yield "news", json.loads(run("news", "show", "1", *place))
    yield "news", json.loads(run("news", "accept", "1", *place))
    yield "user", json.loads(run("user", "add", "kim", *place, given="four words of mine\n"))
    yield "token", json.loads(run("token", "add", "a script", "--account", "kim", *place))
    yield "token", json.loads(run("token", "list", *place))
    with TestClient(own_machine(folder), base_url="http://localhost") as client:
        client.post("/accounts", data={"name": "lee"})
    yield "audit", json.loads(run("audit", *place))
    yield "items", json.loads(run("items", "--json"))
    yield "sources", json.loads(run("sources", "--json"))
    for more in ((), ("--pairs",)):
        yield "criticality", json.loads(run("criticality", "--generate", "90", "--json", *more))


def own_machine(folder: Path) -> FastAPI:
    """The desk as `haechi serve` opens it."""
    owner = Visitor(name="a test", role=Role.ADMIN)
    return create(lambda _: options.desk(folder), lambda _: owner)


@pytest.fixture(scope="module")
def answers(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, Mapping[str, Any]]]:
    bare = tmp_path_factory.mktemp("bare")
    run("init", str(bare))
    published = ("depend", json.loads(run("depend", "KOR", "-w", str(bare), "--json")))
    return [*payloads(workspace), published]


def keys(value: object) -> Iterator[str]:
    """Every key of an object and of the objects in it, but for those that are names of something else."""
    if isinstance(value, list):
        for inner in value:
            yield from keys(inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            if key not in BY_NAME:
                yield from keys(inner)


def test_every_key_of_every_payload_is_explained_under_its_command(
    answers: list[tuple[str, Mapping[str, Any]]],
) -> None:
    text = page("reference/payloads.md")
    told = {(command, key) for command, payload in answers for key in keys(payload["rows"])}
    assert {(command, key) for command, key in told if f"`{key}`" not in section(text, command)} == set()


def test_every_key_of_meta_is_explained(answers: list[tuple[str, Mapping[str, Any]]]) -> None:
    text = section(page("reference/payloads.md"), "meta")
    assert {key for _, payload in answers for key in payload["meta"] if f"`{key}`" not in text} == set()


def test_every_parameter_in_meta_is_explained_under_its_command(
    answers: list[tuple[str, Mapping[str, Any]]],
) -> None:
    text = page("reference/payloads.md")
    missing = {
        f"{command}: {key}"
        for command, payload in answers
        for key in payload["meta"]["parameters"]
        if f"`{key}`" not in section(text, "pair" if command == "group" else command)
    }
    assert missing == set()


def test_the_payloads_have_rows(answers: list[tuple[str, Mapping[str, Any]]]) -> None:
    assert [command for command, payload in answers if not payload["rows"]] == []


@pytest.mark.parametrize("table", [field.name for field in fields(Facts)])
def test_every_column_of_every_table_is_explained(table: str) -> None:
    with (Path(tables.__file__).parent / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    text = section(page("reference/tables.md"), table)
    assert [column for column in header if f"`{column}`" not in text] == []


@pytest.mark.parametrize("table", [field.name for field in fields(Facts)])
def test_the_number_of_rows_is_about_what_the_page_says(table: str) -> None:
    found = re.search(rf"\| \[{table}\]\(#{table}\) \| (\d+) \|", page("reference/tables.md"))
    assert found, f"no count of {table}"
    rows = len(getattr(load(), table))
    assert abs(rows - int(found[1])) <= max(5, ROWS_MAY_HAVE_GROWN_BY * rows)


def test_the_tested_ranges_are_those_of_the_table() -> None:
    text = section(page("methods/assumptions.md"), "Tested ranges")
    rows = re.findall(r"^\| `(.+?)` \| .+? \| (\S+) \| (\S+) \| (.+) \|$", text, re.MULTILINE)
    assert rows == [(name, f"{row.low:,.7g}", f"{row.high:,.7g}", row.by) for name, row in RANGES.items()]


@pytest.mark.parametrize("name", ["reference/indicators.md"])
def test_every_preset_is_explained(name: str) -> None:
    text = section(page(name), "Presets")
    assert {row.preset for row in load().parameters if f"`{row.preset}`" not in text} == set()


def test_the_presets_show_the_thresholds_of_the_table() -> None:
    rows = dict(re.findall(r"^\| `([A-Z]+(?:-\d+)?)` \| (.+) \|$", page("reference/indicators.md"), re.MULTILINE))
    missing = [
        f"{row.preset} {row.name} {row.value:g}"
        for row in load().parameters
        if f"{row.value:g}" not in rows[row.preset]
    ]
    assert missing == []


@pytest.mark.parametrize("layout", bundled(), ids=lambda layout: layout.name)
def test_every_layout_and_the_columns_of_its_header_are_listed(layout: Layout) -> None:
    found = re.search(rf"^\| `{layout.name}` \|.*$", page("reference/layouts.md"), re.MULTILINE)
    assert found, f"layout {layout.name!r} is not listed"
    names = [name for column in layout.header for name in column.split("|")]
    assert [name for name in names if name not in found[0]] == []


def test_every_key_of_a_mapping_is_explained() -> None:
    text = section(page("guide/loading.md"), "Writing a mapping")
    assert [field.name for field in fields(Layout) if f"`{field.name}`" not in text] == []


@pytest.mark.parametrize("kind", Kind)
def test_every_field_of_an_entry_is_explained(kind: Kind) -> None:
    text = page("reference/entries.md")
    shared = {field.name for field in fields(Entry)}
    own = [name for name in hints(CONTENTS[kind]) if name not in shared]
    assert [name for name in own if f"`{name}`" not in section(text, kind)] == []
    assert [name for name in shared if f"`{name}`" not in section(text, "Every entry")] == []


@pytest.mark.parametrize(
    ("kind", "heading"), [(Scenario, "Keys of a scenario"), (Shock, "Keys of a shock"), (Stock, "Keys of a stock")]
)
def test_every_key_of_a_scenario_is_explained(kind: type, heading: str) -> None:
    text = section(page("reference/scenarios.md"), heading)
    assert [field.name for field in fields(kind) if f"| `{field.name}` |" not in text] == []


def test_every_scenario_of_the_library_is_listed() -> None:
    text = section(page("reference/scenarios.md"), "The library")
    assert re.findall(r"^\| `(\S+)` \|", text, re.MULTILINE) == [scenario.id for scenario in library()]


@pytest.mark.parametrize("name", ["reference/scenarios.md", "guide/stress.md"])
def test_the_scenarios_of_the_pages_are_understood(name: str) -> None:
    found = re.search(r"```toml\n(.*?)```", page(name), re.DOTALL)
    assert found
    assert parse(found[1], name, load()).shocks


def test_the_mapping_of_the_guide_loads_the_file_of_the_guide(tmp_path: Path) -> None:
    text = section(page("guide/loading.md"), "Writing a mapping")
    table = re.search(r"^    month;.*?(?=^\S|^$)", text, re.MULTILINE | re.DOTALL)
    mapping = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert table
    assert mapping
    (tmp_path / "office.csv").write_text(re.sub(r"^    ", "", table[0], flags=re.MULTILINE), encoding="utf-8")
    (tmp_path / "office.toml").write_text(mapping[1], encoding="utf-8")
    run("init", str(tmp_path))
    given = ("--mapping", str(tmp_path / "office.toml"), "--release-lag", "15")
    (row,) = json.loads(run("load", str(tmp_path / "office.csv"), *given, "-w", str(tmp_path), "--json"))["rows"]
    assert (row["rows"], row["quarantined"]) == (6, 1)
    assert (row["first_vintage"], row["last_vintage"]) == ("2024-12-15", "2025-01-15")


def test_every_error_class_is_explained() -> None:
    text = page("reference/errors.md")
    found = [name for name, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Exception)]
    assert [name for name in found if f"`{name}`" not in text] == []


def test_every_assumed_buffer_stands_with_its_numbers_among_the_assumptions() -> None:
    rows = dict(re.findall(r"^\| `(.+?)` \| (\S+ \| \S+) \|", page("methods/assumptions.md"), re.MULTILINE))
    buffers = [row for row in load().buffers if row.citation.source == "haechi-assumptions"]
    wanted = {row.citation.locator: f"{row.low:g} | {row.high:g}" for row in buffers}
    assert buffers
    assert {locator: rows.get(locator) for locator in wanted} == wanted


def test_every_family_of_assumed_links_stands_among_the_assumptions() -> None:
    text = page("methods/assumptions.md")
    assumed = {row.citation.locator for row in load().links if row.citation.source == "haechi-chain"}
    assert assumed
    assert {locator for locator in assumed if f"`{locator}`" not in text} == set()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_links_between_pages_resolve(path: Path) -> None:
    broken = [f"{target}#{anchor}" for target, anchor in links(path) if not resolves(path, target, anchor)]
    assert broken == []


def links(path: Path) -> Iterator[tuple[str, str]]:
    """Target and anchor of every link of a page that does not lead outside."""
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for found in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" not in found:
            target, _, anchor = found.partition("#")
            yield target, anchor


def resolves(path: Path, target: str, anchor: str) -> bool:
    place = (path.parent / target).resolve() if target else path
    if not place.is_file() or not place.is_relative_to(ROOT):
        return False
    return not anchor or anchor in anchors(place)


def anchors(place: Path) -> set[str]:
    """Anchors of the headings of a page, as Markdown readers form them."""
    headings = re.findall(r"^#{1,4} (.+)$", place.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_page_stands_in_the_table_of_contents() -> None:
    text = page("index.md")
    listed = [path.relative_to(DOCS).with_suffix("").as_posix() for path in PAGES]
    absent = [name for name in listed if name != "index" and not name.startswith("adr/") and f"\n{name}\n" not in text]
    assert absent == []


def test_decisions_have_their_four_parts() -> None:
    parts = ("## Context", "## Options", "## Choice", "## Price")
    decisions = [path for path in PAGES if path.parent.name == "adr"]
    assert decisions
    assert [path.name for path in decisions for part in parts if part not in path.read_text(encoding="utf-8")] == []
