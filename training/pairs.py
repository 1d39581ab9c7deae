"""English sentences with their Chinese translations: `python -m training.pairs FOLDER > pairs.tsv`.

FOLDER holds repositories of GitHub with pages of Markdown in English and in Chinese, each in a folder of its own (under
the name in brackets): huggingface/agents-course (agents-course), huggingface/course (course), the book d2l-ai/d2l-zh
(d2l-zh) with its index_origin.md once more as d2l-en/CHAPTER/index.md, privacyguides/i18n (i18n) with the folder docs
of privacyguides/privacyguides.org as i18n/en, github/opensource.guide (opensource.guide) and
dair-ai/Prompt-Engineering-Guide (peg).

One line is English, Chinese and the source, parted by tabs. Neighbours are of one source; Simplified Chinese comes
before Traditional. The order depends on nothing but the names and the content of the files.
"""

import argparse
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from training.blocks import align
from training.translations import Pair, sentence_pairs

_MARKDOWN = {".md", ".mdx"}
_LANGUAGE = re.compile(r"[-_./](?:zh(?:[-_](?:CN|TW|cn|tw|Hans|Hant|hans|hant))?|en(?:[-_](?:US|us))?)(?=[-_./])")
_CHINESE = re.compile(r"[-_./]zh(?:[-_](?:cn|tw|hans|hant))?[./]", re.IGNORECASE)  # not zh_HK, which repeats zh_TW
_TRADITIONAL = re.compile(r"[-_./]zh[-_](?:tw|hant)[./]", re.IGNORECASE)

_SHORTEST = (24, 8)  # characters, English and Chinese: headings teach little
_OFTENEST = 2  # translations of one English text: one in each script, mostly


def collect(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield English, Chinese and source of every pair that a folder of sources holds."""
    seen: set[Pair] = set()
    translations: Counter[str] = Counter()
    for source, raw in _sources(folder):
        for english, chinese in itertools.chain.from_iterable(itertools.starmap(sentence_pairs, raw)):
            key = re.sub(r"\W+", "", english.lower())
            long_enough = len(english) >= _SHORTEST[0] and len(chinese) >= _SHORTEST[1]
            if long_enough and translations[key] < _OFTENEST and (key, chinese) not in seen:
                seen.add((key, chinese))
                translations[key] += 1
                yield english, chinese, source


def _sources(folder: Path) -> Iterator[tuple[str, Iterator[Pair]]]:
    """Yield each page that is there in both languages: its source, and its raw pairs."""
    found = (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.suffix in _MARKDOWN)
    files = sorted(found)
    english = {_LANGUAGE.sub("", file): folder / file for file in files if not _CHINESE.search(file)}
    for name in sorted(filter(_CHINESE.search, files), key=lambda file: bool(_TRADITIONAL.search(file))):
        original = english.get(_LANGUAGE.sub("", name))
        if original:
            yield name.split("/")[0], align(original, folder / name)


def main() -> None:
    """Print the pairs."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folder", type=Path, help="holds a folder of each source")
    for line in collect(cli.parse_args().folder):
        print(*line, sep="\t")


if __name__ == "__main__":
    main()
