"""The package offers its public names, although it imports each module only when asked for one."""

from __future__ import annotations

import inspect

import pytest

import warehouse


@pytest.mark.parametrize("name", warehouse.__all__)
def test_a_public_name_is_a_class_or_function(name: str) -> None:
    found = getattr(warehouse, name)
    assert inspect.isclass(found) or inspect.isfunction(found)


def test_other_names_are_missing() -> None:
    with pytest.raises(AttributeError, match="duckdb"):
        _ = warehouse.duckdb
