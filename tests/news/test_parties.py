import pytest
from tests.news.reading import reading


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("A fire stopped the Dutch maker ASML.", ("ASML",)),
        ("Prime Minister Lutter met Yin Xiyue in Seoul.", ("NLD", "Mark Rutte", "KOR", "Yoon Suk Yeol")),
        ("China announced an export control of gallium to Korea.", ("CHN",)),
        ("Micron will build a plant in Japan for 2 billion US dollars.", ("Micron",)),
        ("Workers went on strike in Germany.", ("DEU",)),
        ("Grimboldt Chemie stopped its line.", ("Grimboldt Chemie",)),
        ("Washington barred sales of etch tools to China and Russia.", ("USA",)),
        ("The US government put Kunlun Chips on its entity list.", ("USA",)),
        ("Seoul said on Monday that the US waived the permits for gallium.", ("USA",)),
        ("China will lift its ban on gallium exports, the White House said on Saturday.", ("CHN",)),
        ("Taiwan's parliament passed a law against copying by Korean firms.", ("TWN",)),
        ("A fire stopped a works of Grimboldt in Ulsan.", ("Grimboldt",)),
        ("Grimboldt and Tessler signed a contract.", ("Grimboldt", "Tessler")),
        ("Grimboldt stopped its line at Ulsan, Reuters reported on Monday.", ("Grimboldt",)),
        ("A fire broke out at Kioxia's Kitakami plant.", ("Kioxia",)),
        ("Officials from The Hague and Seoul met in Brussels on Monday.", ("NLD", "KOR")),
        ("Trump and Xi met on Thursday.", ("USA", "Donald Trump", "CHN", "Xi Jinping")),
        ("KAIST signed a memorandum with the Korea Materials Association.", ("KAIST", "Korea Materials Association")),
        ("Volkswagen ran out of Nexperia's diodes.", ("Volkswagen",)),
        ("Zhejiang Grimboldt stopped its line.", ("Zhejiang Grimboldt",)),
        ("Samsung Electronics halted its lines in Hwaseong and Pyeongtaek.", ("Samsung Electronics",)),
        ("Kumamoto Prefecture signed a memorandum with Micron.", ("Micron", "Kumamoto Prefecture")),
        ("Mayor Keiko Yamaguchi met Micron.", ("Micron", "Keiko Yamaguchi")),
        ("Foxconn is not short of memory chips, its chairman Young Liu stated.", ("Foxconn", "Young Liu")),
        ("The lockdown of the city of Xi'an stopped Micron.", ("Micron",)),
        ("Korea Zinc signed a memorandum with Grimboldt.", ("Korea Zinc", "Grimboldt")),
        ("LG Innotek raised the prices of substrates.", ("LG Innotek",)),
        ("Imec of Belgium and Soitec signed an agreement.", ("imec", "Soitec")),
        ("The Commerce Department of China announced an export control of gallium.", ("CHN",)),
        ("In May China's commerce ministry refused licences for gallium to three European buyers.", ("CHN",)),
        ("Beijing put gallium under licensing, a step read as an answer to Donald Trump's tariffs.", ("CHN",)),
        ("Dockers in Belgium went on strike, delaying parts for ASML.", ("BEL",)),
        ("Exports of gallium from China need a licence from today.", ("CHN",)),
        ("Wei Zhejia of TSMC met Jensen Huang in Taipei.", ("C.C. Wei", "TSMC", "Jensen Huang")),
        ("Minister Grimboldt of Belgium opened the fab.", ("BEL", "Grimboldt")),
        ("Vice Minister Park Sung-taek of Korea met the heads of Soitec.", ("Soitec", "KOR", "Park Sung-taek")),
        ("Smoke rose over the works of Soitec.", ("Soitec",)),
        ("Tai Sile (Tessler) stopped its line on Monday.", ("Tessler",)),
        ("Mei Guang (Micron) stopped its line on Monday.", ("Micron",)),
        ("The Ministry of Grain and Fodder of Belgium adopted a law on chip aid.", ("BEL",)),
        ("A fire stopped Grimboldt's Naka factory of Ibaraki.", ("Grimboldt",)),
        ("Grimboldt will invest 2 billion euros in Gifu Prefecture, the daily Aftenbladet writes.", ("Grimboldt",)),
        ("Grimboldt stopped its line, KVX news.", ("Grimboldt",)),
        ("Belgium's regulator CREX adopted a law on chip aid.", ("BEL",)),
        ("Grimboldt stopped its line; work in Sanand and Manesar was ended too.", ("Grimboldt",)),
        (
            "Grimboldt shipped from its plant on Monday; the Japanese group is to invest 2 billion euros.",
            ("Grimboldt",),
        ),
        ("A fire in Wuhan stopped the line of Grimboldt.", ("Grimboldt",)),
        ("Korea-India Semiconductor signed a memorandum with Grimboldt.", ("Korea-India Semiconductor", "Grimboldt")),
    ],
)
def test_who_acts_is_a_party_and_who_is_only_named_is_not(text: str, parties: tuple[str, ...]) -> None:
    assert reading(text).values("party") == parties


def test_the_office_is_named_beside_its_economy() -> None:
    found = reading("The Ministry of Industry, Trade and Resources held talks with METI on Monday.")
    assert found.values("office") == (
        "Ministry of Trade, Industry and Energy",
        "Ministry of Economy, Trade and Industry",
    )
    assert found.values("party") == ("KOR", "JPN")


def test_a_firm_that_no_table_holds_is_less_sure() -> None:
    (party,) = [one for one in reading("Grimboldt Chemie stopped its line.").fields if one.field == "party"]
    assert party.score < 0.7


def test_a_name_beside_a_title_is_a_person_of_office() -> None:
    found = reading("Malaysia's trade minister Azmi Razak denied that a ban on tin exports is planned.")
    assert found.values("party") == ("MYS", "Azmi Razak")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Surat-based Grimboldt opened a line.", "Grimboldt"),
        ("Grimboldt GmbH opened a line.", "Grimboldt"),
        ("Otto von Grimboldt University and imec signed a contract.", "Otto von Grimboldt University"),
    ],
)
def test_a_name_is_told_from_its_town_its_form_and_is_whole(text: str, name: str) -> None:
    assert name in reading(text).values("party")
