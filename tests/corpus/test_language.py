import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from corpus.language import detect, fold, segment, simplify, words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How big is the team?", "en"),
        ("预训练团队有多少人？", "zh-Hans"),
        ("預訓練團隊有多少人?", "zh-Hant"),
        ("vibe coding 這種本事", "zh-Hant"),
        ("", "en"),
        ("1987, 3.5 %", "en"),
        ("WHO PAID FOR IT?", "en"),
        ("Wer trägt die Verantwortung dafür?", "de"),
        ("Est-ce que vous y croyez encore ?", "fr"),
        ("Perché avete lasciato il paese?", "it"),
        ("Waarom bent u weggegaan?", "nl"),
        ("Dlaczego pan wyjechał?", "pl"),
        ("Por que o senhor foi embora?", "pt"),
        ("¿Por qué se marcharon ustedes?", "es"),
        ("Varför flyttade ni därifrån?", "sv"),
        ("Tại sao ông rời đi?", "vi"),
        ("Neden ayrıldınız?", "tr"),
        ("Почему вы уехали?", "ru"),
        ("Чому ви поїхали звідти?", "uk"),
        ("Γιατί φύγατε;", "el"),
        ("لماذا غادرتم المدينة؟", "ar"),
        ("چرا از آنجا رفتید؟", "fa"),
        ("למה עזבתם?", "he"),
        ("आप वहाँ से क्यों चले गए?", "hi"),
        ("কেন চলে গেলেন?", "bn"),
        ("ஏன் வெளியேறினீர்கள்?", "ta"),
        ("なぜ引っ越したのですか？", "ja"),
        ("Gemini 3とは", "ja"),
        ("왜 떠나셨나요?", "ko"),
        ("ทำไมคุณถึงย้ายออกไป", "th"),
        ("ဘာလို့ထွက်သွားတာလဲ။", "my"),
        ("ហេតុអ្វីបានជាអ្នកចាកចេញ?", "km"),
    ],
)
def test_the_language_of_a_short_question_is_told(text: str, language: str) -> None:
    assert detect(text) == language


def test_a_text_without_telling_characters_takes_the_default() -> None:
    assert detect("人工智能", "zh-Hant") == "zh-Hant"


@pytest.mark.parametrize("name", ["Ada Lovelace", "Sebastian Borgeaud", "Demis Hassabis", "GPT-5.2", "OK", "Tokyo"])
@pytest.mark.parametrize("expected", ["de", "en", "tr"])
def test_names_alone_are_in_the_language_that_is_expected(name: str, expected: str) -> None:
    assert detect(name, expected) == expected


def test_what_a_library_speaks_is_likely() -> None:
    assert detect("Chi ha pagato?", "en", ("it",)) == "it"
    assert detect("東京大学", "ja") == "ja"
    assert detect("這是一段完全用中文寫成的句子，裡面沒有假名", "ja") == "zh-Hant"
    assert detect("Who paid for the new harbour?", "en", ("it", "de", "ru")) == "en"


def test_a_fifth_in_another_script_decides() -> None:
    assert detect("Что такое Antigravity?") == "ru"
    assert detect("She said спасибо and then she left the house with her two sisters.") == "en"
    assert detect("한국(韓國)의 수도는 어디입니까?") == "ko"
    assert detect("他说“ありがとう”就走了，之后再也没有回到那个村子。") == "zh-Hans"


def test_an_identifier_is_loaded_only_when_it_is_needed() -> None:
    loaded = "import sys, corpus.language; sys.exit(bool({'py3langid', 'jieba', 'stop_words'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", loaded], check=False).returncode == 0


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_scripts_and_widths_fold_together() -> None:
    assert fold("訓練ＡＩ") == fold("训练ai")


def test_taiwanese_terms_meet_mainland_ones() -> None:
    assert simplify("訓練資料") == "训练数据"
    assert words("大量合成資料") == words("大量合成数据")


def test_segments_keep_numbers_and_split_scripts() -> None:
    assert segment("Gemini3和GPT-5.2，2,800人") == ["gemini", "3", "和", "gpt", "5.2", "2,800", "人"]


def test_search_words_are_stemmed_without_function_words() -> None:
    assert words("How did the teams differ?") == ["team", "differ"]


@pytest.mark.parametrize(
    ("language", "said", "asked"),
    [
        ("de", "Die Häuser standen leer.", "das leere Haus"),
        ("fr", "L'équipe a dissous ses écoles.", "équipes, école"),
        ("es", "Compraron dos fábricas.", "una fabrica"),
        ("it", "Dell'amica parlavano i giornali.", "amica giornale"),
        ("nl", "De schepen lagen stil.", "schepen"),
        ("sv", "Flickorna sjöng.", "flickor"),
        ("fi", "Taloissa asuttiin.", "talossa"),
        ("hu", "A házakban laktak.", "házban"),
        ("pl", "Rozmawiał z nauczycielami.", "nauczycielem"),
        ("cs", "Mluvil s učiteli.", "učitel"),
        ("tr", "Ankara'da evlerde otururlardı.", "ANKARA"),
        ("ru", "Он говорил с учителями.", "учителя"),
        ("uk", "Вони жили в старій школі.", "старі школи"),
        ("el", "Οι δάσκαλοι έφυγαν.", "δάσκαλος"),
        ("ar", "ذهبَ المُعَلِّمون إلى المدرسة.", "المعلم"),
        ("fa", "می\u200cروم به کتابخانه", "میروم"),
        ("hi", "शिक्षकों ने पढ़ाया", "शिक्षक"),
        ("vi", "Trường học đóng cửa.", "truong"),
        ("he", "הוא לימד בְּבֵית סֵפֶר", "בבית"),
        ("ja", "東京大学で水を飲む", "水"),
        ("ko", "학교에서 배웠다", "학교"),
        ("th", "โรงเรียนปิด", "โรงเรียน"),
    ],
)
def test_other_forms_of_a_word_meet(language: str, said: str, asked: str) -> None:
    assert set(words(asked, language)) <= set(words(said, language))


def test_a_name_is_searched_as_the_language_of_the_text_has_it() -> None:
    assert set(words("Wer sprach von Gemini?", "it", "de")) == set(words("Gemini sprach", "it", "de"))


def test_the_capital_of_a_dotless_i() -> None:
    assert words("SINIFLARDA", "tr") == words("sınıf", "tr")


def test_function_words_of_a_question_are_left_out_whatever_it_is_searched_in() -> None:
    assert words("Was ist mit dem Hafen?", "fr", "de") == words("Hafen", "fr")


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("de", "Was war das und wo?"),
        ("fr", "Qui est-ce et pourquoi ?"),
        ("ru", "Что это и где?"),
        ("no", "Hva er det og hvor?"),
        ("el", "Τι είναι αυτό και πού;"),
        ("he", "מה זה"),
        ("fa", "این چه بود؟"),
        ("vi", "Đó là gì?"),
        ("tr", "Bu ne ve neden?"),
    ],
)
def test_a_question_of_function_words_has_no_words(language: str, question: str) -> None:
    assert words(question, language) == []


def test_words_of_another_script_are_stemmed_as_there() -> None:
    assert set(words("Они назвали это scaling laws")) >= {"scale", "law"}
    assert set(words("The учителями left")) >= set(words("учитель", "ru"))


def test_digits_are_the_same_in_every_script() -> None:
    assert words("١٩٨٧", "ar") == words("१९८७", "hi") == words("１９８７") == ["1987"]


@pytest.fixture
def _threads_take_turns_often() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("_threads_take_turns_often")
def test_several_threads_tell_languages_as_one_does() -> None:
    texts = [f"{word} le pain {word} das Brot {word}" for word in map("".join, product("bdfkm", "aeiou", "dgnt"))]
    expected = [detect(text) for text in texts]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(detect, texts)) == expected


@pytest.mark.usefixtures("_threads_take_turns_often")
def test_several_threads_stem_as_one_does() -> None:
    unheard = ["".join(parts) for parts in product("bdfkmprtvz", "aeiou", "dgnt", ("ational", "ings", "iveness", "ed"))]
    stemmer = snowballstemmer.stemmer("english")
    expected = [[stemmer.stemWord(word)] for word in unheard]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(words, unheard)) == expected
