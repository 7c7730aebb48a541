"""Stories told by hand: an overdue instalment, thanks after a complaint, and the named ones."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from goldenkey.actions import contract
from goldenkey.demo.bidding import bid
from goldenkey.demo.order import Order
from goldenkey.demo.plots import PLOTS
from goldenkey.demo.pursuit import Pursuit
from goldenkey.demo.schedule import Schedule
from goldenkey.demo.script import Script
from goldenkey.demo.telling import Telling, begin

NAMED = {
    # customer: owner, plot, began, ended (days before today), kind and drive
    "g03": ("central_1", "signing", 52, None, "account_led", ""),
    "i02": ("central_2", "fresh", 9, None, "account_led", ""),
    "i03": ("projects_1", "flown", 200, 84, "account_led", ""),
    "i08": ("projects_2", "bounced", 260, 47, "project_led", "active"),
    "p03": ("projects_2", "early", 110, None, "project_led", "passive"),
    "p01": ("projects_2", "partial", 330, 61, "project_led", "active"),
}


def overdue(script: Script) -> None:
    """Three instalments: the first is in, the second nine days late (M7.2, M7.4)."""
    t = begin(script, "g02", "overdue", 8)
    p, order = t.pursuit, Order(t.pursuit)
    t.at(141, lambda: p.open(t.company.due(-70)))
    t.meet(141, ("influencer",), "need", kind="meeting")
    t.need(141, "need", explicit=True)
    t.pass_gate(126)
    t.at(112, lambda: p.rival(t.company.words.phrases["rivals"]["gift"][0], 1))
    t.at(111, lambda: p.seat_group(*t.company.words.phrases["group"]["gift"]))
    t.at(110, lambda: p.decide("go", t.company.words.phrases["reasons"]["go"]))
    t.pass_gate(110)
    t.meet(92, ("decision_maker",), "sign", kind="meeting", ordered=True)
    t.pass_gate(91)
    t.at(90, lambda: _sign(t, order))
    t.at(90, order.invoice, "finance")
    t.at(78, order.pay, "finance")
    t.meet(44, ("influencer",), "deliver")
    t.at(44, lambda: order.deliver())
    t.at(39, lambda: order.accept())
    t.at(39, order.invoice, "finance")
    t.meet(40, ("purchaser",), "collect", kind="call")
    t.meet(3, ("purchaser",), "collect", kind="call", agreed="agreed", by=2)


def _sign(t: Telling, order: Order) -> None:
    """Sign with a plan in amounts: deposit, second instalment thirty days on, retention."""
    total, first, second = (Decimal(t[k]) for k in ("amount", "first_part", "second_part"))
    last_on = t.company.due(60)
    order.sign(
        ("whole", 44),
        lines=[
            contract.LineIn(t["label_1"], "signing", amount=first, credit_days=14),
            contract.LineIn(t["label_2"], "acceptance", amount=second, credit_days=30),
            contract.LineIn(t["label_3"], "date", amount=total - first - second,
                            trigger_on=last_on, credit_days=0),
        ],
    )  # fmt: skip
    t.pursuit.sign_off(t.company.words.phrases["reasons"]["override"])


def thanks(script: Script) -> None:
    """Delivered a week ago; a complaint was heard, solved and reported back (M8.1, M3.12)."""
    t = begin(script, "g04", "thanks", 8)
    p, order = t.pursuit, Order(t.pursuit)
    t.at(58, lambda: p.open(t.company.due(-24)))
    t.meet(58, ("purchaser",), "need", kind="call")
    t.need(58, "need", explicit=True)
    t.pass_gate(50)
    t.at(44, lambda: p.rival(t.company.words.phrases["rivals"]["gift"][2], 2))
    t.at(43, lambda: p.decide("go", t.company.words.phrases["reasons"]["go"]))
    t.pass_gate(43)
    t.meet(36, ("decision_maker",), "need", kind="visit")
    t.pass_gate(35)
    t.at(30, lambda: order.sign(("whole", 22)))
    t.at(30, lambda: p.sign_off(t.company.words.phrases["reasons"]["override"]))
    t.at(26, order.pay, "finance")
    t.at(8, lambda: order.deliver())
    t.at(7, lambda: order.accept())
    t.at(7, order.invoice, "finance")
    t.meet(6, ("purchaser",), "complaint", kind="call")
    t.meet(1, ("purchaser",), "week", kind="call", next_what="need", next_on=40)


def named(script: Script) -> None:
    """Pursuits that follow a plot under a name of their own."""
    named_pursuits: dict[str, Any] = script.company.words.stories["named"]
    for key, (owner, plot, began, ended, kind, drive) in NAMED.items():
        name, amount = named_pursuits[key]
        pursuit = Pursuit(
            script.company, script.customer(key, owner), 9, name, amount=int(amount), kind=kind,
            drive=drive,
        )  # fmt: skip
        if key == "p03":
            bid(script, pursuit)
        told = PLOTS[plot]
        Schedule(script, pursuit, told, began, told.quiet_days if ended is None else ended).write()
