import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from tests.cli.running import haechi
from typer.testing import CliRunner

from haechi.app import chain_criticality
from haechi.cli.main import app

DAY = ("--as-of", "2026-06-01")


@pytest.fixture(scope="module", autouse=True)
def ranked_once() -> Iterator[None]:
    """A day is ranked once in all forms: it takes seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chain_criticality, "criticality", cache(chain_criticality.criticality))
        yield


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["criticality", *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_without_a_network_the_bundled_chain_is_ranked() -> None:
    shown = " ".join(run(*DAY, "--top", "3").split())
    assert "What the stop of an economy in an item takes of the devices" in shown
    assert "more rows: --top N, --json or --csv." in shown


def test_a_day_can_be_named() -> None:
    payload: Any = json.loads(run(*DAY, "--json"))
    assert payload["meta"]["as_of"] == "2026-06-01"
    assert payload["meta"]["parameters"]["network"] == "chain"


@pytest.mark.parametrize("given", [("--stop", "fixed"), ("--stop", "1e-2"), ("--no-replacement",), ("--seed", "1")])
def test_what_means_nothing_for_the_chain_is_refused(given: tuple[str, ...]) -> None:
    assert f"{given[0]} is for networks of firms" in haechi("criticality", *given).complaint
