"""Every sentence that is to be translated, taken from Python and templates.

`python -m tests.architecture.messages FILE.pot` writes the template for translators.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from tests.architecture.source import SRC

PYTHON_KEYWORDS: dict[str, Any] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "_in": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
OPTIONS = {
    "**.html": {"extensions": "jinja2.ext.i18n,jinja2.ext.do", "newstyle_gettext": "true",
                "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"},
}  # fmt: skip


@lru_cache(maxsize=1)
def extracted() -> Catalog:
    """All messages of the product, with where they stand."""
    catalog = Catalog(project="Golden Key", charset="utf-8")
    for place, line, message, comments, context in _found():
        catalog.add(message, None, [(place, line)], auto_comments=comments, context=context)
    return catalog


def _found() -> Iterator[tuple[str, int, Any, list[str], str | None]]:
    rows = extract_from_dir(
        SRC,
        METHODS,
        OPTIONS,
        keywords=PYTHON_KEYWORDS,
        comment_tags=("NOTE:",),
        strip_comment_tags=True,
    )
    yield from rows


def main() -> None:
    """Write the template to the file that is named."""
    with Path(sys.argv[1]).open("wb") as file:
        write_po(file, extracted(), sort_output=True, omit_header=False)


if __name__ == "__main__":
    main()
