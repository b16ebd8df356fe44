from typing import Any

import pytest

from haechi.errors import FactError
from haechi.model.chain import Basis, Buffer, BufferKind, DeviceType, Essentiality, Link, Measure, Provision
from haechi.model.citation import Citation, Method
from haechi.model.dates import PartialDate, Span

CITATION = Citation(source="s", locator="p. 1", as_of=PartialDate.parse("2024"), method=Method.REPORTED)


def provision(**values: Any) -> Provision:
    given: dict[str, Any] = {
        "item": "neon",
        "market": "WLD",
        "economy": "UKR",
        "share": 0.5,
        "low": None,
        "high": None,
        "basis": Basis.SITE,
        "measure": Measure.PRODUCTION,
        "period": Span.parse("2021"),
        "firms": None,
        "citation": CITATION,
    }
    return Provision(**given | values)


def test_a_share_above_one_is_refused() -> None:
    with pytest.raises(FactError, match="provision of 'neon' by UKR"):
        provision(share=1.2)


def test_a_share_outside_its_bounds_is_refused() -> None:
    with pytest.raises(FactError, match="low <= share <= high"):
        provision(low=0.6, high=0.7)


def test_presence_of_unknown_size_is_allowed() -> None:
    assert provision(share=None).share is None


def test_a_link_of_an_item_to_itself_is_refused() -> None:
    with pytest.raises(FactError, match="'hf' to itself"):
        Link(
            supplier="hf",
            customer="hf",
            essentiality=Essentiality.CRITICAL,
            device_type=DeviceType.ALL,
            reason="-",
            citation=CITATION,
        )


def test_a_buffer_runs_upwards_from_zero() -> None:
    with pytest.raises(FactError, match=r"30.*10"):
        Buffer(item="hf", customer=None, kind=BufferKind.STOCK, low=30, high=10, citation=CITATION)
