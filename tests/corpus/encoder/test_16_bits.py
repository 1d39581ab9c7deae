"""In how many bits the encoder computes."""

from collections.abc import Iterator

import pytest
import torch

from corpus.encoder import base_model
from corpus.encoder.base_model import is_fast_in_16_bits


@pytest.fixture(autouse=True)
def _untold() -> Iterator[None]:
    is_fast_in_16_bits.cache_clear()
    yield
    is_fast_in_16_bits.cache_clear()


@pytest.mark.parametrize(
    ("able", "times", "fast"),
    [("amx_bf16", 8.0, True), ("avx512_bf16", 2.2, True), ("avx512_bf16", 0.7, False), ("avx2", 9.0, False)],
)
def test_in_16_bits_only_where_it_is_clearly_faster(
    able: str, times: float, fast: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = {torch.float32: times, torch.bfloat16: 1.0}
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {able: True})
    monkeypatch.setattr(base_model, "_seconds_in", taken.__getitem__)
    assert is_fast_in_16_bits() is fast
