"""English sentences with their Chinese translations: `python -m corpus.offline.pairs FOLDER > pairs.tsv`.

FOLDER holds sources, each in a folder of its own: Debian packages, unpacked, and repositories of GitHub. Read are, in
Simplified and in Traditional Chinese,

- catalogues of games and programs, .mo (gettext) and .qm (Qt): audacity-data, cataclysm-dda-data, cheese-common,
  darktable, digikam-data, evince-common, evolution-common, freeciv-data, gcompris-qt-data, gedit-common, gimp-data,
  gnome-control-center-data, gnucash-common, gramps, hedgewars-data, inkscape, iso-codes, kalzium-data, kdenlive-data,
  krita-l10n, kstars-data, libc-l10n, libreoffice-l10n-zh-cn, libvirt-l10n, lyx-common, marble-data, minetest-data,
  mixxx-data, plasma-workspace-data, postgresql-client-15, rocs, scribus-data, shotwell-common, stellarium-data, step,
  unknown-horizons, vlc-l10n, warzone2100-data, wesnoth-1.16-* (data and campaigns), widelands-data;
- LibreOffice's help, whose paragraphs have numbers: libreoffice-help-en-us and libreoffice-help-zh-cn;
- other manuals in HTML, DocBook or Mallard, where both languages have the same blocks in the same order: debian-faq
  and debian-faq-zh-cn, debian-edu-doc-en and -zh-cn, debian-handbook, debian-reference-en and -zh-cn, gimp-help-en and
  -zh-cn, gnome-user-docs, installation-guide-amd64, kicad-doc-en and -zh, lilypond-doc-html and -zh, maint-guide and
  -zh-cn, and those that come with the programs above;
- courses and guides in Markdown, likewise, from GitHub: huggingface/course, huggingface/agents-course,
  dair-ai/Prompt-Engineering-Guide, github/opensource.guide, privacyguides/i18n (with the folder docs of
  privacyguides/privacyguides.org as i18n/en), and d2l-ai/d2l-zh (its index_origin.md as d2l-en/*/index.md);
- sentences of Tatoeba, as tatoeba/zh.tsv: a line is English, Chinese and who wrote them, parted by tabs.

One line is English, Chinese and the source, parted by tabs. Neighbours are of one source; Simplified Chinese comes
before Traditional. The order depends on nothing but the names and the content of the files.
"""

import argparse
import gettext
import itertools
import re
import struct
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.offline.blocks import HTML, MARKDOWN, XML, align, join_numbered
from corpus.offline.translations import Pair, sentence_pairs

_LANGUAGE = re.compile(r"[-_./](?:zh(?:[-_](?:CN|TW|cn|tw|Hans|Hant|hans|hant))?|en(?:[-_](?:US|us))?|C)(?=[-_./])")
_CHINESE = re.compile(r"[-_./]zh(?:[-_](?:cn|tw|hans|hant))?[./]", re.IGNORECASE)  # not zh_HK, which repeats zh_TW
_TRADITIONAL = re.compile(r"[-_./]zh[-_](?:tw|hant)[./]", re.IGNORECASE)

_NUMBERED = "libreoffice-help"  # its paragraphs have the same numbers in both languages

_SHORTEST = (24, 8)  # characters, English and Chinese: labels of buttons teach little
_OFTENEST = 2  # translations of one English text: one in each script, mostly
_STEPS = {"cataclysm-dda-data": 3} | dict.fromkeys(  # every third or fourth pair: they are many, and much alike
    "darktable digikam-data evolution-common gimp-data gnucash-common gramps inkscape krita-l10n kstars-data "
    "libreoffice-help-zh-cn libreoffice-l10n-zh-cn libvirt-l10n stellarium-data vlc-l10n".split(),
    4,
)


def _read_mo(file: Path) -> Iterator[Pair]:
    with file.open("rb") as stream:
        try:
            messages: dict[Any, str] = vars(gettext.GNUTranslations(stream))["_catalog"]
        except (OSError, ValueError):  # some are empty, or name no encoding
            return
    for key, chinese in messages.items():
        english, plural = key if isinstance(key, tuple) else (key, 0)
        if plural == 0:
            yield english.split("\x04")[-1], chinese


def _read_qm(file: Path) -> Iterator[Pair]:
    """Read a catalogue of Qt: sections, one of them of messages, made of fields, each a tag, a length and a value."""
    data = file.read_bytes()
    at = 16  # after the mark of its kind
    messages = b""
    while at < len(data):
        section, size = struct.unpack_from(">BI", data, at)
        at += 5 + size
        if section == 0x69:
            messages = data[at - size : at]
    at = 0
    fields: dict[int, bytes] = {}
    while at < len(messages):
        tag = messages[at]
        if tag == 1:  # the message ends
            if {3, 6} <= fields.keys():
                yield fields[6].decode("utf-8", "replace"), fields[3].decode("utf-16-be", "replace")
            fields = {}
            at += 1
        elif tag == 5:  # of fixed size
            at += 5
        else:
            size = int.from_bytes(messages[at + 1 : at + 5])
            size = 0 if size == 0xFFFFFFFF else size
            fields.setdefault(tag, messages[at + 5 : at + 5 + size])
            at += 5 + size


def _read_table(file: Path) -> Iterator[Pair]:
    for line in file.read_text("utf-8").splitlines():
        english, chinese, *_ = line.split("\t")
        yield english, chinese


_READERS = {".mo": _read_mo, ".qm": _read_qm, ".tsv": _read_table}


def _sources(folder: Path) -> Iterator[tuple[str, Iterator[Pair]]]:
    """Yield each catalogue and each page that is there in both languages: its source, and its raw pairs."""
    files = [file.relative_to(folder).as_posix() for file in folder.rglob("*")]
    files = sorted(file for file in files if Path(file).suffix in _READERS.keys() | HTML | XML | MARKDOWN)
    english = {_LANGUAGE.sub("", file): folder / file for file in files if not _CHINESE.search(file)}
    for name in sorted(filter(_CHINESE.search, files), key=lambda file: bool(_TRADITIONAL.search(file))):
        source, file, original = name.split("/")[0], folder / name, english.get(_LANGUAGE.sub("", name))
        if file.suffix in _READERS:
            yield source, _READERS[file.suffix](file)
        elif original:
            yield source, (join_numbered if source.startswith(_NUMBERED) else align)(original, file)


def _distinct(folder: Path) -> Iterator[tuple[str, str, str]]:
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


def collect(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield English, Chinese and source of every pair that a folder of sources holds."""
    for source, lines in itertools.groupby(_distinct(folder), key=lambda line: line[2]):
        yield from itertools.islice(lines, 0, None, _STEPS.get(source, 1))


def main() -> None:
    """Print the pairs."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folder", type=Path, help="holds a folder of each source")
    for line in collect(cli.parse_args().folder):
        print(*line, sep="\t")  # noqa: T201


if __name__ == "__main__":
    main()
