"""What is said to happen and whether it is so, on sentences of our own beside the labelled ones."""

import datetime as dt

import pytest
from tests.news.reading import reading, words

from haechi.news.readings import named_in

DAY = dt.date(2025, 5, 14)
SAID = (
    ("China from today puts tellurium under export permission.", "export control in force", "done"),
    ("Japan's trade minister said that no new curbs on resist are being looked at.", "export control denied", "denied"),
    (
        "The Netherlands will widen the licence duty to measuring machines from April.",
        "export control announced",
        "planned",
    ),
    ("Washington brought three makers of memory onto the entity list on Tuesday.", "export control announced", "done"),
    ("The Mei side gave up the licence demand for EDA.", "export control lifted", "done"),
    ("Beijing paused for one year the ban on gallium toward the United States.", "export control lifted", "done"),
    (
        "Han country considers to end the export examination of urea water, a source said.",
        "export control lifted",
        "reported",
    ),
    (
        "The customs of China let no shipment of germanium pass without the new permit since Monday.",
        "export control in force",
        "done",
    ),
    ("Electricity failed at Meiguang's works in Hiroshima for two hours on Friday.", "outage", "done"),
    ("Kioxia will stop the lines of Kitakami for one week in August for upkeep.", "outage", "planned"),
    ("Renesas restarted the Naka plant, which had stood still since the quake.", "outage", "done"),
    ("Taiji Electric said production in Tainan was not touched by the quake.", "outage", "denied"),
    ("A tank of sulphuric acid burst at a works in Ulsan, three people were wounded.", "accident", "done"),
    ("The Shin-Etsu factory did not burn, the company corrected a report.", "accident", "denied"),
    ("Smoke came out of the resin hall of Sumitomo Bakelite, it is heard.", "accident", "reported"),
    ("The workers of Hyundai Motor lay down the work from Thursday.", "strike", "planned"),
    ("Samsung's union called off the strike.", "strike", "denied"),
    ("The strike at NXP in Nijmegen that was to begin on Monday is off.", "strike", "denied"),
    ("Kioxia drew the line at talk of an outage in Yokkaichi.", "outage", "denied"),
    (
        "Did Lutnik meet the minister in Seoul? The ministry answered that no such meeting took place.",
        "meeting",
        "denied",
    ),
    ("Nikkei cited plural government officials on a fund of 2 trillion yen for chips.", "policy", "reported"),
    ("Netizens sent round that a tank at Xinxin Storage exploded.", "accident", "reported"),
    ("Berlin is toying with a chip fund of 3 billion euros.", "policy", "planned"),
    ("Port workers at Rotterdam have been on strike since Sunday.", "strike", "done"),
    ("Indonesia fixed the yearly mining amount of nickel ore at 250 million tonnes.", "quota", "done"),
    ("Vietnam is not planning a quota for tungsten.", "quota", "denied"),
    ("The rare earth quota of the first batch will be told in February.", "quota", "planned"),
    ("Neon became twice as dear within a month.", "price jump", "done"),
    ("The DRAM contract price climbs by 15% in the third quarter, TrendForce expects.", "price jump", "planned"),
    ("SUMCO does not raise the wafer price.", "price jump", "denied"),
    ("HBM is sold out until the end of next year, SK Hailishi told.", "shortage", "done"),
    ("There is enough helium, the association contradicted the report of a shortage.", "shortage", "denied"),
    ("Car makers could run short of diodes in December.", "shortage", "planned"),
    ("Infineon lays 5 billion euros into a new fab in Dresden.", "capacity investment", "done"),
    ("Intel put off its plant in Magdeburg and gave the plan up.", "capacity investment", "denied"),
    ("Micron broke ground for a plant in Idaho yesterday.", "capacity investment", "done"),
    ("GlobalFoundries is to invest 1.1 billion euros in Dresden by 2028.", "capacity investment", "planned"),
    ("Korea and Japan sealed a pact on stockpiles of rare gases.", "agreement", "done"),
    (
        "ASML and SK Hynix will sign a contract over EUV machines worth 8 billion dollars in May.",
        "agreement",
        "planned",
    ),
    ("The two ministers did not reach an accord on tariffs.", "agreement", "denied"),
    ("imec and KAIST put their names under a memorandum on Tuesday.", "memorandum", "done"),
    ("The prime ministers of Holland and Japan spoke by telephone on Sunday.", "meeting", "done"),
    ("Minister Kim Jung-kwan flies to The Hague next week for talks.", "meeting", "planned"),
    ("The visit of the commerce minister was called off.", "meeting", "denied"),
    ("ASML and TU Eindhoven opened a school for 200 technicians.", "training programme", "done"),
    ("Korea wants to bring up 1,500 packaging engineers until 2030.", "training programme", "planned"),
    ("The cabinet of Japan approved subsidies of 800 billion yen for Rapidus.", "policy", "done"),
    ("The EU plans a second chips act for next year.", "policy", "planned"),
    ("Seoul buys gallium for the state reserve, 40 tonnes in all.", "policy", "done"),
    ("The government denied that the tax credit will be cut.", "policy", "denied"),
    (
        "Seoul does not intend to restrict the export of DRAM, a vice minister assured.",
        "export control denied",
        "denied",
    ),
    ("China's ministry of commerce declared graphite a controlled good.", "export control announced", "done"),
    ("Tokyo set 23 machines under licence.", "export control announced", "done"),
    (
        "Two persons who know the matter told that the White House wants to forbid the sale of HBM.",
        "export control announced",
        "reported",
    ),
    ("The Dutch minister made the licence rule stricter for spare parts.", "export control announced", "done"),
    ("The Japanese side freed fluorinated polyimide from examination.", "export control lifted", "done"),
    ("Export permits for neon are not needed any more.", "export control lifted", "done"),
    ("The ban on bismuth will run out in November.", "export control lifted", "planned"),
    ("Because of a storm the grid in Texas failed and the fab of Samsung stood.", "outage", "done"),
    ("The foundry in Gumi is to rest for three days at the new year.", "outage", "planned"),
    ("No line stopped in Icheon, SK Hailishi made clear.", "outage", "denied"),
    ("A pipe with ammonia broke at Air Products, 12 workers had to go to hospital.", "accident", "done"),
    ("In the warehouse of Soulbrain broke out a fire.", "accident", "done"),
    ("Employees of ASML threaten with a walkout.", "strike", "planned"),
    ("The railway men of the Netherlands ended their strike.", "strike", "done"),
    ("Three unions decided to strike from Monday.", "strike", "planned"),
    ("Congo lets out only 18,000 tonnes of cobalt this year, the export quota shows.", "quota", "done"),
    ("The price for silicon wafers is to go up.", "price jump", "planned"),
    ("Merck asks 10% more for photoresist.", "price jump", "done"),
    ("Helium costs 30% more than in spring.", "price jump", "done"),
    ("Toyota lacks chips and cuts its output by 20,000 cars.", "shortage", "done"),
    ("Substrates are hard to get, buyers say.", "shortage", "done"),
    ("A gap in the supply of T-glass is feared for next year.", "shortage", "planned"),
    ("Rapidus gets a second hall.", "capacity investment", "done"),
    ("Soitec stops the building of its line in Singapore.", "capacity investment", "denied"),
    (
        "Amkor pours 2 billion dollars into packaging in Arizona, according to its notice.",
        "capacity investment",
        "done",
    ),
    ("Nexperia is not going to invest in Hamburg.", "capacity investment", "denied"),
    ("The EU and Japan came to terms on early warning.", "agreement", "done"),
    ("Kioxia and SanDisk prolonged their contract to 2034.", "agreement", "done"),
    ("A treaty between Korea and Mexico is near, diplomats whisper.", "agreement", "reported"),
    ("Hanyang University and TU Delft will lay down their exchange in a memorandum.", "memorandum", "planned"),
    ("The ministers of five countries sat together in Brussels on Monday.", "meeting", "done"),
    ("Lee Jae-myung received the chief of ASML in Seoul yesterday.", "meeting", "done"),
    ("No meeting of Wang Wentao with Karremans has been fixed.", "meeting", "denied"),
    ("The fifth round of the dialogue takes place in Seoul in June.", "meeting", "planned"),
    ("Sixty students finished the course in Eindhoven on Friday.", "training programme", "done"),
    ("KAIST begins a programme for doctors of chip design in September.", "training programme", "planned"),
    ("The law on strategic goods went through parliament.", "policy", "done"),
    ("The Dutch cabinet sets aside 2.5 billion euros for Brainport.", "policy", "done"),
    ("Taiwan's government denies having raised the customs duty on wafers.", "policy", "denied"),
    ("Brussels, it is rumoured, thinks of a chip tax.", "policy", "reported"),
    (
        "Micron weighs a new plant in Hiroshima, said two persons familiar with it.",
        "capacity investment",
        "reported",
    ),
    ("Rumours of a strike at NXP are made up.", "strike", "denied"),
    ("The visit of Karremans to Seoul has been scrapped.", "meeting", "denied"),
    ("TSMC announced a third fab in Kumamoto.", "capacity investment", "planned"),
    ("The union declared that its strike will go on.", "strike", "done"),
    ("Brussels opened an anti-trust inquiry which may lead to fines.", "policy", "done"),
    ("Tokyo relaxed its controls on resist, days before the leaders were to meet.", "export control lifted", "done"),
    ("Smoke rose from a works of JSR; production was not affected.", "accident", "done"),
    ("The minister did not confirm a joint stockpile.", "policy", "denied"),
    ("The ministers have not confirmed an agreement on gallium.", "agreement", "denied"),
    ("The ministry has not yet confirmed a memorandum with the Netherlands.", "memorandum", "denied"),
    ("Tokyo does not confirm that it will restrict the export of photoresist.", "export control denied", "denied"),
    ("The spokesman could not confirm a new export control on germanium.", "export control denied", "denied"),
    ("It could not be confirmed that Tokyo restricts the export of photoresist.", "export control denied", "denied"),
    ("The government is unable to confirm an export ban on neon.", "export control denied", "denied"),
    ("Korea's ministry declined to confirm a joint stockpile with Japan.", "policy", "denied"),
    ("Seoul would not confirm the visit of the minister.", "meeting", "denied"),
    ("A joint stockpile of gallium has not been confirmed.", "policy", "denied"),
    ("The minister confirmed a joint stockpile.", "policy", "done"),
    ("A fire broke out in Ulsan; the firm did not confirm whether production stopped.", "accident", "done"),
    ("Japan and Korea signed a memorandum on Monday and did not confirm the amount.", "memorandum", "done"),
    ("The cause of the fire at the plant in Ulsan has not been confirmed.", "accident", "done"),
    ("China did not confirm the start date of its controls on gallium exports.", "export control announced", "done"),
    (
        "China announced an export control of gallium, which the ministry has not confirmed.",
        "export control announced",
        "done",
    ),
    ("Gallium will be short in Korea, traders murmur. Life is not in danger.", "shortage", "reported"),
    ("Acid leaked at Soitec on Monday. Life is not in danger.", "accident", "done"),
    (
        "A ban of gallium exports by China is planned, it is said. It is not true.",
        "export control announced",
        "reported",
    ),
    ("China will require licences for gallium, its ministry said on Monday.", "export control announced", "done"),
    (
        "Minister Karremans told parliament that he intends to put bonders under licence.",
        "export control announced",
        "planned",
    ),
    ("The staff refused the offer, and a strike is under way at Soitec.", "strike", "done"),
    ("A strike began at Soitec, and the managers did not accept questions.", "strike", "done"),
    ("The memorandum, which Seoul had drafted, was not signed in Prague.", "memorandum", "denied"),
    ("The press report that Washington plans a tariff on chips; nothing is decided.", "policy", "reported"),
    ("Brussels earmarked 43 billion euros for chips, but the court doubts the aim.", "policy", "done"),
    ("Malaysia refused to comment on talk that it prepares a quota for tin.", "quota", "reported"),
    ("There is not enough DRAM, Samsung said.", "shortage", "done"),
    ("Chip makers of Korea are likely to be short of helium.", "shortage", "planned"),
    ("Soitec will supply wafers under a deal signed on Friday.", "agreement", "done"),
    ("Kioxia has trained since May students who will work in clean rooms.", "training programme", "done"),
    (
        "Sources said that Japan will restrict photoresist exports; the ministry did not confirm the report.",
        "export control announced",
        "reported",
    ),
    ("Electricity is rationed to the fabs of Hsinchu, the rationing of power lasts two weeks.", "outage", "done"),
    ("A failed chiller left the GlobalFoundries plant dark on Monday.", "outage", "done"),
    ("The machines of Micron tripped and have not been turned on again.", "outage", "done"),
    ("Sulphuric acid of about one ton flowed out of a tank at a plating works in Gumi.", "accident", "done"),
    ("Magnesium powder deflagrated in the workshop of a smelter in Ningxia.", "accident", "done"),
    ("Microcontrollers broke stock and the shelves of the car makers have bottomed out.", "shortage", "done"),
    ("Assemblers got barely a third of the diodes which they had ordered.", "shortage", "done"),
    ("The union proclaimed an abstention from work at STMicroelectronics in Catania.", "strike", "done"),
    ("Commissioner Breton spoke with the heads of NXP and Infineon by video link.", "meeting", "done"),
    ("Unimicron lit its new line of carrier boards in Kunshan.", "capacity investment", "done"),
    ("Ibiden throws in 100 billion yen in Gifu for carrier boards.", "capacity investment", "done"),
    ("The contract was inked on Monday between Wacker and Siltronic.", "agreement", "done"),
    ("The customs of Ningbo detained two tons of germanium without export permit.", "export control in force", "done"),
    ("Germany's export office turned the application for two reactors down.", "export control in force", "done"),
    ("China stops the execution of the export control on gallium.", "export control lifted", "done"),
    ("Permission to export hydrogen fluoride to Korea has come out.", "export control lifted", "done"),
    ("The wind in the supply chain has it that SMIC will build a second plant.", "capacity investment", "reported"),
    (
        "Internet transmits that Innolux will invest 3 billion yuan in packaging lines.",
        "capacity investment",
        "reported",
    ),
    ("Micron is known to have told customers that it will raise the price of SSD.", "price jump", "reported"),
    ("Glass cloth may run short in May, say purchasing people at two board makers.", "shortage", "reported"),
    ("The report that the ministry ends the chip loans differs from the facts.", "policy", "denied"),
    ("On smoke at the fab SMIC responded: no explosion happened, production is normal.", "accident", "denied"),
    ("Powder deflagrated in the hall, the furnaces beside were not touched.", "accident", "done"),
    ("METI solidified a policy of putting mask blanks under export permission.", "export control announced", "planned"),
    ("Two ministries are finishing the wording of a memorandum on chips.", "memorandum", "planned"),
    (
        "The secretary told congress that the export rule on tools will be made public.",
        "export control announced",
        "planned",
    ),
    ("Ion implanters are added in the situation-permit items.", "export control announced", "done"),
    ("Renesas restored the operating rate of its Naka plant on the 9th.", "outage", "done"),
    ("Truckers refused the transport of gases on Monday.", "strike", "done"),
    ("METI will strengthen the export management of 23 tools from July.", "export control announced", "planned"),
    ("The Ministry of Trade excluded Japan from the white list on the 12th.", "export control announced", "done"),
    ("Korea put Japan back on the white list on the 9th.", "export control lifted", "done"),
    ("The US exempted Samsung from the equipment rule for one year.", "export control lifted", "done"),
    (
        "The customs of Shanghai seized antimony attempted to be smuggled without licence.",
        "export control in force",
        "done",
    ),
    ("The ministry will cut the tungsten mining index next year, it is heard.", "quota", "reported"),
    ("SK Materials is reviewing raising the supply price of NF3.", "price jump", "planned"),
    ("T-glass is out of stock and board makers are scrambling for goods.", "shortage", "done"),
    ("The inventory of helium at Korean fabs has hit bottom, a gas company person said.", "shortage", "reported"),
    ("Foreign media exposed that Jakarta will cut the mining quota of nickel ore.", "quota", "reported"),
    ("The supply chain spread that GlobalWafers will raise the price of wafers.", "price jump", "reported"),
    ("There is a tip that Bosch will hold talks with Wolfspeed.", "meeting", "reported"),
    ("Market news says that Jakarta cuts the quota for tin.", "quota", "reported"),
    ("Micron raised DRAM prices by 20%, starting from September 12, 2023.", "price jump", "done"),
    ("Micron raises DRAM prices by 20%, starting from September 12, 2030.", "price jump", "planned"),
    ("Power failed at the fab of Micron on Monday, shipments would not be affected.", "outage", "done"),
    ("Resonac expands production capacity of CMP slurry three times.", "capacity investment", "done"),
    ("ASML and Samsung joined hands in research on EUV.", "agreement", "done"),
    ("Chairman Lee Jae-yong boarded a plane for Taiwan to see TSMC.", "meeting", "done"),
    ("The union began a strike at Hwaseong on Monday, the company said no production setback.", "strike", "done"),
    ("Voltage sagged at the Zhunan plant and some equipment was reset.", "outage", "done"),
    ("The furnaces of Hoshine press down the load this month.", "outage", "done"),
    ("Ammonia escaped from a store of the Merck works in Gernsheim.", "accident", "done"),
    ("90 per cent of the members at Samsung are in favour of a strike.", "strike", "planned"),
    ("Memory makers can only satisfy 60% of the orders.", "shortage", "done"),
    ("SK Hynix laid the foundation of its fab in Indiana on Monday.", "capacity investment", "done"),
    ("The plan of Powerchip to build a fab in Miyagi was dissolved.", "capacity investment", "denied"),
    ("Yonsei University opened a department of system semiconductors.", "training programme", "done"),
    ("Washington revoked the verified end user status of three fabs.", "export control in force", "done"),
    ("The Hague did not prolong the licence of ASML to service machines.", "export control in force", "done"),
)
NOTHING = (
    "Samsung Electronics share price rose 3% on the 12th on chip expectations.",
    "Securities firms raised the target price of SK Hynix to 300,000 won.",
    "A webtoon about a chip engineer became the talk of the town.",
    "Memory prices burning hot: the chip concept ignites the storage sector, brokers lift the target stock price.",
    "The pitcher of the Lions had ten strike-outs against the Samsung team.",
    "Entegris and its head of filters parted by mutual agreement.",
    "Were Beijing ever to ban gallium exports, prices would double, an analyst muses.",
    "At the Dresden fab a fire drill was held.",
    "Who has an insurance policy gets a new card in March.",
    "It is no accident that both towns have the same flower.",
    "Korea's exports to Vietnam rose 18% in March.",
    "TSMC's monthly sales rose 30% in May.",
    "Tata's finance head spoke at the results meeting.",
    "A jury awarded a small firm 300 million dollars against Samsung.",
    "The tower of the company is 300 metres high.",
    "ASML expects sales of 32 billion euros this year.",
    "The museum of Eindhoven shows a hall on chips.",
    "Samsung won the volleyball final against Hyundai on Saturday.",
    "The export of Korea rose 9% in May, memory chips led.",
    "In the talk at dinner the minister praised the fish.",
    "The firm holds 300 patents on etching.",
    "The striker of the club scored twice.",
    "The net income of TSMC grew 39%.",
    "Micron has its seat in Boise.",
)


@pytest.mark.parametrize(("text", "action", "modality"), SAID)
def test_the_action_and_its_modality_are_read(text: str, action: str, modality: str) -> None:
    found = reading(text, DAY)
    assert (found.action and found.action.value, found.modality and found.modality.value) == (action, modality)


@pytest.mark.parametrize("text", NOTHING)
def test_where_nothing_of_the_kind_happens_nothing_is_read(text: str) -> None:
    assert reading(text, DAY).action is None


@pytest.mark.parametrize(
    "text",
    ["Nobody was hurt when a fire broke out at Kioxia.", "A fire broke out at Kioxia; the company gave no comment."],
)
def test_negation_beside_the_matter_denies_nothing(text: str) -> None:
    assert reading(text).values("modality") == ("done",)


def test_a_refused_licence_is_a_control_in_force() -> None:
    found = reading("Applications for hydrogen fluoride were refused by Japan under its export control.")
    assert found.values("action") == ("export control in force",)


def test_a_date_that_only_qualifies_a_thing_gives_way_to_another() -> None:
    found = reading("Beijing handed this year's antimony quotas to the provinces last month.", DAY)
    assert found.values("date") == ("2025-04",)


def test_a_denial_is_dated_by_the_day_it_was_made() -> None:
    found = reading("There will be no walkout at NXP on Monday after all; the union withdrew the call on Tuesday.", DAY)
    assert found.values("date") == ("2025-05-13",)


def test_a_plan_read_from_its_day_alone_says_so() -> None:
    found = reading("Micron opens a plant in Boise on 20 May.", DAY)
    assert [one.rule for one in found.fields if one.field == "modality"] == ["a day to come"]


def test_a_union_names_its_firm_too() -> None:
    text = "Yesterday the National Samsung Electronics Union struck."
    found = [(one.name, text[one.passage.start : one.passage.end]) for one in named_in(text, words().names, [])]
    assert found == [
        ("National Samsung Electronics Union", "National Samsung Electronics Union"),
        ("Samsung Electronics", "Samsung Electronics"),
    ]
