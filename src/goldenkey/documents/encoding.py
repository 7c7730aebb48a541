"""Which encoding a text file is in: tried, scored, never trusted to the first that decodes.

GB18030 accepts nearly any Big5 text, so what comes out is weighed: common characters speak for
an encoding, rare and private ones against it.
"""

from __future__ import annotations

import codecs
from functools import cache
from typing import Final

ENCODINGS: Final = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "cp1252")
"""What a person may choose by hand."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 256_000
_ENOUGH = 4000


def detect(data: bytes) -> str:
    """Return the name of the encoding that a file is most likely in."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if wide := _wide(data):
        return wide
    ranked = _ranked(data[:_SAMPLE])
    for name in ranked:
        if _decodes(data, name):
            return name
    return ranked[0]


def decode(data: bytes, encoding: str) -> str:
    """Return the text, without a byte order mark; what cannot be decoded becomes U+FFFD."""
    for mark, name in _MARKS:
        if name == encoding:
            data = data.removeprefix(mark)
    return data.decode(encoding, errors="replace")


def score(text: str) -> float:
    """Return how much a text looks like one, from -3 to 1: the mean over what is not ASCII."""
    foreign = [char for char in text if ord(char) > 127][:_ENOUGH]
    return sum(map(_weight, foreign)) / len(foreign) if foreign else 1.0


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of separators and digits is zero."""
    head = data[:4000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even + odd < max(2, len(head) // 50) or min(even, odd) * 4 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _ranked(data: bytes) -> list[str]:
    """UTF-8 if it is that, broken in a few places or not; then the others, the best first."""
    loose = data.decode("utf-8", errors="replace")
    broken = loose.count("\ufffd")
    if not broken or (broken <= 3 and loose[-1:] == "\ufffd" and loose[:-3].count("\ufffd") == 0):
        return ["utf-8"]
    scored = [(score(text), name) for name in ("gb18030", "big5hkscs", "cp1252")
              if (text := _start(data, name)) is not None]  # fmt: skip
    foreign = sum(1 for char in loose if ord(char) > 127)
    if broken * 10 < foreign and all(score(loose) > other for other, _ in scored):
        scored.append((2, "utf-8"))
    return [name for _, name in sorted(scored, reverse=True)] or ["utf-8"]


def _start(data: bytes, name: str) -> str | None:
    """The beginning decoded; a character cut at its end is no error."""
    try:
        return codecs.getincrementaldecoder(name)().decode(data)
    except UnicodeDecodeError:
        return None


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _weight(char: str) -> float:
    code = ord(char)
    if char in _common():
        return 1.0
    if 0x3000 <= code <= 0x303F or 0xFF00 <= code <= 0xFFEF:
        return 0.8
    if 0x4E00 <= code <= 0x9FFF:
        return 0.3
    if code == 0xFFFD or 0xE000 <= code <= 0xF8FF or 0x80 <= code <= 0x9F:
        return -3.0
    if 0xC0 <= code <= 0x24F:
        return 0.1
    return -0.5


@cache
def _common() -> frozenset[str]:
    """The characters of level 1 of GB 2312 and of Big5."""
    simplified = _plane("gb2312", range(0xB0, 0xD8), (range(0xA1, 0xFF),))
    traditional = _plane("big5", range(0xA4, 0xC7), (range(0x40, 0x7F), range(0xA1, 0xFF)))
    return frozenset(simplified + traditional)


def _plane(encoding: str, leads: range, trails: tuple[range, ...]) -> str:
    pairs = (bytes((lead, trail)) for lead in leads for part in trails for trail in part)
    return "".join(pair.decode(encoding, errors="ignore") for pair in pairs)
