"""What the store holds at one generation, as far as it is small: kept in memory."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, reduce

from corpus.catalogue import Catalogue
from corpus.database.speakers import speaker_called
from corpus.errors import ModelMismatch, NoSuchTranscript
from corpus.language import fold
from corpus.transcript import TranscriptInfo


class Contents:
    """Transcripts, people and the model of one generation; never changes.

    Args:
        generation: the number of changes that were made before.
        model: the name of the model that made the vectors, None for a store without any.
        rows: the number of the version that counts and what is known about it, of each transcript.
        catalogues: what the catalogue of each folder says; "" for what was said without one.

    Attributes:
        infos: what is known about each transcript, by id, in order of the ids.
        versions: the same by the number of the version that counts.
    """

    def __init__(
        self,
        generation: int,
        model: str | None,
        rows: Iterable[tuple[int, TranscriptInfo]],
        catalogues: Mapping[str, Catalogue],
    ) -> None:
        self.generation, self.model, self.catalogues = generation, model, catalogues
        found = sorted(rows, key=lambda row: row[1].id)
        self.infos = {info.id: info for _, info in found}
        self.versions = dict(found)
        self._numbers = {info.id: number for number, info in found}

    @cached_property
    def catalogue(self) -> Catalogue:
        """The people, conversations and terms of the library."""
        return reduce(Catalogue.merged, (self.catalogues[folder] for folder in sorted(self.catalogues)), Catalogue())

    @cached_property
    def conversations(self) -> Mapping[str, Sequence[TranscriptInfo]]:
        """The accounts of each conversation, in order of their ids."""
        members: dict[str, list[TranscriptInfo]] = {}
        for info in self.infos.values():
            members.setdefault(info.conversation, []).append(info)
        return members

    @cached_property
    def _people(self) -> Mapping[str, str]:
        """The main names of the catalogue's people by every way to write them, folded."""
        return {fold(name).strip(): person.name for person in reversed(self.catalogue.people) for name in person.names}

    @cached_property
    def spoken_by(self) -> Mapping[str, Mapping[str, frozenset[str]]]:
        """What each person, by the main name, is called on speaker lines: transcript id → names as written."""
        found: dict[str, dict[str, set[str]]] = {}
        for info in self.infos.values():
            for written in info.speakers:
                found.setdefault(self.main_name(info, written), {}).setdefault(info.id, set()).add(written)
        return {name: {at: frozenset(ways) for at, ways in there.items()} for name, there in found.items()}

    def main_name(self, info: TranscriptInfo, written: str) -> str:
        """Return the main name of whoever a speaker line of a transcript names."""
        return self.canonical(info.stands_for(written))

    def canonical(self, name: str) -> str:
        """Return the main name of whoever is written so, or the name itself."""
        return self._people.get(fold(name).strip(), name)

    def speaker(self, name: str) -> str:
        """Return the main name of whoever speaks under a name, or under a part of it that nobody else has.

        Raises:
            NoSuchPerson: nobody is called so, or several are.
        """
        main = self.canonical(name)
        if main in self.spoken_by:
            return main
        return speaker_called(name, {one: self._ways(one) for one in self.spoken_by})

    def _ways(self, name: str) -> frozenset[str]:
        """Return all that a speaker is called, on speaker lines and in the catalogue."""
        person = self.catalogue.person(name)
        return frozenset().union(*self.spoken_by[name].values(), person.names if person else ())

    def date_of(self, info: TranscriptInfo) -> str | None:
        """Return when a transcript is from, or its conversation: ISO 8601, perhaps a year or month; None: not known."""
        return info.date or self.catalogue.conversation(info.conversation).date

    def info(self, transcript_id: str) -> TranscriptInfo:
        """Return what is known about one transcript.

        Raises:
            NoSuchTranscript: the library has none of that id.
        """
        if transcript_id not in self.infos:
            raise NoSuchTranscript(f"no transcript {transcript_id!r} in the library; see python -m ingest list")
        return self.infos[transcript_id]

    def require_conversation(self, conversation: str) -> None:
        """Check that there is a transcript of a conversation.

        Raises:
            NoSuchTranscript: there is none.
        """
        if conversation not in self.conversations:
            raise NoSuchTranscript(f"no conversation {conversation!r} in the library; see python -m ingest list")

    def version(self, transcript_id: str) -> int:
        """Return the number of the version of a transcript that counts.

        Raises:
            NoSuchTranscript: the library has none of that id.
        """
        return self._numbers[self.info(transcript_id).id]

    def require_model(self, name: str) -> None:
        """Check that vectors of this model may be compared with the stored ones.

        Raises:
            ModelMismatch: they may not.
        """
        if self.model is not None and self.model != name:
            raise ModelMismatch(
                f"the store was built with {self.model}, not with {name}: name that model (--model), "
                "or rebuild the store for this one: python -m ingest rebuild --model NAME"
            )
