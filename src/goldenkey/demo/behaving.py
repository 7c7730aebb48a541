"""Gifts: a meal approved, a voucher the rules refuse, one that waits; two kept apart (M4.9)."""

from __future__ import annotations

from typing import Any

from goldenkey.actions import conduct, gift
from goldenkey.demo.company import Company
from goldenkey.demo.script import Script
from goldenkey.selectors import opportunity, room
from goldenkey.selectors.opportunity import Filters

WHO = "central_1"
MEAL = {"TWD": 900, "CNY": 180, "USD": 30}
LARGE = {"TWD": 1800, "CNY": 380, "USD": 60}


def behave(script: Script) -> None:
    """The last day: who gives registers, the manager decides, compliance finds one waiting."""
    script.add(0, WHO, lambda: _register(script.company))


def _register(company: Company) -> None:
    actor, words = company.actor(WHO), company.words.phrases["conduct"]
    rows = opportunity.page(actor, Filters(owner_id=actor.user_id, state="open")).rows
    rooms = (room.room(actor, row.id) for row in rows[:12])
    found = next((one for one in rooms if _known(one) > 2), None)
    if found is None:
        return
    people = [seat.contact_id for seat in found.seats if seat.contact_id]
    about: dict[str, Any] = {"opportunity_id": found.id, "contact_id": people[0]}
    meal = gift.register(
        actor, amount=MEAL[company.currency], category="hospitality", purpose=words["meal"],
        occasion=words["visit"], on=actor.today, **about,
    )  # fmt: skip
    if not meal.refused:
        boss = company.actor(company.manager_of(WHO))
        gift.decide(boss, meal.entry.pk, approve=True, reason=words["yes"])
    gift.register(actor, amount=MEAL[company.currency], category="cash_equivalent",
                  purpose=words["voucher"], on=actor.today, **about)  # fmt: skip
    gift.register(actor, amount=LARGE[company.currency], purpose=words["box"],
                  on=company.due(9), **{**about, "contact_id": people[1]})  # fmt: skip
    conduct.keep_apart(
        actor, first_account_id=found.account_id, first_id=people[0], why=words["apart"],
        second_account_id=found.account_id, second_id=people[1],
    )  # fmt: skip


def _known(found: room.Room) -> int:
    return sum(1 for seat in found.seats if seat.contact_id)
