import pytest

from corpus.database.speakers import speaker_called
from corpus.errors import NoSuchPerson

WAYS = {
    "Ada Mill": ["Ada Mill", "Mill", "艾达·米尔"],
    "Bob Stone": ["Bob Stone"],
    "Carl Stone": ["Carl Stone"],
    "唐鳳": ["唐鳳"],
    "Host": ["Host"],
}


@pytest.mark.parametrize(
    ("name", "speaker"),
    [
        ("ada mill", "Ada Mill"),
        ("MILL", "Ada Mill"),
        ("bob", "Bob Stone"),
        ("唐凤", "唐鳳"),
        ("凤", "唐鳳"),
        ("艾达·米尔", "Ada Mill"),
    ],
)
def test_a_name_or_what_only_one_is_called(name: str, speaker: str) -> None:
    assert speaker_called(name, WAYS) == speaker


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("adda", "nobody called 'adda' speaks in the library; speakers are Ada Mill, "),
        ("stone", "several called 'stone' speak in the library: Bob Stone, Carl Stone; give the whole name"),
        ("to", "nobody called 'to' speaks"),
        (" ", "nobody called ' ' speaks"),
    ],
)
def test_nobody_or_several_are_told(name: str, said: str) -> None:
    with pytest.raises(NoSuchPerson) as told:
        speaker_called(name, WAYS)
    assert str(told.value).startswith(said)


def test_ten_are_named_at_most() -> None:
    with pytest.raises(NoSuchPerson, match=r"^[^,]*(, [^,]*){9} …$"):
        speaker_called("Zoe", {f"Speaker {n}": [] for n in range(30)})
    with pytest.raises(NoSuchPerson, match="name no speakers"):
        speaker_called("Zoe", {})
