"""The form of signing in, in the words of the reader."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Name and password; what is wrong is said without telling which of the two."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["password"].label = _("Password")
        self.error_messages = {
            "invalid_login": _(
                "Name or password is wrong. After five wrong tries a name has to wait five minutes."
            ),
            "inactive": _("This account is closed; ask whoever looks after the system."),
        }
