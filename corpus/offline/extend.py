"""The untrained offline encoder: the English model, its vocabulary extended by a dictionary."""

import torch
from torch import Tensor, nn

from corpus.offline.dictionary import read_dictionary
from corpus.offline.network import BilingualNetwork
from corpus.offline.tokens import BilingualTokenizer
from corpus.offline.weights import teacher_folder, teacher_weights

_SENSES = 2
_FREQUENT = 5  # occurrences in jieba's own list


def choose_words(least_frequency: int = _FREQUENT) -> dict[str, list[str]]:
    """Return the dictionary's single characters and its words of some frequency, with their English senses."""
    import jieba

    segmenter = jieba.Tokenizer()
    segmenter.initialize()
    frequency = segmenter.FREQ
    return {
        word: senses
        for word, senses in read_dictionary().items()
        if len(word) == 1 or (frequency.get(word) or 0) >= least_frequency
    }


def initial_vectors(words: dict[str, list[str]], english: Tensor) -> Tensor:
    """Place each Chinese word at the mean of the token vectors of its first senses.

    Args:
        words: word → its English senses, the common one first.
        english: (tokens, dimension), the English token vectors.

    Returns:
        (words, dimension); every row has the mean length of an English token vector in use.
    """
    tokenizer = BilingualTokenizer(teacher_folder() / "tokenizer.json", {})
    rows = []
    for senses in words.values():
        pieces = [english[tokenizer(sense)[1:-1]] for sense in senses[:_SENSES]]
        rows.append(torch.cat(pieces).mean(dim=0))
    vectors = torch.stack(rows)
    usual = english.norm(dim=1).mean()
    return torch.mul(nn.functional.normalize(vectors, dim=1), usual)


def extend_teacher() -> tuple[BilingualNetwork, dict[str, list[str]]]:
    """Build the untrained encoder.

    Returns:
        The network, and its Chinese words with their senses in the order of their vectors.
    """
    words = choose_words()
    weights = teacher_weights()
    network = BilingualNetwork(len(words))
    network.load_state_dict({**weights, "chinese.weight": initial_vectors(words, weights["english.weight"])})
    return network.eval(), words
