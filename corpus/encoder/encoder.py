"""Encode questions and passages with one model: a pooled vector of each, and a vector of each token."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from corpus.encoder.batches import PROCESSORS, in_batches
from corpus.encoder.heads import Heads
from corpus.vectors.packing import PassageVectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch import Tensor
    from transformers import BertModel

    from corpus.encoder.pieces import PieceTokenizer

EncodeAs = Literal["question", "passage"]
Floats = NDArray[np.float32]

CONTEXT_TOKENS = 64
"""Of what stands above a passage, its last ones are read along; the retrieval adapter was trained so."""
LONGEST = 500
"""Tokens of a text that are read; a passage has some 300 at most."""
_BLANK = re.compile(r"[\s\u200b-\u200f\ufeff]*")


@dataclass(frozen=True, slots=True)
class QuestionVectors:
    """A question's vectors, of length 1: pooled (dimension,), of its tokens (tokens, token_dimension), and how much
    each token counts, (tokens,), in sum 1 (0 for a question without words).
    """

    pooled: Floats
    tokens: Floats
    weights: Floats


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a text: its number in the vocabulary, and where in the text it stands, [start, end), without the
    space before it.
    """

    id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layered:
    """A row of tokens on its way through the network, special ones among them: the states after one of its layers,
    (tokens, dimension); at its end each token's vector, (tokens, token_dimension), and weight, (tokens,).
    """

    states: "Tensor"
    vectors: Floats
    weights: Floats


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A text as token ids with its special ones; `content` marks its own tokens, `starts` are these tokens'."""

    ids: list[int]
    content: slice
    starts: list[int]


class Encoder:
    """Encodes with one model. Safe to use from several threads.

    Args:
        name: the model and a hash of its weights, as in `interviews-e5-small@1f2e3d4c`; equal names, equal vectors.
        model: a model of sentence-transformers whose tokenizer is one of the library tokenizers, which neither fills
            up nor cuts off, or has of it what `PieceTokenizer` has.
        prompts: what goes before a question and a passage.
        heads: what is made of a token's vector; None leaves it as it is and counts all tokens of a question alike.

    Attributes:
        name: as given.
        dimension: length of a pooled vector.
        token_dimension: length of a token's vector.
        is_calibrated: whether weights and thresholds of answering were made for this model.
    """

    def __init__(
        self,
        name: str,
        model: "SentenceTransformer",
        prompts: Mapping[EncodeAs, str],
        heads: Heads | None = None,
    ) -> None:
        self.name = name
        self.dimension: int = model.get_embedding_dimension()
        self.token_dimension = heads.dimension if heads else self.dimension
        self.is_calibrated = heads is not None
        self._model, self._heads = model, heads
        self._tokenizer: PieceTokenizer = getattr(model.tokenizer, "backend_tokenizer", model.tokenizer)
        ends = self._tokenizer.encode("").ids  # the special tokens before a text and after it
        self._begin, self._end = ends[:-1], ends[-1:]
        self._longest = min(LONGEST, model.max_seq_length or LONGEST)
        self._prompt_ids = {kind: self._ids(prompt.strip()) for kind, prompt in prompts.items()}

    def encode_passages(self, texts: Sequence[str], contexts: Sequence[str] | None = None) -> list[PassageVectors]:
        """Return the vectors of passages, each read with what stands above it (`contexts`, one for each; None: none).

        Tokens' vectors are of a passage's own text alone, so a text without words has none.
        """
        if not texts:
            return []  # the tokenizer takes no empty list
        above = self._context_ids(contexts) if contexts is not None else [[]] * len(texts)
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        prepared = [
            self._prepared("passage", context, one.ids, [_first_visible(text, *offset) for offset in one.offsets])
            for text, context, one in zip(texts, above, encodings, strict=True)
        ]
        return [
            PassageVectors(pooled, tokens, np.array(text.starts, np.int32))
            for text, (pooled, tokens, _) in zip(prepared, self._vectors(prepared), strict=True)
        ]

    def encode_questions(self, texts: Sequence[str]) -> list[QuestionVectors]:
        """Return the vectors of questions."""
        prepared = [self._prepared("question", [], ids, []) for ids in map(self._ids, texts)]
        return [QuestionVectors(*vectors) for vectors in self._vectors(prepared)]

    def encode_question(self, text: str) -> QuestionVectors:
        """Return the vectors of one question."""
        return self.encode_questions([text])[0]

    @property
    def network(self) -> "BertModel":
        """The network of the shipped model, or of one with its form."""
        return self._model[0].network

    def tokens(self, text: str) -> list[Token]:
        """Return the tokens of a text, without special ones."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        return [
            Token(number, _first_visible(text, start, end), end)
            for number, (start, end) in zip(encoding.ids, encoding.offsets, strict=True)
        ]

    def row(self, kind: EncodeAs, above: Sequence[int], own: Sequence[int]) -> tuple[list[int], int]:
        """Return the ids of tokens `own` below those of `above`, with the special ones between which the model reads
        them, and at which place in the row `own` begins; above it ends right before the special one that parts them.
        """
        prepared = self._prepared(kind, list(above), list(own), [])
        return prepared.ids, prepared.content.start

    def layered(self, rows: Sequence[list[int]], layer: int) -> list[Layered]:
        """Return the states after the first `layer` layers of the network, and what comes out at its end, of rows of
        ids.
        """
        import torch

        found: dict[int, Layered] = {}

        def encode(batch: Sequence[int]) -> None:
            with torch.inference_mode():
                ids, mask = _filled([rows[i] for i in batch])
                output = self.network(input_ids=ids, attention_mask=mask, output_hidden_states=True)
                for i, states, hidden in zip(batch, output.hidden_states[layer], output.last_hidden_state, strict=True):
                    count = len(rows[i])
                    found[i] = Layered(states[:count], *self._token_vectors(hidden[:count].float()))

        in_batches(encode, [len(row) for row in rows], PROCESSORS)
        return [found[i] for i in range(len(rows))]

    def _ids(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def _context_ids(self, contexts: Sequence[str]) -> list[list[int]]:
        ids = {context: self._ids(context)[-CONTEXT_TOKENS:] for context in set(contexts)}
        return [ids[context] for context in contexts]

    def _prepared(self, kind: EncodeAs, context: list[int], ids: list[int], starts: list[int]) -> _Prepared:
        above = [*self._begin, *self._prompt_ids[kind], *context, *(self._end if context else [])]
        ids = ids[: self._longest - len(above) - len(self._end)]
        return _Prepared([*above, *ids, *self._end], slice(len(above), len(above) + len(ids)), starts[: len(ids)])

    def _vectors(self, texts: Sequence[_Prepared]) -> list[tuple[Floats, Floats, Floats]]:
        """Return pooled vector, token vectors and token weights of each text."""
        import torch

        found: dict[int, tuple[Floats, Floats, Floats]] = {}

        def encode(batch: Sequence[int]) -> None:
            with torch.inference_mode():
                pooled, hidden = self._forward([texts[i].ids for i in batch])
                for i, vector, row in zip(batch, pooled, hidden, strict=True):
                    found[i] = (vector.numpy(), *self._token_vectors(row[texts[i].content]))

        at_once = PROCESSORS if self._model.device.type == "cpu" else 1
        in_batches(encode, [len(text.ids) for text in texts], at_once)
        return [found[i] for i in range(len(texts))]

    def _forward(self, rows: Sequence[list[int]]) -> "tuple[Tensor, Tensor]":
        """Return pooled vectors of length 1 (texts, dimension) and the tokens' (texts, tokens, dimension), 32 bits."""
        from torch.nn.functional import normalize

        ids, mask = _filled(rows)
        device = self._model.device
        output: dict[str, Any] = self._model({"input_ids": ids.to(device), "attention_mask": mask.to(device)})
        return normalize(output["sentence_embedding"].float(), dim=-1).cpu(), output["token_embeddings"].float().cpu()

    def _token_vectors(self, hidden: "Tensor") -> tuple[Floats, Floats]:
        from torch.nn.functional import normalize

        if self._heads is not None:
            return self._heads(hidden)
        count = hidden.shape[0]
        return normalize(hidden, dim=-1).numpy(), np.full(count, 1 / max(1, count), np.float32)


def _filled(rows: Sequence[list[int]]) -> "tuple[Tensor, Tensor]":
    """Return ids filled up to the longest row, and which of them are filled up (0), (rows, tokens) each."""
    import torch
    from torch.nn.utils.rnn import pad_sequence

    ids = pad_sequence([torch.tensor(row) for row in rows], batch_first=True)
    return ids, (torch.arange(ids.shape[1]) < torch.tensor([[len(row)] for row in rows])).long()


def _first_visible(text: str, start: int, end: int) -> int:
    """Return where a token's first letter stands: pieces of a word take the space before it along."""
    blank = _BLANK.match(text, start, end)
    return blank.end() if blank else start
