"""Evidence files on their pages: kept, handed out as downloads, refused where not in scope."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goldenkey.data.models import EvidenceFile
from tests.cast import Cast
from tests.rooms import case

SignIn = Callable[[str], Client]


def _file(content: bytes = b"<script>alert(1)</script>") -> SimpleUploadedFile:
    return SimpleUploadedFile("會議紀錄.html", content, "text/html")


def test_kept_and_handed_out_only_as_a_download(cast: Cast, signed_in: SignIn) -> None:
    one, client = case(cast), signed_in("rep")
    url = f"/opportunities/{one.id}/evidence/new/"
    assert 'enctype="multipart/form-data"' in client.get(url).content.decode()
    assert client.post(url, {"file": _file()}).status_code == 302
    assert "會議紀錄.html" in client.get(f"/opportunities/{one.id}/").content.decode()
    answer = client.get(f"/evidence/{EvidenceFile.objects.get().pk}/")
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_nothing_or_an_empty_file_is_refused_in_place(cast: Cast, signed_in: SignIn) -> None:
    url = f"/opportunities/{case(cast).id}/evidence/new/"
    assert signed_in("rep").post(url, {}).status_code == 422
    assert signed_in("rep").post(url, {"file": _file(b"")}).status_code == 422
    assert not EvidenceFile.objects.exists()


def test_a_teammate_reads_and_a_stranger_finds_nothing(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast)
    url = f"/opportunities/{one.id}/evidence/new/"
    signed_in("rep").post(url, {"file": _file()})
    file = f"/evidence/{EvidenceFile.objects.get().pk}/"
    assert signed_in("teammate").get(file).status_code == 200
    assert signed_in("teammate").post(url, {"file": _file(b"x")}).status_code == 403
    assert signed_in("teammate").post(file + "drop/").status_code == 403
    for answer in (
        signed_in("stranger").get(file),
        signed_in("stranger").post(file + "drop/"),
        signed_in("stranger").post(url, {"file": _file(b"x")}),
    ):
        assert answer.status_code == 404


def test_put_away_it_is_found_no_more(cast: Cast, signed_in: SignIn) -> None:
    one, client = case(cast), signed_in("rep")
    client.post(f"/opportunities/{one.id}/evidence/new/", {"file": _file()})
    file = f"/evidence/{EvidenceFile.objects.get().pk}/"
    assert client.post(file + "drop/").status_code == 302
    assert client.get(file).status_code == 404
