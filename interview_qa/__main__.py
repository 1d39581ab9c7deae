"""One command for all: `interview-qa serve`, `add`, `ask`, `check`, `doctor` and the others."""

import importlib
import sys
from pathlib import Path

_USAGE = """usage: interview-qa COMMAND …

  serve     serve the page, to ask in a browser
  ask       ask on the command line; --check QUOTATION looks a quotation up
  add       add files, folders or addresses to the library
  check     prove that the library is whole; --repair mends it
  doctor    say what is missing on this machine; --mend mends what can be mended

  list, show, remove, compare, rebuild      what is in the library
  password, feedback                        tools beside the page

interview-qa COMMAND --help says more of each.
"""
_MAINS = {"serve": "app", "ask": "answer.__main__"} | dict.fromkeys(("doctor", "feedback", "password"), "page.__main__")
_OTHERS = "ingest.__main__"
_NAMED = ("serve", "ask")
"""Commands that are the whole name of a command line, which so does not hear them."""


def main() -> int:
    """Run the command that is named; return its exit code."""
    folder = Path(__file__).resolve().parent
    modules = folder / "modules"
    sys.path.insert(0, str(modules if modules.is_dir() else folder.parent))  # in a clone they lie beside this package
    name, rest = (sys.argv[1:2] or ["--help"])[0], sys.argv[2:]
    if name in {"-h", "--help", "help"}:
        sys.stdout.write(_USAGE)
        return 0
    found = importlib.import_module(_MAINS.get(name, _OTHERS))
    return int(found.main(rest if name in _NAMED else [name, *rest]))


if __name__ == "__main__":
    sys.exit(main())
