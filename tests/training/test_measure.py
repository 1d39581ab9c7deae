"""How often what is right comes first."""

import json
from pathlib import Path

import pytest
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling

from corpus.encoder import Encoder
from corpus.encoder.base_model import BaseModule
from training.measure import measure_articles, report

PARAGRAPHS = ["bread dough rises", "oven is hot", "who bakes here"]


@pytest.fixture
def encoder(base: BaseModule) -> Encoder:
    with torch.no_grad():  # so that a vector is that of the word, whatever stands beside it
        for block in base.network.encoder.layer:
            for layer in (block.attention.output.dense, block.output.dense):
                layer.weight.zero_()
        base.network.embeddings.position_embeddings.weight.zero_()
    model = SentenceTransformer(modules=[base, Pooling(32, "mean"), Normalize()], device="cpu")
    return Encoder("tiny", model, {"question": "query: ", "passage": "passage: "})


def _articles(file: Path, questions: list[str]) -> Path:
    paragraphs = [
        {"context": text, "qas": [{"question": question}]} for text, question in zip(PARAGRAPHS, questions, strict=True)
    ]
    file.write_text(json.dumps({"data": [{"paragraphs": paragraphs}]}), "utf-8")
    return file


def test_a_question_in_the_words_of_its_paragraph_finds_it(encoder: Encoder, tmp_path: Path) -> None:
    file = _articles(tmp_path / "own.json", ["dough rises", "hot oven", "who bakes"])
    assert measure_articles(encoder, file, file) == [{"pooled": 0, "MaxSim": 0, "both": 0}] * 3


def test_a_question_in_the_words_of_another_comes_after_it(encoder: Encoder, tmp_path: Path) -> None:
    file = _articles(tmp_path / "other.json", ["oven is hot", "dough rises", "bread dough"])
    assert all(one["MaxSim"] > 0 and one["both"] > 0 for one in measure_articles(encoder, file, file))


def test_the_table_holds_shares() -> None:
    told = report([{"pooled": 0}, {"pooled": 1}, {"pooled": 7}, {"pooled": 30}])
    assert told.splitlines()[1].split() == ["pooled", "0.250", "0.500", "0.750"]
