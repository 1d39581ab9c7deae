"""What one step of training looks at: windows as token ids, cut into passages, with some of their questions."""

import itertools
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.encoder.encoder import CONTEXT_TOKENS
from corpus.encoder.pieces import BEGIN, END, PAD, PieceTokenizer
from training.windows import Window

_LONGEST_QUESTION = 64  # tokens, the prompt's among them
_LONGEST_PASSAGE = 505  # tokens, with what goes before
_LONGEST_UNCUT = 420  # tokens of a window; a longer one always becomes two passages
_SHORTEST_TRANSLATION = 5  # tokens of a sentence that is asked for by its translation
_NEIGHBOURS = 4  # windows of a source that are drawn one after the other
_HAN = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")

Ids = list[int]


@dataclass(eq=False)
class TokenWindow:
    """A window as token ids: of each sentence, of what stands above it, and of each question with the number of the
    sentence that answers it.
    """

    kind: str
    sentences: list[Ids]
    context: Ids
    questions: list[tuple[Ids, int]]
    translation: "TokenWindow | None" = field(default=None, repr=False)


@dataclass(frozen=True)
class Passage:
    """A passage of a step: all its token ids, and where its sentences lie there."""

    ids: Ids
    sentences: list[tuple[int, int]]


@dataclass
class Step:
    """What one step of training looks at: the answer to a question is a number in the list of all sentences."""

    passages: list[Passage] = field(default_factory=list)
    questions: list[Ids] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)


class Tokens:
    """Texts to token ids, in the forms that the encoder uses."""

    def __init__(self, tokenizer: PieceTokenizer) -> None:
        self._tokenizer = tokenizer
        self.begin, self.end, self.padding = [BEGIN], [END], PAD
        self.question, self.passage = self.of("query:"), self.of("passage:")

    def of(self, text: str) -> Ids:
        """Return the ids of a text."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def windows(self, windows: Iterable[Window]) -> list[TokenWindow]:
        """Turn windows into ids; what is a translation of each other stays so."""
        made = {id(window): (window, self._window(window)) for window in windows}
        for window, ids in made.values():
            if window.translation:
                ids.translation = made[id(window.translation)][1]
        return [ids for _, ids in made.values()]

    def _window(self, window: Window) -> TokenWindow:
        context = self.of(window.context)[-CONTEXT_TOKENS:] if window.context else []
        questions = [(self.of(f"query: {text}")[:_LONGEST_QUESTION], number) for text, number in window.questions]
        return TokenWindow(window.kind, self._sentences(window.sentences), context, questions)

    def _sentences(self, sentences: Sequence[str]) -> list[Ids]:
        """Return the ids of sentences cut out of the whole, as tokens go on over the ends of sentences."""
        text, starts = "", []
        for sentence in sentences:
            tight = not text or (_HAN.match(text[-1]) and _HAN.match(sentence[:1] or " "))
            text += "" if tight else " "
            starts.append(len(text))
            text += sentence
        found = self._tokenizer.encode(text, add_special_tokens=False)
        parts: list[Ids] = [[] for _ in sentences]
        number = 0
        for token, (start, end) in zip(found.ids, found.offsets, strict=True):
            while number + 1 < len(starts) and start >= starts[number + 1] - (end > starts[number + 1]):
                number += 1
            parts[number].append(token)
        return parts


class Lessons:
    """Draws steps from windows.

    Args:
        windows: of all kinds; neighbours are of one source, and are drawn together: they are hard to tell apart.
        shares: how often a window of each kind is drawn, any unit.
        tokens: as the windows were made.
        rng: draws.
    """

    def __init__(
        self, windows: Iterable[TokenWindow], shares: dict[str, float], tokens: Tokens, rng: random.Random
    ) -> None:
        self._of_kind: dict[str, list[TokenWindow]] = defaultdict(list)
        for window in windows:
            if window.questions:
                self._of_kind[window.kind].append(window)
        self._shares = {kind: share for kind, share in shares.items() if self._of_kind[kind]}
        self._tokens, self._rng = tokens, rng
        self._queues: dict[str, list[TokenWindow]] = defaultdict(list)

    def draw(self, windows: int, questions: int) -> Step:
        """Return a step of so many windows, with at most so many questions of each."""
        step, seen = Step(), set[int]()
        kinds = sorted(self._rng.choices(list(self._shares), list(self._shares.values()), k=windows))
        for kind in kinds:
            window = self._next(kind)
            if id(window) not in seen and id(window.translation) not in seen:
                seen.add(id(window))
                self._add(step, window, questions)
        return step

    def _next(self, kind: str) -> TokenWindow:
        if not self._queues[kind]:
            windows = self._of_kind[kind]
            starts = range(self._rng.randrange(_NEIGHBOURS), len(windows), _NEIGHBOURS) or [0]
            runs = [windows[start : start + _NEIGHBOURS] for start in starts]
            self._rng.shuffle(runs)
            self._queues[kind] = [window for run in runs for window in run]
        return self._queues[kind].pop()

    def _add(self, step: Step, window: TokenWindow, questions: int) -> None:
        numbers = self._add_passages(step, window)
        known = [(ids, row) for ids, row in window.questions if row in numbers]
        for ids, row in self._rng.sample(known, min(questions, len(known))):
            self._ask(step, ids, numbers[row])
        if window.translation and self._rng.random() < 0.5:  # a translation is a question, too
            other = window.translation.sentences
            for row in self._rng.sample(sorted(numbers), min(2, len(numbers))):
                if len(other[row]) >= _SHORTEST_TRANSLATION:
                    self._ask(step, [*self._tokens.question, *other[row][:_LONGEST_QUESTION]], numbers[row])

    def _ask(self, step: Step, ids: Ids, answer: int) -> None:
        step.questions.append([*self._tokens.begin, *ids, *self._tokens.end])
        step.answers.append(answer)

    def _add_passages(self, step: Step, window: TokenWindow) -> dict[int, int]:
        """Cut a window into one or two passages; return the number in the step of each sentence of the window."""
        context, first, cuts = self._cut(window)
        numbers: dict[int, int] = {}
        count = sum(len(passage.sentences) for passage in step.passages)
        for start, end in itertools.pairwise(cuts):
            above = context if start == first or self._rng.random() < 0.5 else []
            ids = [*self._tokens.begin, *self._tokens.passage, *above, *(self._tokens.end if above else [])]
            spans = []
            for row in range(start, end):
                own = window.sentences[row][: max(0, _LONGEST_PASSAGE - len(ids))]
                if own:
                    numbers[row] = count + len(numbers)
                    spans.append((len(ids), len(ids) + len(own)))
                    ids += own
            if spans:
                step.passages.append(Passage([*ids, *self._tokens.end], spans))
        return numbers

    def _cut(self, window: TokenWindow) -> tuple[Ids, int, list[int]]:
        """Draw what stands above, the first sentence below it, and where passages begin and end."""
        sentences, context, first = window.sentences, window.context, 0
        if context:
            context = context if self._rng.random() >= 0.15 else []  # a passage is understood without it, too
        elif self._may_stand_above(window) and self._rng.random() < 0.3:
            context, first = sentences[0], 1
        cuts = [first, len(sentences)]
        is_long = sum(map(len, sentences)) > _LONGEST_UNCUT and len(sentences) - first > 1
        if is_long or (len(sentences) - first > 3 and self._rng.random() < 0.5):
            cuts.insert(1, self._rng.randrange(first + 1, len(sentences)))
        return context, first, cuts

    @staticmethod
    def _may_stand_above(window: TokenWindow) -> bool:
        """Say whether a first sentence may be read as what stands above, where nothing does."""
        known = window.kind == "interviews"
        return not known and len(window.sentences) > 3 and len(window.sentences[0]) < CONTEXT_TOKENS
