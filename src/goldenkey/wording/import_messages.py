"""Sentences about files of leads: why one cannot be read, and what is wrong in its cells."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

IMPORT_MESSAGES: dict[str, Any] = {
    "file_size": _("The file is larger than %(most)s MB. Split it into several files."),
    "file_missing": _("The file is not stored here any more. Please choose it again."),
    "file_empty": _("There is no row in this file."),
    "file_not_a_table": _(
        "This is not a table we can read. Save it as .xlsx or .csv and choose it again."
    ),
    "file_damaged": _(
        "The file is damaged or not finished. Open it in your spreadsheet program, save it again "
        "as .xlsx, and choose that file."
    ),
    "file_password": _("The file is protected by a password. Save it without one."),
    "file_bomb": _(
        "Unpacked, this file is far larger than a table of leads: more than %(most)s MB, or "
        "packed suspiciously tightly. Nothing of it was read."
    ),
    "file_entities": _("The file declares entities of its own, which no spreadsheet needs."),
    "file_far_cell": _(
        "Cell %(cell)s of sheet “%(sheet)s” (row %(row)s, column %(column)s) lies far outside the "
        "table. Delete the empty rows and columns around the table and save again."
    ),
    "file_too_heavy": _(
        "Reading this file takes too much memory or time. Copy the table into a new file, or split "
        "it."
    ),
    "file_rows": _("The table has more than %(most)s rows (row %(row)s and on). Split the file."),
    "file_columns": _("The table has more than %(most)s columns (column %(column)s and on)."),
    "file_cell": _(
        "The cell in row %(row)s, column %(column)s holds more than %(most)s characters. In a text "
        "file a quotation mark may be missing there."
    ),
    "file_broken_line": _("Line %(row)s of the file cannot be cut into cells."),
    "file_encoding": _(
        "Read as %(encoding)s, the text of row %(row)s and others makes no sense. Choose another "
        "encoding."
    ),
    "file_seen": _("%(by)s imported this very file on %(on)s."),
    "same_heading": _(
        "“%(heading)s” stands over two columns, %(first)s and %(column)s. Say for each what it is."
    ),
    "field_twice": _("Two columns are set to “%(name)s”. Choose one of them."),
    "name_column": _("Say which column holds the name of the company or of the person."),
    "import_not_checked": _("Check the rows first; then they can be written."),
    "import_is_written": _("These leads are written already. Undo the import to begin again."),
    "import_not_done": _("There is nothing to undo in this import."),
    "no_name": _("Neither a company nor a person is named."),
    "bad_bytes": _("Some characters cannot be read in this encoding (shown as �)."),
    "too_long": _("Longer than %(most)s characters."),
    "bad_phone": _("This does not look like a phone number. It is kept as it is."),
    "bad_email": _("This does not look like an e-mail address. It is kept as it is."),
    "digits_lost": _(
        "The spreadsheet has rounded this long number. Format the column as text, then enter it."
    ),
    "ambiguous_date": _("This can be read as two different days. Write it as 2026-11-23."),
    "negative_amount": _("An amount cannot be negative."),
    "negative_number": _("A number of people cannot be negative."),
    "not_a_count": _("This is not a single number; it is left out."),
    "too_large": _("This amount is too large to be true."),
    "two_currencies": _("The amount is in %(one)s, the column beside it says %(other)s."),
    "unknown_channel": _("The playbook has no such channel; the one of this import is used."),
    "formula": _("A formula: its last calculated value is used."),
    "formula_empty": _(
        "A formula that was never calculated. Open the file in a spreadsheet program and save it."
    ),
    "error_cell": _("The formula in this cell shows an error."),
    "merged": _("Part of merged cells: the text of the first one is used."),
    "known_same": _("We have this customer: %(name)s, owned by %(owner)s."),
    "known_likely": _("Perhaps we have this customer: %(name)s, owned by %(owner)s."),
    "owned_same": _("Somebody of another team owns this customer already: ask %(owner)s."),
    "owned_likely": _("Somebody of another team may own this customer already: ask %(owner)s."),
    "double_same": _("The same as row %(row)s of this file."),
    "double_likely": _("Perhaps the same as row %(row)s of this file."),
}
