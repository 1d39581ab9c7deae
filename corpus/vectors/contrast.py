"""How far a similarity stands out from that of texts that have nothing to do with each other.

Encoders differ in how alike they find any two texts: unrelated sentences have cosines of .1 with one, of .4 with
another. What is compared with a fixed number is therefore the way from there to 1.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def standing_out(similarities: Floats, unrelated: float) -> Floats:
    """Return similarities on a scale where `unrelated` is 0 and equal texts are 1; none is below 0."""
    return np.asarray(np.maximum((similarities - unrelated) / max(1.0 - unrelated, 1e-6), 0.0), np.float32)


def of_unrelated(similarities: Floats) -> float:
    """Return how alike unrelated texts are, given how alike each of one set is to each of another, (texts, others):
    the median of the pairs that are not the best of either of their texts. 0 where there is no such pair.
    """
    best_of_rows, best_of_columns = similarities.max(axis=1, initial=0.0), similarities.max(axis=0, initial=0.0)
    rest = similarities[(similarities < best_of_rows[:, None]) & (similarities < best_of_columns)]
    return float(np.median(rest)) if rest.size else 0.0
