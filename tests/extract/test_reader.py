"""Files that are no readable PDF end in one clear line; readable ones are never refused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from extract import errors, sandbox
from extract.read import read_document
from extract.sandbox import read_in_child
from extract.settings import Settings
from extract.shared import may_fork
from tests.extract.rawpdf import CATALOG, stream, write_page, write_pdf
from tests.extract.typeset import Plan


def small_plan(path: Path) -> Path:
    return Plan().heading(1, "Opgaven").table([["Gemeente", "Opgave"], ["Assen", "12"]]).save(path)


def error_of(path: Path, **options) -> errors.PlanError:
    with pytest.raises(errors.PlanError) as caught:
        read_document(path, **options)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(path.name)
    assert ";" in message, "the message says what to do"
    return caught.value


def test_a_file_that_is_no_pdf(tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"PK\x03\x04 a Word document")
    assert isinstance(error_of(path), errors.NotAPdf)


def test_an_empty_file(tmp_path):
    path = tmp_path / "plan.pdf"
    path.touch()
    assert isinstance(error_of(path), errors.EmptyFile)


def test_a_file_that_is_not_there(tmp_path):
    assert "cannot be opened" in str(error_of(tmp_path / "plan.pdf"))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_pdf(tmp_path, share):
    whole = small_plan(tmp_path / "whole.pdf").read_bytes()
    path = tmp_path / "plan.pdf"
    path.write_bytes(whole[: int(share * len(whole))])
    assert isinstance(error_of(path), errors.DamagedPdf)


def test_an_encrypted_pdf(tmp_path):
    path = tmp_path / "plan.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret"))
    canvas.drawString(100, 100, "Opgave")
    canvas.save()
    assert isinstance(error_of(path), errors.EncryptedPdf)


def test_too_many_pages_and_too_many_bytes(tmp_path):
    path = small_plan(tmp_path / "plan.pdf")
    assert isinstance(error_of(path, settings=Settings(max_pages=0)), errors.TooLarge)
    assert isinstance(error_of(path, settings=Settings(max_bytes=100)), errors.TooLarge)
    assert isinstance(error_of(path, settings=Settings(max_objects_per_page=5)), errors.TooLarge)


def test_pages_that_do_not_exist(tmp_path):
    assert "pages 1-1" in str(error_of(small_plan(tmp_path / "plan.pdf"), pages=[7]))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1), noise=st.binary(min_size=1, max_size=40))
def test_damaged_bytes_give_a_document_or_a_clear_error(tmp_path, place, noise):
    path = tmp_path / "plan.pdf"
    data = bytearray(small_plan(path).read_bytes())
    at = int(place * len(data))
    data[at : at + len(noise)] = noise
    path.write_bytes(bytes(data))
    try:
        assert read_document(path).n_pages >= 1
    except errors.PlanError as error:
        assert "\n" not in str(error)


@pytest.fixture(params=[False, True], ids=["started", "forked"])
def forked(request, monkeypatch):
    if request.param and sys.platform != "linux":
        pytest.skip("forks on Linux only")
    monkeypatch.setattr(sandbox, "may_fork", lambda most_memory: request.param)


@pytest.mark.usefixtures("forked")
def test_the_child_gives_the_same_document(tmp_path):
    path = small_plan(tmp_path / "plan.pdf")
    seen = []
    assert read_in_child(path, progress=lambda *done: seen.append(done)) == read_document(path)
    assert seen == [(1, 1)]


@pytest.mark.usefixtures("forked")
def test_the_child_passes_errors_on(tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"no pdf")
    with pytest.raises(errors.NotAPdf, match=r"plan\.pdf: not a PDF"):
        read_in_child(path)


@pytest.mark.usefixtures("forked")
def test_the_child_is_stopped_when_it_takes_too_long(sample):
    with pytest.raises(errors.ReadTimeout, match="stopped"):
        read_in_child(sample, settings=Settings(time_limit=0.05))


def test_a_large_process_does_not_fork():
    assert not may_fork(4 << 20)


def test_the_child_may_not_take_all_memory(sample):
    with pytest.raises(errors.PlanError) as caught:
        read_in_child(sample, settings=Settings(memory_limit=20 << 20, time_limit=30))
    assert isinstance(caught.value, errors.OutOfMemory | errors.DamagedPdf)


def tree(path: Path, kids: bytes, count: int) -> Path:
    pages = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
    return write_pdf(path, [CATALOG, pages, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"])


def form(content: bytes, inner: int) -> bytes:
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % inner
    return stream(content, entries)


def unpacked(unit: bytes, times: int) -> bytes:
    return stream(unit * times, deflate=True)


SMALL = Settings(time_limit=60, memory_limit=400 << 20, max_objects_per_page=50_000)


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (lambda p: tree(p, b"2 0 R 2 0 R", 4), None),
        (lambda p: tree(p, b"9 0 R", 1), None),
        (lambda p: tree(p, b"3 0 R", 4000), None),
        (lambda p: write_pdf(p, [CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 9>>"]), errors.NoPages),
        (lambda p: write_page(p, b"[4 0 R 4 0 R]"), None),
        (lambda p: write_page(p, stream(b"q " * 100_000)), None),
        (lambda p: write_page(p, stream(b"[" * 100_000)), None),
        (lambda p: write_page(p, unpacked(b"0 0 m 9 9 l S\n", 60_000)), errors.TooLarge),
        (lambda p: write_page(p, stream(b"0 0 m " + b"9 9 l " * 60_000 + b"S")), errors.TooLarge),
        (lambda p: write_page(p, unpacked(b"BT /F1 9 Tf (a)Tj ET\n", 60_000)), errors.TooLarge),
        (lambda p: write_page(p, unpacked(b" ", 600 << 20)), errors.OutOfMemory),
        (
            lambda p: write_page(
                p, stream(b"/X Do"), form(b"/X Do /X Do", 6), resources=b"/XObject<</X 6 0 R>>"
            ),
            errors.OutOfMemory,
        ),
    ],
    ids=[
        "cyclic pages",
        "missing page",
        "wrong count",
        "no page",
        "cyclic content",
        "nested states",
        "nested arrays",
        "many paths",
        "a long path",
        "much text",
        "zip bomb",
        "cyclic forms",
    ],
)
def test_hostile_structure_costs_a_clear_line(tmp_path, write, expected):
    path = write(tmp_path / "plan.pdf")
    if expected is None:
        assert read_in_child(path, settings=SMALL).n_pages == 1
        return
    with pytest.raises(expected) as caught:
        read_in_child(path, settings=SMALL)
    message = str(caught.value)
    assert message.startswith("plan.pdf: ")
    assert "\n" not in message
    assert ";" in message, "the message says what to do"
