import pytest

from answer.draft.quotations import quotations
from answer.draft.reading import draft_from


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        ("“We sold the crane,” she said, “to a museum.”", ["We sold the crane,", "to a museum."]),
        ("„Wir haben ihn verkauft“, sagte sie.", ["Wir haben ihn verkauft"]),
        ("»Wir haben ihn verkauft«, sagte sie.", ["Wir haben ihn verkauft"]),
        ("« Nous l’avons vendue hier », dit-elle.", [" Nous l’avons vendue hier "]),
        ("她说“起重机已经卖了”，就走了。", ["起重机已经卖了"]),
        ("她說「他說『不賣』就走了的人」。", ["他說『不賣』就走了的人"]),
        ('She said "we sold it" of the 5" pipe and "the old crane".', ["we sold it", "the old crane"]),
        ("‘It’s the dog’s own bone,’ he said; the dogs’ bowl.", ["It’s the dog’s own bone,"]),
        ("She said “ we sold it ” there.", [" we sold it "]),
        ("a “crane” of “old iron”, “起重机”", []),
        ("“It goes on\n\n“and on and ends.” So “this mark is alone", ["It goes on", "and on and ends."]),
        ("Before.\n\n> We sold the crane\n> to a museum.\n> — Ada Mill\n\nAfter.", ["We sold the crane\nto a museum."]),
        ("“We sold “the crane” to a museum”", ["We sold “the crane” to a museum"]),
    ],
)
def test_quotations_are_found_in_marks_of_any_kind(draft: str, found: list[str]) -> None:
    assert [one.text for one in quotations(draft_from(draft))] == found


def test_a_quotation_knows_where_its_words_and_its_marks_stand() -> None:
    draft = draft_from("She said: “We sold the crane.” Yes.")
    (one,) = quotations(draft)
    assert draft.text[one.start : one.end] == one.text
    assert draft.text[slice(*one.outer)] == "“We sold the crane.”"
