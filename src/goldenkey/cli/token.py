"""`goldenkey token create`: make a bearer token for the API."""

from __future__ import annotations

import argparse

from goldenkey.actions import user as users
from goldenkey.cli import ground
from goldenkey.policies.actor import system_actor


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    token = commands.add_parser("token", help="bearer tokens for the API")
    verbs = token.add_subparsers(required=True, metavar="create")
    parser = verbs.add_parser("create", help="make a token; it is shown once")
    parser.add_argument("--user", required=True, metavar="NAME", help="whose rights it has")
    parser.add_argument("--name", default="", help="what it is for")
    parser.set_defaults(run=create)


def create(args: argparse.Namespace) -> int:
    """Print a new token, and nothing else."""
    actor = system_actor(ground.now())
    ground.tell(users.create_token(actor, username=args.user, name=args.name))
    return 0
