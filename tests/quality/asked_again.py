"""Measure whether a question counts as asked where an interviewer asks it: `python -m tests.quality.asked_again`.

Questions that interviewers of tests/quality/interviews/fitted ask, put in other words, some in another language; each
is looked for in all of these interviews.
"""

import sys
import tempfile
from pathlib import Path

from answer.matrix.asking import ASKED_FROM, nearest
from answer.question.understanding import Understanding
from answer.search.retrieval import encode_query
from corpus.vectors.packing import unpacked
from tests.quality.libraries import FITTED, Libraries

QUESTIONS = [
    ("apnews.md", "What concrete examples are there of open government going backwards?"),
    ("apnews.md", "唐鳳當上數位政務委員以後，g0v 有什麼改變？"),
    ("cities.txt", "How did you end up at GitHub, and what did you do before?"),
    ("cities.txt", "Who are the people who make cities what they are?"),
    ("cypherpunk.md", "How many people in this room have their own full node running?"),
    ("cypherpunk.md", "Which dangers will bitcoin face in the coming decade?"),
    ("cypherpunk.md", "What improvements to bitcoin would you most like to have?"),
    ("cypherpunk.md", "比特币未来十年会面临哪些威胁？"),
    ("moseley.txt", "Do you get any help from the government nowadays?"),
    ("moseley.txt", "At what age did you move to Gee's Bend?"),
    ("moseley.txt", "你搬到 Gee’s Bend 的时候几岁？"),
    ("quietdev.srt", "How did you first get into technology?"),
    ("quietdev.srt", "Were you hired permanently after the internship?"),
    ("quietdev.srt", "How did you move from working in a hospital into a tech job?"),
    ("quietdev.srt", "你是怎么进入技术行业的？"),
    ("rustinfra.md", "Do you have a lab for testing with real hardware?"),
    ("rustinfra.md", "Can the infrastructure team keep up with the growth?"),
    ("rustinfra.md", "Does anybody outside use Crater on private repositories?"),
]


def main() -> None:
    """Print how many questions count as asked in their own interview and in others."""
    with tempfile.TemporaryDirectory() as folder:
        libraries = Libraries(Path(folder))
        snapshot = libraries.of(FITTED[0].transcripts).store.snapshot()
        understanding = Understanding(snapshot.catalogue)
        asking = {}
        for source in snapshot.infos:
            stored = snapshot.vectors(source)
            speech = [one for one in snapshot.read(source).speech() if one.question]
            asking[source] = list(zip(speech, unpacked([stored[one.index] for one in speech]), strict=True))
        own, others = [], []
        for source, text in QUESTIONS:
            query = encode_query(understanding.question(text), libraries.encoder)
            for name, passages in asking.items():
                found = nearest(query, passages)
                if found:
                    (own if name == source else others).append(found[0] >= ASKED_FROM)
    sys.stdout.write(f"in their own interview {sum(own)} of {len(own)}, in others {sum(others)} of {len(others)}\n")


if __name__ == "__main__":
    main()
