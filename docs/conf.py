"""Settings of the documentation: `sphinx-build -W docs docs/_build`; the pages need nothing from outside."""

import re
from pathlib import Path

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

_PACKAGE = Path(__file__).parents[1] / "src" / "haechi" / "__init__.py"

project = "Haechi"
author = "The Haechi developers"
project_copyright = "The Haechi developers"
release = re.findall(r'__version__ = "(.+)"', _PACKAGE.read_text(encoding="utf-8"))[0]
version = release

extensions = ["myst_parser"]
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
nitpicky = True

html_theme = "furo"
html_title = f"Haechi {release}"
html_math_renderer = "mathml"
html_copy_source = False
html_show_sphinx = False


def setup(app: Sphinx) -> None:
    """Formulas become MathML, which browsers draw themselves: no script is fetched for them."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))


def _inline(translator: HTML5Translator, node: nodes.math) -> None:
    translator.body.append(tex2mathml(node.astext()))
    raise nodes.SkipNode


def _block(translator: HTML5Translator, node: nodes.math_block) -> None:
    translator.body.append(f"<div class='math'>{tex2mathml(node.astext(), as_block=True)}</div>")
    raise nodes.SkipNode
