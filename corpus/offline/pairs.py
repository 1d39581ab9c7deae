"""English sentences with their Chinese translations: `python -m corpus.offline.pairs FOLDER > pairs.tsv`.

FOLDER holds unpacked Debian packages, each in FOLDER/PACKAGE/. Read are, in Simplified and in Traditional Chinese,

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
  -zh-cn, and those that come with the programs above.

One line is English, Chinese and the package, parted by tabs. Neighbours are of one source; Simplified Chinese comes
before Traditional. The order depends on nothing but the names and the content of the files.
"""

import argparse
import gettext
import itertools
import re
import struct
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from lxml import etree

from corpus.offline.translations import Pair, sentence_pairs

_LANGUAGE = re.compile(r"[-_./](?:zh(?:[-_](?:CN|TW|cn|tw))?|en(?:[-_](?:US|us))?|C)(?=[-_./])")
_CHINESE = re.compile(r"[-_./]zh(?:[-_](?:cn|tw))?[./]", re.IGNORECASE)  # not zh_HK, which repeats zh_TW
_TRADITIONAL = re.compile(r"[-_./]zh[-_]tw[./]", re.IGNORECASE)

_CATALOGUES = {".mo", ".qm"}
_PAGES = {".html", ".utf8"}
_XML = {".page", ".docbook", ".xml"}
_BLOCKS = set("caption dd desc dt figcaption h1 h2 h3 h4 h5 h6 item li p para simpara td th title".split())
_NOT_PROSE = set("footer head nav noscript pre screen script style".split())
_NUMBERED = "libreoffice-help"  # its paragraphs have the same numbers in both languages
_SAFE_RUN = 6  # equal blocks in a row; fewer may be equal by chance

_SHORTEST = (24, 8)  # characters, English and Chinese: labels of buttons teach little
_OFTENEST = 2  # translations of one English text: one in each script, mostly
_STEPS = {"libreoffice-help-zh-cn": 2, "libreoffice-l10n-zh-cn": 2}  # every second pair: they are much alike


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


def _text(element: Any) -> str:
    """Return the text of an element without that of blocks inside it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "br":
            parts.append(" ")
        elif etree.QName(child).localname not in _BLOCKS:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _read_blocks(file: Path, attribute: str) -> list[tuple[tuple[str, str], str]]:
    """Return the paragraphs, headings and cells of a page: of each its tag with an attribute, and its text."""
    parser = etree.XMLParser(recover=True) if file.suffix in _XML else etree.HTMLParser(encoding="utf-8")
    page = etree.fromstring(file.read_bytes(), parser)
    if page is None:
        return []
    etree.strip_elements(page, etree.Comment, etree.PI, etree.Entity, with_tail=False)
    etree.strip_elements(page, *(f"{{*}}{tag}" for tag in _NOT_PROSE), with_tail=False)
    blocks = [element for element in page.iter() if etree.QName(element).localname in _BLOCKS]
    return [
        ((etree.QName(block).localname, block.get(attribute, "")), " ".join(_text(block).split())) for block in blocks
    ]


def _join_numbered(english: Path, chinese: Path) -> Iterator[Pair]:
    translations = dict(_read_blocks(chinese, "id"))
    for key, text in _read_blocks(english, "id"):
        if key[1] and key in translations:
            yield text, translations[key]


def _align(english: Path, chinese: Path) -> Iterator[Pair]:
    """Pair the blocks of two pages where they are alike in both."""
    ours, theirs = _read_blocks(english, "class"), _read_blocks(chinese, "class")
    matcher = SequenceMatcher(None, [key for key, _ in ours], [key for key, _ in theirs], autojunk=False)
    for start, other_start, size in matcher.get_matching_blocks():
        if size >= _SAFE_RUN or size == len(ours) == len(theirs):
            for place in range(size):
                yield ours[start + place][1], theirs[other_start + place][1]


def _sources(folder: Path) -> Iterator[tuple[str, Iterator[Pair]]]:
    """Yield each catalogue and each page that is there in both languages: its package, and its raw pairs."""
    files = [file.relative_to(folder).as_posix() for file in folder.rglob("*")]
    files = sorted(file for file in files if Path(file).suffix in _CATALOGUES | _PAGES | _XML)
    english = {_LANGUAGE.sub("", file): folder / file for file in files if not _CHINESE.search(file)}
    for name in sorted(filter(_CHINESE.search, files), key=lambda file: bool(_TRADITIONAL.search(file))):
        package, file, original = name.split("/")[0], folder / name, english.get(_LANGUAGE.sub("", name))
        if file.suffix == ".mo":
            yield package, _read_mo(file)
        elif file.suffix == ".qm":
            yield package, _read_qm(file)
        elif original:
            yield package, (_join_numbered if package.startswith(_NUMBERED) else _align)(original, file)


def _distinct(folder: Path) -> Iterator[tuple[str, str, str]]:
    seen: set[Pair] = set()
    translations: Counter[str] = Counter()
    for package, raw in _sources(folder):
        for english, chinese in itertools.chain.from_iterable(itertools.starmap(sentence_pairs, raw)):
            key = re.sub(r"\W+", "", english.lower())
            long_enough = len(english) >= _SHORTEST[0] and len(chinese) >= _SHORTEST[1]
            if long_enough and translations[key] < _OFTENEST and (key, chinese) not in seen:
                seen.add((key, chinese))
                translations[key] += 1
                yield english, chinese, package


def collect(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield English, Chinese and package of every pair that a folder of unpacked packages holds."""
    for package, lines in itertools.groupby(_distinct(folder), key=lambda line: line[2]):
        yield from itertools.islice(lines, 0, None, _STEPS.get(package, 1))


def main() -> None:
    """Print the pairs."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folder", type=Path, help="holds unpacked packages")
    for line in collect(cli.parse_args().folder):
        print(*line, sep="\t")  # noqa: T201


if __name__ == "__main__":
    main()
