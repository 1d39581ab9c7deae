"""Words before a colon that lead into what the same person says next: For example, Zum Beispiel, Par exemple, 总之.

They stand where labels stand, once, with a capital, and name nobody.
"""

import re
from functools import cache

from corpus.language import fold
from corpus.stems import function_words

_LEAD_INS = frozenset(
    line.strip()
    for line in re.split(
        r"[;\n]",
        """
uno; dos; tres; un; deux; trois; eins; zwei; drei; one; two; three; for example; for instance; example; examples
in short; in brief; in other words; in fact; in the end; bottom line; long story short; fun fact; true story
fast forward; spoiler; spoiler alert; the moral; lesson; takeaway; key takeaway; pro tip; hint; advice; result
results; conclusion; problem; solution; reason; answer's; meaning; fact; truth; important; remember; look
listen; again; well; first; second; third; fourth; fifth; finally; firstly; secondly; thirdly; lastly; next
also; because; but; and; so; then; thus; therefore; however; moreover; instead; otherwise; meanwhile; anyway
today; tomorrow; yesterday; now; yes; no; okay; ok; right; sure; exactly; absolutely; correct; reality; myth
bonus; caution; pros; cons; p.s; ps; step; namely; that is; my point; my advice; zum beispiel; beispiel; wichtig
wichtig ist; das heißt; kurz gesagt; kurzum; erstens; zweitens; drittens; viertens; schließlich; fazit; ergebnis
hinweis; merke; und noch etwas; mein rat; das problem; das ergebnis; das wichtigste; anders gesagt
mit anderen worten; übrigens; trotzdem; außerdem; nämlich; genau; richtig; ja; nein; heute; damals; par exemple
exemple; bref; en résumé; en bref; premièrement; deuxièmement; troisièmement; enfin; ensuite; résultat
autrement dit; c'est-à-dire; morale; une chose est sûre; attention; mon conseil; oui; non; donc; or; voilà
aujourd'hui; d'abord; puis; por ejemplo; ejemplo; en resumen; es decir; primero; tercero; después; luego
finalmente; resultado; ojo; lo importante; otra cosa; mi consejo; conclusión; o sea; mejor dicho; sí; pues; hoy
además; y luego; per esempio; esempio; in breve; cioè; infine; insomma; risultato; ad esempio; sì; allora
quindi; por exemplo; exemplo; em resumo; ou seja; primeiro; terceiro; sim; não; então; enfim; bijvoorbeeld
kortom; ten eerste; ten tweede; met andere woorden; например; итак; короче; во-первых; во-вторых; в-третьих
то есть; 例えば; たとえば; つまり; まず; 次に; 最後に; 理由; 第一に; 第二に; 例; 大事なこと; 補足; 要するに
結論; はい; いいえ; 一つ目; 二つ目; 예를 들면; 예를 들어; 결론; 첫째; 둘째; 셋째; 즉; 문제; 요점; 참고
다시 말해; 결과; 한마디로; 네; 아니요; 그래서; 그리고; 例如; 比如; 譬如; 举例; 比方说; 总之; 总而言之; 简单讲
简单说; 简单来说; 换句话说; 也就是说; 一句话; 首先; 其次; 再次; 再者; 最后; 另外; 此外; 因此; 所以; 但是; 可是
然而; 不过; 同时; 其实; 事实上; 实际上; 当然; 记住; 后来; 结果; 原因; 原因是; 问题是; 关键是; 当年; 当时; 今天
第一; 第二; 第三; 第四; 第五; 其一; 其二; 其三; 一是; 二是; 三是; 一方面; 另一方面; 还有一点; 还有; 重点; 关键
核心; 本质; 事实; 真相; 答案; 意思; 意思是; 优点; 缺点; 方法; 目标; 成本; 收益; 是; 对; 好; 没错; 不是; 不
""",
    )
    if line.strip()
)
"""Without words that are names, too (Kurz, Case, Primo), and what interpreters' words are labelled with."""
_MONTHS_AND_DAYS = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|spring|summer|autumn|fall|winter)(?: \d{1,4})?",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"[\d\s.,/:'’–-]+(?:[年月日]|\s?[ap]\.?m\.?)?", re.IGNORECASE)
_SAID = re.compile(r"(?:我|你|您|他|她|我们|他们|她们|大家|有人|妈妈?|爸爸?|父亲|母亲|老师).{0,3}[说问想道答讲]")
_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
_OF_PEOPLE = frozenset(
    "some all many several other another one both more most any few a an the der die das ein eine einer le la les un "
    "une el los las una unos unas il lo gli i uno o os as um uma de het een da di del della den van von al du dos do "
    "y e".split()
)
"""Function words that stand before people, too: Some hon. members, The old man, La moderadora, Van Dyke."""
_LONGEST = 6  # words
_RESOLVED = re.compile(
    r"(?:now,? )?(?:and )?(?:whereas|(?:therefore,? )?be it (?:\w+ ){0,2}(?:resolved|enacted)|(?:further )?resolved"
    r"|now,? therefore)(?:,? (?:by the|that)(?: \w+){0,4})?",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:apropos|à propos|stichwort|zum thema|speaking of|regarding|concerning|as for) .+", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"(?:mr|mrs|ms|madame?|herr|frau|monsieur|m|mme|señora?|senhora?|signora?|sehr geehrter?|honou?rable|hon)\.?\s"
    r"(?:(?:le|la|the|deputy|vice)\s)?"
    r"(?:speaker|chair\w*|premier|minister\w*|\w{0,20}präsident(?:in)?|\w{0,20}kanzler(?:in)?|\w{0,20}minister(?:in)?"
    r"|vorsitzender?|kolleg(?:e|in)|président|president[ea]?|ministr[eoa])",
    re.IGNORECASE,
)
_TO_SOMEBODY = re.compile(r"(?:mrs?|ms|herr|frau|lieber?|kolleg(?:e|in)|monsieur|madame|señora?)\b", re.IGNORECASE)
_ONE = frozenset("a an one ein eine einen einer noch un une una uno um uma een".split())
_WHO_SAYS = frozenset(
    "i i'm i'll i've you he she we they us me let ich du wir ihr ihnen mir mich uns je j'ai nous vous yo nosotros "
    "usted ustedes io noi voi eu você nós ik wij jij".split()
)


def leads_in(words: str) -> bool:
    """Whether words before a colon lead into what the same person says, and name nobody: a set phrase, a date, or
    several words of which the first joins others and the last has no capital (What I mean).
    """
    folded = fold(words).strip(" .,!…")
    if (
        folded in _LEAD_INS
        or _RESOLVED.fullmatch(folded)
        or _NUMBERS.fullmatch(folded)
        or _MONTHS_AND_DAYS.fullmatch(folded)
    ):
        return True
    if _SAID.fullmatch(folded) or _ABOUT.fullmatch(folded):
        return True
    parts = words.split()
    if not 2 <= len(parts) <= _LONGEST or not parts[-1][:1].islower():
        return False
    return fold(parts[0]).casefold() in _joining()


def addresses(first: str, rest: str) -> bool:
    """Whether words before a comma address somebody to whom those between it and a colon say what comes: `Mr. Speaker,
    one thing`, `Kim, I tell you`. What somebody is may stand there, too: `Kim Doe, a nurse`.
    """
    words = [word.strip("\"'’.,").replace("’", "'").casefold() for word in rest.split()]
    if not words:
        return False
    said = not _WHO_SAYS.isdisjoint(words) or fold(rest).strip(" .,") in _LEAD_INS
    return said or _ADDRESS.fullmatch(first) is not None or (words[0] in _ONE and _TO_SOMEBODY.match(first) is not None)


@cache
def _joining() -> frozenset[str]:
    """Return the words of a few languages that join others, without those that stand before people."""
    return frozenset(word for language in _LANGUAGES for word in function_words(language)) - _OF_PEOPLE
