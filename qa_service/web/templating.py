"""From a template and its values to HTML: the only file that knows Jinja. Everything is escaped."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from qa_service.web import assets
from qa_service.web.i18n import translations

FOLDER = Path(__file__).parent / "templates"


@cache
def environment(lang: str) -> Environment:
    """The templates, speaking `lang`."""
    jinja = Environment(
        loader=FileSystemLoader(FOLDER),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    jinja.install_gettext_translations(translations(lang), newstyle=True)  # type: ignore[attr-defined]  # its extension adds it
    jinja.globals["asset"] = assets.url
    return jinja


def render(template: str, lang: str, values: Mapping[str, Any]) -> str:
    """The page or part of a page."""
    return environment(lang).get_template(template).render(values)
