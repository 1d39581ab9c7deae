"""The offline model behind the interface that `corpus.encoder.Encoder` asks for."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor

    from corpus.offline.network import BilingualNetwork
    from corpus.offline.tokens import BilingualTokenizer


class OfflineEmbedder:
    """Embeds texts with the bilingual network; questions and passages are treated alike."""

    def __init__(self, network: "BilingualNetwork", tokenizer: "BilingualTokenizer") -> None:
        self._network = network
        self._tokenizer = tokenizer
        self.dimension: int = network.english.embedding_dim

    def __call__(self, texts: Sequence[str], _kind: str, /) -> "tuple[Tensor, Tensor, Tensor]":
        """Embed texts in one pass; see `corpus.encoder.Embedder`."""
        import torch

        from corpus.offline.tokens import PAD

        numbers = [torch.tensor(self._tokenizer(text)) for text in texts]
        token_ids = torch.nn.utils.rnn.pad_sequence(numbers, batch_first=True, padding_value=PAD)
        lengths = torch.tensor([len(row) for row in numbers]).unsqueeze(1)
        places = torch.arange(token_ids.shape[1])
        mask = places < lengths
        tokens = self._network(token_ids, mask)
        pooled = (tokens * mask.unsqueeze(-1)).sum(dim=1) / lengths
        return pooled, tokens, mask & (places > 0) & (places < lengths - 1)


def load_offline(folder: Path | None = None) -> tuple[OfflineEmbedder, str]:
    """Load the shipped model, or one that `python -m corpus.offline.train` wrote.

    Returns:
        The embedder, and a short hash of its weights.

    Raises:
        corpus.errors.ModelUnavailable: the model is missing or broken.
    """
    from corpus.offline.tokens import BilingualTokenizer
    from corpus.offline.weights import SHIPPED, load_weights, teacher_folder, weights_file

    folder = folder or SHIPPED
    network, words = load_weights(folder)
    numbers = {word: number for number, word in enumerate(words)}
    tokenizer = BilingualTokenizer(teacher_folder() / "tokenizer.json", numbers)
    version = hashlib.sha256(weights_file(folder).read_bytes()).hexdigest()[:8]
    return OfflineEmbedder(network, tokenizer), version
