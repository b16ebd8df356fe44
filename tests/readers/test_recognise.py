import pytest

from haechi.errors import FileRefused
from haechi.readers.layout import bundled
from haechi.readers.recognise import recognise

LAYOUTS = bundled()
COMTRADE = [
    "typeCode",
    "freqCode",
    "refPeriodId",
    "period",
    "reporterCode",
    "reporterISO",
    "flowCode",
    "flowDesc",
    "partnerCode",
    "partnerISO",
    "classificationCode",
    "classificationSearchCode",
    "cmdCode",
    "netWgt",
    "isNetWgtEstimated",
    "primaryValue",
]
ROW = [
    "C",
    "A",
    "20230101",
    "2023",
    "410",
    "KOR",
    "M",
    "Import",
    "156",
    "CHN",
    "H6",
    "HS",
    "811292",
    "10.5",
    "FALSE",
    "2000",
]


def test_the_order_and_case_of_columns_do_not_matter() -> None:
    assert recognise("x", ["Q", "V", "K", "J", "I", "T"], [], LAYOUTS).layout.name == "baci"


def test_columns_beside_those_of_the_layout_are_left_alone() -> None:
    found = recognise("x", ["t", "i", "j", "k", "v", "q", "note"], [], LAYOUTS)
    assert (found.layout.name, found.places["q"]) == ("baci", 5)


def test_an_unknown_header_names_the_nearest_layout_and_what_it_lacks() -> None:
    with pytest.raises(FileRefused, match=r"nearest: baci, which also needs q.*--mapping"):
        recognise("x.csv", ["t", "i", "j", "k", "v"], [], LAYOUTS)


def test_a_column_named_twice_is_refused() -> None:
    with pytest.raises(FileRefused, match="two columns named 'v'"):
        recognise("x", ["t", "i", "j", "k", "v", "q", "v"], [], LAYOUTS)


def test_values_under_their_names_need_no_repair() -> None:
    found = recognise("x", COMTRADE, [ROW] * 3, LAYOUTS)
    assert (found.layout.name, found.repair) == ("comtrade", "")


def test_a_header_shifted_by_one_is_repaired_with_a_word() -> None:
    found = recognise("x.csv", COMTRADE, [[*ROW[1:], "Gallium"]] * 3, LAYOUTS)
    assert found.places["primaryValue"] == 14
    assert "freqCode holds '20230101'" in found.repair
    assert "1 column to the left" in found.repair


def test_one_bad_row_is_no_shift() -> None:
    assert recognise("x", COMTRADE, [ROW] * 40 + [["?"] * len(ROW)], LAYOUTS).repair == ""


def test_a_header_that_no_shift_repairs_is_refused() -> None:
    with pytest.raises(FileRefused, match="no single shift repairs it"):
        recognise("x.csv", COMTRADE, [ROW[::-1]] * 3, LAYOUTS)
