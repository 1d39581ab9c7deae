"""Paragraphs of a question set that were asked about in another language."""

import random

from training.asked_articles import asked_about
from training.windows import mark


def test_paragraphs_that_were_asked_about_keep_two_of_their_questions() -> None:
    asked, other = {"context": "Bread rises.", "qas": [1, 2, 3]}, {"context": "Dough is cold.", "qas": [4]}
    articles = {"data": [{"paragraphs": [other]}, {"paragraphs": [asked]}]}
    (article,) = asked_about(articles, {mark("Bread rises.")}, random.Random(0))["data"]
    (paragraph,) = article["paragraphs"]
    assert paragraph["context"] == "Bread rises."
    assert len(paragraph["qas"]) == 2
    assert set(paragraph["qas"]) < {1, 2, 3}
