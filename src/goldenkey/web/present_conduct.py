"""Gifts and quiet periods as pages say them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from goldenkey.selectors.gift import GiftRow
from goldenkey.web.links import url
from goldenkey.wording import codes, figures, languages, phrases

TONE = {
    "waiting": "warn", "approved": "good", "given": "good", "refused": "bad", "withdrawn": "calm",
}  # fmt: skip
PERIOD_TONE = {"now": "bad", "coming": "warn", "over": "calm"}


def state(row: GiftRow) -> tuple[str, str]:
    """What became of an entry, and its tone."""
    return codes.word(row.state, "gift_state"), TONE[row.state]


@languages.spoken
def refused_why(row: GiftRow) -> str:
    """Why an entry was refused: the rules that did, or that somebody said no."""
    said = [codes.word(code, "gift_rule") for code in row.rules if code != "declined"]
    if row.state != "refused":
        return ""
    if not said:
        return _("Refused by %(name)s") % {"name": row.decided_by}
    return phrases.listing(said)


@languages.spoken
def year_of(total: str, limit: str) -> str:
    """A year's sum beside its limit."""
    return _("%(total)s of %(limit)s a year") % {"total": total, "limit": limit}


@languages.spoken
def span(starts: object, ends: object) -> str:
    """From a day to a day."""
    return f"{figures.day(starts)} – {figures.day(ends)}"  # type: ignore[arg-type]


def names(people: Iterable[tuple[int, str]]) -> str:
    """The names of people, listed."""
    return phrases.listing([name for _pk, name in people])


__all__ = ["PERIOD_TONE", "TONE", "names", "refused_why", "span", "state", "url", "year_of"]
