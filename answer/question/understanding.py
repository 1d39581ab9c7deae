"""Understand a question: its language, whom it names, what is left as its content, what kind of answer it wants."""

from dataclasses import dataclass

from answer.question.expected import Expected, expected_answer
from answer.question.people import Mention, PeopleIndex
from corpus.catalogue import Catalogue, Person
from corpus.errors import BadQuestion
from corpus.language import Language, detect, fold, words
from corpus.settings import LONGEST_QUESTION


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood.

    `content` is the text without people's names; `terms` are its words for lexical search, and `synonyms` words that
    the glossary says mean the same. `people` are those named, in order. `wording` is what the encoder reads: the text,
    names included. Where these hold an earlier question's too, `focus`, `focus_terms` and `focus_wording` are of this
    question alone. `languages` are those of the library.
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
    languages: tuple[Language, ...] = ()
    wording: str = ""
    focus_wording: str = ""

    def terms_in(self, language: Language, focus: bool = False) -> tuple[str, ...]:
        """Return the words of the content, or of the focus, in the form that they have in texts of a language."""
        if language == self.language:
            return self.focus_terms if focus else self.terms
        return tuple(dict.fromkeys(words(self.focus if focus else self.content, language, self.language)))

    @property
    def search_terms(self) -> tuple[str, ...]:
        """What the lexical index is searched for: the words in each language of the library, and their synonyms."""
        others = (term for language in self.languages for term in self.terms_in(language))
        return tuple(dict.fromkeys((*self.terms, *others, *self.synonyms)))


class Understanding:
    """Understands questions with what one library knows of people and terms."""

    def __init__(
        self, catalogue: Catalogue, speakers: tuple[str, ...] = (), languages: tuple[Language, ...] = ()
    ) -> None:
        self.languages = languages
        self.people = PeopleIndex(catalogue, speakers)
        self._meanings: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for group in catalogue.terms:
            forms = {tuple(words(term, language)): None for language in ("en", *languages) for term in group}
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
        default = "en" if "en" in self.languages else next(iter(self.languages), "en")
        language = detect(text, default, ("en", *self.languages))
        terms = tuple(words(content, language))
        people = tuple(dict.fromkeys(mention.person for mention in mentions))
        return Question(
            text,
            language,
            content,
            terms,
            self._synonyms(terms),
            people,
            expected_answer(text, language),
            content,
            terms,
            self.languages,
            text,
            text,
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
