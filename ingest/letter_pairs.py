"""Labels before full stops and dashes: letters under which people ask and answer, P.- and R.-, D. and R., س- and ج-, as
the press prints them, or words that say so, Вопрос– and Ответ–; A. alone, as inquiries do; names in capitals, as plays
do.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from corpus.roles import INTERVIEWER, answers

_PAIRS = (("p", "r"), ("d", "r"), ("س", "ج"))  # folded
_ASKED = 0.6  # of what stands behind the first letter are questions
_EXAMINED = 0.8  # of the answers under a letter stand behind somebody who is named; half of these ask


def letter_pairs(found: Iterable[tuple[str, str]]) -> set[str]:
    """Return the letters or words of a question and an answer where both recur and the first mostly asks. `found` are
    letters, folded, each with the line that it heads.
    """
    behind: dict[str, list[str]] = defaultdict(list)
    for letter, words in found:
        behind[letter].append(words)
    letters: set[str] = set()
    roles = [(one, other) for one in behind if INTERVIEWER.fullmatch(one) for other in behind if answers(other)]
    for asking, answering in (*_PAIRS, *roles):
        asked = sum("?" in words or "؟" in words for words in behind[asking])
        both = min(len(behind[asking]), len(behind[answering])) > 1
        letters |= {asking, answering} if both and asked >= _ASKED * len(behind[asking]) else set()
    return letters


def is_answered(asking: Sequence[bool], answers: int) -> bool:
    """Whether a letter stands for answers. `asking` says of everybody named directly before it whether they ask there;
    `answers` counts how often it stands.
    """
    return len(asking) >= _EXAMINED * answers and sum(asking) >= _EXAMINED / 2 * answers


def staged_names(found: Iterable[tuple[str, str]]) -> set[str]:
    """Return the names that recur in capitals before full stops, where they are several. `found` are names, folded,
    each with the head of the line that it stands in.
    """
    heads = [(name, head.rstrip(" *_")) for name, head in found]
    uses = Counter(name for name, head in heads if head.endswith(".") and head.split("(")[0].isupper())
    recurring = {name for name, count in uses.items() if count > 1}
    return recurring if len(recurring) > 1 else set()
