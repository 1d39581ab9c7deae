"""Texts to vectors: the one interface that the rest of the project sees of an embedding model."""

from corpus.encoder.encoder import Encoder, Layered, QuestionVectors
from corpus.encoder.loading import SHIPPED, load_encoder

__all__ = ["SHIPPED", "Encoder", "Layered", "QuestionVectors", "load_encoder"]
