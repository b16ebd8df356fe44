import pytest

from haechi.errors import UnknownName
from haechi.model.chain import BufferKind, Kind
from haechi.model.citation import Method
from haechi.model.trade import Edition, PartnerKind
from haechi.reference.facts import Facts, load
from haechi.reference.rules import problems


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load()


def test_the_tables_keep_their_rules(facts: Facts) -> None:
    assert problems(facts) == []


def test_the_key_items_are_about_a_hundred_and_twenty(facts: Facts) -> None:
    assert 119 <= sum(item.is_key for item in facts.items) <= 150


def test_the_chain_has_about_two_hundred_links(facts: Facts) -> None:
    assert len(facts.links) >= 200


def test_at_least_a_hundred_provisions_have_a_number_and_forty_lie_beyond_raw_materials(facts: Facts) -> None:
    numbered = [row for row in facts.provisions if row.share is not None or row.low is not None]
    beyond = [row for row in numbered if facts.item_by_id[row.item].stage not in ("raw_material", "precursor")]
    assert len(numbered) >= 100
    assert len(beyond) >= 40


def test_at_least_forty_figures_show_what_the_pair_buys_sells_and_makes(facts: Facts) -> None:
    headings = ("8486", "3707", "281111", "3818", "8542")
    items = {row.item for row in facts.item_codes if row.code.startswith(headings)}
    pair = [
        row
        for row in facts.figures
        if {"KOR", "NLD"} & {row.exporter, row.importer}
        and (row.item in items or (row.code or "").startswith(headings))
    ]
    assert len(pair) >= 40


def test_lithography_by_extreme_ultraviolet_has_one_maker(facts: Facts) -> None:
    rows = [row for row in facts.provisions if row.item == "euv_scanner" and row.market == "WLD"]
    assert {row.economy for row in rows} == {"NLD"}


def test_korean_import_shares_of_early_2019_are_those_published(facts: Facts) -> None:
    found = {
        row.item: row.share
        for row in facts.provisions
        if row.market == "KOR" and row.economy == "JPN" and str(row.period) == "2019-01/2019-05"
    }
    assert found["photoresist"] == pytest.approx(0.919)
    assert found["fluor_polyimide"] == pytest.approx(0.937)
    assert found["hf"] == pytest.approx(0.439)


def test_an_assumption_is_named_as_such(facts: Facts) -> None:
    for row in facts.buffers:
        assumed = row.citation.method is Method.ASSUMED
        assert assumed == (row.citation.source == "haechi-assumptions"), row


def test_figures_of_a_source_with_a_non_commercial_licence_are_not_used(facts: Facts) -> None:
    words = " ".join(f"{source.publisher} {source.title}" for source in facts.sources).casefold()
    assert "supply chain explorer" not in words


def test_gallium_and_germanium_share_a_six_digit_code_and_part_below_it(facts: Facts) -> None:
    pooled = {row.item for row in facts.items_of("811292", Edition.HS22)}
    assert {"gallium", "germanium", "indium"} <= pooled
    national = {row.code: row.item for row in facts.item_codes if row.jurisdiction == "USA"}
    assert next(item for code, item in national.items() if code.startswith("81129210")) == "gallium"


def test_a_code_as_reported_is_matched_where_all_editions_agree(facts: Facts) -> None:
    assert {row.item for row in facts.items_of("281111", Edition.AS_REPORTED)} == {"hf"}


def test_hafnium_left_the_pooled_code_in_2022(facts: Facts) -> None:
    assert "hafnium" in {row.item for row in facts.items_of("811292", Edition.HS17)}
    assert {row.item for row in facts.items_of("811231", Edition.HS22)} == {"hafnium"}


def test_a_code_that_did_not_change_is_one_line_through_the_editions(facts: Facts) -> None:
    assert facts.lineage("280429", Edition.HS02) == ("280429", Edition.HS22)
    assert facts.lineage("681510", Edition.HS17) == ("681519", Edition.HS22)
    assert facts.items_of("280429", Edition.HS02) == facts.items_of("280429", Edition.HS22)


def test_codes_of_an_item_are_those_of_all_editions(facts: Facts) -> None:
    for item in facts.items:
        found = facts.codes_of(item.id)
        assert {row.code for row in facts.codes_by_item.get(item.id, ())} <= found
        for row in facts.codes_by_item.get(item.id, ()):
            assert facts.lineage(row.code, row.edition)[0] in found
    assert facts.codes_of("hf") >= {"281111"}


def test_a_machine_stays_the_same_though_its_waste_left_the_code_in_2022(facts: Facts) -> None:
    assert facts.lineage("848620", Edition.HS07) == ("848620", Edition.HS22)
    assert facts.lineage("848620", Edition.HS02) == ("848620", Edition.HS02)  # the heading is new in 2007


def test_a_code_that_was_split_ends_its_line(facts: Facts) -> None:
    assert facts.lineage("811292", Edition.HS17) == ("811292", Edition.HS17)
    assert facts.lineage("854140", Edition.HS02) == ("854140", Edition.HS17)


def test_an_unknown_code_stands_for_nothing(facts: Facts) -> None:
    assert facts.items_of("999999", Edition.HS22) == ()


@pytest.mark.parametrize("name", ["hf", "Hydrogen fluoride", "HYDROGEN FLUORIDE"])
def test_an_item_is_found_by_id_and_by_name(facts: Facts, name: str) -> None:
    assert facts.item(name).id == "hf"


def test_a_misspelt_item_gets_suggestions(facts: Facts) -> None:
    with pytest.raises(UnknownName, match="'galium' is not an item; did you mean .*allium"):
        facts.item("galium")


def test_a_misspelt_economy_gets_suggestions(facts: Facts) -> None:
    with pytest.raises(UnknownName, match="'Netherland' is not an economy; did you mean Netherlands"):
        facts.economy("Netherland")


def test_taiwan_is_twn_whatever_a_source_calls_it(facts: Facts) -> None:
    codes = facts.partner_codes
    assert codes["comtrade"]["490"][0] == codes["baci"]["S19"][0] == codes["iso3"]["TWN"][0] == "TWN"
    assert (codes["comtrade"]["842"][0], codes["comtrade"]["699"][0]) == ("USA", "IND")


def test_namibia_is_not_missing(facts: Facts) -> None:
    assert facts.partner_codes["iso2"]["NA"] == ("NAM", PartnerKind.ECONOMY)


@pytest.mark.parametrize(("year", "members"), [(2012, 27), (2013, 28), (2019, 28), (2020, 27), (2024, 27)])
def test_membership_of_the_union_follows_the_year(facts: Facts, year: int, members: int) -> None:
    assert len(facts.members("EU", year)) == members


def test_every_supplier_has_a_usual_stock(facts: Facts) -> None:
    held = {row.item for row in facts.buffers if row.kind is BufferKind.STOCK}
    assert {link.supplier for link in facts.links} <= held


def test_the_cycle_runs_from_design_to_downstream(facts: Facts) -> None:
    assert {"design", "wafer", "mask", "front_end", "packaging", "test", "device", "downstream"} <= {
        facts.item_by_id[link.customer].stage for link in facts.links
    }
    assert sum(item.kind is Kind.PROCESS for item in facts.items) >= 10


def test_presets_are_named(facts: Facts) -> None:
    assert facts.preset("EC-2021")["cdi1"] == 0.4
    with pytest.raises(UnknownName, match="'EC-1999' is not a preset; use one of"):
        facts.preset("EC-1999")
