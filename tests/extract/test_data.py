"""Data files: read as they are now, parsed or kept."""

from __future__ import annotations

import os
import sys

import pytest

from extract.data import read_yaml


@pytest.fixture
def kept(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.mark.usefixtures("kept")
def test_a_changed_file_is_read_anew(tmp_path):
    path = tmp_path / "words.yaml"
    path.write_text("woorden: [opgave]")
    assert read_yaml(path) == read_yaml(path) == {"woorden": ["opgave"]}
    path.write_text("woorden: [taak, 1: 2.5]")
    assert read_yaml(path) == {"woorden": ["taak", {1: 2.5}]}
    path.write_text("woorden: [doel, 1: 2.5]")  # of the same length
    os.utime(path, ns=(1, 1))
    assert read_yaml(path)["woorden"][0] == "doel"


@pytest.mark.usefixtures("kept")
def test_what_was_kept_is_used_while_the_file_is_as_it_was_and_mended_where_it_is_damaged(tmp_path):
    path = tmp_path / "words.yaml"
    path.write_text("[een]")
    read_yaml(path)
    (kept,) = (tmp_path / "__pycache__").iterdir()
    before = kept.read_bytes()
    kept.write_bytes(before.replace(b"een", b"two"))
    assert read_yaml(path) == ["two"]
    kept.write_bytes(b"\0damaged")
    assert read_yaml(path) == ["een"]
    assert kept.read_bytes() == before


def test_nothing_is_kept_where_python_keeps_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    path = tmp_path / "words.yaml"
    path.write_text("[een]")
    assert read_yaml(path) == ["een"]
    assert [file.name for file in tmp_path.iterdir()] == ["words.yaml"]
