"""The tokenizer of multilingual-e5-small: SentencePiece, with the pieces of the data file."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from sentencepiece import SentencePieceNormalizer, SentencePieceProcessor
from sentencepiece.sentencepiece_model_pb2 import ModelProto, TrainerSpec

BEGIN, PAD, END = 0, 1, 2
_NO_TEXT = ("<s>", "<pad>", "</s>", "<mask>")
_RULE = "nmt_nfkc"  # how the published model's texts are normalised


class Encoding(NamedTuple):
    """A text in pieces: their ids, and from which character to which each goes in the text, a space before it too."""

    ids: list[int]
    offsets: list[tuple[int, int]]


class PieceTokenizer:
    """Has of the library tokenizers' `Tokenizer` what is used of it; theirs would take 190 MB more.

    Args:
        pieces: (piece, logarithm of its probability), by their ids.
        unknown: id of the piece that stands for what is none.
    """

    def __init__(self, pieces: Iterable[tuple[str, float]], unknown: int) -> None:
        model = ModelProto()
        model.MergeFromString(SentencePieceNormalizer(rule_name=_RULE).serialized_model_proto())
        model.ClearField("pieces")
        model.trainer_spec.Clear()
        model.trainer_spec.MergeFrom(
            TrainerSpec(model_type=TrainerSpec.UNIGRAM, bos_id=BEGIN, pad_id=PAD, eos_id=END, unk_id=unknown)
        )
        spec, kind = model.normalizer_spec, ModelProto.SentencePiece
        spec.add_dummy_prefix = spec.remove_extra_whitespaces = spec.escape_whitespaces = True
        for piece, score in pieces:
            model.pieces.add(piece=piece, score=score, type=kind.CONTROL if piece in _NO_TEXT else kind.NORMAL)
        model.pieces[unknown].type = kind.UNKNOWN
        self._processor = SentencePieceProcessor(model_proto=model.SerializeToString(), num_threads=1)

    def encode(self, text: str, add_special_tokens: bool = True) -> Encoding:
        """Return the pieces of a text, between the special ones or alone."""
        return self.encode_batch([text], add_special_tokens)[0]

    def encode_batch(self, texts: Sequence[str], add_special_tokens: bool = True) -> list[Encoding]:
        """Return the pieces of texts, between the special ones or alone."""
        found = self._processor.encode(list(texts), return_type="offset_mapping")
        alone = [Encoding(list(one["ids"]), list(one["offsets"])) for one in found]
        return [_between_special(*one) for one in alone] if add_special_tokens else alone

    def save(self, path: str) -> None:
        """Write the tokenizer in the form of its library."""
        Path(path).write_bytes(self._processor.serialized_model_proto())


def _between_special(ids: list[int], offsets: list[tuple[int, int]]) -> Encoding:
    return Encoding([BEGIN, *ids, END], [(0, 0), *offsets, (0, 0)])
