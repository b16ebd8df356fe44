"""Sentences that can be put into another language: an English text with the message and the values it is made of."""

from collections.abc import Mapping


class Said(str):
    """A sentence in English, with its message of the catalogues and the values in it.

    It is printed and stored as the text that it is. A value may be a `Said` itself, or a tuple of them, which is joined
    with semicolons. A message whose values come later has none.
    """

    __slots__ = ("message", "values")

    message: str
    values: Mapping[str, object]

    def __new__(cls, message: str, values: Mapping[str, object]) -> "Said":
        """The text, made of the message and the values."""
        text = super().__new__(cls, message.format(**_joined(values)) if values else message)
        text.message, text.values = message, values
        return text

    def __getnewargs__(self) -> tuple[str, Mapping[str, object]]:  # type: ignore[override]
        return self.message, self.values


def said(message: str, /, **values: object) -> Said:
    """A sentence in English that can be put into another language later.

    Examples
    --------
    >>> told = said("{part:.0%} of {what}", part=0.439, what=said("hydrogen fluoride"))
    >>> told, told.message
    ('44% of hydrogen fluoride', '{part:.0%} of {what}')
    """
    return Said(message, values)


def _joined(values: Mapping[str, object]) -> Mapping[str, object]:
    if tuple not in map(type, values.values()):
        return values
    return {name: "; ".join(map(str, value)) if isinstance(value, tuple) else value for name, value in values.items()}
