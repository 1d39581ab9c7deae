"""What training minimises. Everything here is a function of tensors."""

import torch
from torch import Tensor
from torch.nn import functional

POOLED_SCALE = 20.0
MAXSIM_SCALE = 30.0


def pool(tokens: Tensor, mask: Tensor) -> Tensor:
    """Average token vectors (texts, tokens, dimension) where the mask (texts, tokens) is set, to length 1."""
    return functional.normalize((tokens * mask.unsqueeze(-1)).sum(dim=1), dim=-1)


def inner(mask: Tensor) -> Tensor:
    """Take the marks of start and end out of a mask (texts, tokens) of texts that begin at the left."""
    places = torch.arange(mask.shape[1], device=mask.device)
    return mask & (places > 0) & (places < mask.sum(dim=1, keepdim=True) - 1)


def maxsim(questions: Tensor, asked: Tensor, texts: Tensor, told: Tensor) -> Tensor:
    """Score each text for each question: the mean over the question's tokens of their best match in the text.

    This is the late interaction of ColBERT (https://arxiv.org/abs/2004.12832), with a mean for its sum.

    Args:
        questions: (questions, tokens, dimension).
        asked: (questions, tokens), which tokens count.
        texts: (texts, tokens, dimension).
        told: (texts, tokens), which tokens count.

    Returns:
        (questions, texts), cosines.
    """
    questions, texts = functional.normalize(questions, dim=-1), functional.normalize(texts, dim=-1)
    similar = torch.einsum("qtd,nsd->qnts", questions, texts)
    best = similar.masked_fill(~told[None, :, None, :], -1.0).amax(dim=-1)
    weight = asked / asked.sum(dim=1, keepdim=True).clamp(min=1)
    return torch.einsum("qnt,qt->qn", best, weight.to(best.dtype))


def contrast(scores: Tensor, scale: float) -> Tensor:
    """Return the ranking loss of scores (questions, texts) whose first texts answer the questions in order."""
    right = torch.arange(len(scores), device=scores.device)
    forth = functional.cross_entropy(scores * scale, right)
    back = functional.cross_entropy(scores[:, : len(scores)].T * scale, right)
    return forth + back / 2


def word_vectors(tokens: Tensor, owners: list[list[int]]) -> Tensor:
    """Average the vectors of each word's tokens.

    Args:
        tokens: (texts, tokens, dimension), from START to END.
        owners: of each text, of each inner token, the place of its word.

    Returns:
        (words of all texts, dimension), in order.
    """
    rows = [row for row, owner in enumerate(owners) for _ in owner]
    columns = [column for owner in owners for column in range(1, len(owner) + 1)]
    numbers: list[int] = []
    for owner in owners:
        first = numbers[-1] + 1 if numbers else 0
        numbers.extend(first + place for place in owner)
    index = torch.tensor(numbers, device=tokens.device)
    sums = tokens.new_zeros(numbers[-1] + 1, tokens.shape[-1])
    return functional.normalize(sums.index_add(0, index, tokens[rows, columns]), dim=-1)


def apart(ours: Tensor, theirs: Tensor) -> Tensor:
    """Return the mean of 1 − cosine between rows of length 1: (rows, dimension) each."""
    return 1 - (ours * theirs).sum(dim=-1).mean()
