"""From a question to a cited answer."""

import corpus.threads  # noqa: F401 - before numpy and torch
from answer.answerer import Answerer
from answer.model import Answer, Filters, Point, Quote, RankedPassage, Request
from answer.opening import ask, open_answerer

__all__ = ["Answer", "Answerer", "Filters", "Point", "Quote", "RankedPassage", "Request", "ask", "open_answerer"]
