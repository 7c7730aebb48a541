"""Turns hits of the search into lines with an address, and words into things to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from goldenkey.policies.actor import Actor
from goldenkey.selectors.search import KINDS, Hit
from goldenkey.web.present import url
from goldenkey.wording import codes

ICONS = {
    "account": "building-2", "contact": "user-round", "opportunity": "target",
    "contract": "file-text", "lead": "inbox",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A line of answers: where it leads, what it says, what it is."""

    url: str
    title: str
    detail: str
    kind: str
    icon: str


def hit(found: Hit) -> Line:
    """A record that was found."""
    return Line(
        url(found.kind, found.id), found.title, found.subtitle, codes.word(found.kind, "noun"),
        ICONS[found.kind],
    )  # fmt: skip


def actions(request: Any, query: str) -> list[Line]:
    """What one can do with words that are a name nobody has yet."""
    if not query:
        return []
    made = []
    if request.actor.may("lead.create"):
        where = f"{url('lead-new')}?{urlencode({'company': query})}"
        made.append(Line(where, _("New lead: %(name)s") % {"name": query}, "", "", "plus"))
    if request.actor.may("account.create"):
        where = f"{url('account-new')}?{urlencode({'name': query})}"
        made.append(Line(where, _("New customer: %(name)s") % {"name": query}, "", "", "plus"))
    return made


def kinds(actor: Actor) -> list[tuple[str, str]]:
    """The kinds of record one can look for."""
    return [(kind, codes.word(kind, "noun")) for kind in KINDS if actor.may(f"{kind}.read")]
