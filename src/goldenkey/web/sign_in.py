"""Signing in: names and passwords, and a pause after too many wrong ones."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache
from django.http import HttpRequest

from goldenkey.selectors import user as users

TRIES, PAUSE_SECONDS = 5, 300


class Backend:
    """Checks a password; after five wrong ones for a name, that name waits five minutes."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = ""
    ) -> Any:
        key = f"tries:{username.casefold()[:64]}"
        if not username or cache.get(key, 0) >= TRIES:
            return None
        user = users.by_username(username)
        if user is None:
            make_password(password)  # the same time as for a known name
        if user is None or not check_password(password, user.password):
            cache.set(key, cache.get(key, 0) + 1, PAUSE_SECONDS)
            return None
        cache.delete(key)
        return user

    def get_user(self, user_id: int) -> Any:
        return users.signed_in(user_id)
