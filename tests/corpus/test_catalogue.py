from pathlib import Path

import pytest

from corpus.catalogue import Person, load_catalogue
from corpus.errors import BadCatalogue
from corpus.settings import DEFAULT_TRANSCRIPTS


@pytest.mark.parametrize("written", ["Sebastian Bourjou", "burzo", "塞巴斯蒂安·布爾若", "布尔若"])
def test_all_spellings_are_one_person(written: str) -> None:
    person = load_catalogue(DEFAULT_TRANSCRIPTS / "catalogue.yaml").person(written)
    assert person is not None
    assert person.name == "Sebastian Borgeaud"


@pytest.mark.parametrize(
    "content",
    [
        "people: 3",
        "people: [{role: host}]",
        "[1, 2]",
        "transcripts: [a]",
        "a: !!python/object:os.system x",
        "a: [",
        "\x00",
    ],
)
def test_a_malformed_catalogue_is_one_clear_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "catalogue.yaml"
    path.write_text(content, "utf-8")
    with pytest.raises(BadCatalogue, match=r"catalogue\.yaml") as caught:
        load_catalogue(path)
    assert "\n" not in str(caught.value)


def test_merging_keeps_both_ways_to_write_a_name(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.yaml"
    path.write_text("people: [{name: Ada Lovelace, other_names: [Ada]}]", "utf-8")
    one = load_catalogue(path)
    path.write_text("people: [{name: Ada Lovelace, other_names: [Lovelace]}]", "utf-8")
    assert one.merged(load_catalogue(path)).people == (Person("Ada Lovelace", ("Ada", "Lovelace")),)
