"""Letters before full stops and dashes under which people ask and answer: P.- and R.-, D. and R., س- and ج-, as the
press prints them; and words that say so, Вопрос– and Ответ–.
"""

from collections import defaultdict
from collections.abc import Iterable

from corpus.roles import INTERVIEWER, answers

_PAIRS = (("p", "r"), ("d", "r"), ("س", "ج"))  # folded
_ASKED = 0.6  # of what stands behind the first letter are questions


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
