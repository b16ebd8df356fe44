"""Items of the chain and customs codes that a text names.

Of names that overlap the longest counts. Words that stand for many items (chip, equipment, wafer) name none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from haechi.model.chain import Item
from haechi.model.news import Passage

# how press and machine translation call items, beside their names
_ALSO = {
    "euv_scanner": (
        "EUV lithography machine",
        "EUV lithography system",
        "EUV scanner",
        "EUV machine",
        "EUV tool",
        "extreme ultraviolet lithography machine",
        "EUV light carving machine",
        "EUV exposure machine",
    ),
    "duv_scanner": (
        "DUV lithography machine",
        "DUV lithography system",
        "DUV scanner",
        "DUV machine",
        "immersion scanner",
        "deep ultraviolet lithography machine",
        "DUV light carving machine",
        "DUV exposure machine",
    ),
    "photoresist": ("photoetching glue", "light carving glue", "photo resist", "light-sensitive glue", "photoresist"),
    "photoresist_euv": ("EUV photoetching glue", "EUV resist", "EUV light carving glue"),
    "photoresist_arf": ("ArF photoetching glue", "ArF resist"),
    "photoresist_krf": ("KrF photoetching glue", "KrF resist"),
    "hf": ("hydrofluoric acid", "etching gas", "hydrogen fluoride gas", "HF acid"),
    "hbm": ("HBM", "high bandwidth memory", "high-bandwidth memory"),
    "nand": ("NAND", "NAND flash memory", "flash memory"),
    "dram": ("DRAM chip",),
    "ic_memory": ("memory chip", "storage chip", "memory semiconductor", "memory"),
    "ic_logic": ("logic chip", "processor", "microcontroller", "logic semiconductor"),
    "ic_analog": ("analogue chip", "analog chip"),
    "ic_substrate": ("package substrate", "packaging substrate", "IC substrate", "chip substrate"),
    "leadframe_icparts": ("lead frame", "leadframe"),
    "wafer_silicon": ("silicon wafer", "silicon slice", "silicon disc"),
    "wafer_soi": ("silicon-on-insulator wafer", "SOI wafer"),
    "wafer_sic": ("silicon carbide wafer", "SiC wafer", "silicon carbide substrate"),
    "wafer_compound": ("gallium arsenide wafer", "gallium nitride wafer", "indium phosphide wafer"),
    "sic_powder": ("silicon carbide powder",),
    "gaas_gan_cmpd": ("gallium arsenide",),
    "gan_powder": ("gallium nitride",),
    "rare_earth_magnets": ("rare-earth magnet", "rare-earth permanent magnet", "permanent magnet"),
    "rare_earth_metal": ("rare earth", "rare-earth", "rare-earth metal"),
    "rare_earth_ce": ("cerium compound", "cerium oxide"),
    "tungsten_ore": ("tungsten ore", "tungsten concentrate"),
    "tungsten_unwrought": ("tungsten",),
    "fluorspar_acid": ("acid-grade fluorspar", "fluorspar", "acid grade fluorspar"),
    "fluorspar_met": ("metallurgical fluorspar",),
    "natural_graphite": ("natural graphite", "flake graphite"),
    "artificial_graphite": ("synthetic graphite", "artificial graphite"),
    "diesel_exhaust_fluid": ("urea water", "AdBlue", "urea solution"),
    "hpq": ("high-purity quartz", "quartz sand", "high purity quartz"),
    "quartzware_tube": ("quartzware", "quartz ware", "quartz tube"),
    "eda": ("EDA", "EDA software", "electronic design automation software", "chip design software", "design software"),
    "semiconductor_ip": ("IP core",),
    "sme_parts": (
        "parts of semiconductor equipment",
        "semiconductor equipment part",
        "parts for semiconductor equipment",
        "parts of chip equipment",
        "chip equipment parts",
    ),
    "sme_device": ("front-end equipment",),
    "litho_optics": ("EUV optics", "EUV mirror", "lithography optics", "lithography lens"),
    "euv_source": ("EUV light source", "EUV source"),
    "deposition_tool": (
        "deposition tool",
        "deposition machine",
        "deposition equipment",
        "ALD tool",
        "CVD tool",
        "atomic layer deposition equipment",
        "atomic layer deposition tool",
        "coating machine",
    ),
    "etch_tool": ("etching machine", "etch tool", "etcher", "etching equipment", "etching tool"),
    "clean_tool": ("cleaning machine", "cleaning tool"),
    "coater_developer": ("coater-developer", "track system"),
    "bonder": ("die bonder", "wire bonder", "hybrid bonder", "bonding machine", "TC bonder", "bonder"),
    "wafer_test": ("tester", "chip tester", "test equipment", "semiconductor tester"),
    "optical_inspect": ("optical inspection machine", "inspection equipment", "inspection machine"),
    "ebeam": (
        "electron-beam metrology",
        "electron-beam inspection",
        "e-beam inspection",
        "electron microscope",
        "e-beam metrology",
    ),
    "implanter": ("ion implanter", "ion implantation machine"),
    "vehicles": ("motor vehicle",),
    "nickel_ore": ("nickel ore",),
    "silane_family": ("silane", "diborane", "arsine"),
    "organometal_prec": ("organometallic precursor",),
    "precious_prec": ("precious-metal compound",),
    "p_design": ("chip design", "IC design", "design of chips", "semiconductor design"),
    "p_lithography": ("lithography",),
    "p_packaging": ("packaging", "advanced packaging", "encapsulation"),
    "p_test": ("chip testing", "packaging and testing", "packaging and test"),
    "p_wafer_fabrication": ("wafer fabrication",),
    "p_deposition": ("atomic layer deposition",),
    "emc": (
        "epoxy sealing material",
        "epoxy encapsulant",
        "moulding compound",
        "molding compound",
        "epoxy moulding compound",
    ),
    "abf": ("build-up film", "ABF", "ABF film"),
    "bt_resin": ("BT resin",),
    "gold": ("gold bonding wire", "gold wire"),
    "cu_wire": ("copper bonding wire", "copper wire"),
    "targets": ("sputtering target",),
    "cmp_slurry": ("CMP slurry", "polishing slurry", "slurry"),
    "cmp_pad": ("CMP pad", "polishing pad"),
    "foup": ("FOUP", "wafer carrier"),
    "tech_ceramics": ("technical ceramics", "electrostatic chuck"),
    "h2so4": ("sulfuric acid",),
    "ipa": ("isopropyl alcohol", "isopropanol"),
    "wf6": ("tungsten hexafluoride",),
    "nf3": ("nitrogen trifluoride", "nitrogen three fluoride"),
    "transistors": ("transistor", "power transistor"),
    "sensors": ("image sensor", "semiconductor sensor"),
    "batteries": ("rechargeable battery", "lithium battery"),
}
_TOO_WIDE = {
    "test",
    "deposition",
    "filters",
    "valves",
    "sensors",
    "lenses",
    "mirrors",
    "gold",
    "solder",
    "machines",
    "optical elements",
    "displays",
    "servers",
    "parts",
    "bonders",
    "lasers",
    "robots",
    "devices",
    "others",
    "tin",
    "boron",
    "arsenic",
    "phosphorus",
    "chlorine",
    "fluorine",
}
_STILL_NAMED = {"tin", "boron", "arsenic", "phosphorus", "chlorine", "fluorine", "displays", "servers", "solder"}
_CODE = re.compile(r"\bHS ?(?:code |heading |subheading )?(\d{4}(?:\.?\d{2}){0,3})\b|\b(\d{4}\.\d{2}(?:\.\d{2})?)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An item or a code in a text."""

    name: str
    passage: Passage
    rule: str


@dataclass(frozen=True)
class Items:
    """Items to look for."""

    items: tuple[Item, ...]

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Name in the singular and lower case -> item."""
        found: dict[str, str] = {}
        for item in self.items:
            for name in _ALSO.get(item.id, ()):
                found.setdefault(_key(name), item.id)
        for item in self.items:
            for name in _parts(item.names.en):
                if _key(name) not in {_key(wide) for wide in _TOO_WIDE - _STILL_NAMED}:
                    found.setdefault(_key(name), item.id)
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = sorted(self._names, key=len, reverse=True)
        words = (re.escape(name).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]+") for name in names)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?:s|es)?(?![\w]|-(?!based|grade|free))", re.IGNORECASE)

    def find(self, text: str) -> list[Named]:
        """Every item that a text names, each where it stands first, in the order of the text."""
        found: dict[str, Named] = {}
        for match in self._pattern.finditer(text):
            item = self._names.get(_key(match[0]))
            if item and match[0] != "led" and not _in_name(text, match):
                passage = Passage(start=match.start(), end=match.end(), text=match[0])
                found.setdefault(item, Named(name=item, passage=passage, rule="name of an item"))
        return list(found.values())


def codes(text: str) -> Iterator[Named]:
    """Customs codes in a text, as digits."""
    for match in _CODE.finditer(text):
        digits = (match[1] or match[2]).replace(".", "")
        passage = Passage(start=match.start(), end=match.end(), text=match[0])
        yield Named(name=digits, passage=passage, rule="customs code")


def _parts(name: str) -> Iterable[str]:
    """A name without what is in brackets, and what is in them where that is an abbreviation."""
    bare = re.sub(r"\s*\([^)]*\)", "", name)
    yield bare.split(" and other ")[0]
    for inside in re.findall(r"\(([^)]*)\)", name):
        if re.fullmatch(r"[A-Z][A-Za-z0-9]+", inside) and len(inside) > 2:
            yield inside


def _key(name: str) -> str:
    words = re.split(r"[\s-]+", name.casefold())
    last = words[-1]
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("lenses", "lens"), ("s", "")):
        if last.endswith(ending) and len(last) > 3 and not last.endswith("ss"):
            last = last.removesuffix(ending) + instead
            break
    return " ".join([*words[:-1], last])


def _in_name(text: str, match: re.Match[str]) -> bool:
    """Whether the word is part of a name, as in Advanced Packaging Institute."""
    after = text[match.end() :]
    return match[0][0].isupper() and match.start() > 0 and re.match(r" [A-Z][a-z]+", after) is not None
