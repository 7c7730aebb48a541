"""`goldenkey user create`: add somebody who can sign in; the first one founds the company."""

from __future__ import annotations

import argparse
import getpass
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from goldenkey.actions import installation
from goldenkey.actions import user as users
from goldenkey.cli import ground, migrate
from goldenkey.cli.ground import Trouble
from goldenkey.policies.actor import Actor, system_actor
from goldenkey.policies.permissions import ROLES
from goldenkey.selectors import installation as select

COUNTRY_OF = {"zh-hant": "TW", "zh-hans": "CN", "en": "US", None: "TW"}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    user = commands.add_parser("user", help="who can sign in")
    verbs = user.add_subparsers(required=True, metavar="create")
    parser = verbs.add_parser(
        "create",
        help="add a user; the password is asked for, or read from the first line of the input",
    )
    parser.add_argument("username", help="the name to sign in with")
    parser.add_argument("--name", default="", help="the name as others see it")
    parser.add_argument("--role", default="rep", choices=[r for r in ROLES if r != "system"])
    parser.add_argument("--team", default="", help="without it, the topmost team")
    parser.add_argument("--language", default="", choices=["zh-hant", "zh-hans", "en"])
    parser.add_argument(
        "--country", default="", choices=sorted(installation.COUNTRIES),
        help="of the company, when this is its first user: sets currency and time zone",
    )  # fmt: skip
    parser.set_defaults(run=create)


def create(args: argparse.Namespace) -> int:
    """Add the user, and the company around the first one."""
    migrate.bring_up_to_date()
    password = _password()
    if not select.has_company():
        country = args.country or COUNTRY_OF[ground.machine_language()]
        installation.found(system_actor(ground.now()), country=country)
    actor = system_actor(ground.now())
    users.create_user(
        actor, username=args.username, name=args.name or args.username, role=args.role,
        team=_team(actor, args.team), password=password,
        language=args.language or ground.machine_language() or "zh-hant",
    )  # fmt: skip
    ground.tell(_("%(name)s can sign in now.") % {"name": args.username})
    return 0


def _team(actor: Actor, named: str) -> str:
    known = select.teams(actor)
    if named and named not in known:
        choice = ", ".join(known)
        raise Trouble(_("There is no team %(name)s; there are: %(known)s.") % {
            "name": named, "known": choice,
        })  # fmt: skip
    return named or known[0]


def _password() -> str:
    if sys.stdin.isatty():
        password = getpass.getpass(_("Password: "))
        if getpass.getpass(_("Again: ")) != password:
            raise Trouble(_("The two passwords differ."))
    else:
        password = sys.stdin.readline().rstrip("\n")
    try:
        validate_password(password)
    except ValidationError as problem:
        raise Trouble(" ".join(problem.messages)) from None
    return password
