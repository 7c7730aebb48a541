"""Stories told by hand: the duck that is about to fly, the dinner, the visitor, the utility."""

from __future__ import annotations

from goldenkey.demo.haggling import haggle
from goldenkey.demo.script import Script
from goldenkey.demo.telling import Telling, begin


def duck(script: Script) -> None:
    """The purchaser promised a month ago; who decides was never met, an adviser opposes (M4.7)."""
    t = begin(script, "i01", "duck", 0, kind="project_led", drive="active")
    p = t.pursuit
    t.at(118, lambda: p.open(t.company.due(-29)))
    t.meet(118, ("end_user",), "first", kind="call")
    t.meet(109, ("end_user",), "site", agreed="agreed", by=-95)
    t.need(109, "need_stop", explicit=True)
    t.need(109, "need_talk", explicit=False, met="unknown")
    t.know(109, "end_user", need__problem="problem", prospect__real="true", fit__stated="true")
    t.meet(101, ("purchaser",), "buyer", kind="visit")
    t.at(101, lambda: p.seat("decision_maker"))
    t.at(101, lambda: p.reports_to("end_user", "decision_maker"))
    t.pass_gate(98)
    t.at(98, lambda: p.buying_step("approval"))
    t.at(60, lambda: p.seat("influencer", stance="unknown", access="medium"))
    t.at(43, lambda: p.share("projects_1", "presales"))
    t.meet(42, ("influencer",), "consultant", part="projects_1")
    t.at(42, lambda: p.influence("influencer", "high"))
    t.at(42, lambda: p.stance("influencer", "opponent"))
    t.at(42, lambda: p.seat_outsider(*t.company.words.phrases["group"]["expert"]))
    t.at(42, lambda: p.name_body(*t.company.words.phrases["group"]["body"]))
    t.meet(52, ("end_user",), "trial", agreed="agreed", by=-36)
    t.know(52, "end_user", worries__recorded="true", trial__passed="true")
    t.at(50, lambda: p.rival(t["rival_a"], 0))
    t.at(50, lambda: p.rival(t["rival_b"], 1))
    t.at(34, lambda: p.decide("go", t["value"]))
    _promised(t)
    haggle(t)


def _promised(t: Telling) -> None:
    p = t.pursuit
    t.meet(31, ("purchaser",), "call", kind="call")
    t.at(31, lambda: p.promised("purchaser", t["promise"]))
    t.at(31, lambda: p.stance("purchaser", "supporter"))
    t.at(31, lambda: p.slip(t.company.due(5)))
    t.pass_gate(31, override="override")
    t.meet(12, ("purchaser",), "terms", kind="meeting")
    t.know(11, "purchaser", terms__price="agreed", terms__delivery="agreed")
    t.know(11, "", terms__payment="disputed", terms__warranty="open", terms__service="open")
    t.meet(11, ("purchaser",), "slip", kind="call")
    t.at(11, lambda: p.slip(t.company.due(26)))
    t.meet(5, ("end_user",), "coach", agreed="agreed", by=2)
    t.at(5, lambda: p.also("end_user", "coach"))
    t.at(5, lambda: p.stance("end_user", "supporter", confirmed=True))


def dinner(script: Script) -> None:
    """A year-end dinner: all met, one term open (M1.3, M6.1)."""
    t = begin(script, "g01", "dinner", 8)
    p = t.pursuit
    t.at(63, lambda: p.open(t.company.due(12)))
    t.meet(63, ("purchaser",), "first", kind="call")
    t.meet(56, ("purchaser",), "proposal", kind="visit")
    t.need(56, "need_face", explicit=True)
    t.need(56, "need_date", explicit=True)
    t.at(56, lambda: p.seat_group(*t.company.words.phrases["group"]["gift"]))
    t.know(56, "purchaser", need__problem="problem", occasion__purpose="purpose",
           gift__recipients="recipients")  # fmt: skip
    t.pass_gate(49)
    t.meet(41, ("influencer",), "tasting", kind="meeting")
    t.at(40, lambda: p.rival(t.company.words.phrases["rivals"]["gift"][1], 1))
    t.meet(30, ("decision_maker",), "chairman", kind="visit")
    t.at(28, lambda: p.decide("go", t.company.words.phrases["reasons"]["go"]))
    t.pass_gate(28)
    t.at(28, lambda: p.buying_step("selection"))
    t.meet(13, ("decision_maker",), "commit", kind="meeting")
    t.know(13, "decision_maker", commitment__form="written", commitment__by_role="decision_maker",
           commitment__words="words")  # fmt: skip
    t.meet(8, ("purchaser",), "terms", agreed="agreed", by=1)
    agreed = dict.fromkeys(("terms.price", "terms.delivery", "terms.warranty"), "agreed")
    t.know(8, "purchaser", **agreed, terms__service="agreed", terms__payment="disputed")


def dentist(script: Script) -> None:
    """A visitor who buys within the week: O grade, due twice a week (M2.1, M2.3)."""
    t = begin(script, "r01", "dentist", 8)
    p = t.pursuit
    t.at(17, lambda: p.open(t.company.due(5)))
    t.at(17, lambda: p.customer.buys(p.actor(), t.company.due(5)))
    t.meet(17, ("decision_maker",), "first", kind="visit")
    t.need(17, "need_seat", explicit=True)
    t.know(17, "decision_maker", car__use="use", car__priority="safety")
    t.pass_gate(17)
    t.meet(11, ("decision_maker", "influencer"), "drive", kind="visit")
    t.at(10, lambda: p.rival(t["rival"], 1))
    t.at(10, lambda: p.decide("go", t.company.words.phrases["reasons"]["go"]))
    t.pass_gate(10)
    t.meet(4, ("decision_maker",), "price", kind="call", agreed="agreed", by=3)


def utility(script: Script) -> None:
    """Twelve vehicles: four people and two meetings, one of them not found (M4.2)."""
    t = begin(script, "f01", "utility", 8)
    p = t.pursuit
    t.at(48, lambda: p.open(t.company.due(40)))
    t.meet(48, ("selector",), "first", kind="call")
    t.meet(41, ("end_user",), "captain")
    t.need(41, "need_box", explicit=True)
    t.need(41, "need_cost", explicit=True, met="partly")
    t.know(41, "end_user", fleet__use="use")
    t.pass_gate(22)
    t.at(22, lambda: p.buying_step("analysis"))
    t.meet(20, ("selector",), "selection", kind="meeting")
    t.know(20, "selector", fleet__shortlisted="true")
    t.know(20, "selector", meeting__selection_on=t.company.due(3).isoformat())
    t.at(19, lambda: p.rival(t["rival"], 0))
    t.meet(13, ("purchaser",), "buyer")
    t.meet(6, ("decision_maker",), "vice", agreed="agreed", by=3)
