import dataclasses
from typing import Any

import pytest

from haechi.model.chain import BufferKind, Provision
from haechi.reference.facts import Facts, load
from haechi.reference.rules import problems


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load()


def breaches(facts: Facts, **tables: Any) -> str:
    return "\n".join(problems(dataclasses.replace(facts, **tables)))


def test_shares_above_one_are_named(facts: Facts) -> None:
    row = next(row for row in facts.provisions if row.share is not None and 0 < row.share < 0.9)
    rest = [other for other in facts.provisions if key(other) != key(row)]
    twice = (dataclasses.replace(row, share=0.9), dataclasses.replace(row, economy="ZWE", share=0.2))
    assert f"provisions {row.item} {row.market}" in breaches(facts, provisions=(*rest, *twice))


def key(row: Provision) -> tuple[str, ...]:
    return (row.item, row.market, row.basis, row.measure, str(row.period))


def test_a_repeated_row_is_named(facts: Facts) -> None:
    assert "items: hf stands 2 times" in breaches(facts, items=(*facts.items, facts.item("hf")))


def test_an_idle_source_is_named(facts: Facts) -> None:
    idle = dataclasses.replace(facts.sources[0], id="idle")
    assert "'idle' is in the table and never cited" in breaches(facts, sources=(*facts.sources, idle))


def test_a_missing_source_is_named(facts: Facts) -> None:
    gone = facts.items[0].citation.source
    left = tuple(source for source in facts.sources if source.id != gone)
    assert f"'{gone}' is cited" in breaches(facts, sources=left)


def test_a_cycle_is_named(facts: Facts) -> None:
    link = facts.links[0]
    back = dataclasses.replace(link, supplier=link.customer, customer=link.supplier)
    assert "a cycle runs through" in breaches(facts, links=(*facts.links, back))


def test_an_item_that_no_table_knows_is_named(facts: Facts) -> None:
    stray = dataclasses.replace(facts.buffers[0], item="unobtainium")
    assert "'unobtainium' is in no table" in breaches(facts, buffers=(*facts.buffers, stray))


def test_a_supplier_has_one_time_of_requalification_or_replacement(facts: Facts) -> None:
    (tool,) = (row for row in facts.buffers if (row.item, row.kind) == ("etch_tool", BufferKind.REPLACEMENT))
    twice = dataclasses.replace(tool, kind=BufferKind.REQUALIFICATION)
    said = "etch_tool supplies others and has not one of requalification and replacement months"
    assert said in breaches(facts, buffers=(*facts.buffers, twice))
    assert said in breaches(facts, buffers=tuple(row for row in facts.buffers if row != tool))


def test_a_unit_outside_the_closed_set_is_named(facts: Facts) -> None:
    stray = dataclasses.replace(facts.figures[0], unit="stone")
    assert "unit 'stone'" in breaches(facts, figures=(stray, *facts.figures[1:]))


def test_a_code_that_no_change_leads_to_is_named(facts: Facts) -> None:
    left = tuple(row for row in facts.code_changes if row.new_code != "811231")
    assert "nothing says what 811231 of HS22 was in HS17" in breaches(facts, code_changes=left)


def test_a_figure_under_a_foreign_code_is_named(facts: Facts) -> None:
    stray = dataclasses.replace(facts.figures[0], code="010121")
    assert "'010121' is no code of an item" in breaches(facts, figures=(stray, *facts.figures[1:]))


@pytest.mark.parametrize("locator", ["text", "paragraph 2 ()"])
def test_a_locator_that_names_no_place_is_named(facts: Facts, locator: str) -> None:
    citation = dataclasses.replace(facts.figures[0].citation, locator=locator)
    stray = dataclasses.replace(facts.figures[0], citation=citation)
    assert f"locator {locator!r}" in breaches(facts, figures=(stray, *facts.figures[1:]))
