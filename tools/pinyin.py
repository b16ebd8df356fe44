"""How the Chinese characters of bundled names sound, so that reading an article need not load a dictionary of them all.

For maintainers, after every change of the table of names or of how names are spelt.

    python tools/pinyin.py > src/haechi/news/pinyin.csv
"""

import csv
import sys

from haechi.app.reading_news import lexicon
from haechi.news.romanise import readings
from haechi.reference.facts import load


def asked() -> list[tuple[str, str]]:
    """Characters in a row that bundled names ask for, and those of states, alone and in pairs; with their sound."""
    known = readings()
    known.clear()
    lexicon(load(), ()).names.find("The Han side spoke of Hanhe.")
    return sorted(known.items())


def main() -> None:
    """Run as a program."""
    csv.writer(sys.stdout, lineterminator="\n").writerows(asked())


if __name__ == "__main__":
    main()
