"""People named by what they are in charge of: "the head of Gemini pre-training", 「预训练的负责人」."""

import re
from collections.abc import Iterable

from corpus.catalogue import Person
from corpus.language import fold

_WHO = "head|lead|leader|boss|chief|guy|man|woman|person|director|manager|supervisor|ceo|founder"
_WHO_CHINESE = (
    "负责人|主管|主任|头儿|头头|头目|老大|老板|领导者|领导|领头人|带头人|领军人物|掌门人|掌门|掌舵人|一把手|"
    "一号人物|大佬|首席|当家|话事人|创始人|掌管者"
)
_LEADING = "负责|主管|主持|主导|领导|掌管|带领|牵头"


class ChargeIndex:
    """Finds people by what they lead."""

    def __init__(self, people: Iterable[Person]) -> None:
        """Take people; of those who lead nothing nothing is learned."""
        self._patterns = [
            (re.compile("|".join(_patterns(_written(charge)))), person) for person in people for charge in person.leads
        ]

    def mentions(self, folded: str) -> list[tuple[int, int, Person]]:
        """Return [start, end) of what says who leads something in a folded text, with that person."""
        return [(m.start(), m.end(), person) for pattern, person in self._patterns for m in pattern.finditer(folded)]


def _patterns(charge: str) -> list[str]:
    """Return what names the person in charge, more telling forms first."""
    return [
        rf"(?:\bthe )?\b(?:{_WHO}) (?:behind|of|for|in charge of|on|at|responsible for) (?:the )?{charge}\b",
        rf"(?:\bthe )?\b{charge}(?:'s|’s)? (?:team |group |team's )?(?:{_WHO})\b(?! to\b)",  # else a verb
        rf"\b(?:who|person|guy|man|woman) (?:leads|heads|runs|led|directs) (?:the )?{charge}\b",
        rf"{charge}\s?(?:团队|组|部门|这块|方面|研究)?\s?的?\s?(?:{_WHO_CHINESE})",
        rf"(?:{_LEADING})\s?{charge}[^,。?!;，？！；]{{0,3}}的(?:那位|那个|这位)(?:人|家伙|大佬|老大|专家)?",
    ]


def _written(charge: str) -> str:
    """Match what somebody leads however it is hyphenated, with or without a version's number after a word."""
    return r"(?:\s?\d[\d.]*)?\s?".join(re.escape(word).replace(r"\-", r"[-\s]?") for word in fold(charge).split())
