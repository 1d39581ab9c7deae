"""English words for Chinese ones: what is kept of the dictionary."""

from pathlib import Path

import pytest

from corpus.gloss import Dictionary, glosses, kept_dictionary

CAT = {"猫": ["cat"]}


def _cat(_senses: int) -> Dictionary:
    return CAT


def _unreadable(_senses: int) -> Dictionary:
    raise AssertionError("the dictionary was read again")


def test_a_chinese_word_has_the_english_of_the_dictionary() -> None:
    assert "train" in glosses(["训练", "model"])


def test_the_dictionary_is_read_once(tmp_path: Path) -> None:
    kept_dictionary(tmp_path / "new", _cat)
    assert kept_dictionary(tmp_path / "new", _unreadable) == CAT


@pytest.mark.parametrize("damaged", [b"", '{"猫": ["ca'.encode(), b"\xff"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damaged: bytes) -> None:
    kept_dictionary(tmp_path, _cat)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damaged)
    assert kept_dictionary(tmp_path, _cat) == CAT
    assert kept_dictionary(tmp_path, _unreadable) == CAT


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert kept_dictionary(tmp_path / "file" / "folder", _cat) == CAT
