"""What tests share: the sample plan, ingested once, and the folder of plans that may not be published."""

import os
from pathlib import Path

import pytest

from warehouse.home import Home

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-snapshots", action="store_true", help="Write snapshots anew instead of comparing."
    )


@pytest.fixture(scope="session")
def sample() -> Path:
    """The plan in the repository: tables with the real figures, sentences in our own words."""
    return ROOT / "samples" / "overijssel-2024.pdf"


@pytest.fixture(scope="session")
def plans() -> Path:
    """The folder of plans outside the repository."""
    folder = os.environ.get("OPVANG_PLANS")
    if not folder or not Path(folder).is_dir():
        pytest.skip("OPVANG_PLANS names no folder of plans")
    return Path(folder)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home."""
    return Home(tmp_path / "home").ensure()


@pytest.fixture(scope="session")
def ingested(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Home:
    """A home into which a damaged file and the sample plan were ingested at once. Tests only read it."""
    from pipelines import ingest

    directory = tmp_path_factory.mktemp("ingested")
    damaged = directory / "damaged.pdf"
    damaged.write_bytes(sample.read_bytes()[:2000])
    home = Home(directory / "home")
    outcomes = list(ingest.ingest(home, [damaged, sample], None, ingest.Timings()))
    assert [outcome.status for outcome in outcomes] == ["failed", "ingested"], outcomes
    return home
