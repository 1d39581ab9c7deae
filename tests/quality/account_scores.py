"""The accounts of one podcast, encoded, and scores of their alignment against tests/quality/accounts.yaml."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from corpus.alignment.index import AlignmentIndex
from corpus.alignment.model import Alignment, Divergence
from corpus.catalogue import Catalogue
from corpus.encoder import Encoder
from corpus.settings import DEFAULT_TRANSCRIPTS
from corpus.transcript import Span, Transcript
from corpus.vectors.packing import PassageVectors, unpacked
from ingest.metadata import metadata_from
from ingest.progress import Silent
from ingest.transcripts import make_transcript
from ingest.vectors import encode

GOLD = Path(__file__).with_name("accounts.yaml")


@dataclass(frozen=True)
class Scores:
    """Shares found of the groups and of the divergences that are not minor; what was missed and what is false."""

    group_recall: float
    divergence_recall: float
    missed_groups: list[Any]
    missed_divergences: list[Any]
    true: int
    false: list[Divergence]


def read_gold() -> dict[str, Any]:
    return dict(yaml.safe_load(GOLD.read_text("utf-8")))


def transcript(name: str, catalogue: Catalogue) -> Transcript:
    """Read one of the transcripts that come with the project."""
    about = metadata_from(catalogue.transcripts[name], name, strict=True)
    return make_transcript(name, (DEFAULT_TRANSCRIPTS / name).read_bytes(), about, catalogue)


def encoded(account: Transcript, encoder: Encoder) -> dict[int, PassageVectors]:
    """Return the vectors of its passages, by their index, as a store gives them back."""
    indices = [passage.index for passage in account.speech()]
    return dict(zip(indices, unpacked(encode(account, encoder, {}, Silent())), strict=True))


def places(words: Iterable[str], source: str, texts: Mapping[str, str]) -> list[Span]:
    """Return everywhere that words stand in an account."""
    text, found = texts[source].replace("\u00a0", " "), []
    for wanted in words:
        at = text.find(wanted)
        assert at >= 0, f"{wanted!r} does not stand in {source}"
        while at >= 0:
            found.append(Span(source, at, at + len(wanted)))
            at = text.find(wanted, at + 1)
    return found


def score(alignment: Alignment, texts: Mapping[str, str]) -> Scores:
    gold, groups = read_gold(), AlignmentIndex(alignment)
    spans_of = [marked(item, gold["accounts"], texts) for item in gold["groups"]]
    missed_groups = [item for item, spans in zip(gold["groups"], spans_of, strict=True) if not _grouped(spans, groups)]
    right: set[int] = set()
    missed: list[Any] = []
    for item in gold["divergences"]:
        spans = marked(item, gold["accounts"], texts)
        hits = {n for n, d in enumerate(alignment.divergences) if d.kind == item["kind"] and _shown(d, spans)}
        right |= hits
        if not hits and not item.get("minor"):
            missed.append(item)
    needed = sum(not item.get("minor") for item in gold["divergences"])
    return Scores(
        1 - len(missed_groups) / len(spans_of),
        1 - len(missed) / needed,
        missed_groups,
        missed,
        len(right),
        [d for n, d in enumerate(alignment.divergences) if n not in right],
    )


def marked(item: Mapping[str, Any], accounts: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, list[Span]]:
    """Return where the words of a group or divergence stand, by account."""
    return {source: places(item[short], source, texts) for short, source in accounts.items() if short in item}


def _grouped(spans: Mapping[str, list[Span]], groups: AlignmentIndex) -> bool:
    """Whether the group around a marked sentence holds marked words of every account."""
    for own in spans.values():
        for span in own:
            for index in groups.sentences(span):
                group = groups.around(index)
                members = group.spans if group else ()
                if all(any(m.overlaps(s) for m in members for s in marks) for marks in spans.values()):
                    return True
    return False


def _shown(divergence: Divergence, spans: Mapping[str, list[Span]]) -> bool:
    """Whether a divergence shows the reading of the first account listed and of one other."""
    readings = [Span(r.source, r.start, r.end) for r in divergence.readings]
    shown = [any(r.overlaps(s) for r in readings for s in marks) for marks in spans.values()]
    return shown[0] and sum(shown) > 1
