"""Words for codes of imports."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _in

IMPORT_WORDS: dict[str, dict[str, Any]] = {
    "import_field": {
        "company": _("Company"),
        "full_name": _("Full company name"),
        "english_name": _("English company name"),
        "person": _("Contact person"),
        "title": _("Title"),
        "department": _("Department"),
        "phone": _("Phone"),
        "email": _("E-mail"),
        "region": _("Region"),
        "address": _("Address"),
        "industry": _("Industry"),
        "staff": _("Number of staff"),
        "amount": _("Amount"),
        "currency": _("Currency"),
        "product": _("Product wanted"),
        "need": _("Need"),
        "close_on": _("Expected to buy on"),
        "listed_on": _("Listing date"),
        "channel": _("Channel"),
        "note": _("Note"),
    },
    "import_state": {
        "uploaded": _in("import", "To be checked"),
        "checking": _in("import", "Being checked"),
        "checked": _in("import", "Checked, not written yet"),
        "writing": _in("import", "Being written"),
        "done": _in("import", "Written"),
        "undone": _in("import", "Undone"),
        "failed": _in("import", "Could not be read"),
    },
    "import_verdict": {
        "failed": _in("row", "Wrong"),
        "duplicate": _in("row", "Duplicate"),
        "likely": _in("row", "Perhaps a duplicate"),
        "noted": _in("row", "Note"),
    },
    "import_duplicates": {
        "skip": _("Leave out all duplicates, also those that may only look like one"),
        "sure": _("Leave out sure duplicates only"),
        "import": _("Import duplicates anyway"),
    },
    "import_step": {
        "waiting": _("Waiting for its turn"),
        "reading": _("Reading the rows"),
        "comparing": _("Looking for customers we have"),
        "writing": _("Writing the leads"),
        "done": _in("progress", "Done"),
    },
    "encoding": {
        "utf-8": _("UTF-8"),
        "gb18030": _("GB 18030 (Simplified Chinese)"),
        "big5hkscs": _("Big5 (Traditional Chinese)"),
        "utf-16-le": _("UTF-16"),
        "utf-16-be": _("UTF-16, big-endian"),
        "cp1252": _("Western European (Windows)"),
    },
}
