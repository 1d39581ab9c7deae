"""What training minimises. Everything here is a function of tensors."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

SCALES = {"sentences": 40.0, "passages": 40.0, "pooled": 25.0, "means": 20.0, "questions": 40.0}
"""Inverse temperatures, and
what each loss counts:"""
SHARES = {"sentences": 1.0, "passages": 0.5, "pooled": 0.7, "means": 0.25, "questions": 0.25}


@dataclass(frozen=True)
class Encoded:
    """Texts of a step.

    Attributes:
        pooled: (texts, dimension), of length 1.
        tokens: (tokens of all texts, token dimension), of length 1, text after text.
        counts: (parts,), how many tokens each sentence has, or each question.
        weights: (tokens,), how much each counts, in sum 1 for a question; None for passages.
    """

    pooled: Tensor
    tokens: Tensor
    counts: Tensor
    weights: Tensor | None = None

    @property
    def owners(self) -> Tensor:
        """The number of the part that each token belongs to: (tokens,)."""
        return torch.repeat_interleave(torch.arange(len(self.counts)), self.counts)

    def sums(self, values: Tensor) -> Tensor:
        """Add up values (tokens, columns) of each part: (parts, columns)."""
        return values.new_zeros(len(self.counts), values.shape[1]).index_add(0, self.owners, values)


def late_interaction(questions: Encoded, passages: Encoded, sentences: Tensor) -> tuple[Tensor, Tensor]:
    """Score sentences and passages by the best match of each of a question's tokens (Khattab and Zaharia, "ColBERT",
    2020), tokens weighted.

    Args:
        questions: with weights.
        passages: `counts` are of their sentences, passage after passage.
        sentences: (passages,), how many sentences each has.

    Returns:
        (questions, sentences) and (questions, passages).
    """
    similar = passages.tokens @ questions.tokens.T
    best = torch.segment_reduce(similar, "max", lengths=passages.counts, axis=0)
    best_of_passage = torch.segment_reduce(best, "max", lengths=sentences, axis=0)
    weights = questions.weights
    if weights is None:
        raise ValueError("questions need weights")
    return questions.sums((best * weights).T), questions.sums((best_of_passage * weights).T)


def losses(questions: Encoded, passages: Encoded, sentences: Tensor, answers: Tensor) -> dict[str, Tensor]:
    """Return each loss, times its share.

    Args:
        questions: as in `late_interaction`, and so are
        passages: and
        sentences: these.
        answers: (questions,), the number of the sentence that answers each.
    """
    by_sentence, by_passage = late_interaction(questions, passages, sentences)
    passage_of = torch.repeat_interleave(torch.arange(len(sentences)), sentences)
    means = functional.normalize(passages.sums(passages.tokens), dim=-1)
    weights = questions.weights
    asked = questions.tokens if weights is None else questions.tokens * weights[:, None]
    question_means = functional.normalize(questions.sums(asked), dim=-1)
    same_answer = answers[:, None] == answers
    found = {
        "sentences": functional.cross_entropy(by_sentence * SCALES["sentences"], answers),
        "passages": functional.cross_entropy(by_passage * SCALES["passages"], passage_of[answers]),
        "pooled": functional.cross_entropy(
            questions.pooled @ passages.pooled.T * SCALES["pooled"], passage_of[answers]
        ),
        "means": functional.cross_entropy(question_means @ means.T * SCALES["means"], answers),
        "questions": _share_of(by_sentence[:, answers].T * SCALES["questions"], same_answer),
    }
    return {name: SHARES[name] * loss for name, loss in found.items()}


def _share_of(scores: Tensor, right: Tensor) -> Tensor:
    """Return the mean of −log of the share that the right columns have of each row's softmax."""
    wrong_out = scores.masked_fill(~right, -1e4)
    return (scores.logsumexp(dim=1) - wrong_out.logsumexp(dim=1)).mean()
