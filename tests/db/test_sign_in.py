"""Wrong passwords are counted in the database: several web processes share one count."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client

from goldenkey.actions import sign_in
from goldenkey.data.models import SignInTry
from tests.cast import Cast


def test_five_tries_and_then_a_wait_from_the_last(cast: Cast) -> None:
    now = cast.rep.now
    assert [sign_in.take_try("Rep", now) for _ in range(6)] == [True] * 5 + [False]
    assert not sign_in.take_try("rep", now + timedelta(seconds=299))
    assert sign_in.take_try("manager", now)
    assert sign_in.take_try("rep", now + timedelta(seconds=300))
    assert SignInTry.objects.get(digest=sign_in._digest("rep")).count == 1


def test_a_right_password_begins_the_count_anew(cast: Cast) -> None:
    now = cast.rep.now
    for _ in range(4):
        sign_in.take_try("rep", now)
    sign_in.forget_tries("rep")
    assert sign_in.take_try("rep", now)
    assert SignInTry.objects.get().count == 1


def test_the_name_is_kept_as_a_digest_only(cast: Cast) -> None:
    sign_in.take_try("my-password-by-mistake", cast.rep.now)
    assert "password" not in str(SignInTry.objects.values().get())


def test_after_five_wrong_passwords_the_right_one_waits_too(cast: Cast) -> None:
    user = cast.users["rep"]
    user.set_password("a good password")
    user.save()

    def enter(password: str) -> Any:
        typed = {"username": user.username, "password": password}
        return Client().post("/sign-in/", typed).status_code

    assert [enter("wrong") for _ in range(5)] == [200] * 5
    assert enter("a good password") == 200
    SignInTry.objects.update(until_at=cast.rep.now - timedelta(days=9999))
    assert enter("a good password") == 302
    assert not SignInTry.objects.exists()
