import pytest

from answer.language_model.sentences import as_written, cited_sentences

TEXT = (
    "Ada says it takes 1.5 hours [1]. Bob disagrees! [2][3]\n- **Nobody** knows why.\n埃達說要九個小時【1、2】。Open [4"
)


def test_markers_belong_to_the_sentence_that_they_stand_in_or_behind() -> None:
    assert [(one.text, one.numbers) for one in cited_sentences(TEXT)] == [
        ("Ada says it takes 1.5 hours.", (1,)),
        ("Bob disagrees!", (2, 3)),
        ("Nobody knows why.", ()),
        ("埃達說要九個小時。", (1, 2)),
        ("Open [4", ()),
    ]


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_what_comes_in_pieces_is_cut_alike(size: int) -> None:
    pieces = (TEXT[at : at + size] for at in range(0, len(TEXT), size))
    assert list(as_written(pieces)) == cited_sentences(TEXT)


def test_a_sentence_is_given_as_soon_as_the_next_has_begun() -> None:
    pieces = iter(["One is here. ", "[1", "] ", "Two", " follows. [2]"])
    found = as_written(pieces)
    assert next(found) == ("One is here.", (1,))
    assert next(pieces) == " follows. [2]"
