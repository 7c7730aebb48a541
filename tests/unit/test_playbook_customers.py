"""What the shipped playbooks say of customers: who they are, how found, judged and graded."""

from __future__ import annotations

from itertools import product
from typing import Final

import pytest

from goldenkey.core import potential, qualification
from goldenkey.core.chance import estimate
from goldenkey.core.truth import Truth
from tests.unit.builders import known, snapshot
from tests.unit.playbooks import SHIPPED, shipped

TRUTHS: Final = (True, False, None)
every = pytest.mark.parametrize("key", SHIPPED)


@pytest.mark.method("M0.3")
@pytest.mark.parametrize(
    ("key", "cycle"), [("key-account", (180, 365)), ("large-project", (90, 365))]
)
def test_the_usual_cycle(key: str, cycle: tuple[int, int]) -> None:
    assert shipped(key).usual_cycle_days == cycle


@pytest.mark.method("M0.4")
def test_the_customers_own_steps_and_charter() -> None:
    book = shipped("key-account")
    assert [s.key for s in book.buying_steps] == [
        "research", "analysis", "approval", "selection", "bidding", "testing", "purchase",
    ]  # fmt: skip
    assert [n.split(".")[1] for n in book.guidance.charter] == [
        "content", "steps", "timetable", "result", "evaluation", "partners",
    ]  # fmt: skip


@pytest.mark.method("M0.9")
@every
def test_each_step_of_the_customer_says_how_we_help(key: str) -> None:
    assert all(step.help for step in shipped(key).buying_steps)


@pytest.mark.method("M0.2")
def test_active_and_passive_projects_are_prepared_differently() -> None:
    book = shipped("large-project")
    drives = {c.drive for c in book.guidance.checklists if c.moment == "project"}
    assert drives == {"active", "passive"}
    charter = next(c for c in book.gate("discover") if c.id == "discover.charter")
    assert charter.holds.value({"opportunity.drive": "passive"}) is True
    assert charter.holds.value({"opportunity.drive": "active"}) is None


@pytest.mark.method("M0.5", "M0.6", "M0.7", "M0.8", "M0.10", "M0.11", "M0.12")
def test_people_and_relations_are_listed() -> None:
    found = shipped("key-account").guidance.relations
    assert [b.key for b in found.bodies] == ["purchasing_committee", "evaluation_committee"]
    assert [e.key for e in found.levels] == ["vendor", "preferred", "partner", "alliance"]
    assert [s.key for s in found.scorecard] == [
        "credit", "on_time", "innovation", "service", "length",
    ]  # fmt: skip
    assert {"accessories", "maintenance", "support", "upgrades"} < {e.key for e in found.growth}
    assert [t.key for t in found.team_roles] == ["owner", "presales", "service", "sponsor"]
    assert [t.key for t in found.supply_tiers] == ["direct", "agent", "inside_offer"]
    assert found.certificate_notice_days > 0


@pytest.mark.method("M0.13")
def test_what_decides_large_projects_raises_the_chance() -> None:
    book = shipped("large-project")
    base = snapshot(playbook=book)
    ours = {"requirement.shaped_by": "we", "decider.first": "we", "process.steerable": True}
    better = snapshot(playbook=book, facts=known(ours))
    assert len(book.favours) == 8 and book.chance.favours == 20
    assert estimate(better).percent > estimate(base).percent


@pytest.mark.method("M1.1")
def test_eleven_channels_ranked_as_the_source_ranks_them() -> None:
    weights = [c.weight for c in shipped("key-account").channels]
    assert len(weights) == 11
    rest = [weights[i] for i in (0, 1, 2, 10)]
    assert min(weights[3:8]) > max(rest)
    assert weights[5] == max(weights) and weights[1] == min(weights)
    assert min(weights[7], weights[8], weights[9]) >= 80


@pytest.mark.method("M1.2")
def test_segments_name_the_door_and_who_knows_it() -> None:
    for key, least in (("premium-gift", 3), ("key-account", 4)):
        segments = shipped(key).guidance.segments
        assert len(segments) >= least and all(s.door.en and s.guides.en for s in segments)


@pytest.mark.method("M1.3")
def test_three_festivals_by_the_moon_and_the_customers_own_meetings() -> None:
    found = {o.id.split(".")[1]: o for o in shipped("premium-gift").guidance.occasions}
    dates = {k: (o.month, o.day) for k, o in found.items() if o.calendar == "lunar"}
    assert dates == {"dragon_boat": (5, 5), "mid_autumn": (8, 15), "spring_festival": (1, 1)}
    assert found["year_end_event"].calendar == found["annual_meeting"].calendar == "own"
    assert all(o.lead_days >= 30 for o in found.values())


@pytest.mark.method("M1.4")
def test_events_are_paid_by_purchase_first() -> None:
    market = shipped("premium-gift").guidance.market
    assert [c.key for c in market.cost_models] == ["customer_buys", "we_sponsor"]
    assert len(market.events) >= 4 and len(market.event_measures) == 4


@pytest.mark.method("M1.5")
@every
@pytest.mark.parametrize("has", list(product((True, False), repeat=3)))
def test_each_of_eight_combinations_has_its_outcome(key: str, has: tuple[bool, ...]) -> None:
    test = shipped(key).potential
    assert test is not None
    parts = frozenset(p for p, there in zip(potential.PARTS, has, strict=True) if there)
    values: dict[str, object] = {}
    for part, there in zip(potential.PARTS, has, strict=True):
        values |= dict.fromkeys(getattr(test, part).names, there)
    assert potential.assess(test, values).outcome == potential.DEFAULT_OUTCOMES[parts]


@pytest.mark.method("M1.5")
def test_price_delivery_time_and_cash_flow_all_count_as_ability() -> None:
    test = shipped("industrial").potential
    assert test and test.ability.names == {"price.fits", "lead_time.fits", "cash.flows"}


@pytest.mark.method("M1.6")
def test_the_evaluation_form_has_every_field() -> None:
    assert shipped("industrial").guidance.evaluation_form == (
        "lead.industry", "lead.channel", "lead.staff", "company.revenue", "company.products",
        "company.technology", "company.credit_rating", "project.information", "lead.department",
        "lead.person", "lead.phone", "person.extension", "lead.address", "company.ownership",
        "company.foreign_country",
    )  # fmt: skip
    owned = shipped("industrial").fact("company.ownership")
    assert owned and set(owned.options) == {
        "wholly_foreign", "joint_venture", "state_owned", "private",
    }  # fmt: skip


_NAMES: Final = (
    "product.targets_industry", "project.exists", "technology.fits", "credit.good",
    "company.size_enough", "company.operations_good", "person.applies_product", "person.decides",
    "person.needs_product",
)  # fmt: skip


def _least(*values: bool | None) -> bool | None:
    return min(values, key=(False, None, True).index)


def _most(*values: bool | None) -> bool | None:
    return max(values, key=(False, None, True).index)


@pytest.mark.method("M1.7")
def test_the_shipped_criteria_agree_with_their_whole_truth_table() -> None:
    criteria = shipped("industrial").qualification
    assert criteria is not None
    for row in product(TRUTHS, repeat=len(_NAMES)):
        a, b, c, d, e, f, g, h, i = row
        values = dict(zip(_NAMES, row, strict=True))
        first = _least(_most(a, b, c), _most(d, _least(e, f)))
        assert criteria.potential.value(values) is first, row
        assert criteria.qualified.value(values) is _least(first, g, h, i), row


@pytest.mark.method("M1.7")
def test_missing_terms_become_the_questions_of_the_next_visit() -> None:
    criteria = shipped("industrial").qualification
    assert criteria is not None
    known_so_far = {**dict.fromkeys(_NAMES, True), "person.decides": None}
    found = qualification.evaluate(criteria, known_so_far)
    assert found.qualified is Truth.UNKNOWN and found.questions == ("person.decides",)
    assert [t.term.key for t in found.terms] == ["fits", "sound", "reached"]


@pytest.mark.method("M1.9")
def test_a_kept_customer_is_seen_again() -> None:
    assert 0 < shipped("key-account").guidance.market.kept_revisit_days <= 366


@pytest.mark.method("M2.1", "M2.3")
@every
def test_intent_grades_and_their_rhythm(key: str) -> None:
    stated = [
        (g.key, g.buys_within_days, g.contact.count, g.contact.per_days)
        for g in shipped(key).grades.intent
    ]
    assert stated == [
        ("O", 7, 2, 7), ("A", 30, 1, 7), ("B", 90, 2, 30), ("C", 180, 1, 60),
        ("unstated", None, 1, 60),
    ]  # fmt: skip


@pytest.mark.method("M2.2", "M2.4")
@every
def test_value_grades_and_their_gaps(key: str) -> None:
    value = shipped(key).grades.value
    assert value is not None
    assert value.table == {
        "short_large": "A", "short_small": "B", "long_large": "C", "long_small": "D",
    }  # fmt: skip
    assert all(value.least_gap_days[g] <= value.longest_gap_days[g] for g in "ABCD")
    longest = [value.longest_gap_days[g] for g in "ABCD"]
    assert longest == sorted(longest)
    assert set(value.large_batch) == {"CNY", "TWD", "USD"}


@pytest.mark.method("M2.4")
@every
def test_a_good_reason_for_each_visit_is_offered(key: str) -> None:
    assert len(shipped(key).guidance.visit_reasons) >= 5


@pytest.mark.method("M2.5")
def test_what_whoever_buys_within_a_week_is_asked() -> None:
    asked = {q.id: q for q in shipped("auto-retail").guidance.questions}
    who, why = asked["intent.who"], asked["intent.why_not"]
    assert who.when and who.when.value({"intent.ours_listed": True}) is True
    assert why.when and why.when.value({"intent.ours_listed": True}) is False
