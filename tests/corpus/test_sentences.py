import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import LONGEST, PHRASES, cuts, ends_as_a_question, split


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("好。真的吗?“是的。”", ["好。", "真的吗?", "“是的。”"]),
        ("Dr. Smith said e.g. 3.5 is fine. Really? Yes!", ["Dr. Smith said e.g. 3.5 is fine.", "Really?", "Yes!"]),
        ("  • 一个模型\n  • 多模态", ["一个模型", "多模态"]),
        ("1.  **标签：** 一句话。", ["**标签：** 一句话。"]),
        ("U.S. firms came. Then went.", ["U.S. firms came.", "Then went."]),
        ("……\n---\n", []),
        (
            "Das gilt z. B. hier, d. h. im Werk. Am 3. Mai kam Dr. Weiß.",
            ["Das gilt z. B. hier, d. h. im Werk.", "Am 3. Mai kam Dr. Weiß."],
        ),
        ("„Ja.“ Er ging. »Nein!«, rief sie.", ["„Ja.“", "Er ging.", "»Nein!«, rief sie."]),
        (
            "« Vraiment ? » dit-elle. Mme Petit rit. Oui… enfin.",
            ["« Vraiment ? » dit-elle.", "Mme Petit rit.", "Oui… enfin."],
        ),
        ("¿Por qué?, preguntó. ¡No! P. ej. la grúa.", ["¿Por qué?, preguntó.", "¡No!", "P. ej. la grúa."]),
        ("Byl 3. května doma. Potom šel.", ["Byl 3. května doma.", "Potom šel."]),
        (
            "Это было, т. е. давно. В 1990 г. мы уехали. Потом нет.",
            ["Это было, т. е. давно.", "В 1990 г. мы уехали.", "Потом нет."],
        ),
        ("Πού πήγε; Δεν ξέρω.", ["Πού πήγε;", "Δεν ξέρω."]),
        ("First; then second.", ["First; then second."]),
        ("متى؟ الآن. نعم.", ["متى؟", "الآن.", "نعم."]),
        ("ہاں۔ نہیں۔", ["ہاں۔", "نہیں۔"]),
        ("यह घर है। वह गया॥ ठीक?", ["यह घर है।", "वह गया॥", "ठीक?"]),
        ("これは本です。「はい。」そう！？", ["これは本です。", "「はい。」", "そう！？"]),
        ("이것은 책입니다. 네? 아니요.", ["이것은 책입니다.", "네?", "아니요."]),
        ("ဒါစာအုပ်။ ဟုတ်ကဲ့။", ["ဒါစာအုပ်။", "ဟုတ်ကဲ့။"]),
        ("នេះជាសៀវភៅ។ បាទ។", ["នេះជាសៀវភៅ។", "បាទ។"]),
        ("Որքա՞ն մեծ է։ Այո։", ["Որքա՞ն մեծ է։", "Այո։"]),
        ("ይህ መጽሐፍ ነው። አዎ።", ["ይህ መጽሐፍ ነው።", "አዎ።"]),
        (
            '"Really?" she asked. Well… you know. End... Now.',
            ['"Really?" she asked.', "Well… you know.", "End...", "Now."],
        ),
        ("so we went. then back. yes.", ["so we went.", "then back.", "yes."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in split(text)] == sentences


@given(st.text(alphabet=st.sampled_from("好aà。.，, \n“”«»*1?！…;กั้अी।ش؟")))
def test_sentences_are_ordered_trimmed_and_short(text: str) -> None:
    at = 0
    for start, end in split(text):
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert end - start <= LONGEST
        at = end


def test_a_long_sentence_is_cut_at_its_clauses() -> None:
    text = "这是一个很长的句子，" * 60 + "完。"
    spans = split(text)
    assert all(end - start <= LONGEST for start, end in spans)
    assert "".join(text[start:end] for start, end in spans) == text


THAI = (
    "เราย้ายมาอยู่ในเมืองตอนฉันอายุเก้าขวบ และแม่ได้งานในโรงงาน ตอนนั้นท่าเรือยังเล็กมาก มีคนทำงานไม่ถึงร้อยคน "
    "พ่อขับรถบรรทุกทุกวัน ไม่เคยหยุดเลย จนปีที่น้ำท่วมใหญ่ เราต้องย้ายบ้านอีกครั้ง"
)


def test_speech_without_full_stops_is_cut_at_its_spaces() -> None:
    pieces = [THAI[start:end] for start, end in split(THAI)]
    assert " ".join(pieces) == THAI
    assert 1 < len(pieces) < len(THAI.split())
    assert all(len(piece) <= PHRASES for piece in pieces)


def test_a_character_keeps_its_vowels() -> None:
    text = "ก" + "กั้" * 400
    assert all(text[start] == "ก" for start, _ in split(text))


@pytest.mark.parametrize("part", ["ก", "ก ", "a. ", "« a ? » b ", "...… ", "“", "z. B. ", '?!"', "1. "])
def test_splitting_takes_time_in_proportion_to_the_text(part: str) -> None:
    def seconds(count: int) -> float:
        began = time.process_time()
        split(part * count)
        return time.process_time() - began

    assert seconds(40_000) < 40 * max(seconds(4_000), 0.005)


def test_a_long_sentence_is_cut_behind_the_quotation_mark_that_closes_a_clause() -> None:
    long = "and went on and on " * 12
    text = f'They came in {long}until one said, "That will be the robot," and took both of them along {"x" * 80}.'
    (_, end), (start, _) = split(text)[:2]
    assert text[:end].endswith('robot,"')
    assert text[start:].startswith("and took")


def test_a_part_of_a_long_sentence_is_told_from_whole_ones() -> None:
    text = f"It began there. {'We went on, ' * 60}until it was done. It ended."
    first, *parts, last = split(text)
    assert len(parts) > 2
    assert [cuts(text, *first), cuts(text, *last)] == [(False, False)] * 2
    assert [cuts(text, *part) for part in parts] == [(False, True), *[(True, True)] * (len(parts) - 2), (True, False)]
    assert cuts(text, first[0], parts[0][1]) == (False, True)


@pytest.mark.parametrize("text", ["Why?", "**为什么？**", "“Really?”", "(why?)", "لماذا؟", "Γιατί\u037e"])
def test_a_question_ends_with_the_mark_of_its_script(text: str) -> None:
    assert ends_as_a_question(text)
    assert not ends_as_a_question(f"{text} So it was.")
