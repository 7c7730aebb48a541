"""The program of the child process that reads one sheet: it may be killed, the parent lives on.

Run by its path with nothing of the project imported: arguments are the file, the sheet's name
("" for the first one that shows) and three limits; the answer is one line of JSON.
"""

import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 20


def main(path: str, sheet: str, rows: int, columns: int, chars: int) -> dict[str, Any]:
    """Read a sheet within the limits; what is wrong is an answer too."""
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_path(path)
        shown = _shown(book)
        name = sheet if sheet in shown else (shown or book.sheet_names)[0]
        found = book.get_sheet_by_name(name)
        if found.total_height > rows or found.total_width > columns:
            return {"size": [found.total_height, found.total_width]}
        cells = [_row(row) for row in found.to_python(skip_empty_area=False)]
    except calamine.PasswordError:
        return {"problem": "file_password"}
    except (calamine.CalamineError, IndexError, ValueError) as problem:
        return {"problem": "file_damaged", "detail": str(problem)[:200]}
    for at, row in enumerate(cells):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and len(cell) > chars:
                return {"long": [at, column]}
    return {"rows": cells, "sheet": name, "sheets": shown, "merged": _merged(found)}


def _shown(book: Any) -> list[str]:
    return [
        one.name
        for one in book.sheets_metadata
        if str(one.visible).rpartition(".")[2] == "Visible"
        and str(one.typ).rpartition(".")[2] == "WorkSheet"
    ]


def _merged(sheet: Any) -> list[Any]:
    try:
        return [[list(first), list(last)] for first, last in sheet.merged_cell_ranges or ()]
    except Exception:
        return []


def _row(cells: list[Any]) -> list[Any]:
    return [_plain(cell) for cell in cells]


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return {"at": cell.isoformat()}
    if isinstance(cell, date):
        return {"on": cell.isoformat()}
    if isinstance(cell, time | timedelta):
        return str(cell)
    return cell


if __name__ == "__main__":
    for kind, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, CPU_SECONDS)):
        resource.setrlimit(kind, (most, most))
    answer = main(sys.argv[1], sys.argv[2], *(int(limit) for limit in sys.argv[3:6]))
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))
