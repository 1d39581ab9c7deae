"""Opening a store for asking."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from answer.answerer import Answerer
from answer.language_model.settings import LanguageModelSettings
from answer.model import Answer, Filters, Request
from corpus.database import Location, Store
from corpus.encoder import Encoder, load_encoder
from corpus.settings import DEFAULT_MODEL, DEFAULT_STORE

if TYPE_CHECKING:
    from answer.language_model.assistant import Assistant


def open_answerer(
    location: Path | str | Location = DEFAULT_STORE,
    model: str | None = None,
    language_model: LanguageModelSettings | None = None,
) -> Answerer:
    """Open a store for asking, with a model or else with the one that it was built with, and the language model that
    is named, if one is.

    Raises:
        StoreUnavailable: there is no store there.
        ModelUnavailable: the model cannot be loaded.
        ModelMismatch: the store was built with another model.
    """
    store = Store(location, must_exist=True)
    encoder = load_encoder(model or store.snapshot().model or DEFAULT_MODEL)
    return Answerer(store, encoder, assistant_of(language_model, store, encoder))


def assistant_of(settings: LanguageModelSettings | None, store: Store, encoder: Encoder) -> "Assistant | None":
    """Return the language model at work on one library; None, and nothing of it loaded, where none is named."""
    if settings is None:
        return None
    from answer.language_model.assistant import Assistant

    return Assistant(settings, store, encoder)


def ask(
    question: str,
    *,
    history: Sequence[str] = (),
    filters: Filters | None = None,
    store: Path | str | Location = DEFAULT_STORE,
    model: str | None = None,
) -> Answer:
    """Answer one question; for several, keep an `open_answerer`.

    Raises:
        InterviewQAError: as `open_answerer` and `Answerer.answer`.
    """
    request = Request(question, tuple(history), None, filters or Filters())
    return open_answerer(store, model).answer(request)
