"""The bundled table is what the tool makes."""

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_bundled_readings_are_those_of_the_dictionary() -> None:
    made = subprocess.run([sys.executable, ROOT / "tools" / "pinyin.py"], capture_output=True, check=True)
    assert made.stdout == (files("haechi.news") / "pinyin.csv").read_bytes()
