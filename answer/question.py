"""Understand a question: its language, whom it names, what is left as its content, what kind of answer it wants."""

from dataclasses import dataclass

from answer.expected import Expected, expected_answer
from answer.people import Mention, PeopleIndex
from corpus.catalogue import Catalogue, Person
from corpus.errors import BadQuestion
from corpus.language import Language, detect, fold, words
from corpus.settings import LONGEST_QUESTION


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood.

    `content` is the text without people's names, for the encoder; `terms` are its words for lexical search, and
    `synonyms` words that the glossary says mean the same. `people` are those named, in order. `focus` is the
    content of this question alone, and `focus_terms` its words, where `content` holds an earlier question's too.
    """

    text: str
    language: Language
    content: str
    terms: tuple[str, ...]
    synonyms: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    expected: Expected = "open"
    focus: str = ""
    focus_terms: tuple[str, ...] = ()


class Understanding:
    """Understands questions with what one library knows of people and terms."""

    def __init__(self, catalogue: Catalogue, speakers: tuple[str, ...] = ()) -> None:
        self.people = PeopleIndex(catalogue, speakers)
        self._meanings: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for group in catalogue.terms:
            forms = [tuple(words(term)) for term in group]
            for form in forms:
                if form:
                    self._meanings.setdefault(form, []).extend(other for other in forms if other != form)
        self._longest = max((len(form) for form in self._meanings), default=0)

    def question(self, text: str) -> Question:
        """Understand one question by itself.

        Raises:
            BadQuestion: it is empty or longer than LONGEST_QUESTION characters.
        """
        text = text.strip()
        if not text:
            raise BadQuestion("the question is empty; ask something about the interviews")
        if len(text) > LONGEST_QUESTION:
            raise BadQuestion(f"the question has {len(text):,} characters; at most {LONGEST_QUESTION:,} are read")
        mentions = self.people.mentions(text)
        content = without(text, mentions)
        terms = tuple(words(content))
        people = tuple(dict.fromkeys(mention.person for mention in mentions))
        return Question(
            text, detect(text), content, terms, self._synonyms(terms), people, expected_answer(text), content, terms
        )

    def _synonyms(self, terms: tuple[str, ...]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for start in range(len(terms)):
            for end in range(start + 1, min(len(terms), start + self._longest) + 1):
                for form in self._meanings.get(terms[start:end], ()):
                    found.update(dict.fromkeys(form))
        return tuple(word for word in found if word not in terms)


def without(text: str, mentions: list[Mention]) -> str:
    """Leave people's names out of a text; where little but a name is left, the names stay."""
    kept, at = [], 0
    for mention in mentions:
        kept.append(text[at : mention.start])
        at = mention.end
    rest = " ".join("".join([*kept, text[at:]]).split())
    return rest if words(rest) else text


def same_words(first: str, second: str) -> bool:
    """Whether two texts are equal but for script, case and spaces."""
    return "".join(fold(first).split()) == "".join(fold(second).split())
