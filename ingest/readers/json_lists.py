"""Which list of a JSON document is the transcript: the one that holds the speech, under whatever name it lies."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.labels import label_at
from ingest.readers.cues import flow
from ingest.readers.json_fields import Segment, end_of, objects, own_speaker, plain_key, speaker_of, start_of, text_of
from ingest.readers.json_segments import by_words, letters, once

LISTS = (
    *("utterances", "monologues", "audiosegments", "paragraphs", "segments", "sentences", "recognizedphrases"),
    *("captions", "transcripts", "transcript", "transcription", "chunks", "events", "speech", "speakers", "results"),
    *("items", "words", "messages"),
)
"""Names of lists that hold speech, the best first: such a list needs neither times nor speakers."""
_CHOICES = ("alternatives", "nbest")  # lists of which only the first member counts, the likeliest
_DEEPEST = 16
"""Levels of the document that are searched for lists."""
_MOST = 0.7
"""Of the words of the list that has most of them, a list holds at least to be the transcript."""
_LABELLED = 0.8  # of the texts of a list of texts begin with a label, where they are speech

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """The segments of the lists that lie on one path of keys, and what they tell."""

    path: Path
    segments: list[Segment]
    named: bool
    timed: bool
    size: int = field(init=False)

    def __post_init__(self) -> None:
        size = sum(len(letters(text_of(segment)).encode("utf-8", "replace")) for segment in self.segments)
        object.__setattr__(self, "size", size)

    @property
    def rank(self) -> tuple[bool, bool, int, int]:
        """What is less is better: speakers, times, a name that is known, the outer list."""
        known = LISTS.index(self.path[-1]) if self.path[-1] in LISTS else len(LISTS)
        return not self.named, not self.timed, known, len(self.path)


def with_plain_keys(node: Any, under: str = "", depth: int = 0) -> Any:
    """Return the document with the keys that `plain_key` makes; a map of the speakers' names keeps its own."""
    if depth > _DEEPEST:
        return node
    if isinstance(node, dict):
        names = under in ("speakers", "users") and all(isinstance(value, str) for value in node.values())
        plain = (lambda key: key) if names else plain_key
        return {plain(key): with_plain_keys(value, plain(key), depth + 1) for key, value in node.items()}
    return [with_plain_keys(value, "", depth + 1) for value in node] if isinstance(node, list) else node


def best_list(document: Any) -> Listed | None:
    """Return the list that is the transcript, None where the document holds none; its keys are plain ones."""
    whole = document.get("text") if isinstance(document, dict) else None
    found = [Listed(("",), [{"text": whole}], named=False, timed=False)] if isinstance(whole, str) and whole else []
    known = _word_speakers(document)
    for path, lists in _gathered(document).items():
        segments = once([one for members in lists for member in members for one in by_words(_flat(member, known))])
        listed = _spoken(path, segments)
        found += [listed] if listed else []
    most = max((listed.size for listed in found), default=0)
    large = [listed for listed in found if listed.size >= _MOST * most]
    return min(large, key=lambda listed: listed.rank, default=None)


def spans_in(document: Any) -> list[Segment]:
    """Return the longest list of who speaks from when to when that holds no words, empty where there is none."""
    spans: list[Segment] = []
    for lists in _gathered(document).values():
        members = [member for one in lists for member in one]
        if len(members) > len(spans) and all(map(_is_span, members)):
            spans = members
    return spans


def _is_span(segment: Segment) -> bool:
    timed = start_of(segment, 1.0) is not None and end_of(segment, 1.0) is not None
    return timed and own_speaker(segment) is not None and not text_of(segment)


def names_in(node: Any, depth: int = 0) -> dict[str, str]:
    """Return the names of numbered speakers where the document lists them."""
    found: dict[str, str] = {}
    for key, member in node.items() if isinstance(node, dict) and depth < _DEEPEST else ():
        found.update(_names(member) if key in ("speakers", "users") else names_in(member, depth + 1))
    for member in node if isinstance(node, list) and depth < _DEEPEST else ():
        found.update(names_in(member, depth + 1))
    return found


def _names(listed: Any) -> dict[str, str]:
    pairs: list[tuple[Any, Any]] = list(listed.items()) if isinstance(listed, dict) else []
    for entry in objects(listed):
        name = entry.get("realname", entry.get("name"))
        pairs.append((entry.get("id", entry.get("speaker", entry.get("label"))), name))
    found = {own_speaker({"speaker": number}): name for number, name in pairs if isinstance(name, str) and name.strip()}
    return {number: flow(name) for number, name in found.items() if number}


def _gathered(document: Any) -> dict[Path, list[list[Segment]]]:
    """Return the lists of objects, and of texts behind labels as objects, by the path of keys that they lie on."""
    found: dict[Path, list[list[Segment]]] = {}
    for path, members in _lists(document, ("segments",)):
        found.setdefault(path, []).append(members)
    return found


def _lists(node: Any, path: Path, depth: int = 0) -> Iterator[tuple[Path, list[Segment]]]:
    if isinstance(node, list):
        members = objects(node) or _labelled(node)
        if members:
            yield path, members
        for member in node if depth < _DEEPEST else ():
            yield from _lists(member, path, depth + 1)
    if isinstance(node, dict) and depth < _DEEPEST:
        for key, member in _inherited(node):
            likeliest = member[0] if key in _CHOICES and isinstance(member, list) and member else member
            yield from _lists(likeliest, (*path, key), depth + 1)


def _inherited(node: Segment) -> Iterator[tuple[str, Any]]:
    """Yield an object's members, lists of what is said in it with its speaker: a turn of several utterances."""
    speaker = own_speaker(node) if not text_of(node) else None
    for key, member in node.items():
        if speaker is not None and isinstance(member, list) and member == objects(member):
            yield key, [one if own_speaker(one) is not None else {**one, "speaker": speaker} for one in member]
        else:
            yield key, member


def _labelled(texts: Sequence[Any]) -> list[Segment]:
    """Return texts as segments where they begin with who speaks, `Q: …`; [] for any other list."""
    said = [text for text in texts if isinstance(text, str) and text.strip()]
    labels = [label_at(text) for text in said]
    named = sum(label is not None and label.shape == "colon" for label in labels)
    return [{"text": text} for text in said] if len(said) > 1 and named >= _LABELLED * len(texts) else []


def _spoken(path: Path, segments: Sequence[Segment]) -> Listed | None:
    """Return the segments that say something, None where they are no speech."""
    spoken = [segment for segment in segments if text_of(segment)]
    if not spoken:
        return None
    named = [speaker_of(segment) is not None for segment in spoken]
    timed = [start_of(segment, 1.0) is not None for segment in spoken]
    labelled = all(set(segment) == {"text"} for segment in spoken) and bool(
        _labelled([segment["text"] for segment in spoken])
    )
    told = sum(one or other for one, other in zip(named, timed, strict=True))
    if path[-1] not in LISTS and not labelled and (told < 0.5 * len(spoken) or not _in_words(spoken)):
        return None
    return Listed(path, spoken, any(named) or labelled, any(timed))


def _in_words(spoken: Sequence[Segment]) -> bool:
    return any(letter.isalpha() for segment in spoken for letter in text_of(segment))


def _flat(segment: Segment, speakers: Mapping[str, Any]) -> Segment:
    """Return the segment with its best alternative's fields as its own, words in rows as objects, and the speaker
    listed elsewhere.
    """
    for key in _CHOICES:
        choices = segment.get(key)
        if isinstance(choices, list) and choices and isinstance(choices[0], dict):
            segment = {**segment, **choices[0]}
    rows = segment.get("timestamps")
    if isinstance(rows, list) and rows and all(map(_is_row, rows)):
        segment = {**segment, "words": [{"word": row[0], "start": row[1], "end": row[2]} for row in rows]}
    start = segment.get("starttime")
    if isinstance(start, str) and start in speakers and speaker_of(segment) is None:
        segment = {**segment, "speakerlabel": speakers[start]}
    return segment


def _is_row(row: Any) -> bool:
    """Whether a list is a word, its start and its end."""
    return isinstance(row, list) and len(row) == 3 and isinstance(row[0], str)


def _word_speakers(document: Any) -> dict[str, Any]:
    """Return who speaks at which start, as AWS Transcribe lists it apart from the words."""
    results = document.get("results") if isinstance(document, dict) else None
    labels = results.get("speakerlabels") if isinstance(results, dict) else None
    segments = labels.get("segments") if isinstance(labels, dict) else None
    found: dict[str, Any] = {}
    for segment in objects(segments):
        for item in objects(segment.get("items")):
            found[str(item.get("starttime"))] = item.get("speakerlabel", segment.get("speakerlabel"))
    return found
