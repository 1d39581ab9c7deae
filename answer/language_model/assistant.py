"""What a language model adds to an answer that stands without it: sentences from its quotes, translations of them."""

from collections.abc import Iterator
from dataclasses import replace

from answer.language_model.checking import PassageEncoder, SentenceChecker
from answer.language_model.finding import Finder
from answer.language_model.prompts import MOST_SENTENCES, prose_messages
from answer.language_model.sentences import as_written
from answer.language_model.server import LanguageModel, LanguageModelFailed
from answer.language_model.settings import LanguageModelSettings
from answer.language_model.translating import Translator
from answer.model import Answer, Prose, ProseSentence, Quote, Translation
from corpus.alignment.names import Gazetteer, gazetteer
from corpus.database import Store
from corpus.language import Language, same_language
from corpus.transcript import Span


class ProseWriter:
    """Writes prose from one answer's quotes; what has come of it can be looked at at any time.

    Attributes:
        prose: what was written so far.
    """

    def __init__(self, answer: Answer, model: LanguageModel, checker: SentenceChecker) -> None:
        self._answer, self._model, self._checker = answer, model, checker
        self.prose = Prose(model.name)

    def write(self) -> Iterator[ProseSentence]:
        """Yield the sentences, each checked, as they are written: at most MOST_SENTENCES that name a quote.

        Raises:
            Stopped: nobody waits for them any more; those that were written stand.
        """
        pieces = self._model.stream(prose_messages(self._answer))
        try:
            for sentence in as_written(pieces):
                checked = self._checker.checked(sentence)
                if checked is None:
                    self.prose = replace(self.prose, left_out=self.prose.left_out + 1)
                    continue
                self.prose = replace(self.prose, sentences=(*self.prose.sentences, checked))
                yield checked
                if len(self.prose.sentences) == MOST_SENTENCES:
                    return
        except LanguageModelFailed as error:
            self.prose = replace(self.prose, failure=str(error))


class Assistant:
    """One language model at work on the answers from one library. Safe to use from several threads."""

    def __init__(self, settings: LanguageModelSettings, store: Store, encoder: PassageEncoder) -> None:
        self.settings = settings
        self._model, self._store, self._encoder = LanguageModel(settings), store, encoder
        self._translator = Translator(self._model, store.database)

    @property
    def written(self) -> int:
        """The pieces of text, mostly tokens, that the model wrote so far."""
        return self._model.written

    def finder(self) -> Finder | None:
        """Return what helps to find for one question; None where the model is to do no such thing."""
        return Finder(self._model) if self.settings.finds else None

    def writer(self, answer: Answer) -> ProseWriter:
        """Return what writes prose from an answer's quotes."""
        return ProseWriter(answer, self._model, SentenceChecker(answer, self._known(), self._encoder))

    def completed(self, answer: Answer) -> Answer:
        """Return an answer with prose and, for quotes in another language than the question's, translations. Where the
        model fails, the prose says so and the answer stands as it is.

        Raises:
            Stopped: nobody waits for it any more.
        """
        if answer.kind != "quotes":
            return answer
        writer = self.writer(answer)
        for _ in writer.write():
            pass
        if writer.prose.failure:  # no need to wait for the same again at each quote
            return replace(answer, prose=writer.prose)
        try:
            quotes = tuple(self._translated(quote, answer.language) for quote in answer.quotes)
        except LanguageModelFailed as error:
            return replace(answer, prose=replace(writer.prose, failure=str(error)))
        return replace(answer, prose=writer.prose, quotes=quotes)

    def translation(self, span: Span, language: Language) -> Translation:
        """Return what stands at a span in another language; made once and kept.

        Raises:
            CitationGone, LanguageModelFailed, NoSuchTranscript, StoreUnavailable: as `Translator.translation`.
        """
        return self._translator.translation(span, language, self._store.snapshot(), self._known())

    def _translated(self, quote: Quote, language: Language) -> Quote:
        if not needs_translation(quote, language):
            return quote
        return replace(quote, translation=self.translation(quote.span, language))

    def _known(self) -> Gazetteer:
        return gazetteer(self._store.snapshot().catalogue)


def needs_translation(quote: Quote, language: Language) -> bool:
    """Whether a quote stands in another language, and its source holds no parallel text in this one."""
    spoken = [quote.language, *([quote.parallel.language] if quote.parallel else [])]
    return not any(same_language(one, language) for one in spoken)
