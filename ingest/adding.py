"""Files into the store, one after another."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.catalogue import CATALOGUE_NAME, Catalogue
from corpus.database import Store
from corpus.errors import BadCatalogue, UnreadableFile
from corpus.transcript import Transcript, TranscriptInfo
from corpus.vectors.packing import PackedVectors
from ingest.files import Incoming
from ingest.metadata import Metadata, metadata_from, read_side_file, side_file
from ingest.naming import Naming, name_for
from ingest.recordings import described, is_missing, own
from ingest.settings import Settings, Summary
from ingest.transcripts import file_hash, make_transcript, version_of
from ingest.vectors import PassageEncoder, encode, known_vectors


@dataclass(frozen=True, slots=True)
class _Understood:
    """A file as it is to be kept. `transcript` is None where the store holds it as it is."""

    naming: Naming
    transcript: Transcript | None = None


_Refused = UnreadableFile | BadCatalogue
"""Why a file cannot be added."""


@dataclass(frozen=True, slots=True)
class Adding:
    """Adds files.

    Attributes:
        store: where they go.
        encoder: makes the vectors.
        settings: how.
        catalogues: describe the files of a folder.
        summary: is told what became of each.
    """

    store: Store
    encoder: PassageEncoder
    settings: Settings
    catalogues: Mapping[Path, Catalogue]
    summary: Summary

    def add(self, files: Sequence[Incoming]) -> None:
        """Add files, in order: while one is encoded, the one before is written and then the next understood.

        Raises:
            ModelMismatch: the store was built by another model.
            StoreBusy, StoreUnavailable: the store cannot be written; what was added before stays.
        """
        with ThreadPoolExecutor(1) as beside:
            ahead: Future[_Understood | _Refused] | None = None
            written: Future[str] | None = None
            for number, file in enumerate(files):
                if ahead is None and written:
                    wait([written])  # what it is called depends on what is in the store
                understood = ahead.result() if ahead else self._understood(file)
                ready = [following for following in files[number + 1 : number + 2] if not following.takes_long]
                ahead = beside.submit(self._understood, ready[0], understood) if ready else None
                vectors = self._encoded(understood)
                self._done(written)
                written = beside.submit(self._added, file, understood, vectors)
            self._done(written)

    def _done(self, written: Future[str] | None) -> None:
        if written:
            self.settings.progress.done(written.result())

    def _understood(self, file: Incoming, before: _Understood | _Refused | None = None) -> _Understood | _Refused:
        """Read a file; `before` is what became of the one before, which may not be in the store yet."""
        try:
            data = file.read()
            catalogue = self.catalogues.get(file.path.parent, Catalogue()) if file.path else Catalogue()
            said = _said(file, catalogue, self.settings.overrides)
            snapshot = self.store.snapshot()
            naming = name_for(file.name, file.origin, file_hash(data), {**snapshot.infos, **_info_of(before)})
            version = version_of(naming.id, file_hash(data), said, catalogue)
            if naming.same or (naming.held and naming.held.version == version):
                return _Understood(naming)
            people = snapshot.catalogue.merged(catalogue)
            transcript = make_transcript(naming.id, data, said, people, reader=self.settings.reader)
        except (UnreadableFile, BadCatalogue) as error:
            return error
        overrides, media = self.settings.overrides.as_data(), own(transcript.info.media, file.path)
        info = replace(transcript.info, version=version, origin=file.origin, overrides=overrides, media=media)
        return _Understood(naming, replace(transcript, info=info))

    def _encoded(self, understood: _Understood | _Refused) -> list[PackedVectors]:
        """Return the vectors of a transcript's passages; none where the store needs none."""
        if not isinstance(understood, _Understood) or understood.transcript is None:
            return []
        transcript = understood.transcript
        snapshot, naming = self.store.snapshot(), understood.naming
        known = known_vectors(snapshot, naming.id) if naming.held else {}
        if any((passage.text, passage.context) not in known for passage in transcript.speech()):
            snapshot.require_model(self.encoder.name)
        return encode(transcript, self.encoder, known, self.settings.progress)

    def _added(self, file: Incoming, understood: _Understood | _Refused, vectors: list[PackedVectors]) -> str:
        """Put a file into the store, where it is new; return a message where it is not simply added."""
        while isinstance(understood, _Understood) and not self._is_written(file, understood, vectors):
            understood = self._understood(file)  # another process has taken its place
            vectors = self._encoded(understood)
        if not isinstance(understood, _Understood):
            self.summary.failed.append((file.name, str(understood)))
            return ""
        if file.added:
            file.added()
        return self._told(file, understood)

    def _is_written(self, file: Incoming, understood: _Understood, vectors: list[PackedVectors]) -> bool:
        """Write what is new; return False where its place is not free any more."""
        naming, transcript = understood.naming, understood.transcript
        if transcript is None:
            return True
        with self.store.writing(self.settings.lock_timeout) as writer:
            snapshot = self.store.snapshot()
            if name_for(file.name, file.origin, transcript.info.hash, snapshot.infos) != naming:
                return False
            writer.put(transcript, vectors, snapshot.model or self.encoder.name)
        return True

    def _told(self, file: Incoming, understood: _Understood) -> str:
        """Write into the summary what became of a file; return what is to be known of it."""
        naming, transcript = understood.naming, understood.transcript
        if transcript is None:
            self.summary.unchanged.append(naming.id)
            return f"{file.origin}: its contents are in the library as {naming.id}" if naming.same else ""
        info = transcript.info
        (self.summary.replaced if naming.held else self.summary.added).append(naming.id)
        self.summary.turns += info.turns
        self.summary.passages += len(transcript.speech())
        if naming.id != file.name and naming.held is None:
            return f"{file.origin}: another {file.name} is there; added as {naming.id}"
        if is_missing(info.media):
            return f"{file.name}: its recording is not at {info.media}; put it there and it can be listened to"
        return "" if info.encoding.startswith("utf-8") else f"{file.name}: read as {info.encoding}"


def _said(file: Incoming, catalogue: Catalogue, options: Metadata) -> Metadata:
    """Return what is said of a file outside of it: by its side file, the catalogue, the options; later ones count."""
    beside = side_file(file.path) if file.path else None
    said = read_side_file(beside) if beside else Metadata()
    listed = catalogue.transcripts.get(file.name, {})
    said = said.updated(metadata_from(listed, CATALOGUE_NAME, strict=True)).updated(options)
    return replace(said, media=described(said.media, file.path))


def _info_of(understood: _Understood | _Refused | None) -> dict[str, TranscriptInfo]:
    """Return what will be known of a file, by its id; nothing where it is not new."""
    made = understood.transcript if isinstance(understood, _Understood) else None
    return {made.info.id: made.info} if made else {}
