"""The offline model as sentence-transformers knows models: tokens and network as the first of its modules."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import InputModule, Normalize, Pooling

from corpus.offline.network import DIMENSION, BilingualNetwork
from corpus.offline.tokens import PAD, BilingualTokenizer
from corpus.offline.weights import load_weights, save_weights, teacher_folder


class BilingualModule(InputModule):  # type: ignore[misc]
    """Turns texts into the vectors of their tokens.

    Args:
        network: the network, with its weights.
        words: its Chinese words, in the order of their vectors.
    """

    def __init__(self, network: BilingualNetwork, words: Sequence[str]) -> None:
        super().__init__()
        self.network = network
        self.words = list(words)
        numbers = {word: number for number, word in enumerate(words)}
        self.tokenizer = BilingualTokenizer(teacher_folder() / "tokenizer.json", numbers)

    @property
    def max_seq_length(self) -> int:
        """How many tokens of a text count."""
        return self.tokenizer.longest

    def preprocess(self, inputs: Sequence[str], prompt: str | None = None, **_: Any) -> dict[str, Any]:
        """Turn texts, each after the prompt, into token numbers and a mask: (texts, tokens) each."""
        numbers = [torch.tensor(self.tokenizer((prompt or "") + text)) for text in inputs]
        lengths = torch.tensor([len(row) for row in numbers]).unsqueeze(1)
        token_ids = torch.nn.utils.rnn.pad_sequence(numbers, batch_first=True, padding_value=PAD)
        mask = torch.arange(token_ids.shape[1]) < lengths
        return {"input_ids": token_ids, "attention_mask": mask.long()}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Add `token_embeddings` (texts, tokens, dimension), not normalised, to what `preprocess` returned."""
        vectors = self.network(features["input_ids"], features["attention_mask"].bool())
        return {**features, "token_embeddings": vectors}

    def get_embedding_dimension(self) -> int:
        """Return the length of a token's vector."""
        return DIMENSION

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """Write the weights, always as safetensors, and the words."""
        save_weights(Path(output_path), self.network, self.words)

    @classmethod
    def load(cls, model_name_or_path: str, subfolder: str = "", **_: Any) -> "BilingualModule":
        """Read from a folder on this machine what `save` wrote.

        Raises:
            corpus.errors.ModelUnavailable: a file is missing or broken.
        """
        return cls(*load_weights(Path(model_name_or_path, subfolder)))


def assemble(module: BilingualModule) -> SentenceTransformer:
    """Complete the model: the mean of the tokens' vectors, brought to length 1."""
    return SentenceTransformer(modules=[module, Pooling(DIMENSION, "mean"), Normalize()]).eval()
