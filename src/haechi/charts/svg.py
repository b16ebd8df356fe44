"""SVG as text: elements with escaped attributes, and the frame every chart shares.

Charts use presentation attributes only (no style attributes, no script), so that one file serves a page under a
strict content security policy, a brief and a PDF.
"""

from collections.abc import Iterable
from html import escape

INK = "#1b2733"
MUTED = "#5b6b7a"
RULE = "#d5dce3"
ACCENT = "#0b5a8a"
ACCENT_PALE = "#9cc4de"
ALARM = "#b3401e"
PAPER = "#ffffff"
FONT = "DejaVu Sans, Noto Sans, Helvetica, Arial, sans-serif"

_GLYPH = 0.56  # mean advance of the fonts above, in units of their size


def element(name: str, content: Iterable[str] = (), **attributes: float | str | None) -> str:
    """An element; underscores in attribute names become hyphens, numbers are rounded to a hundredth, None is left out.

    Examples
    --------
    >>> element("line", x1=0, x2=1.23456, stroke_width=2)
    '<line x1="0" x2="1.23" stroke-width="2"/>'
    """
    shown = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(content)
    return f"<{name}{shown}>{inner}</{name}>" if inner else f"<{name}{shown}/>"


def text(words: str, x: float, y: float, *, size: float = 12, fill: str = INK, **attributes: float | str | None) -> str:
    """A line of text with its baseline at y."""
    return element("text", [escape(words)], x=x, y=y, font_size=size, fill=fill, **attributes)


def titled(words: str) -> str:
    """A title of what it stands in: shown by browsers where the pointer rests."""
    return element("title", [escape(words)])


def width_of(words: str, size: float) -> float:
    """About how wide a line of text is; Korean and other wide glyphs count double."""
    return sum(size if ord(glyph) > 0x1100 else size * _GLYPH for glyph in words)


def fitted(words: str, width: float, size: float) -> str:
    """The words, shortened with an ellipsis to a width."""
    if width_of(words, size) <= width:
        return words
    while words and width_of(words + "…", size) > width:
        words = words[:-1]
    return words.rstrip() + "…"


def document(
    content: Iterable[str], *, width: float, height: float, title: str, description: str, role: str = "img"
) -> str:
    """A whole picture with its title and description for those who cannot see it.

    A picture that holds links is a `group`: what stands inside an `img` is not reached by a screen reader.
    """
    head = [titled(title), element("desc", [escape(description)])]
    paper = element("rect", width=width, height=height, fill=PAPER)
    return element(
        "svg",
        [*head, paper, *content],
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        width=width,
        height=height,
        role=role,
        font_family=FONT,
    )


def _value(value: float | str) -> str:
    return escape(value, quote=True) if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
