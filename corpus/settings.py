"""Where things are and how large they may be, unless someone says otherwise."""

from pathlib import Path

import platformdirs

PROJECT = Path(__file__).resolve().parent.parent
DEFAULT_STORE = PROJECT / "store"
"""The store that `make chat` builds; `--store` names another."""
DEFAULT_TRANSCRIPTS = PROJECT / "corpus" / "transcripts"
"""The five transcripts that come with the project."""
CACHE = platformdirs.user_cache_path("interview-qa")
"""What takes seconds to make and can be made anew at any time. The user's own: in a shared temporary folder others
could choose our dictionaries.
"""
DEFAULT_MODEL = "auto"
LONGEST_QUESTION = 2_000
"""Characters: a longer one is refused, with a message."""
