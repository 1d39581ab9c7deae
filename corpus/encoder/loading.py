"""Find and load an embedding model by name: the shipped one, or any of sentence-transformers."""

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.encoder.adapter import SHIPPED as ADAPTER
from corpus.encoder.adapter import adapter_version, merge_adapter
from corpus.encoder.encoder import EncodeAs, Encoder
from corpus.errors import ModelUnavailable
from corpus.settings import DEFAULT_MODEL

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

SHIPPED = DEFAULT_MODEL
"""The model that comes with the project: multilingual-e5-small with the retrieval adapter."""
_FORMER = ("offline", "auto")
_E5_PROMPTS: dict[EncodeAs, str] = {"question": "query: ", "passage": "passage: "}
_LOADING_ERRORS = (OSError, ValueError, RuntimeError, ImportError, KeyError)


def load_encoder(name: str = SHIPPED) -> Encoder:
    """Load an embedding model.

    Args:
        name: SHIPPED, a local folder, or a model's name on the hub, which is asked only then; or an `Encoder.name`,
            which loads its model again.

    Raises:
        ModelUnavailable: there is no such model, or it cannot be reached or read.
    """
    name = re.sub(r"@[0-9a-f]{8}$", "", name)
    if name == SHIPPED:
        return load_adapted()
    if name in _FORMER:
        raise ModelUnavailable(
            f"the encoder {name!r} of an earlier release is no more; for {SHIPPED}, run python -m ingest rebuild"
        )
    try:
        model = _load_named(name)
        return Encoder(f"{name}@{_fingerprint(model)}", model, _prompts(name, model.prompts))
    except _LOADING_ERRORS as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise ModelUnavailable(f"Cannot load the model {name}: {reason}. Choose another with --model.") from error


def load_adapted(adapter: Path = ADAPTER) -> Encoder:
    """Load the base model with an adapter: the shipped one, or another folder of the same form."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling

    from corpus.encoder.base_file import BaseFile, find_base_file
    from corpus.encoder.base_model import base_module

    module = base_module(BaseFile(find_base_file()))
    heads = merge_adapter(module.network, adapter)
    module.use_fastest_type()
    dimension = module.get_embedding_dimension()
    model = SentenceTransformer(modules=[module, Pooling(dimension, "mean"), Normalize()], device="cpu").eval()
    return Encoder(f"{SHIPPED}@{adapter_version(adapter)}", model, _E5_PROMPTS, heads)


def _load_named(name: str) -> "SentenceTransformer":
    import transformers
    from huggingface_hub.utils.tqdm import disable_progress_bars
    from sentence_transformers import SentenceTransformer

    disable_progress_bars()
    transformers.utils.logging.disable_progress_bar()
    transformers.utils.logging.set_verbosity_error()
    local = Path(name).is_dir() or _is_cached(name)
    model = SentenceTransformer(name, local_files_only=local).float().eval()
    tokenizer = model.tokenizer.backend_tokenizer  # the encoder fills up and cuts off
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return model


def _prompts(name: str, configured: dict[str, str]) -> dict[EncodeAs, str]:
    # The E5 models say only in their description that they need prompts.
    if re.search(r"\be5-(?:small|base|large)", name):
        return _E5_PROMPTS
    passage = configured.get("passage") or configured.get("document") or ""
    return {"question": configured.get("query") or "", "passage": passage}


def _fingerprint(model: "SentenceTransformer") -> str:
    """Return a short hash over a sample of every weight, so that it is quick for large models too."""
    digest = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        sample = tensor.flatten()[:: max(1, tensor.numel() // 64)].float().cpu().numpy()
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
