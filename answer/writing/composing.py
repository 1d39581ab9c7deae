"""Write the answer: verbatim quotes in a fixed frame, of a language in `phrases`."""

from collections.abc import Mapping, Sequence

from answer.model import Answer, Point, Prose, ProseSentence, Quote
from answer.writing.phrases import KIND_NAMES, PHRASES, Phrases, frame_language
from corpus.language import Language
from corpus.transcript import TranscriptInfo

_DIVERGENCES = {kind: f"differ_{kind}" for kind in ("number", "name", "date", "place", "negation")}


def compose(
    language: Language, points: Sequence[Point], quotes: Sequence[Quote], infos: Mapping[str, TranscriptInfo]
) -> str:
    """Return an answer as Markdown: the best quote first, then the points, each quote with its [n] and citation."""
    by_number = {quote.n: quote for quote in quotes}
    blocks = []
    for position, point in enumerate(points):
        if position == 1:
            blocks.append(PHRASES[language]["also"])
        blocks.append("\n".join(_point(language, point, by_number, infos)))
    return "\n\n".join(blocks)


def answer_text(answer: Answer) -> str:
    """Return an answer as Markdown with what a language model made of it, marked as such: prose above the quotes, the
    translations below; what failed in a line of its own.
    """
    phrases = PHRASES[frame_language(answer.language, "en")]
    blocks = [*_prose(phrases, answer.prose), answer.answer]
    made = [
        f"[{quote.n}] {phrases['machine'].format(model=quote.translation.model)} {quote.translation.text}"
        for quote in answer.quotes
        if quote.translation
    ]
    blocks += ["  \n".join(made)] if made else []
    return "\n\n".join([*blocks, *([answer.notice] if answer.notice else [])])


def _prose(phrases: Phrases, prose: Prose | None) -> list[str]:
    if prose is None:
        return []
    told = [_sentence(one) for one in prose.sentences]
    if told:
        told.insert(0, phrases["machine"].format(model=prose.model))
    if prose.left_out:
        told.append(phrases["left_out"].format(n=prose.left_out))
    return [block for block in (" ".join(told), prose.failure) if block]


def _sentence(sentence: ProseSentence) -> str:
    """Return a sentence with its markers, struck through where its quotes do not bear it out."""
    markers = "".join(f"[{n}]" for n in sentence.quotes)
    return f"{sentence.text} {markers}" if sentence.borne_out else f"~~{sentence.text}~~ {markers}"


def abstention(language: Language, quotes: Sequence[Quote], suggestions: Sequence[str]) -> str:
    """Return what is said where the transcripts don't answer: that, what is nearest, what can be asked."""
    phrases = PHRASES[language]
    lines = [phrases["abstained"]]
    if quotes:
        lines.append("\n".join([phrases["nearest"], *(cited(language, quote) for quote in quotes)]))
    if suggestions:
        lines.append(phrases["try"].format(questions=phrases["separator"].join(suggestions)))
    return "\n\n".join(lines)


def cited(language: Language, quote: Quote) -> str:
    """Return a quote with its marker and citation as one line of Markdown; … stands where its sentence goes on."""
    phrases = PHRASES[language]
    before, after = ("… " if quote.cut[0] else ""), (" …" if quote.cut[1] else "")
    words = f"{before}{' '.join(quote.text.split())}{after}"
    return f"> {phrases['open_quote']}{words}{phrases['close_quote']} [{quote.n}]  \n> — {citation(language, quote)}"


def citation(language: Language, quote: Quote) -> str:
    """Return who says it, in what kind of account, where."""
    phrases = PHRASES[language]
    parts = [_voice(language, quote), KIND_NAMES[language][quote.kind], quote.title]
    if quote.section:
        parts.append(quote.section)
    if quote.page is not None:
        parts.append(phrases["page"].format(page=quote.page))
    if quote.time is not None:
        parts.append(clock(quote.time))
    return phrases["separator"].join(parts)


def clock(seconds: float) -> str:
    """Return a time as hours, minutes and seconds: 00:12:31."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest:02d}"


def _voice(language: Language, quote: Quote) -> str:
    phrases = PHRASES[language]
    if quote.speaker is None:
        return phrases["by_unnamed" if quote.voice == "unnamed" else "by_writer"]
    name = quote.speaker
    if quote.voice == "host":
        name = f"{name} ({phrases['by_host']})"
    if quote.speaker_as_written and quote.speaker_as_written != quote.speaker:
        name = f"{name} ({phrases['written'].format(name=quote.speaker_as_written)})"
    return name


def _point(
    language: Language, point: Point, quotes: Mapping[int, Quote], infos: Mapping[str, TranscriptInfo]
) -> list[str]:
    phrases = PHRASES[language]
    lines = [cited(language, quotes[n]) for n in point.quotes]
    notes = []
    if point.accounts_in_all > 1:
        notes.append(phrases["accounts"].format(count=point.accounts, all=point.accounts_in_all))
    if point.divergence:
        readings = phrases["separator"].join(f"{r.text} ({infos[r.source].title})" for r in point.divergence.readings)
        notes.append(f"{phrases[_DIVERGENCES[point.divergence.kind]]}: {readings}")
    if point.silent:
        notes.append(phrases["silent"].format(titles=_titles(language, point.silent, infos)))
    if point.dependent:
        notes.append(phrases["dependent"].format(titles=_titles(language, point.dependent, infos)))
    return lines + ([">", "> " + " — ".join(notes)] if notes else [])


def _titles(language: Language, sources: Sequence[str], infos: Mapping[str, TranscriptInfo]) -> str:
    return PHRASES[language]["comma"].join(infos[source].title for source in sources if source in infos)
