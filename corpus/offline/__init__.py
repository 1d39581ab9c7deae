"""The encoder that needs no network: a small English model that has learned Chinese from a dictionary."""

from corpus.offline.embedder import OfflineEmbedder, load_offline

__all__ = ["OfflineEmbedder", "load_offline"]
