from pipelines import failures
from warehouse.home import Home


def test_a_document_has_one_failure_the_latest(home: Home) -> None:
    failures.record(home, "aaaaaaaaaaaa", "a.pdf", "cut off")
    failures.record(home, "bbbbbbbbbbbb", "b.pdf", "asks for a password")
    failures.record(home, "aaaaaaaaaaaa", "a.pdf", "holds no pages")
    assert [(failure.document_id, failure.reason) for failure in failures.known(home)] == [
        ("bbbbbbbbbbbb", "asks for a password"),
        ("aaaaaaaaaaaa", "holds no pages"),
    ]


def test_reading_a_document_after_all_clears_its_failure(home: Home) -> None:
    failures.record(home, "aaaaaaaaaaaa", "a.pdf", "cut off")
    failures.record(home, None, "notes.txt", "not a PDF")
    failures.clear(home, "aaaaaaaaaaaa", "a.pdf")
    assert [failure.file_name for failure in failures.known(home)] == ["notes.txt"]
    failures.clear(home, None, "notes.txt")
    assert failures.known(home) == []
