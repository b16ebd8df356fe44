import json
from typing import Any

import typer
from typer.testing import CliRunner

from haechi.cli.aggregate import aggregate

app = typer.Typer()
app.command()(aggregate)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["--generate", "200", "--draws", "10", *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_table_says_what_it_shows_and_the_warning() -> None:
    shown = " ".join(run().split())
    assert "understated by" in shown
    assert "Computed on sectors" in shown


def test_json_holds_parameters_and_a_row_for_each_quantile() -> None:
    payload: Any = json.loads(run("--json", "--depth", "0.2", "--no-replacement"))
    assert [row["quantile"] for row in payload["rows"]] == [0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0]
    assert payload["meta"]["parameters"]["depth"] == 0.2
    assert payload["meta"]["parameters"]["replacement"] is False
