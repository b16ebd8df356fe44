"""A brief as one HTML file without outside parts: styles within, pictures inline."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from haechi.brief.document import Brief

_ENVIRONMENT = Environment(
    loader=PackageLoader("haechi.brief"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters["kind"] = lambda block: type(block).__name__


def page(brief: Brief) -> str:
    """The brief as HTML."""
    return _ENVIRONMENT.get_template("brief.html").render(brief=brief)
