"""What follows a signature, by how far the money of a plot is."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from goldenkey.demo.order import Order
from goldenkey.demo.words import number, pick

if TYPE_CHECKING:
    from goldenkey.demo.schedule import Schedule

HALF = Decimal("0.5")


def after_signing(s: Schedule, order: Order, *, start: float, end: float) -> None:
    """Write the scenes of an order: signed at `start`; `end` is the day of acceptance, or last."""
    s.beat(start, lambda: _sign(s, order, start, end))
    if not s.plot.brief:
        s.beat(start, order.invoice, "finance")
    if order.pursuit.customer.line != "retail" or s.plot.money == "paid":
        soon = min(6 + number(s.pursuit.key) % 7, max(1, (start - end) / 4))
        s.beat(start - soon, order.pay, "finance")
    _MONEY[s.plot.money](s, order, start, end)


def _sign(s: Schedule, order: Order, start: float, end: float) -> None:
    p = s.pursuit
    lead = max(3, round(start - end) - 3)
    planned = {
        "signed": (("whole", round(start) + 12),),
        "shipping": (("whole", round(start) + 3),),
        "late": (("whole", round(start) + 2),),
        "at_risk": (("whole", round(start) - 3),),
        "lots": (("first", lead), ("rest", round(start) + 20)),
    }.get(s.plot.money, (("whole", lead),))
    who = "decision_maker" if "decision_maker" in p.customer.people else s.people[0]
    text = p.say("note", "sign", who=s.who(who))
    p.meet((who,), text, kind="meeting", ordered=True, next_what=p.say("next", "deliver"),
           next_on=s.company.day(s.company.workday(max(0, round(end)))))  # fmt: skip
    helper = "projects_2" if p.customer.line == "project" and p.owner == "projects_1" else ""
    order.sign(*planned, helper=helper)
    p.sign_off(s.company.words.phrases["reasons"]["override"])


def _signed(s: Schedule, order: Order, start: float, end: float) -> None:
    s.meeting(end, (s.people[0],), "follow", kind="call")


def _shipping(s: Schedule, order: Order, start: float, end: float) -> None:
    s.beat(max(1, end - 1), order.ship)
    s.meeting(end, (s.people[0],), "follow", kind="call")


def _late(s: Schedule, order: Order, start: float, end: float) -> None:
    reason = pick(s.company.words.phrases["reasons"]["delay"], s.pursuit.key)
    s.beat(end, lambda: order.tell(s.company.due(10), reason))
    s.meeting(end, (s.people[0],), "follow", kind="call")


def _at_risk(s: Schedule, order: Order, start: float, end: float) -> None:
    s.meeting(end, (s.people[0],), "follow", kind="visit")


def _lots(s: Schedule, order: Order, start: float, end: float) -> None:
    _arrive(s, order, end, place=0, whole=False)
    s.beat(max(2, end - 24), order.pay, "finance")
    s.meeting(min(end, s.plot.quiet_days), (s.people[0],), "collect", kind="call")


def _accepted(s: Schedule, order: Order, start: float, end: float) -> None:
    _arrive(s, order, end)
    s.meeting(max(2, end - 6), (s.people[0],), "follow", kind="call")


def _overdue(s: Schedule, order: Order, start: float, end: float) -> None:
    _arrive(s, order, end)
    s.meeting(s.plot.quiet_days, (s.people[0],), "collect", kind="call")


def _partial(s: Schedule, order: Order, start: float, end: float) -> None:
    _arrive(s, order, end)
    s.beat(max(3, end - 36), lambda: order.pay(HALF), "finance")
    s.meeting(s.plot.quiet_days, (s.people[0],), "collect", kind="visit")


def _bounced(s: Schedule, order: Order, start: float, end: float) -> None:
    _arrive(s, order, end)
    reason = s.company.words.phrases["reasons"]["bounced"]
    s.beat(12, lambda: order.pay(method="cheque"), "finance")
    s.beat(5, lambda: order.bounce(reason), "finance")
    s.meeting(s.plot.quiet_days, (s.people[0],), "collect", kind="visit")


def _uncleared(s: Schedule, order: Order, start: float, end: float) -> None:
    _arrive(s, order, end)
    s.beat(6, lambda: order.pay(method="cheque", matures_on=s.company.due(20)), "finance")
    s.meeting(s.plot.quiet_days, (s.people[0],), "collect", kind="call")


def _paid(s: Schedule, order: Order, start: float, end: float) -> None:
    late = 14 + number(s.pursuit.key, "pays") % 40
    done = max(4.0, end + 2)
    arrived = min(start - 14, max(done + late, done + 12))
    _arrive(s, order, arrived)
    s.meeting(max(done + 6, arrived - 8), (s.people[0],), "follow", kind="call")
    s.beat(done, lambda: _pay_all(order), "finance")
    s.beat(done + 1, lambda: _settle_relation(s))


def _arrive(s: Schedule, order: Order, ago: float, *, place: int = 0, whole: bool = True) -> None:
    """A lot arrives, is accepted two days later, and is invoiced."""
    user = "end_user" if "end_user" in s.people else s.people[0]
    s.beat(ago + 3, lambda: order.deliver(place))
    if not s.plot.brief:
        s.meeting(ago + 3, (user,), "deliver")
    accept: Callable[[], None] = lambda: order.accept(None if whole else place)  # noqa: E731
    s.beat(ago, accept)
    if not s.plot.brief:
        s.beat(ago, order.invoice, "finance")


def _pay_all(order: Order) -> None:
    while order.open_receivables:
        order.pay()


def _settle_relation(s: Schedule) -> None:
    """The last gate: the relationship is planned; the order is over when all money is in."""
    p = s.pursuit
    p.refresh()
    p.answer_gate()
    while p.book.stage_after(p.row.stage) and p.pass_gate():
        p.answer_gate()


_MONEY: dict[str, Callable[[Schedule, Order, float, float], None]] = {
    "signed": _signed, "shipping": _shipping, "late": _late, "at_risk": _at_risk, "lots": _lots,
    "accepted": _accepted, "overdue": _overdue, "partial": _partial, "bounced": _bounced,
    "uncleared": _uncleared, "paid": _paid,
}  # fmt: skip
