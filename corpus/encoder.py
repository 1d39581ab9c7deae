"""Texts to vectors: the one interface that the rest of the project sees of an embedding model."""

import hashlib
import importlib
import logging
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch import Tensor

Kind = Literal["question", "passage"]
Vectors = NDArray[np.float32]

PREFERRED = "intfloat/multilingual-e5-small"
OFFLINE = "offline"
_HUB_SECONDS = 2.0  # how long the hub may take to answer before it counts as out of reach
_BATCH_BYTES = 12_000  # of UTF-8, filling included; a token takes some five bytes in English as in Chinese
_BATCH_TEXTS = 64
_LOADING_ERRORS = (OSError, ValueError, RuntimeError, ImportError, KeyError)
_log = logging.getLogger(__name__)


class Encoder:
    """Encodes questions and passages with one model.

    Args:
        name: the model and a hash of its weights, as in `offline@1f2e3d4c`; equal names, equal vectors.
        model: any model of sentence-transformers whose first module has a tokenizer.
        prompts: what goes before a question and a passage.

    Attributes:
        name: as given.
        dimension: length of every vector.
    """

    def __init__(self, name: str, model: "SentenceTransformer", prompts: Mapping[Kind, str]) -> None:
        self.name = name
        self.dimension: int = model.get_embedding_dimension()
        self._model = model
        self._prompts = prompts
        self._special = sorted(model.tokenizer.all_special_ids)
        self._prompt_tokens = {kind: self._count(prompt.strip()) for kind, prompt in prompts.items()}

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length 1 for each question: (texts, dimension)."""
        return self._encode(texts, "question", want_tokens=False)[0]

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length 1 for each passage: (texts, dimension)."""
        return self._encode(texts, "passage", want_tokens=False)[0]

    def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[Vectors]:
        """Return the vectors of each text's tokens, each of length 1: a (tokens, dimension) per text.

        Special tokens and prompts are left out, so a text without words has none: (0, dimension).
        """
        return self._encode(texts, kind, want_tokens=True)[1]

    def encode_with_tokens(self, texts: Sequence[str], kind: Kind) -> tuple[Vectors, list[Vectors]]:
        """Return what `encode_…` and `token_vectors` return, in one pass."""
        return self._encode(texts, kind, want_tokens=True)

    def _encode(self, texts: Sequence[str], kind: Kind, *, want_tokens: bool) -> tuple[Vectors, list[Vectors]]:
        import torch
        from torch.nn.functional import normalize

        pooled = np.zeros((len(texts), self.dimension), np.float32)
        tokens: list[Vectors] = [np.zeros((0, self.dimension), np.float32)] * len(texts)
        for batch in _batches(texts):
            with torch.inference_mode():
                vectors, token_vectors, content = self._embed([texts[i] for i in batch], kind)
                pooled[batch] = normalize(vectors, dim=-1).cpu().numpy()
                if want_tokens:
                    token_vectors = normalize(token_vectors, dim=-1)
                    for i, row, kept in zip(batch, token_vectors, content, strict=True):
                        tokens[i] = row[kept].cpu().numpy()
        return pooled, tokens

    def _embed(self, texts: Sequence[str], kind: Kind) -> "tuple[Tensor, Tensor, Tensor]":
        """Run texts through the model in one pass.

        Returns:
            pooled (texts, dimension), tokens (texts, tokens, dimension), content (texts, tokens); content is
            False at filling, special tokens and prompts. Nothing needs to be normalised.
        """
        features = self._model.preprocess([self._prompts[kind] + text for text in texts])
        content = self._content(features)
        content &= content.cumsum(dim=1) > self._prompt_tokens[kind]
        device = self._model.device
        output = self._model({key: value.to(device) for key, value in features.items() if hasattr(value, "to")})
        return output["sentence_embedding"].float(), output["token_embeddings"].float(), content.to(device)

    def _count(self, prompt: str) -> int:
        return int(self._content(self._model.preprocess([prompt])).sum()) if prompt else 0

    def _content(self, features: dict[str, Any]) -> "Tensor":
        import torch

        special = torch.isin(features["input_ids"], torch.tensor(self._special))
        return torch.logical_and(features["attention_mask"], ~special)


def _batches(texts: Sequence[str]) -> list[list[int]]:
    """Group texts of similar length, so that little is filled up; returns their places."""
    sizes = [len(text.encode()) for text in texts]
    batches: list[list[int]] = []
    for i in sorted(range(len(texts)), key=lambda i: -sizes[i]):
        widest = sizes[batches[-1][0]] if batches else 0
        if not batches or len(batches[-1]) >= _BATCH_TEXTS or (len(batches[-1]) + 1) * widest > _BATCH_BYTES:
            batches.append([])
        batches[-1].append(i)
    return batches


def load_encoder(name: str = "auto") -> Encoder:
    """Load an embedding model.

    Args:
        name: `auto` is the preferred multilingual model where it is cached or the hub answers, else the offline
            one; `offline` never asks the hub; otherwise a model's name on the hub or a local folder. An
            `Encoder.name` loads its model again.

    Raises:
        ModelUnavailable: there is no such model, or it cannot be reached or read.
    """
    name = re.sub(r"@[0-9a-f]{8}$", "", name)
    try:
        if name != OFFLINE:
            return _load_named(PREFERRED if name == "auto" else name)
    except ModelUnavailable as error:
        if name != "auto":
            raise
        _log.info("The offline model is used: %s", error)
    from corpus.offline import load_model, model_version

    model = load_model()
    return Encoder(f"{OFFLINE}@{model_version()}", model, _prompts(OFFLINE, model.prompts))


def _load_named(name: str) -> Encoder:
    is_local = Path(name).is_dir() or _is_cached(name)
    if not is_local:
        _ask_hub(name)
    try:
        model = _load_sentence_transformer(name, local_files_only=is_local)
        return Encoder(f"{name}@{_fingerprint(model)}", model, _prompts(name, model.prompts))
    except _LOADING_ERRORS as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise ModelUnavailable(f"Cannot load the model {name}: {reason}. Choose another with --model.") from error


def _load_sentence_transformer(name: str, *, local_files_only: bool) -> "SentenceTransformer":
    from corpus.offline import is_saved_model, load_model

    if is_saved_model(Path(name)):
        return load_model(Path(name))
    import transformers
    from huggingface_hub.utils.tqdm import disable_progress_bars
    from sentence_transformers import SentenceTransformer

    disable_progress_bars()
    transformers.utils.logging.disable_progress_bar()
    transformers.utils.logging.set_verbosity_error()
    return SentenceTransformer(name, local_files_only=local_files_only).float().eval()


def _prompts(name: str, configured: dict[str, str]) -> dict[Kind, str]:
    # The E5 models say only in their description that they need prompts.
    if re.search(r"\be5-(?:small|base|large)", name):
        configured = {"query": "query: ", "passage": "passage: "}
    passage = configured.get("passage") or configured.get("document") or ""
    return {"question": configured.get("query") or "", "passage": passage}


def _fingerprint(model: "SentenceTransformer") -> str:
    """Return a short hash over a sample of every weight, so that it is quick for large models too."""
    digest = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        sample = tensor.flatten()[:: max(1, tensor.numel() // 64)].cpu().numpy()
        digest.update(f"{key}{tuple(tensor.shape)}".encode() + sample.tobytes())
    return digest.hexdigest()[:8]


def _is_cached(name: str) -> bool:
    """Say whether the hub's local cache holds a model with its weights."""
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    weights = ("model.safetensors", "model.safetensors.index.json", "pytorch_model.bin")
    try:
        return any(isinstance(try_to_load_from_cache(name, file), str) for file in weights)
    except HFValidationError:
        return False


def _ask_hub(name: str) -> None:
    """Make sure that the hub is in reach and has a model.

    Raises:
        ModelUnavailable: it is not, or has none of this name.
    """
    status = _hub_status(name)
    if status in {401, 404}:  # the hub answers 401 for names that do not exist
        raise ModelUnavailable(f"There is no folder {name} and no model of that name on the hub; use --model {OFFLINE}")
    if status != 200:
        raise ModelUnavailable(f"{name} is not on this machine and the hub does not answer; use --model {OFFLINE}")


def _hub_status(name: str) -> int | None:
    """Return the hub's HTTP status for a model, None when it does not answer in time."""
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        return None
    address = f"{constants.ENDPOINT}/{urllib.parse.quote(name)}/resolve/main/config.json"
    statuses: list[int] = []

    def ask() -> None:
        request = urllib.request.Request(address, method="HEAD")
        try:
            with urllib.request.urlopen(request, timeout=_HUB_SECONDS) as response:
                statuses.append(response.status)
        except urllib.error.HTTPError as error:
            statuses.append(error.code)
        except OSError:
            _log.debug("The hub does not answer", exc_info=True)

    thread = threading.Thread(target=ask, daemon=True)  # looking up an address cannot be given a time limit
    thread.start()
    deadline = time.monotonic() + _HUB_SECONDS
    importlib.import_module("sentence_transformers")  # takes seconds and is needed whatever the answer
    thread.join(max(0.0, deadline - time.monotonic()))
    return statuses[0] if statuses else None
