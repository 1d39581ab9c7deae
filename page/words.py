"""The page's words in its three languages."""

import functools
from importlib import resources

import yaml

from corpus.language import Language

LANGUAGES: tuple[Language, ...] = ("en", "zh-Hans", "zh-Hant")


@functools.cache
def all_words() -> dict[str, dict[Language, str]]:
    """Return every word of the page: key → language → text.

    A text holds {names} to be filled in; `one|many` stands for an English singular and plural, told apart by {n}.
    """
    rows = yaml.safe_load((resources.files("page") / "words.yaml").read_text("utf-8"))
    return {key: dict(zip(LANGUAGES, texts, strict=True)) for key, texts in rows.items()}


def say(language: Language, key: str, **values: object) -> str:
    """Return one text in a language, filled in.

    Raises:
        KeyError: there is no such text, or a value for it is missing.
    """
    one, _, many = all_words()[key][language].partition("|")
    text = many if many and values.get("n") != 1 else one
    return text.format_map(values)


def page_language(name: object) -> Language:
    """Return the language a browser asks for, English where the page does not speak it."""
    return next((language for language in LANGUAGES if language == name), "en")
