"""Fills the braces of a playbook's sentences with facts, dates, amounts and names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from goldenkey.core.money import Money
from goldenkey.core.playbook import FactDef
from goldenkey.core.warnings import RoleNamed
from goldenkey.wording import figures, languages, phrases

_BRACES = re.compile(r"\{([^{}]+)\}")


def fill(sentence: str, params: Mapping[str, Any]) -> str:
    """A sentence with its braces filled; what is unknown is said to be unknown."""
    return _BRACES.sub(lambda found: shown(params.get(found.group(1))), sentence)


def shown(value: Any, fact: FactDef | None = None) -> str:
    """A value as a reader sees it."""
    if value is None:
        return _("(unknown)")
    if isinstance(value, RoleNamed):
        return _names(value)
    if isinstance(value, Money):
        return figures.money(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return figures.day(value)
    if fact is not None and str(value) in fact.options:
        return fact.options[str(value)].say(languages.current())
    return str(value)


def _names(value: RoleNamed) -> str:
    role = value.role.name.say(languages.current())
    if not value.people:
        return role
    names = phrases.listing(value.people)
    return _("%(role)s %(names)s") % {"role": role, "names": names}
