import pytest

from corpus.entities import decoded, source_offsets
from corpus.language import words


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("It isn&#39;t &quot;organic&quot;.", 'It isn\'t "organic".'),
        ("bees &amp; wasps", "bees & wasps"),
        ("&#x27;So&#x27;", "'So'"),
        ("R&D; AT&T; &nothing; & so on", "R&D; AT&T; &nothing; & so on"),
        ("no reference", "no reference"),
    ],
)
def test_references_are_decoded_and_every_character_finds_its_source(source: str, text: str) -> None:
    assert decoded(source) == text
    offsets = source_offsets(source)
    assert len(offsets) == len(text)
    assert all(source[offset] in (character, "&") for offset, character in zip(offsets, text, strict=True))


def test_words_are_searched_as_they_are_read() -> None:
    assert words("We don&#39;t sell &quot;organic&quot; honey") == words('We don\'t sell "organic" honey')
