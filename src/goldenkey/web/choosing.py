"""Help me choose, in the form of a seat: answers propose values, shown beside what is chosen now.

Nothing is saved and nothing overwritten: who asked takes a proposal, or leaves it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goldenkey.core.proposing import Proposal, propose
from goldenkey.web.forms.map import ChoosingForm
from goldenkey.web.frame import Request
from goldenkey.wording import choosing, codes, phrases

_UNTICKED: dict[str, Any] = {"roles": [], "stance_confirmed": False}


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the answers propose for a field, why, and whether something else is chosen now."""

    field: str
    value: str
    because: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Help:
    """The questions with their answers so far, and the proposals by field."""

    form: ChoosingForm
    proposed: Mapping[str, Proposed]


def asked(request: Request) -> bool:
    """Whether the form was sent for help, not to be saved."""
    sent = request.POST
    return request.method == "POST" and ("propose" in sent or "take" in sent)


def sent(request: Request) -> Any:
    """What was sent to be saved, None where help was asked."""
    return None if asked(request) else request.POST or None


def typed(request: Request, initial: Mapping[str, Any], hide: frozenset[str]) -> dict[str, Any]:
    """How the form starts: as it was typed, with the one proposal that was taken."""
    if not asked(request):
        return dict(initial)
    given = request.POST
    told = {name: given.getlist(name) if name == "roles" else given[name] for name in given}
    taken = {one.field: one.value for one in _proposals(request, hide)
             if one.field == given.get("take")}  # fmt: skip
    return {**initial, **_UNTICKED, **told, **taken}


def help_for(request: Request, now: Mapping[str, Any], hide: frozenset[str]) -> Help:
    """The questions and what their answers propose, beside what is chosen now."""
    form = _form(request, hide)
    found = {
        one.field: Proposed(
            one.field, codes.word(one.value, one.field), _because(form, one),
            differs=now.get(one.field) != one.value,
        )
        for one in _proposals(request, hide)
    }  # fmt: skip
    return Help(form, found)


def _form(request: Request, hide: frozenset[str]) -> ChoosingForm:
    return ChoosingForm(request.POST or None, hide=hide)


def _proposals(request: Request, hide: frozenset[str]) -> tuple[Proposal, ...]:
    return propose(_form(request, hide).answers())


def _because(form: ChoosingForm, one: Proposal) -> str:
    answers = form.answers()
    return phrases.listing(choosing.ANSWERS[key][answers[key]] for key in one.because)
