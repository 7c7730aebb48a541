"""Collection letters as text: the company's words or ours, filled in the customer's language."""

from __future__ import annotations

import string
from dataclasses import dataclass
from email.message import EmailMessage

from django.utils import translation

from goldenkey.selectors.letter import LetterData, LetterLine
from goldenkey.wording import codes, figures
from goldenkey.wording.letters import LETTERS, LINE


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be printed or sent."""

    subject: str
    text: str


def write(data: LetterData) -> Letter:
    """Fill a letter; what the company has not worded itself is worded by us."""
    ours = LETTERS[data.tone][data.language]
    with translation.override(data.language):
        marks = {
            "customer": data.customer,
            "company": data.company,
            "name": data.name,
            "today": figures.day(data.today),
            "lines": "\n".join(_line(data.language, line) for line in data.lines),
            "total": " + ".join(figures.money(whole) for whole, _late in data.sums) or "0",
            "overdue": " + ".join(figures.money(late) for _whole, late in data.sums) or "0",
        }
    return Letter(
        subject=string.Template(data.subject or ours[0]).safe_substitute(marks),
        text=string.Template(data.body or ours[1]).safe_substitute(marks),
    )


def usual(tone: str, language: str) -> Letter:
    """Our own words for a tone, unfilled; they stand until the company writes its own."""
    subject, text = LETTERS[tone][language]
    return Letter(subject, text)


def as_mail(letter: Letter, to: str = "", sender: str = "") -> bytes:
    """Return a letter as a file that a mail program opens (.eml)."""
    message = EmailMessage()
    message["Subject"] = letter.subject
    if to:
        message["To"] = to
    if sender:
        message["From"] = sender
    message["X-Unsent"] = "1"
    message.set_content(letter.text)
    return message.as_bytes()


def _line(language: str, line: LetterLine) -> str:
    usual, late = LINE[language]
    said = usual % {
        "contract": line.contract,
        "what": line.label or codes.word(line.trigger, "trigger"),
        "due": figures.day(line.due_on),
        "open": figures.money(line.open),
    }
    return said + (late % {"days": line.days_late} if line.days_late else "")
