"""Rereading: layers of the encoder look at a question and a sentence together: does it answer, and which words do."""
