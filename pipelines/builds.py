"""The last build, where it failed: why, in one JSON object under the home. It goes when a build succeeds."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from warehouse.home import Home
from warehouse.whole import whole


@dataclass(frozen=True)
class FailedBuild:
    """Why the warehouse and the report are behind."""

    reason: str
    failed_at: str  # ISO time, UTC


def failed(home: Home) -> FailedBuild | None:
    """The last build, None where it succeeded."""
    if not home.failed_build.exists():
        return None
    return FailedBuild(**json.loads(home.failed_build.read_text(encoding="utf-8")))


def record(home: Home, reason: str) -> None:
    """Note that the last build failed."""
    found = FailedBuild(reason, datetime.now(UTC).isoformat(timespec="seconds"))
    with whole(home.failed_build) as coming:
        coming.write_text(json.dumps(asdict(found), ensure_ascii=False), encoding="utf-8")


def clear(home: Home) -> None:
    """Note that a build succeeded."""
    home.failed_build.unlink(missing_ok=True)
