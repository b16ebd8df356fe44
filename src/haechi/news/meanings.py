"""What names of firms in Chinese characters become where a machine translates what every character means.

Sun Moon Light is 日月光, Union Electricity 聯電. Meanings are one to three common ones of a dictionary, such as
Unihan (kDefinition); a character without one, or beside one that has, may keep its sound: Letter-Yue is 信越.
"""

import re
from collections.abc import Iterator
from itertools import product

from haechi.news.romanise import pinyin

_LONGEST = 5  # characters of a name that are translated one by one
_FEWEST_LETTERS = 8  # of a translation that says something
_WORDS = {  # of several characters, longest first
    "半导体": ("Semiconductor",),
    "半導體": ("Semiconductor",),
    "半導体": ("Semiconductor",),
    "太陽": ("Sun",),
    "太阳": ("Sun",),
    "世界": ("World",),
    "先进": ("Advanced",),
    "先進": ("Advanced",),
    "国际": ("International",),
    "國際": ("International",),
    "长江": ("Long River", "Yangtze"),
    "東方": ("Eastern",),
    "东方": ("Eastern",),
    "北方": ("Northern", "North"),
    "电子": ("Electronics",),
    "電子": ("Electronics",),
    "光电": ("Photoelectric", "Optoelectronics"),
    "光電": ("Photoelectric", "Optoelectronics"),
    "科技": ("Technology", "Science"),
    "化学": ("Chemical",),
    "化學": ("Chemical",),
    "材料": ("Materials",),
    "精密": ("Precision",),
    "微电子": ("Microelectronics",),
    "存储": ("Storage",),
    "存儲": ("Storage",),
    "产业": ("Industry",),
    "製作所": ("Manufacturing",),
    "工业": ("Industry",),
    "工業": ("Industry",),
    "创新": ("Innovation",),
    "電工": ("Electric",),
    "電氣": ("Electric",),
    "電気": ("Electric",),
    "電機": ("Electric",),
    "硅产业": ("Silicon Industry",),
}
_CHARACTERS = {
    "一": "One",
    "二": "Two",
    "三": "Three",
    "五": "Five",
    "七": "Seven",
    "八": "Eight",
    "九": "Nine",
    "千": "Thousand",
    "大": "Big|Great",
    "小": "Small",
    "中": "Middle|China",
    "上": "Upper",
    "下": "Lower",
    "高": "High",
    "长": "Long",
    "長": "Long",
    "新": "New",
    "古": "Ancient",
    "東": "East",
    "东": "East",
    "西": "West",
    "南": "South",
    "北": "North",
    "日": "Sun|Japan",
    "月": "Moon",
    "星": "Star|Stars",
    "天": "Heaven|Sky",
    "地": "Earth",
    "云": "Cloud",
    "風": "Wind",
    "风": "Wind",
    "海": "Sea",
    "洋": "Ocean",
    "江": "River",
    "河": "River",
    "川": "River",
    "湖": "Lake",
    "山": "Mountain",
    "島": "Island",
    "岛": "Island",
    "石": "Stone",
    "田": "Field",
    "村": "Village",
    "野": "Field",
    "原": "Plain",
    "井": "Well",
    "谷": "Valley",
    "木": "Wood",
    "林": "Forest",
    "森": "Forest",
    "松": "Pine",
    "竹": "Bamboo",
    "梅": "Plum",
    "花": "Flower",
    "米": "Rice",
    "水": "Water",
    "火": "Fire",
    "金": "Gold|Metal",
    "银": "Silver",
    "鋼": "Steel",
    "钢": "Steel",
    "鉄": "Iron",
    "铁": "Iron",
    "铜": "Copper",
    "鎢": "Tungsten",
    "钨": "Tungsten",
    "硅": "Silicon",
    "矽": "Silicon",
    "钽": "Tantalum",
    "鍺": "Germanium",
    "锗": "Germanium",
    "光": "Light",
    "电": "Electricity|Electric|Power",
    "電": "Electricity|Electric|Power",
    "力": "Power|Force",
    "能": "Energy",
    "源": "Source",
    "气": "Gas",
    "氣": "Gas",
    "晶": "Crystal",
    "芯": "Core|Chip",
    "微": "Micro",
    "精": "Precise|Fine",
    "路": "Road|Circuit",
    "馬": "Horse",
    "马": "Horse",
    "龙": "Dragon",
    "龍": "Dragon",
    "虎": "Tiger",
    "鴻": "Swan",
    "鸿": "Swan",
    "鼎": "Tripod",
    "美": "Beautiful|America|US",
    "富": "Rich",
    "福": "Fortune",
    "安": "Peace|Safe",
    "和": "Harmony",
    "平": "Peace",
    "友": "Friend",
    "信": "Letter|Trust",
    "智": "Wisdom",
    "勝": "Victory",
    "胜": "Victory",
    "成": "Success",
    "世": "World",
    "界": "Boundary",
    "亚": "Asia",
    "亞": "Asia",
    "华": "China",
    "華": "China",
    "韓": "Korea",
    "韩": "Korea",
    "台": "Taiwan",
    "法": "Law|France",
    "意": "Meaning|Italy",
    "德": "Virtue|Germany",
    "英": "Britain|Hero",
    "国": "Country|National",
    "國": "Country|National",
    "联": "Union|United|Joint",
    "聯": "Union|United|Joint",
    "合": "Union",
    "通": "Through|Communication",
    "达": "Reach",
    "環": "Ring|Global",
    "环": "Ring|Global",
    "球": "Ball|Globe",
    "积": "Accumulated|Product",
    "積": "Accumulated|Product",
    "存": "Storage",
    "圆": "Round",
    "圓": "Round",
    "方": "Square",
    "双": "Double",
    "益": "Profit|Benefit",
    "利": "Profit|Benefit",
    "科": "Science",
    "学": "Learning",
    "創": "Creation",
    "创": "Creation",
    "誘": "Induced",
    "诱": "Induced",
    "思": "Thought",
    "立": "Stand",
    "正": "Right",
    "万": "Ten Thousand",
    "萬": "Ten Thousand",
    "品": "Product|Products",
}
_OF_FORM = re.compile(r"股份|集团|集團|有限|公司|控股|株式会社|\(株\)$")
_HAN = re.compile(r"[一-鿿]+")
_PIECES = re.compile("|".join((*sorted(_WORDS, key=len, reverse=True), ".")))
# stretches of the world, and what anybody may be
_OTHERS = re.compile(
    r"(?:south|north|east|west|middle|big|great|new|upper|lower|china|korea|japan|taiwan|germany|france|britain)(?:asia"
    r"|china|america|korea|japan|sea|world|country|energy|power|river|gold|metal|light|science)s?$"
)


def translations(name: str) -> Iterator[str]:
    """English of a name in Chinese characters, of which at least half is translated; none for other names.

    Examples
    --------
    >>> sorted(translations("日月光"))[:2], next(translations("美光科技"))
    (['Japan Moon Guang', 'Japan Moon Light'], 'Beautiful Light Technology')
    """
    bare = _OF_FORM.sub("", name)
    if not _HAN.fullmatch(bare):
        return
    pieces = _PIECES.findall(bare)
    if not 1 < len(pieces) <= _LONGEST:
        return
    for chosen in product(*map(_of_piece, pieces)):
        translated = sum(is_translated for _, is_translated in chosen)
        text = " ".join(word for word, _ in chosen)
        letters = text.replace(" ", "").casefold()
        if 2 * translated >= len(chosen) and len(letters) >= _FEWEST_LETTERS and not _OTHERS.match(letters):
            yield text


def _of_piece(piece: str) -> list[tuple[str, bool]]:
    """Words for a piece of a name, and whether they translate it."""
    if piece in _WORDS:
        return [(word, True) for word in _WORDS[piece]]
    meanings = [(word, True) for word in _CHARACTERS.get(piece, "").split("|") if word]
    return [*meanings, (pinyin(piece), False)]
