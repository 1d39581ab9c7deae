"""What a person should look at in what was understood."""

import pytest

from corpus.catalogue import Catalogue
from ingest.doubts import doubts
from ingest.metadata import Metadata
from ingest.show import structure
from ingest.transcripts import make_transcript

TALK = "Jane: When did you begin?\n\nBob: I began in a cellar in 1998.\n\n" * 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TALK, []),
        (f"{TALK}Note: the tape is damaged here.\n\n{TALK}", ["nobody is named for turn 4"]),
        (f"{TALK}Nurse: It was damp down there.\n", ["Nurse speaks once, in turn 4"]),
        (
            "Jane (0:05): When did you begin?\n\nBob (0:11): In a cellar.\n\nJane (0:07): And today?\n",
            ["the time falls back in turn 2"],
        ),
        (f"---\ntitle: {'x' * 400}\n---\n{TALK}", ["77% of the text is taken for what nobody said"]),
    ],
)
def test_what_is_doubtful(text: str, found: list[str]) -> None:
    assert doubts(make_transcript("a.txt", text.encode(), Metadata(), Catalogue())) == found


def test_the_structure_says_who_is_who_what_is_doubtful_and_when() -> None:
    head = "Interviewer: Jane Doe\nNarrator: Bob Ray\n\n"
    text = f"{head}JD: When?\n\nBR: In 1998. [00:10] In May. [00:20] So.\n\nJD: So?\n\n"
    shown = structure(make_transcript("a.txt", f"{text}Note: damaged. [00:30]\n".encode(), Metadata(), Catalogue()))
    assert "JD is Jane Doe\nBR is Bob Ray\ndoubtful: nobody is named for turn 3\n" in shown
    assert "turn 1 · BR · 00:00:10: In May." in shown
