"""Evidence files: kept once by digest, seen by who may see the record."""

from __future__ import annotations

import pytest

from goldenkey.actions import evidence, fact
from goldenkey.data.models import EvidenceFile
from goldenkey.policies.errors import Forbidden, NotFound, Refused
from goldenkey.selectors import evidence as select
from tests.cast import Cast
from tests.rooms import case


def test_a_file_lies_under_its_digest_and_the_same_again_is_the_same(cast: Cast) -> None:
    one = case(cast)
    made = evidence.add(cast.rep, "opportunity", one.id, name="會議.pdf", chunks=[b"ab", b"c"])
    assert evidence.path_of(made.digest).read_bytes() == b"abc"
    assert (made.size, made.content_type) == (3, "application/pdf")
    again = evidence.add(cast.rep, "opportunity", one.id, name="x.pdf", chunks=[b"abc"])
    assert again.pk == made.pk


def test_a_name_from_elsewhere_is_only_a_name(cast: Cast) -> None:
    one = case(cast)
    for given, kept in (("../../etc/passwd", "passwd"), ("C:\\a\\b.txt", "b.txt")):
        made = evidence.add(cast.rep, "opportunity", one.id, name=given, chunks=[given.encode()])
        assert made.name == kept
    long = evidence.add(cast.rep, "opportunity", one.id, name="a" * 300 + ".pdf", chunks=[b"l"])
    assert len(long.name) <= 200 and long.name.endswith(".pdf")


def test_empty_too_large_and_nameless_files_are_refused(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = case(cast)
    monkeypatch.setattr(evidence, "LARGEST", 4)
    for name, chunks, code in (
        ("a.txt", [b""], "file_empty"), ("a.txt", [b"abc", b"de"], "file_too_large"),
        ("/", [b"a"], "required"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            evidence.add(cast.rep, "opportunity", one.id, name=name, chunks=chunks)
        assert refusal.value.code == code
    assert not EvidenceFile.objects.exists()


def test_a_teammate_reads_and_does_not_add_a_stranger_finds_nothing(cast: Cast) -> None:
    one = case(cast)
    made = evidence.add(cast.rep, "opportunity", one.id, name="a.txt", chunks=[b"a"])
    assert select.get(cast.teammate, made.pk).name == "a.txt"
    with pytest.raises(Forbidden):
        evidence.add(cast.teammate, "opportunity", one.id, name="b.txt", chunks=[b"b"])
    with pytest.raises(Forbidden):
        evidence.take_away(cast.teammate, made.pk)
    for read in (select.get, evidence.take_away):
        with pytest.raises(NotFound):
            read(cast.stranger, made.pk)


def test_put_away_it_is_gone_from_the_record_and_its_bytes_stay(cast: Cast) -> None:
    one = case(cast)
    made = evidence.add(cast.rep, "opportunity", one.id, name="a.txt", chunks=[b"a"])
    evidence.take_away(cast.rep, made.pk)
    with pytest.raises(NotFound):
        select.get(cast.rep, made.pk)
    assert evidence.path_of(made.digest).exists()


def test_a_file_confirms_a_fact(cast: Cast) -> None:
    one = case(cast)
    made = evidence.add(cast.rep, "opportunity", one.id, name="a.txt", chunks=[b"a"])
    known = fact.record(
        cast.rep, "opportunity", one.id, name="prospect.real", value=True, confirmed=True,
        file_id=made.pk,
    )  # fmt: skip
    assert known.confirmed
