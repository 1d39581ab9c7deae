import pytest

from corpus.errors import UnreadableFile
from ingest.readers import read
from ingest.source import Source

LONG = "We had more data, and better data, than ever before, and that made the models better in the end."
PAGE = f"""<!doctype html><html><head><title>A talk – Example</title><meta charset="utf-8">
<meta property="og:url" content="https://example.org/talk"><meta property="og:title" content="A talk">
<meta property="article:published_time" content="2025-11-18T10:00:00Z"><style>p {{ color: red }}</style>
<script>var tracked = 1;</script></head><body><nav><a href="/">Home</a> <a href="/blog">Blog</a></nav>
<article><h1>A talk</h1><h2>Scale</h2><p><strong>Speaker A:</strong> What changed <em>this</em> year?</p>
<p><strong>Speaker B:</strong> {LONG} {LONG}</p><p>{LONG}</p><p><b>Speaker A</b><br>Yes.</p><h2>Data</h2>
<dl><dt>Speaker B</dt><dd>And &lt;then&gt;?</dd><dt>Speaker A</dt><dd>{LONG}</dd></dl><p><b>Key</b> words.</p></article>
<aside>Most read</aside><footer>Imprint</footer></body></html>"""


def paragraphs(source: Source) -> list[str]:
    """The paragraphs, those marked as headings after a `#`."""
    headings = {mark.start for mark in source.marks if mark.heading}
    found, at = [], 0
    for text in source.text.split("\n\n"):
        found.append(f"# {text}" if at in headings else text)
        at += len(text) + 2
    return found


def body(html: str) -> bytes:
    return f"<html><body>{html}</body></html>".encode()


def test_main_text_headings_speakers_and_metadata_are_read() -> None:
    source = read(PAGE.encode(), "a.html")
    assert paragraphs(source) == [
        *("# A talk", "# Scale", "Speaker A: What changed this year?", f"Speaker B: {LONG} {LONG}", LONG),
        *("Speaker A: Yes.", "# Data", "Speaker B: And <then>?", f"Speaker A: {LONG}", "Key words."),
    ]
    url, publisher = "https://example.org/talk", "example.org"
    assert source.metadata == {"title": "A talk", "date": "2025-11-18", "url": url, "publisher": publisher}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><b>Speaker A</b></p><p>Why?</p><p>Well?</p>", ["Speaker A: Why?", "Well?"]),
        ("<p><b>Q:</b> Why?<p><b>A:</b> Because.<p>And so.", ["Q: Why?", "A: Because.", "And so."]),
        ("<p><b>问：</b>为什么？</p><p><b>答</b>：因为。</p>", ["问：为什么？", "答：因为。"]),
        ("<div><span class=speaker>Ada</span><div>Why?</div></div>" * 2, ["Ada: Why?", "Ada: Why?"]),
        ("<dl><dt>Ada Lovelace</dt><dd><p>One.</p><p>Two.</p></dd></dl>", ["Ada Lovelace: One.", "Two."]),
        ("<p><b>Speaker A</b></p><h2>Data</h2><p>One.</p>", ["Speaker A", "# Data", "One."]),
        ("<table><tr><td>Speaker A</td><td>Why?</td></tr></table>", ["Speaker A: Why?"]),
        ("<dl><dt>epoch</dt><dd>One pass.</dd></dl><p><b>Not</b> this.", ["epoch\nOne pass.", "Not this."]),
        ("<pre>Speaker A: Why?\nSpeaker B: Because.</pre>", ["Speaker A: Why?\nSpeaker B: Because."]),
        ("<p>Why?</p><script>alert(1)</script><noscript>Turn it on</noscript>", ["Why?"]),
        ("<table><tr><td><table><tr><td>menu</table><td><p>One.<p>Two.</table>", ["menu", "One.", "Two."]),
    ],
)
def test_short_pages_keep_their_paragraphs_and_speakers(html: str, expected: list[str]) -> None:
    assert paragraphs(read(body(html), "a.html")) == expected


def test_where_nothing_stands_around_the_text_nothing_is_lost() -> None:
    turns = "".join(f"<B><P>DOE</B>: {LONG} {n}</P><B><P>RAY</B>: {LONG} {LONG} {n}</P>" for n in range(30))
    head = "<B><FONT SIZE=2><P>An interview with Bob Ray:</P><DIR>\n<DIR>\n\n"
    html = f"{head}<P>RAY</B>: I have a question first.</P>{turns}"
    text = read(body(html), "a.html").text
    assert "An interview with Bob Ray" in text
    assert "I have a question first." in text


def test_names_that_recur_on_lines_of_their_own_are_all_kept() -> None:
    said = [text for turn in range(30) for text in ("AB"[turn % 2] * 3, f"Turn {turn}. {LONG}")]
    menu = "<ul>" + "<li><a href=/more>Read more of this</a></li>" * 40 + "</ul>"
    html = menu + "<div>" + "".join(f"<p>{text}</p>" for text in said) + "</div>" + menu
    assert paragraphs(read(body(html), "a.html")) == said


@pytest.mark.parametrize(
    ("charset", "encoding", "reported"),
    [
        ("gb2312", "gbk", "gb18030"),
        ("GBK", "gbk", "gb18030"),
        ("gb2312", "utf-8", "utf-8"),
        ("utf-8", "gbk", "gb18030"),
        ("utf-7", "gbk", "gb18030"),
        ("nonsense", "utf-16", "utf-16"),
    ],
)
def test_the_charset_is_believed_only_where_it_holds(charset: str, encoding: str, reported: str) -> None:
    said = "主持人：今年有什么变化？我们有了更多的数据。"
    html = f"<html><head><meta charset={charset}></head><body><p>{said}</p></body></html>"
    source = read(html.encode(encoding), "a.htm")
    assert (source.text, source.encoding) == (said, reported)


@pytest.mark.parametrize(
    "html",
    ["", "<script>var a = 1;</script>", "<img src=a.png>", "<div>" * 100_000, "<!-- said -->", "<p>&#0;&#xD800;</p>"],
)
def test_a_page_without_text_is_refused(html: str) -> None:
    with pytest.raises(UnreadableFile, match=r"a\.html: (a web page without text|not text)"):
        read(body(html), "a.html")
