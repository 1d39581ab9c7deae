"""Texts to vectors: the one interface that the rest of the project sees of an embedding model."""

from corpus.encoder.encoder import Encoder, QuestionVectors
from corpus.encoder.loading import SHIPPED, load_encoder

__all__ = ["SHIPPED", "Encoder", "QuestionVectors", "load_encoder"]
