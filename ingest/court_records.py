"""Records of what courts and police ask, in Chinese: who speaks stands alone above the words with a verb for what they
do, `法官問`, `證人王小明答`, `檢察官起稱`, or before a colon.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from corpus.language import CJK, fold
from ingest.labels import label_at
from ingest.lines import Label, Line
from ingest.names import Likeness, likeness

_FEWEST = 3  # labels that make a record, of two people at least
_LONGEST_HEAD = 60  # lines
_LONGEST_LABEL = 60  # characters
_BEFORE_ROLE = r"(?:受命|陪席|独任|主任|公诉|选任|指定|上诉|被上诉|诉讼|辅助|共同|法定|告诉|告发)?"
_ROLE = (
    rf"(?:{_BEFORE_ROLE}(?:法官|审判长|审判员|检察官|检察员|检察事务官|书记官|公诉人|辩护人|原告|被告人?|上诉人|被上诉人"
    r"|告诉人|告发人|声请人|相对人|抗告人|证人|鉴定人|通译|代理人|关系人|被害人|犯罪嫌疑人|嫌疑人|律师|员警|警员|少年)){1,3}"
)
_PERSON = rf"(?:(?!起|当庭|均)[{CJK}]{{2,4}}?|[○ＯO〇]{{1,3}}|[{CJK}][○ＯO〇]{{1,2}})"
_VERB = r"(?:起立|起|当庭|均|复|又|续)?(?:问|答|称|供|讯问|询问|发问|诘问|答称|供称|陈述|陈称)"
_LABEL = re.compile(rf"(?P<name>{_ROLE}{_PERSON}?)(?:{_VERB})[ \u3000]*(?:[:：][ \u3000]*|$)")
_SIGNED = re.compile(
    r"(?:上列|上开|右揭|右|以上|上揭|前开)?(?:笔录|纪录|记录).{0,12}(?:阅览|给阅|朗读|交阅|核对|无讹|无异议|无误|签名)"
)


def mark_court_record(lines: Sequence[Line]) -> int | None:
    """Say who speaks where a file is such a record; return the number of the first line that is spoken, None where it
    is none. What is read out and signed at the end is nobody's.
    """
    found = [(line, label) for line in lines if line.open and (label := _LABEL.match(fold(line.text[:_LONGEST_LABEL])))]
    people = {label["name"] for _, label in found}
    told = {line.number for line, _ in found}
    others = sum(line.open and line.number not in told and _is_labelled(line.text) for line in lines)
    if len(found) < max(_FEWEST, others + 1) or len(people) < 2 or found[0][0].number > _LONGEST_HEAD:
        return None
    for line, label in found:
        end = label.end()
        line.label = Label(line.text[label.start("name") : label.end("name")], line.first + end)
    last = found[-1][0].number
    behind = [line for line in lines[last + 1 :] if line.open]
    spoken = list(takewhile(lambda line: not _SIGNED.match(fold(line.text)), behind))
    for line in behind[len(spoken) :]:
        line.role = "furniture"
    return found[0][0].number


def _is_labelled(text: str) -> bool:
    """Whether a line begins with a name and a colon, as those of a talk do in which a court is told of."""
    label = label_at(text)
    return label is not None and label.shape == "colon" and likeness(label.name) >= Likeness.SINGLE
