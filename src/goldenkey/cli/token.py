"""`goldenkey token create|list|revoke`: bearer tokens for the API."""

from __future__ import annotations

import argparse

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenkey.actions import user as users
from goldenkey.cli import ground
from goldenkey.policies.actor import system_actor
from goldenkey.selectors import user as select
from goldenkey.wording import figures


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    token = commands.add_parser("token", help="bearer tokens for the API")
    verbs = token.add_subparsers(required=True, metavar="create|list|revoke")
    parser = verbs.add_parser("create", help="make a token; it is shown once")
    parser.add_argument("--user", required=True, metavar="NAME", help="whose rights it has")
    parser.add_argument("--name", default="", help="what it is for")
    parser.set_defaults(run=create)
    parser = verbs.add_parser("list", help="tokens by number, never the tokens themselves")
    parser.add_argument("--user", default="", metavar="NAME", help="only those of a user")
    parser.set_defaults(run=show)
    parser = verbs.add_parser("revoke", help="shut a token for ever, or all of a user")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("number", nargs="?", type=int, help="as the list says it")
    which.add_argument("--user", default="", metavar="NAME", help="all tokens of a user")
    parser.set_defaults(run=revoke)


def create(args: argparse.Namespace) -> int:
    """Print a new token, and nothing else."""
    actor = system_actor(ground.now())
    ground.tell(users.create_token(actor, username=args.user, name=args.name))
    return 0


def show(args: argparse.Namespace) -> int:
    """Print each token that was made: number, whose, what for, since when, whether shut."""
    actor = system_actor(ground.now())
    for row in select.tokens(actor, username=args.user):
        made = figures.day(row.created_at)
        shut = _("revoked %(day)s") % {"day": figures.day(row.revoked_at)} if row.revoked_at else ""
        ground.tell("  ".join(t for t in (str(row.id), row.username, row.name, made, shut) if t))
    return 0


def revoke(args: argparse.Namespace) -> int:
    """Shut tokens; what was shut before stays so."""
    actor = system_actor(ground.now())
    if args.user:
        count = users.revoke_tokens(actor, username=args.user)
    else:
        count = int(users.revoke_token(actor, args.number))
    ground.tell(ngettext("%(n)d token revoked.", "%(n)d tokens revoked.", count) % {"n": count})
    return 0
