"""Which language model is used and within which limits: from the command line, else from the environment."""

import argparse
import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from corpus.arguments import positive

URL_VARIABLE = "INTERVIEW_QA_LLM"
NAME_VARIABLE = "INTERVIEW_QA_LLM_MODEL"
KEY_VARIABLE = "INTERVIEW_QA_LLM_KEY"
"""The key comes from the environment alone: what stands on a command line is read by every user of the machine."""


@dataclass(frozen=True, slots=True)
class LanguageModelSettings:
    """A server of OpenAI's chat completions protocol, the model asked for there, and limits."""

    url: str
    """With the path below which `chat/completions` lies, as in http://localhost:11434/v1."""
    name: str
    key: str | None = None
    """None where the server asks for none."""
    seconds: float = 120.0
    """Longest time that one text may take, waiting for its turn included."""
    tokens: int = 600
    """Most that are written for one text."""
    at_once: int = 2
    """Texts written at the same time; others wait."""
    finds: bool = False
    """Whether the model also helps to find: an answer then waits for it."""

    @property
    def server(self) -> str:
        """The server's host and port, as people are told it."""
        return urlsplit(self.url).netloc.rpartition("@")[2]


def add_language_model_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that name a language model."""
    usual = LanguageModelSettings("", "")
    group = parser.add_argument_group(
        "language model",
        "Off unless a server is named: questions, and the passages found for them, are then sent there. It writes an "
        f"answer above the quotes and translates them. Its key, if it wants one: {KEY_VARIABLE}.",
    )
    group.add_argument(
        "--llm",
        metavar="URL",
        default=os.environ.get(URL_VARIABLE) or None,
        help=f"a server of OpenAI's protocol, as http://localhost:11434/v1 (or {URL_VARIABLE})",
    )
    group.add_argument(
        "--llm-model",
        metavar="NAME",
        default=os.environ.get(NAME_VARIABLE) or None,
        help=f"the model's name there (or {NAME_VARIABLE})",
    )
    group.add_argument(
        "--llm-find",
        action="store_true",
        help="let it help to find, too: whole questions, other wordings, a choice of statements; answers wait for it",
    )
    group.add_argument(
        "--llm-seconds",
        metavar="N",
        type=positive,
        default=usual.seconds,
        help="longest time for one text (default: %(default)g)",
    )
    group.add_argument(
        "--llm-tokens",
        metavar="N",
        type=positive,
        default=usual.tokens,
        help="most tokens of one text (default: %(default)s)",
    )
    group.add_argument(
        "--llm-at-once",
        metavar="N",
        type=positive,
        default=usual.at_once,
        help="texts written at the same time (default: %(default)s)",
    )


def language_model_from(parser: argparse.ArgumentParser, given: argparse.Namespace) -> LanguageModelSettings | None:
    """Return the settings of the language model that was named, None where none was; end with a usage error where
    only half of it was named.
    """
    if given.llm is None and given.llm_model is None:
        return None
    if given.llm is None or given.llm_model is None:
        parser.error("a language model takes both: --llm URL (the server) and --llm-model NAME")
    address = urlsplit(given.llm)
    if address.scheme not in {"http", "https"} or not address.hostname:
        parser.error(f"--llm {given.llm}: not the address of a server, as http://localhost:11434/v1")
    return LanguageModelSettings(
        given.llm.rstrip("/") + ("" if address.path.strip("/") else "/v1"),
        given.llm_model,
        os.environ.get(KEY_VARIABLE) or None,
        float(given.llm_seconds),
        int(given.llm_tokens),
        int(given.llm_at_once),
        given.llm_find,
    )
