"""What the shipped playbooks say of convincing, negotiating, money and the time after."""

from __future__ import annotations

import pytest

from tests.unit.playbooks import SHIPPED, shipped

every = pytest.mark.parametrize("key", SHIPPED)
organisations = pytest.mark.parametrize("key", [k for k in SHIPPED if k != "auto-retail"])


@pytest.mark.method("M5.1")
@organisations
def test_four_kinds_of_questions_are_in_the_bank(key: str) -> None:
    kinds = {q.kind for q in shipped(key).guidance.questions}
    assert {"situation", "problem", "implication", "payoff"} <= kinds


@pytest.mark.method("M5.2")
def test_the_consultation_bank_of_a_car_buyer() -> None:
    bank = [q.id for q in shipped("auto-retail").guidance.questions if q.kind == "consult"]
    assert [i.split(".")[1] for i in bank] == [
        "driven", "years", "former", "priority", "occupation", "use", "driver", "budget",
        "heard", "others",
    ]  # fmt: skip


@pytest.mark.method("M5.3")
@every
def test_four_types_by_knowledge_and_will_each_with_its_style(key: str) -> None:
    found = shipped(key).guidance.convincing
    assert [(c.key, c.knowledge, c.will, c.style) for c in found.customer_types] == [
        ("R1", "low", "low", "S1"), ("R2", "low", "high", "S2"),
        ("R3", "high", "low", "S3"), ("R4", "high", "high", "S4"),
    ]  # fmt: skip
    assert [(s.key, s.traditional, s.consultative) for s in found.styles] == [
        ("S1", "high", "low"), ("S2", "high", "high"), ("S3", "low", "low"), ("S4", "low", "high"),
    ]  # fmt: skip
    names = [c.name.zh_hant + c.name.zh_hans for c in found.customer_types]
    assert not any("素質" in name or "素质" in name for name in names)


@pytest.mark.method("M5.4", "M5.6")
def test_three_benefits_three_proofs_five_kinds_of_evidence() -> None:
    found = shipped("key-account").guidance.convincing
    assert (found.most_benefits, len(found.proofs), len(found.evidence_kinds)) == (3, 3, 5)


@pytest.mark.method("M5.5")
@pytest.mark.parametrize("key", ["auto-retail", "auto-fleet"])
def test_five_aspects_of_a_car(key: str) -> None:
    aspects = shipped(key).guidance.convincing.aspects
    assert [a.key for a in aspects] == ["safety", "power", "comfort", "styling", "value"]
    assert all(a.benefits for a in aspects)


@pytest.mark.method("M5.8")
def test_the_presentation_kit() -> None:
    kit = shipped("key-account").guidance.convincing.presentation
    assert [p.id.split(".")[1] for p in kit.outline] == [
        "benefits", "advantages", "references", "quality", "company",
    ]  # fmt: skip
    assert [e.key for e in kit.course] == ["attention", "interest", "desire", "action"]
    recall = kit.recall
    assert recall and (recall.after_days, recall.said_percent, recall.shown_percent) == (3, 10, 65)
    assert {"question.too_easy", "question.too_hard", "question.hostile"} <= {
        a.id for a in kit.answers
    }


@pytest.mark.method("M5.9", "M5.10")
@every
def test_objections_are_answered_and_signals_listed(key: str) -> None:
    guidance = shipped(key).guidance
    assert len(guidance.objections) >= 5 and len(guidance.signals) >= 5


@pytest.mark.method("M5.12", "M5.13")
def test_three_levels_of_trust_and_seven_skills() -> None:
    guidance = shipped("key-account").guidance
    assert len(guidance.relations.trust_levels) == 3
    assert len(guidance.convincing.skills) == 7


@pytest.mark.method("M6.1", "M6.2", "M6.3")
@every
def test_five_terms_and_no_price_before_its_time(key: str) -> None:
    book = shipped(key)
    found = book.guidance.negotiation
    assert len(found.terms) == 5 and found.price_from is not None
    assert book.stage(found.price_from).phase == "negotiate"
    assert found.approval_above_percent > 0 and found.offer_first and found.rules
    best = found.tender_goals[0].id if found.tender_goals else "goal.specification"
    assert best == "goal.specification"


@pytest.mark.method("M7.2", "M7.3", "M7.4")
@every
def test_defaults_of_collection(key: str) -> None:
    found = shipped(key).guidance.collection
    assert 0 < found.salesperson_share_percent_of_bad_debt < 100
    assert [t.rating for t in found.credit_terms] == ["a", "b", "c", "d"]
    days = [s.days_after_due for s in found.dunning]
    assert days == sorted(days) and days[0] < 0 < days[-1] and 0 in days
    assert found.carrying_cost_percent_per_year > 0 and found.gross_margin_percent
    assert found.ageing_days == (30, 60, 90) and found.stop_shipment_after_days


@pytest.mark.method("M8.1", "M8.3")
def test_a_complaint_is_heard_analysed_solved_reported_and_stayed_with() -> None:
    found = shipped("key-account").guidance.after_sales
    assert [c.id.split(".")[1] for c in found.complaints] == [
        "listen", "analyse", "solve", "report", "stay",
    ]  # fmt: skip
    assert found.referrals
