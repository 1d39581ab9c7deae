"""CHAT, as CLAN and TalkBank write conversations (.cha): a head (`@Participants:`), what is said (`*AMY:`), and tiers
that tell of it (`%mor:`); a time in milliseconds may end what is said, between two control characters.
"""

import re
from collections.abc import Iterator

from corpus.errors import UnreadableFile
from ingest.readers.cue import Cue
from ingest.readers.cues import clean, flow, source_of
from ingest.readers.text import decode
from ingest.source import Source

_HEAD = re.compile(r"\ufeff?(?:@UTF8[^\n]{0,40}\n(?:@[^\n]{0,200}\n){0,9})?@Begin\s")
_SAID = re.compile(r"\*(?P<code>[^\s:*]{1,20}):\s+(?P<words>.*)")
_PARTICIPANTS = re.compile(r"^@Participants:\s+(?P<list>.+)$", re.MULTILINE)
_TIME = re.compile(r"\s(?P<start>\d{1,9})_\d{1,9}(?=\s|$)")
_CODES = re.compile(
    r"\[[/?!<>=+*%#^x-][^\[\]]*\]"  # retraced, explained, an error, a translation
    r"|&=\S+|\((?:\.{1,3}|\d{1,2}\.\d{0,3})\)"  # what is heard, pauses
    r"|^\+[\"^,+<≋]+\s|‡|[<>]"  # how it joins what was said before
)


def begins_like(head: str) -> bool:
    """Whether a text begins as files of this form do."""
    return _HEAD.match(head.replace("\r\n", "\n").lstrip()) is not None


def read(data: bytes, name: str) -> Source:
    """Read a conversation: running text, a mark with speaker and time wherever something is said.

    Raises:
        UnreadableFile: The bytes are not text, or nobody says anything.
    """
    text, encoding = decode(data.replace(b"\x15", b" "), name)
    text = re.sub(r"\n[\t ]+", " ", clean(text))
    source = source_of(list(_cues(text)), encoding=encoding)
    if not source.text:
        raise UnreadableFile(f"{name}: nothing is said in this file; expected lines such as *ABC: followed by words")
    return source


def _cues(text: str) -> Iterator[Cue]:
    names = _names(text)
    for line in text.split("\n"):
        said = _SAID.match(line)
        if said:
            time = _TIME.search(said["words"])
            words = flow(_CODES.sub(" ", _TIME.sub(" ", said["words"])))
            if any(map(str.isalnum, words)):
                code = said["code"]
                yield Cue(words, int(time["start"]) / 1000 if time else None, names.get(code, code))


def _names(text: str) -> dict[str, str]:
    """Return the names that the head gives for codes, where each is one person's: `AMY Amy_Lund Investigator`."""
    listed = _PARTICIPANTS.search(text)
    people = [person.split() for person in listed["list"].split(",")] if listed else []
    found = {person[0]: person[1].replace("_", " ") for person in people if len(person) > 2}
    return {code: name for code, name in found.items() if list(found.values()).count(name) == 1}
