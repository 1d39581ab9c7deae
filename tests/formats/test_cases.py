"""Every shape of a transcript that is claimed is understood: who speaks, when, and nothing else."""

import re

import pytest
from understanding import SLACK, Case, cases, second_of, squeezed, turns, understood

FILES = (
    "cases_labels.yaml",
    "cases_times.yaml",
    "cases_captions.yaml",
    "cases_forms.yaml",
    "cases_tools.yaml",
    "cases_more.yaml",
    "cases_shapes.yaml",
    "cases_who.yaml",
    "cases_when.yaml",
    "cases_genres.yaml",
    "cases_pages.yaml",
    "cases_answers.yaml",
    "cases_chats.yaml",
    "cases_minutes.yaml",
    "cases_dashes.yaml",
    "cases_heads.yaml",
    "cases_talks.yaml",
)
CASES = [case for file in FILES for case in cases(file)]


def _is_about(time: float | None, expected: float | None) -> bool:
    return time == expected if time is None or expected is None else abs(time - expected) <= SLACK


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_understood(case: Case) -> None:
    transcript = understood(case.data, case.suffix)
    found = turns(transcript)
    assert [turn[:2] for turn in found] == [(speaker, words) for speaker, words, *_ in case.turns]
    for (_, words, time), (_, _, *second) in zip(found, case.turns, strict=True):
        assert not second or _is_about(time, second[0]), words
    for words, at in case.at.items():
        assert second_of(transcript, words) == pytest.approx(at, abs=SLACK), words
    if "kind" in case.others:
        assert transcript.info.kind == case.others["kind"]
    if "date" in case.others:
        assert transcript.info.date == case.others["date"]
    if case.others.get("parallel"):
        assert all(passage.parallel is not None for passage in transcript.speech())
    if "never" in case.others:
        spoken = " ".join(squeezed(passage.text) for passage in transcript.speech())
        assert not re.search(case.others["never"], spoken)
