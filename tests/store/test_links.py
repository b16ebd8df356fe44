from pathlib import Path

import duckdb
import numpy as np
import pytest

from haechi.errors import FileRefused, InputError
from haechi.store.links import read

LINKS = "supplier,customer,value\nmine,smelter,1\nsmelter,fab,2.5\n"
FIRMS = "firm,sector,weight,revenue\nfab,chips,3,9\nmine,ore,1,\nsmelter,metal,2,4\n"
IMPORTANCE = "supplying_sector,buying_sector,class\nore,metal,2\nmetal,chips,1\n"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_links_stand_by_the_places_of_the_firms_and_carry_the_class_of_their_sectors(tmp_path: Path) -> None:
    producers, links = read(
        written(tmp_path, "links.csv", LINKS),
        firms=written(tmp_path, "firms.csv", FIRMS),
        importance=written(tmp_path, "importance.csv", IMPORTANCE),
    )
    assert list(producers.names) == ["fab", "mine", "smelter"]
    assert list(producers.sectors) == ["chips", "ore", "metal"]
    assert np.asarray(links.supplier).tolist() == [1, 2]
    assert np.asarray(links.customer).tolist() == [2, 0]
    assert links.value.tolist() == [1, 2.5]
    assert links.importance is not None
    assert links.importance.tolist() == [2, 1]


def test_an_empty_number_of_a_firm_is_unknown_and_an_absent_column_none(tmp_path: Path) -> None:
    producers, _ = read(written(tmp_path, "links.csv", LINKS), firms=written(tmp_path, "firms.csv", FIRMS))
    assert producers.revenue is not None
    assert producers.revenue.tolist()[::2] == [9, 4]
    assert np.isnan(producers.revenue[1])
    assert producers.cost is None


def test_without_a_file_of_firms_each_firm_of_a_link_is_a_sector_of_its_own(tmp_path: Path) -> None:
    producers, _ = read(written(tmp_path, "links.csv", LINKS))
    assert list(producers.names) == list(producers.sectors) == ["fab", "mine", "smelter"]


def test_columns_are_found_in_any_order_and_letter_case_and_numbers_as_names_stay_text(tmp_path: Path) -> None:
    producers, links = read(written(tmp_path, "links.csv", "Value;CUSTOMER;note;supplier\n3;007;x;7\n"))
    assert list(producers.names) == ["007", "7"]
    assert (links.value.tolist(), np.asarray(links.supplier).tolist()) == ([3], [1])


def test_parquet_serves_as_well_as_csv(tmp_path: Path) -> None:
    path = tmp_path / "links.parquet"
    duckdb.sql(f"COPY (SELECT 7 AS supplier, 8 AS customer, 2::FLOAT AS value) TO '{path}'")
    producers, links = read(path)
    assert (list(producers.names), links.value.tolist()) == (["7", "8"], [2])


@pytest.mark.parametrize(
    ("text", "culprit"),
    [
        ("supplier,customer\na,b\n", "links.csv has no column 'value' but supplier, customer"),
        ("supplier,customer,value\na,b,1\nb,c,many\n", "value in row 2 of links.csv holds 'many', which is no number"),
        ("supplier,customer,value\na,b,\n", "value in row 1 of links.csv is empty"),
        ("supplier,customer,value\na,,3\n", "customer in row 1 of links.csv is empty"),
    ],
)
def test_a_wrong_file_of_links_is_named(tmp_path: Path, text: str, culprit: str) -> None:
    with pytest.raises(InputError, match=culprit):
        read(written(tmp_path, "links.csv", text))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"there is no file .*nowhere\.csv"):
        read(tmp_path / "nowhere.csv")


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"links\.parquet cannot be read as a table"):
        read(written(tmp_path, "links.parquet", LINKS))


def test_a_link_to_an_unknown_firm_is_named(tmp_path: Path) -> None:
    links = written(tmp_path, "links.csv", f"{LINKS}fab,phone,1\n")
    with pytest.raises(InputError, match="customer 'phone' in row 3 of links.csv is none of the firms"):
        read(links, firms=written(tmp_path, "firms.csv", FIRMS))


@pytest.mark.parametrize(
    ("text", "culprit"),
    [
        (
            "supplying_sector,buying_sector,class\nore,metal,2\n",
            "no class of inputs from sector 'metal' at sector 'chips'",
        ),
        (f"{IMPORTANCE}ore,chips,3\n", "class in row 3 of importance.csv is 3; give 2, 1 or 0"),
        (f"{IMPORTANCE}ore,metal,1\n", "rows 1 and 3 of importance.csv both give the class of 'ore' to 'metal'"),
    ],
)
def test_a_wrong_file_of_importance_is_named(tmp_path: Path, text: str, culprit: str) -> None:
    links, firms = written(tmp_path, "links.csv", LINKS), written(tmp_path, "firms.csv", FIRMS)
    with pytest.raises(InputError, match=culprit):
        read(links, firms=firms, importance=written(tmp_path, "importance.csv", text))
