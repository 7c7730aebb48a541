"""Writes of collection letters: each that went out is recorded at every receivable it names."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage

from goldenkey.actions import collection
from goldenkey.actions.base import action, allowed
from goldenkey.core import dunning
from goldenkey.core.guidance import DunningStep
from goldenkey.data.models import Account, Receivable, Reminder
from goldenkey.documents import letters
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import collection as select
from goldenkey.selectors import letter as drafts

WRITTEN = ("message", "letter")
"""Kinds of steps that a letter takes."""


@action("collection.record")
def send_letter(
    actor: Actor,
    account_id: int,
    *,
    way: str = "printed",
    tone: str = "",
    language: str = "",
    to: str = "",
) -> list[Reminder]:
    """Send or hand out a letter, and record the step at each receivable it names (M7.4).

    `way`: "printed", "file", or "email", which is sent at once. A letter may go out again: a step
    is recorded once.
    """
    if way not in ("printed", "file", "email"):
        raise Refused("bad_choice", field="way")
    data = drafts.data(actor, account_id, tone=tone, language=language)
    if not data.lines:
        allowed(actor, scope.get(actor, Account, account_id), "collection.record")
        raise Refused("nothing_open_there")
    made = [
        one for line in data.lines if (one := _record(actor, line.receivable_id, way)) is not None
    ]
    if way == "email":
        _send(letters.write(data), to or next((mail for _name, mail in data.addresses), ""))
    return made


def _record(actor: Actor, receivable_id: int, way: str) -> Reminder | None:
    """The last written step that is due and was not taken."""
    row = Receivable.objects.get(pk=receivable_id)
    taken = set(row.reminders.filter(due_on=row.due_on).values_list("step", flat=True))
    ripe = [
        step
        for step in select.steps_of(actor)
        if step.kind in WRITTEN
        and step.id not in taken
        and dunning.due_from(row.due_on, step) <= actor.today
    ]
    if not ripe:
        return None
    return collection.take_step(actor, receivable_id, step=_last(ripe).id, way=way)


def _last(steps: list[DunningStep]) -> DunningStep:
    return max(steps, key=lambda step: step.days_after_due)


def _send(letter: letters.Letter, to: str) -> None:
    if not settings.MAIL_READY:
        raise Refused("mail_not_set_up", field="way")
    if not to:
        raise Refused("mail_no_address", field="to")
    try:
        EmailMessage(letter.subject, letter.text, to=[to]).send()
    except (smtplib.SMTPException, OSError, ValueError):
        raise Refused("mail_failed", field="way") from None
