"""Sentences of recorded talk: `python -m training.talk FOLDER > talk.tsv`.

FOLDER holds repositories of GitHub, each in a folder of its own: thechangelog/transcripts (of it practicalai, podcast,
founderstalk, brainscience, shipit; English) and PDIS/transcript (Chinese and English). Their Markdown files name the
speaker of a turn as `**Name:**` before it or as `### Name:` above it. The name and remarks in brackets are left out,
as are sentences too short to answer anything.

One line is a sentence and its file, parted by a tab. The order depends on nothing but the names and the content of the
files.
"""

import argparse
import html
import re
from collections.abc import Iterator
from pathlib import Path

from training import frozen_sentences

_LONGEST = 400  # characters
_SHORTEST = (40, 12)  # characters, English and Chinese
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NOT_SAID = re.compile(
    r"^\s*(?:#|>|\*\*Break|!\[).*$"  # headings, speakers among them; remarks
    r"|^\*\*[^*\n]{1,60}:\*\*"  # a speaker before the turn
    r"|\\?\[[^\]\n]{1,40}\]",  # times, laughter
    re.MULTILINE,
)
_ESCAPE = re.compile(r"\\(?=[^\w\s])")


def read_talk(file: Path) -> Iterator[str]:
    """Yield the sentences of a transcript in Markdown that are long enough to answer something."""
    text = _ESCAPE.sub("", _NOT_SAID.sub("", html.unescape(file.read_text("utf-8"))))
    for start, end in frozen_sentences.split(text, longest=_LONGEST):
        sentence = " ".join(text[start:end].split())
        if len(sentence) >= _SHORTEST[bool(_HAN.search(sentence))]:
            yield sentence


def main() -> None:
    """Print the sentences."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folder", type=Path, help="holds a folder of each source")
    folder = cli.parse_args().folder
    for file in sorted(folder.rglob("*.md")):
        for sentence in read_talk(file):
            print(sentence, file.relative_to(folder).as_posix(), sep="\t")


if __name__ == "__main__":
    main()
