"""Puts names and pieces together as each language does: separators, brackets, quotation marks."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _


def listing(names: Iterable[object]) -> str:
    """Names one after the other: A, B · A、B."""
    return _(", ").join(str(name) for name in names)


def quoted(text: object) -> str:
    """What somebody wrote, in quotation marks: “A” · 「A」."""
    return _("“%(text)s”") % {"text": text}


def labelled(label: object, text: object) -> str:
    """What something is, then how it stands: A: B · A：B."""
    return _("%(label)s: %(text)s") % {"label": label, "text": text}


def noted(text: object, note: object) -> str:
    """Something with a note in brackets: A (B) · A（B）; without a note as it is."""
    return _("%(text)s (%(note)s)") % {"text": text, "note": note} if note else str(text)


def sentences(first: str, second: str) -> str:
    """Two sentences in a row: Chinese puts no space between them."""
    return _("%(first)s %(second)s") % {"first": first, "second": second}
