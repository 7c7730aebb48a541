"""The `goldenkey` command: one module a verb."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from goldenkey import __version__
from goldenkey.cli import ground
from goldenkey.policies.errors import Problem

VERBS = (
    "serve", "worker", "migrate", "demo", "leads", "user", "token", "check", "backup", "restore",
)  # fmt: skip


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    ground.start()
    args = _parser().parse_args(words)
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


def _parser() -> argparse.ArgumentParser:
    from importlib import import_module

    parser = argparse.ArgumentParser(
        prog="goldenkey", description="Golden Key (金鑰匙): a key-account sales system"
    )
    parser.add_argument("--version", action="version", version=f"goldenkey {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for verb in VERBS:
        import_module(f"goldenkey.cli.{verb}").add(commands)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
