"""`goldenkey import leads FILE`: bring in a file of leads, or only say what it holds."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from django.utils.translation import gettext as _

from goldenkey.actions import imports
from goldenkey.cli import ground, tender_notices
from goldenkey.cli.ground import Trouble
from goldenkey.selectors import installation
from goldenkey.selectors.imports import Report
from goldenkey.wording.codes import say


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    bring = commands.add_parser("import", help="bring in files")
    verbs = bring.add_subparsers(required=True, metavar="leads|tenders")
    tender_notices.add(verbs)
    parser = verbs.add_parser("leads", help="a .xlsx or .csv file of leads")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--playbook", default="", metavar="KEY", help="which playbook they follow")
    parser.add_argument("--channel", default="", metavar="KEY", help="where they come from")
    parser.add_argument("--encoding", default="", help="without it, found out")
    parser.add_argument("--sheet", default="", help="of a workbook; without it, the first")
    parser.add_argument("--as", dest="user", default="", metavar="NAME",
                        help="whose import it is; else the first administrator's")  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="check every row, write no lead")
    parser.add_argument("--json", action="store_true", help="print the report for programs")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read, check and (without --dry-run) write; then report."""
    try:
        data = args.file.expanduser().read_bytes()
    except OSError:
        raise Trouble(_("There is no file %(file)s.") % {"file": args.file}) from None
    actor = installation.actor_named(args.user, ground.now())
    made = imports.upload(
        actor, args.file.name, data, playbook_key=args.playbook, channel=args.channel,
        encoding=args.encoding, sheet=args.sheet,
    )  # fmt: skip
    report = imports.check(actor, made.pk)
    if not args.dry_run:
        report = imports.write(actor, made.pk)
    if args.json:
        ground.tell(json.dumps(asdict(report), ensure_ascii=False, indent=1, default=str))
    else:
        for line in _lines(report):
            ground.tell(line)
    return 0


def _lines(report: Report) -> Iterator[str]:
    counts = {
        "rows": report.rows, "ready": report.ready, "failed": report.failed,
        "duplicates": report.duplicates + report.likely, "written": report.written,
    }  # fmt: skip
    yield (
        _(
            "%(rows)d rows: %(ready)d good, %(failed)d wrong, %(duplicates)d there already; "
            "%(written)d leads written."
        )
        % counts
    )
    for row in report.findings:
        for finding in row.findings:
            params = {**finding.params, "heading": finding.heading, "value": finding.value}
            yield f"  {row.number}  {row.name}  {finding.heading}: {say(finding.code, params)}"
