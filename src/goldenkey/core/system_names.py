"""The names of what the system counts, and their types: what a playbook's formula may say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from goldenkey.core.formula import Kind, Type

_KINDS: Final[Mapping[str, Kind]] = {
    "opportunity.state": Kind.TEXT,  # open, won, lost, dropped
    "opportunity.open": Kind.BOOL,
    "opportunity.kind": Kind.TEXT,
    "opportunity.drive": Kind.TEXT,
    "opportunity.amount": Kind.MONEY,
    "opportunity.days": Kind.NUMBER,  # since it was created
    "committee.people": Kind.NUMBER,  # the customer's, groups not counted
    "committee.people_met": Kind.NUMBER,
    "committee.opponents": Kind.NUMBER,
    "committee.opponents_high": Kind.NUMBER,
    "committee.key_left": Kind.NUMBER,  # a role of the dots, coach or high influence; gone
    "committee.key_left_on": Kind.DATE,
    "committee.one_link": Kind.NUMBER,  # key people whom one single person of ours knows
    "needs.count": Kind.NUMBER,
    "needs.explicit": Kind.NUMBER,
    "needs.marked": Kind.BOOL,  # there are needs and each is marked full, partly or no
    "needs.met": Kind.NUMBER,  # fully met
    "needs.unmet": Kind.NUMBER,
    "rivals.count": Kind.NUMBER,
    "rivals.placed": Kind.BOOL,  # true when none is named: ask for rivals.count as well
    "rivals.ahead": Kind.NUMBER,  # where our position is worse
    "rivals.with_decider": Kind.NUMBER,
    "rivals.ahead_at_decider": Kind.NUMBER,  # in touch there, and we are worse or never were there
    "next_step.on": Kind.DATE,
    "next_step.dated": Kind.BOOL,
    "next_step.agreed": Kind.BOOL,
    "next_step.overdue_days": Kind.NUMBER,
    "contact.count": Kind.NUMBER,
    "contact.people": Kind.NUMBER,  # different people seen
    "contact.last_on": Kind.DATE,
    "contact.days_since": Kind.NUMBER,  # without any contact: since the opportunity began
    "contact.continuations": Kind.NUMBER,  # the latest contacts in a row that agreed on nothing
    "contact.continuing_since": Kind.DATE,
    "contact.rhythm_days": Kind.NUMBER,  # the longest silence the grade allows
    "contact.overdue_days": Kind.NUMBER,
    "stage.since": Kind.DATE,
    "stage.days": Kind.NUMBER,
    "stage.usual_days": Kind.NUMBER,  # of most won ones, the playbook's until there are enough
    "stage.overdue_days": Kind.NUMBER,
    "stage.unproved": Kind.NUMBER,  # criteria of earlier gates that do not hold
    "close.on": Kind.DATE,
    "close.days_left": Kind.NUMBER,
    "close.passed": Kind.BOOL,  # only while open
    "close.moves": Kind.NUMBER,
    "customer.steps_behind": Kind.NUMBER,
    "customer.overdue_days": Kind.NUMBER,  # of other orders of the same customer
    "customer.overdue_since": Kind.DATE,
    "customer.overdue_money": Kind.MONEY,
    "commitment.days": Kind.NUMBER,  # since the customer's word was given
    "payment.overdue": Kind.BOOL,
    "payment.overdue_days": Kind.NUMBER,
    "payment.overdue_since": Kind.DATE,
    "payment.overdue_money": Kind.MONEY,
    "order.signed": Kind.BOOL,
    "order.signed_on": Kind.DATE,
    "order.signed_by_decider": Kind.BOOL,
    "order.payment_planned": Kind.BOOL,
    "order.delivery_planned": Kind.BOOL,
    "order.delivered": Kind.BOOL,
    "order.accepted": Kind.BOOL,
    "order.collected": Kind.BOOL,  # every line of the plan is due, paid and cleared
    "delivery.on": Kind.DATE,  # the next one
    "delivery.late_days": Kind.NUMBER,  # past its date and not made
    "delivery.days_left": Kind.NUMBER,
    "delivery.told": Kind.BOOL,  # the customer was told that the date will not hold
    "chance.believed": Kind.NUMBER,  # known to warnings only, as are the next two
    "chance.confirmed": Kind.NUMBER,
    "warnings.high": Kind.NUMBER,  # severe ones that stand
}

LATE: Final = ("chance.believed", "chance.confirmed", "warnings.high")
"""Known only once the other warnings were asked: to warnings alone, unknown to all else."""

_ROLE_KINDS: Final[Mapping[str, Kind]] = {
    "people": Kind.NUMBER,
    "met": Kind.BOOL,
    "covered": Kind.BOOL,
    "against": Kind.BOOL,
    "last_met_on": Kind.DATE,
    "days_since_met": Kind.NUMBER,  # never met: since the opportunity began
}


def declared(roles: Iterable[str]) -> Mapping[str, Type]:
    """Return every system name and its type, for a playbook with these role keys."""
    names = {name: Type(kind, None) for name, kind in _KINDS.items()}
    for role in roles:
        names |= {f"committee.{role}.{n}": Type(k, None) for n, k in _ROLE_KINDS.items()}
    return names
