"""Fills the shell around every page: navigation, language, theme, messages, the bundle's files."""

from __future__ import annotations

import functools
import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenkey.web import links, toasts
from goldenkey.web.shell import NavItem, Shell

NAV = (
    # url name, label, icon, right, also the prefix that marks it as current
    ("home", gettext_lazy("Today"), "sun", "home.read"),
    ("opportunities", gettext_lazy("Opportunities"), "target", "opportunity.read"),
    ("review", gettext_lazy("Weekly review"), "chart-column", "review.read"),
    ("accounts", gettext_lazy("Customers"), "building-2", "account.read"),
    ("leads", gettext_lazy("Leads"), "inbox", "lead.read"),
    ("products", gettext_lazy("Products and prices"), "layout-list", "product.read"),
    ("money", gettext_lazy("Money"), "wallet", "receivable.read"),
    ("commission", gettext_lazy("Commission"), "badge-check", "commission.read"),
    ("after-sales", gettext_lazy("After the sale"), "phone", "follow_up.read"),
    ("conduct", gettext_lazy("Conduct"), "shield-check", "conduct.read"),
    ("successions", gettext_lazy("Hand over"), "move", "account.hand_over"),
    ("playbooks", gettext_lazy("Playbooks"), "book-open", "playbook.read"),
)


def shell_for(request: Any, title: str, *, wide: bool = False) -> Shell:
    """The shell of one page; everything in it is ready to show."""
    actor = getattr(request, "actor", None)
    user = request.user if actor else None
    return Shell(
        language=request.language,
        theme=user.theme if user else "auto",
        user_name=actor.name if actor else "",
        team_name=user.team.name if user and user.team else "",
        csrf_token=token(request),
        assets=assets(),
        page_title=title,
        nav=_nav(request, actor) if actor else (),
        tabs=_tabs(request) if actor else (),
        messages=toasts.taken(request),
        zone=actor.zone if actor else "Asia/Taipei",
        path=request.get_full_path(),
        wide=wide,
        search_url=links.url("search") if actor else "",
    )


def token(request: HttpRequest) -> str:
    """The CSRF token of forms."""
    return get_token(request)


@functools.lru_cache(maxsize=1)
def _manifest() -> dict[str, str]:
    file = settings.BUNDLE_ROOT / "build" / "manifest.json"
    names = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return {name: f"/static/build/{built}" for name, built in names.items()}


def assets() -> dict[str, str]:
    """The bundle's files by logical name; built at set-up, hashed names."""
    return _manifest()


def _nav(request: HttpRequest, actor: Any) -> tuple[NavItem, ...]:
    return tuple(
        _item(request, name, str(label), icon)
        for name, label, icon, right in NAV
        if actor.may(right)
    )


def _tabs(request: HttpRequest) -> tuple[NavItem, ...]:
    """The phone's five tabs, with ＋ in the middle."""
    return (
        _item(request, "home", _("Today"), "sun"),
        _item(request, "opportunities", _("Opportunities"), "target"),
        NavItem(links.url("activity-new"), _("Log a visit"), "plus", add=True),
        _item(request, "accounts", _("Customers"), "building-2"),
        NavItem("#menu", _("More"), "ellipsis"),
    )


def _item(request: HttpRequest, name: str, label: str, icon: str) -> NavItem:
    url = links.url(name)
    here = request.path == url if url == "/" else request.path.startswith(url)
    return NavItem(url, label, icon, current=here)
