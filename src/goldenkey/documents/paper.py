"""Documents out: a template and what it says become PDF, DOCX, or pictures to look at.

The work is done in a child process with limits of time and memory, in a folder of its own that
holds nothing but the template, the logos and the words. Data goes in as values, never as source.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from goldenkey.documents import shipped_word
from goldenkey.policies.errors import Refused

CHILD: Final = Path(__file__).with_name("paper_child.py")
PAPERS: Final = Path(__file__).with_name("papers")
FONTS: Final = Path(__file__).with_name("fonts")
"""Noto Sans TC and SC, copied here when the pages are built; else the system's own are taken."""

WAIT_S: Final = 60
LARGEST_TEMPLATE: Final = 5_000_000
LARGEST_UNZIPPED: Final = 50_000_000
LARGEST_LOGO: Final = 1_000_000
_PACKAGE: Final = re.compile(r"""["']@|\bplugin\s*\(""")


def shipped(kind: str, format_: str) -> bytes:
    """The template that comes with the product."""
    if format_ == "docx":
        return shipped_word.template(kind)
    return (PAPERS / f"{kind}.typ").read_bytes()


def make(
    format_: str, template: bytes, data: Mapping[str, Any], logos: Mapping[str, bytes]
) -> bytes:
    """Make a document, "pdf" or "docx"; raises Refused that names what is wrong in the template."""
    with tempfile.TemporaryDirectory(prefix="paper-") as name:
        folder = Path(name)
        _run(folder, format_, template, data, logos)
        return (folder / f"out.{format_}").read_bytes()


def pictures(template: bytes, data: Mapping[str, Any], logos: Mapping[str, bytes]) -> list[bytes]:
    """The pages of a PDF template as PNG, to be looked at."""
    with tempfile.TemporaryDirectory(prefix="paper-") as name:
        folder = Path(name)
        _run(folder, "png", template, data, logos)
        pages = sorted(folder.glob("out-*.png"), key=lambda p: int(p.stem.rpartition("-")[2]))
        return [page.read_bytes() for page in pages]


def check(format_: str, template: bytes, data: Mapping[str, Any], logo: bytes) -> None:
    """Try a template on sample data; raises Refused with the placeholder that nobody fills."""
    if len(template) > LARGEST_TEMPLATE:
        raise Refused("file_too_large", field="file", megabytes=LARGEST_TEMPLATE // 1_000_000)
    if format_ == "docx":
        _check_zip(template)
    elif _PACKAGE.search(_text(template)):
        raise Refused("template_fetches", field="file")
    make(format_, template, data, {"our_logo": logo, "their_logo": logo})


def kind_of_picture(data: bytes) -> str:
    """The ending of a logo's file; raises Refused for anything but a small PNG or JPEG."""
    if len(data) > LARGEST_LOGO:
        raise Refused("file_too_large", field="file", megabytes=1)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    raise Refused("logo_not_a_picture", field="file")


def _run(
    folder: Path, format_: str, template: bytes, data: Mapping[str, Any],
    logos: Mapping[str, bytes],
) -> None:  # fmt: skip
    said = dict(data)
    for name in ("our_logo", "their_logo"):
        said[name] = ""
        if logos.get(name):
            said[name] = f"{name}.{kind_of_picture(logos[name])}"
            (folder / said[name]).write_bytes(logos[name])
    ending = "docx" if format_ == "docx" else "typ"
    (folder / f"template.{ending}").write_bytes(template)
    fonts = [str(FONTS)] if FONTS.is_dir() else []
    job = {"format": format_, "data": said, "fonts": fonts}
    (folder / "job.json").write_text(json.dumps(job, ensure_ascii=False), encoding="utf-8")
    answer = _ask(folder)
    if "problem" in answer:
        code = answer.pop("problem")
        raise Refused(code, field="file", **answer)


def _ask(folder: Path) -> dict[str, Any]:
    """Run the child; one that was killed says that the template asks too much."""
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
    env = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), **nowhere}
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, str(CHILD), str(folder)],
            capture_output=True, timeout=WAIT_S, env=env, check=False,
        )  # fmt: skip
        found: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        raise Refused("template_too_much", field="file") from None
    return found


def _check_zip(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except zipfile.BadZipFile:
        raise Refused("template_not_word", field="file") from None
    names = {info.filename for info in infos}
    if "word/document.xml" not in names or any(n.endswith("vbaProject.bin") for n in names):
        raise Refused("template_not_word", field="file")
    if sum(info.file_size for info in infos) > LARGEST_UNZIPPED:
        raise Refused("file_too_large", field="file", megabytes=LARGEST_UNZIPPED // 1_000_000)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("template_not_text", field="file") from None
