"""Signing in: names and passwords, and a pause after too many wrong ones."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest
from django.utils import timezone

from goldenkey.actions import sign_in
from goldenkey.selectors import user as users


class Backend:
    """Checks a password; after five wrong ones for a name, that name waits five minutes."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = ""
    ) -> Any:
        if not username or not sign_in.take_try(username, timezone.now()):
            return None
        user = users.by_username(username)
        if user is None:
            make_password(password)  # the same time as for a known name
        if user is None or not check_password(password, user.password):
            return None
        sign_in.forget_tries(username)
        return user

    def get_user(self, user_id: int) -> Any:
        return users.signed_in(user_id)
