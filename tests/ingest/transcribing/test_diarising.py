"""Words that were heard, and who speaks when."""

from typing import Any

from ingest.transcribing.diarising import SpeakerTurn, with_speakers


def piece(*words: tuple[str, float, float]) -> dict[str, Any]:
    told = [{"word": f" {word}", "start": start, "end": end} for word, start, end in words]
    return {"start": words[0][1], "end": words[-1][2], "text": " ".join(w for w, *_ in words), "words": told}


def test_a_piece_is_cut_where_the_speaker_changes() -> None:
    heard = [piece(("When", 0.0, 0.4), ("was", 0.4, 0.9), ("Never", 1.2, 1.8)), piece(("before", 2.0, 2.4))]
    turns = [SpeakerTurn(0, 1.0, "A"), SpeakerTurn(0.8, 2.5, "B")]
    told = [(one["text"], one["start"], one["end"], one["speaker"]) for one in with_speakers(heard, turns)]
    assert told == [("When was", 0.0, 0.9, "A"), ("Never", 1.2, 1.8, "B"), ("before", 2.0, 2.4, "B")]


def test_a_word_in_no_turn_is_of_who_is_near_or_nobody_s() -> None:
    heard = [piece(("near", 1.5, 1.8), ("far", 9.0, 9.4))]
    assert [one["speaker"] for one in with_speakers(heard, [SpeakerTurn(0, 1.0, "A")])] == ["A", None]
    assert [one["speaker"] for one in with_speakers(heard, [])] == [None]


def test_a_piece_without_words_is_of_who_speaks_most_of_it() -> None:
    heard = [{"start": 0.0, "end": 4.0, "text": "I see.", "words": []}]
    turns = [SpeakerTurn(0, 1, "A"), SpeakerTurn(1, 4, "B")]
    assert [one["speaker"] for one in with_speakers(heard, turns)] == ["B"]
