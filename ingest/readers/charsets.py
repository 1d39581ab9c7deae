"""Which encoding a text that is not UTF-8 is in: a guess that must explain the characters it gives.

charset-normalizer confuses Big5 with GB18030 in short texts. Encodings of Chinese and Japanese are therefore
told apart by what they make of the bytes: in real writing, about half of the characters are among a few
hundred and punctuation; in a text decoded wrongly, hardly one in twenty is. Other scripts are left to
charset-normalizer, believed only when sure.
"""

import re
from collections.abc import Iterator

SAMPLE = 100_000
"""Characters that are judged; the whole text must still decode."""

_CHINESE = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事"
    "成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公"
    "此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特"
    "代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活更别打女变四神总何电数安"
    "少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光"
    "放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术共确传师观清今切院让识候带导争运吗呢吧啊谢"
    "這個們來為國說時會對過發後裡裏種經麼學當沒動還進樣開從實軍無與長機關點業將兩間問應戰頭體見產話門東聲員論處義幾認條"
    "係氣題變總電數報結務場計資許統區隊馬書則聽達強難權設記類據邊張該萬覺術確師觀讓識帶導爭運嗎謝嘅係喺咗嚟"
)
_JAPANESE = frozenset(map(chr, range(0x3041, 0x30FF)))
_KOREAN = frozenset("이다는의에가을를은고하지도로한들기사리어자해나서인대있것시스정그수라보여전아일만부장오니습")
_POINTS = frozenset("，。、「」『』：；？！（）《》“”‘’…—·　")
_ASCII = frozenset(map(chr, range(0x20, 0x7F)))
_LETTERS = "àâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜ"
_LATIN = re.compile(
    rf"(?<=[A-Za-z{_LETTERS}])[{_LETTERS}]|[{_LETTERS}](?=[A-Za-z])|[‘’“”–—…•·«»£€©®°™§½¼¾×\xa0]|(?<!\w)[¡¿](?=\w)"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f]")
_WIDE_SHARE, _LATIN_SHARE, _ACCENTED = 0.25, 0.9, 0.4
_FEWEST, _FEWEST_OTHER = 2, 12
"""Characters that must speak for a reading: for one of ours common ones, for charset-normalizer's any beyond ASCII."""
_MARGIN = 1.5
"""The best reading must be that many times as convincing as any other."""

_WIDE = {
    ("gb18030",): _CHINESE | _POINTS,
    ("big5", "cp950", "big5hkscs"): _CHINESE | _POINTS,
    ("shift_jis", "cp932"): _CHINESE | _POINTS | _JAPANESE,
    ("euc_jp",): _CHINESE | _POINTS | _JAPANESE,
    ("cp949",): _KOREAN | _POINTS,
}
_UTF_16: dict[tuple[str, ...], frozenset[str]] = {
    (codec,): _CHINESE | _POINTS | _JAPANESE | _KOREAN | _ASCII | frozenset("\n\r\t")
    for codec in ("utf-16-le", "utf-16-be")
}


def is_binary(text: str) -> bool:
    """Whether a text holds a NUL, or more control characters than slips explain: over one in a thousand."""
    return "\0" in text or len(_CONTROL.findall(text)) * 1000 > len(text)


def guess(data: bytes) -> str | None:
    """Return the name of the Python codec that the bytes are text in, None where no reading is convincing."""
    readings = sorted(_readings(data), reverse=True)
    if not readings:
        return None if b"\0" in data else _other_script(data)
    share, hits, codec = readings[0]
    sure = hits >= _FEWEST or codec == "cp1252"
    return codec if sure and (len(readings) == 1 or share >= _MARGIN * readings[1][0]) else None


def _readings(data: bytes) -> Iterator[tuple[float, int, str]]:
    """Yield each reading that is possible at all: which share of it is common, 0 to 1, how many characters
    that are, and the codec.
    """
    for codecs, common in _UTF_16.items() if b"\0" in data else (_WIDE | _UTF_16).items():
        decoded = _first(data, codecs)
        if decoded:
            text, codec = decoded
            judged = [character for character in text if character > "~" or codec.startswith("utf")]
            hits = sum(character in common for character in judged)
            if hits and hits >= _WIDE_SHARE * len(judged):
                yield hits / len(judged), hits, codec
    decoded = _first(data, ("cp1252",))
    if decoded and _is_western(decoded[0]):
        yield 1.0, len(_LATIN.findall(decoded[0])), "cp1252"


def _first(data: bytes, codecs: tuple[str, ...]) -> tuple[str, str] | None:
    """Return a sample of the text and the codec: the first that all of the data is valid in."""
    for codec in codecs:
        try:
            text = data.decode(codec)[:SAMPLE]
        except UnicodeDecodeError:
            continue
        return None if is_binary(text) else (text, codec)
    return None


def _is_western(text: str) -> bool:
    beyond = sum(character > "~" for character in text)
    letters = sum(map(str.isalpha, text))
    return len(_LATIN.findall(text)) >= _LATIN_SHARE * beyond and beyond <= _ACCENTED * letters


def _other_script(data: bytes) -> str | None:
    """Return what charset-normalizer takes the bytes for where it finds no chaos and knows the language."""
    from charset_normalizer import from_bytes

    if sum(byte > 0x7F for byte in data) < _FEWEST_OTHER:
        return None
    best = from_bytes(data[:SAMPLE]).best()
    if best is None or best.chaos > 0.02 or best.coherence < 0.35:
        return None
    return best.encoding if _first(data, (best.encoding,)) else None
