import json
from typing import Any

from typer.testing import CliRunner

from haechi.cli.main import app


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["criticality", *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_without_a_network_the_bundled_chain_is_ranked() -> None:
    shown = " ".join(run("--top", "3").split())
    assert "What the stop of an economy in an item takes of the devices" in shown
    assert "more rows: --top N, --json or --csv." in shown


def test_a_day_can_be_named() -> None:
    payload: Any = json.loads(run("--as-of", "2026-06-01", "--json"))
    assert payload["meta"]["as_of"] == "2026-06-01"
    assert payload["meta"]["parameters"]["network"] == "chain"
