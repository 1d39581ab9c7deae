"""The store: one relational database that is the truth, one vector index beside it, one lexical cache.

Tables (`tables.py`; Alembic's numbered migrations make them, run when a store is opened):

    library              one row: the count of changes (generation), the model that makes the vectors
    versions             each contents that a transcript had or is about to have, numbered for good
    transcripts          what is known of each transcript, and which version of it counts
    passages             text and place of each passage, by version and index; passages tile the text
    vectors              pooled and token vectors of each passage of speech, the latter in few bits
    revisions            which stretches of a former text stand where in its successor: citations follow them
    catalogues           people, conversations, terms: by folder, and what was said on the page
    alignments           how the accounts of a conversation stand to each other
    answers, verdicts    answers that were shown, what readers think of them
    labels, collected, collected_labels, saved_answers    what readers collect (`corpus.collection`)

Vectors: the index (`corpus.vectors.index`, Chroma) holds the pooled vectors under the numbers of passages and
nothing else; it can be made anew from the database without encoding anything.

A `Snapshot` is what a request reads, from its start to its end: immutable, shared by the requests of one
generation, made from the one before by reading what changed. It names passages by the numbers of versions, and
rows of a version that no longer counts stay for RETIRED_SECONDS, so that replacing a transcript pulls nothing away
from under an answer. Numbers in the indexes that a snapshot does not know are left out.

A `Writer` changes the store, one at a time: by a lock in the store's folder for SQLite, by an advisory lock for
PostgreSQL. To put a transcript it takes a number (committed, so that it is never used again), writes the
vectors under it, then makes everything visible in one transaction. Killed before, it leaves what nobody sees
and the next writer sweeps away.
"""

from corpus.database.rows import PassageKey, StoredPassage
from corpus.database.snapshot import Snapshot
from corpus.database.store import Store
from corpus.database.writer import Writer
from corpus.location import Location

__all__ = ["Location", "PassageKey", "Snapshot", "Store", "StoredPassage", "Writer"]
