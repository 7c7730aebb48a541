"""The `goldenkey` command: one module a verb."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from goldenkey import __version__
from goldenkey.cli import ground
from goldenkey.policies.errors import Problem

COMMANDS = {
    "serve": "serve", "worker": "worker", "migrate": "migrate", "demo": "demo",
    "import": "leads", "user": "user", "token": "token", "check": "check",
    "backup": "backup", "restore": "restore",
}  # fmt: skip
"""Each command and the module that does it."""


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    given = sys.argv[1:] if words is None else list(words)
    ground.start()
    args = _parser(given).parse_args(given)
    try:
        return int(args.run(args))
    except Problem as problem:
        from goldenkey.wording.codes import say_problem

        ground.complain(say_problem(problem))
    except ground.Trouble as trouble:
        ground.complain(str(trouble))
    except KeyboardInterrupt:
        return 130
    return 1


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of the command that is named; of all of them where none is."""
    parser = argparse.ArgumentParser(
        prog="goldenkey", description="Golden Key (金鑰匙): a key-account sales system"
    )
    parser.add_argument("--version", action="version", version=f"goldenkey {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    named = COMMANDS.get(given[0]) if given else None
    for module in [named] if named else COMMANDS.values():
        import_module(f"goldenkey.cli.{module}").add(commands)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
