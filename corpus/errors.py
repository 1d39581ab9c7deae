"""What can go wrong, as a person meets it.

    InterviewQAError            every error of ours; its text is one line: what happened, where, what to do
    ├── UnreadableFile          a file cannot become a transcript (missing, empty, too large, not text, broken)
    ├── NoSuchTranscript        the library holds nothing under that name
    ├── NoSuchPerson            nobody of that name speaks, or several do, or in one conversation only
    ├── BadQuestion             the question is empty or far too long
    ├── BadAddress              a citation's address is not of the form transcript@hash:start-end
    ├── CitationGone            what an address names does not stand in its transcript any more
    ├── BadCatalogue            catalogue.yaml, a side file or front matter does not say what it should
    ├── CannotCorrect           a correction cannot be kept beside its transcript's file
    ├── CannotCollect           there is nothing to collect at a place, or too much
    ├── NotCollected            a collected quote is changed that was removed
    ├── BadLabel                a label has no name or another's, is nested too deep, or is one too many
    ├── ModelUnavailable        the embedding model cannot be loaded
    ├── StoreUnavailable        the store is missing, unreadable or unreachable
    ├── StoreBusy               another process is writing and did not finish in time
    └── ModelMismatch           the store was built by another model than the one asked for

Abstaining is no error: it is an answer (`answer.model.Answer.answered` is False).
"""

from corpus.settings import as_typed


class InterviewQAError(Exception):
    """An error a person can act on."""

    def __str__(self) -> str:
        """Return the text; the commands that it names are those that are typed here."""
        return as_typed(super().__str__())


class UnreadableFile(InterviewQAError):
    """Raised when a file cannot be read as a transcript."""


class NoSuchTranscript(InterviewQAError):
    """Raised when a transcript is asked for that the library does not hold."""


class NoSuchPerson(InterviewQAError):
    """Raised when somebody is asked for who does not speak, or does in one conversation only where it takes two."""


class BadQuestion(InterviewQAError):
    """Raised for a question that is empty or too long."""


class BadAddress(InterviewQAError):
    """Raised for an address that is not of the form `transcript@hash:start-end`."""


class CitationGone(InterviewQAError):
    """Raised when the words that a citation names do not stand in the transcript any more."""


class BadCatalogue(InterviewQAError):
    """Raised when metadata (catalogue, side file, front matter) is malformed."""


class CannotCorrect(InterviewQAError):
    """Raised when a correction cannot be kept beside its transcript's file, or says nothing of it."""


class CannotCollect(InterviewQAError):
    """Raised when there are no words to collect, or too many."""


class NotCollected(InterviewQAError):
    """Raised when a collected quote is to be changed that was removed."""


class BadLabel(InterviewQAError):
    """Raised when a label is not as it should be."""


class ModelUnavailable(InterviewQAError):
    """Raised when the embedding model cannot be loaded."""


class StoreUnavailable(InterviewQAError):
    """Raised when the store cannot be opened, read or written."""


class StoreBusy(InterviewQAError):
    """Raised when the store's writer lock was not free in time."""


class ModelMismatch(InterviewQAError):
    """Raised when the store's vectors come from another model."""
