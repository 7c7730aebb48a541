"""`goldenkey import tenders FILE`: bring in tender notices, or only say what a file holds."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from goldenkey.actions import tender_import
from goldenkey.cli import ground
from goldenkey.cli.ground import Trouble
from goldenkey.documents import json_in
from goldenkey.selectors import installation
from goldenkey.selectors.tender_notice import Look
from goldenkey.wording.codes import say, word


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = verbs.add_parser("tenders", help="a release package (OCDS 1.1) of tender notices")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--playbook", default="", metavar="KEY", help="which playbook they follow")
    parser.add_argument("--channel", default="", metavar="KEY", help="where they come from")
    parser.add_argument("--as", dest="user", default="", metavar="NAME",
                        help="whose import it is; else the first administrator's")  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="look only, save nothing")
    parser.add_argument("--json", action="store_true", help="print the report for programs")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Look at the file; without problems (and --dry-run) bring it in; then report."""
    try:
        path = args.file.expanduser()
        json_in.refuse_size(path.stat().st_size)
        data = path.read_bytes()
    except OSError:
        raise Trouble(_("There is no file %(file)s.") % {"file": args.file}) from None
    actor = installation.actor_named(args.user, ground.now())
    found = tender_import.look(actor, data)
    if not found.problems and not args.dry_run:
        found = tender_import.bring_in(
            actor, args.file.name, data, playbook_key=args.playbook, channel=args.channel
        )
    if args.json:
        ground.tell(json.dumps(_plain(found), ensure_ascii=False, indent=1))
    else:
        for line in _lines(found):
            ground.tell(line)
    return 1 if found.problems else 0


def _plain(found: Look) -> dict[str, Any]:
    """The report for programs."""
    rows = [
        {
            "pointer": row.notice.pointer, "ocid": row.notice.ocid,
            "release_id": row.notice.release_id, "company": row.notice.company,
            "product": row.notice.product, "value": row.notice.value_text,
            "verdict": row.verdict, "changes": list(row.changes), "lead_id": row.lead_id,
            "owner": row.owner,
        }
        for row in found.rows
    ]  # fmt: skip
    problems = [
        {"pointer": p.pointer, "code": p.code, "detail": say(p.code, {"value": p.value})}
        for p in found.problems
    ]
    return {
        "written": found.written, "import_id": found.import_id, "counts": found.counts,
        "rows": rows, "problems": problems,
    }  # fmt: skip


def _lines(found: Look) -> Iterator[str]:
    for problem in found.problems:
        yield f"{problem.pointer or '/'}: {say(problem.code, {'value': problem.value})}"
    for row in found.rows:
        verdict = word(row.verdict, "notice_verdict")
        yield f"{row.notice.ocid}  {row.notice.company}  {row.notice.product}  {verdict}"
