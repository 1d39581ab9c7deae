"""One snapshot of the store, and what is derived from it: all that a request knows of the library."""

from dataclasses import dataclass

from answer.evidence.points import PointMaker
from answer.question.understanding import Understanding
from answer.search.candidates import CandidateMaker
from answer.search.reranking import Reranker
from answer.search.retrieval import Retriever
from answer.writing.citation import Citer
from corpus.alignment.standing import Alignments
from corpus.database import Snapshot
from corpus.lexical import LexicalSearcher


@dataclass(frozen=True, slots=True)
class Knowledge:
    """One snapshot of the store, and what is derived from it: all that a request knows of the library."""

    snapshot: Snapshot
    words: LexicalSearcher
    understanding: Understanding
    retriever: Retriever
    maker: CandidateMaker
    reranker: Reranker
    points: PointMaker
    citer: Citer


def knowledge_of(snapshot: Snapshot, words: LexicalSearcher) -> Knowledge:
    """Derive what answering needs from a snapshot and its lexical index."""
    infos = snapshot.infos.values()
    spoken = [info.names.get(label, label) for info in infos for label in info.speakers if label not in info.voices]
    speakers = tuple(dict.fromkeys(spoken))
    languages = tuple(dict.fromkeys(info.language for info in infos))
    understanding = Understanding(snapshot.catalogue, speakers, languages)
    alignments = Alignments(snapshot)
    maker = CandidateMaker(words, alignments, snapshot.catalogue, understanding.people)
    return Knowledge(
        snapshot,
        words,
        understanding,
        Retriever(snapshot, words),
        maker,
        Reranker(maker),
        PointMaker(alignments),
        Citer(snapshot, alignments),
    )
