"""Where things are and how large they may be, unless someone says otherwise."""

from pathlib import Path

import platformdirs

PROJECT = Path(__file__).resolve().parent.parent
IS_CLONE = (PROJECT / "pyproject.toml").is_file()
"""Whether this is the project's own folder, and not what was installed from a wheel."""
DEFAULT_STORE = PROJECT / "store" if IS_CLONE else platformdirs.user_data_path("interview-qa") / "store"
"""The store that `make chat` builds, installed the user's own; `--store` names another."""
DEFAULT_TRANSCRIPTS = PROJECT / "corpus" / "transcripts"
"""The five transcripts that come with the project."""
CACHE = platformdirs.user_cache_path("interview-qa")
"""What takes seconds to make and can be made anew at any time. The user's own: in a shared temporary folder others
could choose our dictionaries.
"""
DEFAULT_MODEL = "interviews-e5-small"
"""The model that comes with the project, `corpus.encoder.SHIPPED`."""
LONGEST_QUESTION = 2_000
"""Characters: a longer one is refused, with a message."""
_COMMANDS = {
    "python -m answer": "interview-qa ask",
    "python -m ingest": "interview-qa",
    "python -m page": "interview-qa",
    "python app.py": "interview-qa serve",
}
"""The program's commands as they are typed in a clone, and where it is installed."""


def as_typed(text: str, *, in_clone: bool = IS_CLONE) -> str:
    """Return a text that names commands as they are typed in a clone with those that are typed here."""
    for cloned, installed in () if in_clone else _COMMANDS.items():
        text = text.replace(cloned, installed)
    return text


def is_shipped(model: str) -> bool:
    """Whether a model's full name, as in `name@1f2e3d4c`, is one of the model that comes with the project."""
    return model.rpartition("@")[0] == DEFAULT_MODEL
