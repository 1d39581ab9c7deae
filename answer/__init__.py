"""From a question to a cited answer."""

from answer.answerer import Answerer, ask, open_answerer
from answer.model import Answer, Filters, Point, Quote, RankedPassage, Request

__all__ = ["Answer", "Answerer", "Filters", "Point", "Quote", "RankedPassage", "Request", "ask", "open_answerer"]
