"""Pages about warnings: health with answers, replay with its check, weekly review, hit rates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from goldenkey.actions import opportunity as opportunities
from goldenkey.data.models import LossReview, WarningAnswer
from tests.cast import Cast
from tests.rooms import case, seat

SignIn = Callable[[str], Client]
RULE = "duck.no_next_step"


def test_a_warning_is_put_off_in_a_form_that_asks_why(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast)
    rep, at = signed_in("rep"), f"/opportunities/{one.id}"
    page = rep.get(f"{at}/health/").content.decode()
    assert f"{at}/warnings/{RULE}/snooze/" in page
    day = (cast.rep.today + timedelta(days=30)).isoformat()
    empty = rep.post(f"{at}/warnings/{RULE}/snooze/", {"until_on": day, "reason": ""})
    assert empty.status_code == 422
    sent = rep.post(f"{at}/warnings/{RULE}/snooze/", {"until_on": day, "reason": "等展覽"})
    assert sent.status_code == 302
    answer = WarningAnswer.objects.get()
    page = rep.get(f"{at}/health/").content.decode()
    assert "等展覽" in page
    assert rep.post(f"{at}/answers/{answer.pk}/back/").status_code == 302
    answer.refresh_from_db()
    assert answer.end == "taken_back"
    assert rep.get(f"{at}/answers/{answer.pk}/back/").status_code == 404


def test_who_only_reads_sees_warnings_and_no_buttons(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast)
    page = signed_in("teammate").get(f"/opportunities/{one.id}/health/")
    assert page.status_code == 200
    assert "/snooze/" not in page.content.decode()
    teammate = signed_in("teammate")
    sent = teammate.post(f"/opportunities/{one.id}/warnings/{RULE}/dismiss/", {"reason": "x"})
    assert sent.status_code == 403
    assert signed_in("stranger").get(f"/opportunities/{one.id}/health/").status_code == 404


def test_the_health_page_costs_a_bounded_number_of_queries(
    cast: Cast, signed_in: SignIn, queries: Callable[[], object]
) -> None:
    one = case(cast)
    for person, role in ((one.user, "purchaser"), (one.decider, "decision_maker")):
        seat(cast, one, person, role)
    client = signed_in("rep")
    client.get(f"/opportunities/{one.id}/health/")
    with queries() as seen:  # type: ignore[attr-defined]
        client.get(f"/opportunities/{one.id}/health/")
    assert len(seen) <= 28


def test_a_loss_is_played_back_and_checked(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast)
    assert signed_in("rep").get(f"/opportunities/{one.id}/replay/").status_code == 422
    opportunities.lose(cast.rep, one.id, version=one.version, reason="價格", lost_to="對手")
    at = f"/opportunities/{one.id}/replay/"
    assert "review/" not in signed_in("rep").get(at).content.decode()
    manager = signed_in("manager")
    assert f"{at}review/" in manager.get(at).content.decode()
    given = {"verdict": "differs", "reason": "沒見過總經理", "rule": ""}
    sent = manager.post(f"{at}review/", given)
    assert sent.status_code == 302
    assert LossReview.objects.get().reason == "沒見過總經理"
    assert "沒見過總經理" in signed_in("rep").get(at).content.decode()


def test_the_weekly_review_is_in_the_menu_of_those_who_lead(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast)
    page = signed_in("manager").get("/review/")
    assert one.opportunity.name in page.content.decode()
    assert 'href="/review/"' in signed_in("director").get("/").content.decode()
    assert 'href="/review/"' not in signed_in("rep").get("/").content.decode()
    assert signed_in("rep").get("/review/").status_code == 403
    for since in ("2026-11-01", "nonsense", "0001-01-01", "9999-12-31"):
        assert signed_in("manager").get(f"/review/?since={since}").status_code == 200


def test_hit_rates_show_counts_and_no_rate_of_few_cases(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast)
    opportunities.lose(cast.rep, one.id, version=one.version, reason="價格", lost_to="對手")
    page = signed_in("director").get("/review/warnings/").content.decode()
    assert "20" in page
    assert "%" not in page.split("<main")[1].split("</main>")[0].replace("%20", "")
