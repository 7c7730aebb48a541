"""The program of the child process that makes one document: it may be killed, the parent lives on.

Run by its path with nothing of the project imported. Its argument is a folder with `job.json`
({"format", "data"}), the template (`template.typ` or `template.docx`) and the logos; it writes
`out.pdf`, `out.docx` or `out-N.png` there, and answers one line of JSON: {} or {"problem", …}.
A template never runs code of its own: Word templates in a sandbox, Typst within its folder.
"""

import json
import re
import resource
import sys
from pathlib import Path
from typing import Any

MEMORY_BYTES = 4 << 30
CPU_SECONDS = 30


def main(folder: Path) -> dict[str, Any]:
    """Make the document; what is wrong with the template is an answer too."""
    job = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    if job["format"] == "docx":
        return _word(folder, job["data"])
    return _typst(folder, job)


def _typst(folder: Path, job: dict[str, Any]) -> dict[str, Any]:
    import typst

    given = {"d": json.dumps(job["data"], ensure_ascii=False)}
    pictures = job["format"] == "png"
    out = folder / ("out-{p}.png" if pictures else "out.pdf")
    try:
        typst.compile(
            str(folder / "template.typ"), output=str(out), root=str(folder), sys_inputs=given,
            font_paths=job["fonts"], format="png" if pictures else "pdf",
        )  # fmt: skip
    except Exception as problem:
        return _named(str(problem))
    return {}


def _named(said: str) -> dict[str, Any]:
    """The placeholder that a message speaks of, else the message."""
    for pattern in (r'does not contain key "([^"]+)"', r"unknown variable: (\S+)"):
        if found := re.search(pattern, said):
            return {"problem": "template_placeholder", "name": found.group(1)}
    return {"problem": "template_broken", "detail": said.strip().splitlines()[0][:200]}


def _word(folder: Path, data: dict[str, Any]) -> dict[str, Any]:
    from docx.shared import Mm
    from docxtpl import DocxTemplate, InlineImage  # type: ignore[import-untyped]
    from jinja2 import StrictUndefined, TemplateError, UndefinedError
    from jinja2.sandbox import SandboxedEnvironment

    try:
        template = DocxTemplate(folder / "template.docx")
        for name in ("our_logo", "their_logo"):
            if data[name]:
                picture = str(folder / data[name])
                data[name] = InlineImage(template, picture, height=Mm(14))
        bench = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
        template.render(data, jinja_env=bench)
        template.save(folder / "out.docx")
    except UndefinedError as problem:
        names = re.findall(r"'([^']+)'", str(problem))
        return {"problem": "template_placeholder", "name": names[-1] if names else str(problem)}
    except TemplateError as problem:
        return {"problem": "template_broken", "detail": str(problem)[:200]}
    except Exception as problem:
        return {
            "problem": "template_broken",
            "detail": f"{type(problem).__name__}: {problem}"[:200],
        }
    return {}


if __name__ == "__main__":
    for kind, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, CPU_SECONDS)):
        resource.setrlimit(kind, (most, most))
    sys.stdout.write(json.dumps(main(Path(sys.argv[1])), ensure_ascii=True))
