"""Addresses become transcripts: pages, files, feeds that are followed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from ingest_samples import Counting
from websites import Site, feed, item, transcript

from corpus.database import Store
from ingest.fetching.fetcher import Fetcher
from ingest.settings import Summary

Adding = Callable[..., Summary]

VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ada Moss>{} {}.\n\n00:01:05.000 --> 00:01:09.000\n<v Bo Rye>Why?\n"
SEGMENTS = {
    "version": "1.0.0",
    "segments": [
        {"speaker": "Ada Moss", "startTime": 1.5, "endTime": 3.0, "body": "The tide turned at noon."},
        {"speaker": "Bo Rye", "startTime": 62.0, "endTime": 65.0, "body": "Who saw it?"},
    ],
}
CITED = (
    "<cite>Ada Moss:</cite>\n<time>0:01</time>\n<p>The tide turned at noon.</p>\n"
    "<cite>Bo Rye:</cite>\n<time>1:02</time>\n<p>Who saw it?</p>\n"
)
SRT = (
    "1\n00:00:01,500 --> 00:00:03,000\nAda Moss: The tide turned at noon.\n\n"
    "2\n00:01:02,000 --> 00:01:05,000\nBo Rye: Who saw it?\n"
)
PLAIN = "Ada Moss: The tide turned at noon.\n\nBo Rye: Who saw it?\n\nAda Moss: I did.\n\nBo Rye: Did you?\n"


@pytest.fixture
def add(adding: Adding, fetcher: Fetcher) -> Adding:
    return lambda *paths, **settings: adding(*paths, fetcher=fetcher, **settings)


def spoken(store: Store, transcript_id: str) -> list[tuple[str | None, float | None]]:
    return [(turn.speaker, turn.passages[0].time) for turn in store.snapshot().read(transcript_id).turns()]


def test_a_page(site: Site, add: Adding, store: Store) -> None:
    paragraphs = "".join(
        f"<p><b>{who}:</b> {what}</p>" for who, what in [("Ada Moss", "Was it late?"), ("Bo Rye", "At noon " * 40)]
    )
    site.pages["/talks/tide"] = (
        "text/html",
        f"<html><head><title>Tides</title></head><body><article><h1>Tides</h1>{paragraphs}</article></body></html>",
    )
    assert add(site.url("/talks/tide?utm=1")).failed
    assert add(site.url("/talks/tide")).added == ["tide.html"]
    info = store.snapshot().info("tide.html")
    assert (info.title, info.url, info.speakers) == ("Tides", site.url("/talks/tide"), ("Ada Moss", "Bo Rye"))
    assert add(site.url("/talks/tide")).unchanged == ["tide.html"]


TTML = """<tt xmlns="http://www.w3.org/ns/ttml"><body><div>
<p begin="0:01.500" end="0:03.000">Ada Moss: Was it late?</p>
<p begin="1:02.000" end="1:05.000">Bo Rye: At noon it turned.</p>
</div></body></tt>"""
FORMS = {
    "json": ("application/json", json.dumps(SEGMENTS), [("Ada Moss", 1.5), ("Bo Rye", 62.0)]),
    "vtt": ("text/vtt", VTT.format("The tide", "turned"), [("Ada Moss", 1.0), ("Bo Rye", 65.0)]),
    "srt": ("application/x-subrip", SRT, [("Ada Moss", 1.5), ("Bo Rye", 62.0)]),
    "ttml": ("application/ttml+xml", TTML, [("Ada Moss", 1.5), ("Bo Rye", 62.0)]),
    "srt as text": ("text/srt", SRT, [("Ada Moss", 1.5), ("Bo Rye", 62.0)]),
    "html": ("text/html", CITED, [("Ada Moss", 1.0), ("Bo Rye", 62.0)]),
    "plain": ("text/plain", PLAIN, [("Ada Moss", None), ("Bo Rye", None), ("Ada Moss", None), ("Bo Rye", None)]),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_that_a_feed_may_offer(form: str, site: Site, add: Adding, store: Store) -> None:
    kind, body, expected = FORMS[form]
    person = '<podcast:person role="guest">Ada Moss</podcast:person>'
    site.pages |= {"/feed": feed(item("Tide: part 1/2", transcript("/t", kind), person)), "/t": (kind, body)}
    [name] = add(site.url("/feed")).added
    assert name.startswith("Tide-part-1-2.")
    info = store.snapshot().info(name)
    assert (info.title, info.date, info.publisher) == ("Tide: part 1/2", "2026-03-03", "Night & Tide")
    assert info.url == site.url("/about")
    said = yaml.safe_load(Path(f"{info.origin}.yaml").read_text("utf-8"))
    assert (said["media"], said["people"]) == (site.url("/14.mp3"), ["Ada Moss"])
    assert spoken(store, name) == expected


def test_a_feed_is_followed(site: Site, add: Adding, store: Store, encoder: Counting) -> None:
    episodes = [item(f"Night {n}", transcript(f"/{n}", "text/vtt")) for n in range(3)]
    site.pages |= {f"/{n}": ("text/vtt", VTT.format("Night", n)) for n in (0, 2)}
    site.pages["/feed"] = feed(item("Silence"), *episodes[:2])
    summary = add(site.url("/feed"))
    assert (summary.added, [name for name, _ in summary.failed]) == (["Night-0.vtt"], ["Night-1.vtt"])
    site.paths()
    site.pages |= {"/1": ("text/vtt", VTT.format("Night", 1)), "/feed": feed(*episodes)}
    assert add(site.url("/feed")).added == ["Night-1.vtt", "Night-2.vtt"]
    assert site.paths() == ["/feed", "/1", "/2"]
    with store.writing() as writer:
        writer.remove("Night-0.vtt")
    encoded = encoder.texts
    assert str(add(site.url("/feed"))).startswith("0 files (nothing to do)")
    assert (site.paths(), encoder.texts) == (["/feed"], encoded)


def test_what_stopped_goes_on_without_asking_again_for_what_is_there(site: Site, add: Adding) -> None:
    site.pages["/feed"] = feed(*(item(f"Night {n}", transcript(f"/{n}", "text/vtt")) for n in range(3)))
    site.pages |= {f"/{n}": ("text/vtt", VTT.format("Night", n)) for n in (0, 2)}

    def stop(_: Any) -> None:
        raise KeyboardInterrupt

    class Stopping:
        def __call__(self, data: bytes, name: str) -> Any:
            from ingest.readers import read

            return stop(name) if name == "Night-2.vtt" else read(data, name)

    with pytest.raises(KeyboardInterrupt):
        add(site.url("/feed"), reader=Stopping())
    site.paths()
    assert add(site.url("/feed")).added == ["Night-2.vtt"]
    assert [
        path for path, headers in site.asked if path == "/0" or (path == "/2" and "If-None-Match" not in headers)
    ] == []


@pytest.mark.parametrize("head", ["<language>en</language>", ""])
def test_transcripts_in_several_languages_are_accounts_of_one_conversation(
    head: str, site: Site, add: Adding, store: Store
) -> None:
    offers = [
        transcript("/en.srt", "text/plain", "en-US"), transcript("/en", "text/vtt", "en"),
        transcript("/fr", "text/vtt", "fr"),
    ]  # fmt: skip
    french = VTT.format("La marée a tourné à midi, et personne", "ne l’a vue")
    site.pages |= {
        "/feed": feed(item("Tide", *(reversed(offers) if head else offers)), head=head),
        "/en.srt": ("text/plain", SRT),
        "/fr": ("text/vtt", french),
    }
    site.pages["/en"] = ("text/vtt", VTT.format("The tide", "turned"))
    assert add(site.url("/feed")).failed == []
    infos = store.snapshot().infos
    assert {info.id: (info.kind, info.derived_from, info.conversation) for info in infos.values()} == {
        "Tide.vtt": ("transcript", None, "Tide"),
        "Tide.fr.vtt": ("translation", "Tide.vtt", "Tide"),
    }


def test_episodes_of_one_title_are_conversations_of_their_own(site: Site, add: Adding, store: Store) -> None:
    def episode(number: int) -> str:
        offers = transcript(f"/{number}", "text/vtt"), transcript(f"/{number}-fr", "text/vtt", "fr")
        site.pages[f"/{number}"] = ("text/vtt", VTT.format("The tide", f"turned {number} times"))
        site.pages[f"/{number}-fr"] = ("text/vtt", VTT.format("La marée a tourné", f"{number} fois"))
        return item("Tide", *offers)

    site.pages["/feed"] = feed(episode(2), episode(1))
    add(site.url("/feed"))
    site.pages["/feed"] = feed(episode(3), episode(2), episode(1))
    assert len(add(site.url("/feed")).added) == 2
    infos = store.snapshot().infos
    assert len({info.conversation for info in infos.values()}) == 3
    for info in infos.values():
        number = store.snapshot().read(info.id).text
        if info.kind == "translation":
            original = infos[info.derived_from or ""]
            count = next(one for one in "123" if f"{one} fois" in number)
            assert f"turned {count} times" in store.snapshot().read(original.id).text
            assert original.conversation == info.conversation


def test_a_lone_transcript_in_another_language_than_the_podcasts_is_a_translation(
    site: Site, add: Adding, store: Store
) -> None:
    site.pages["/feed"] = feed(item("Tide", transcript("/fr", "text/vtt", "fr")))
    site.pages["/fr"] = ("text/vtt", VTT.format("La marée a tourné à midi, et personne", "ne l’a vue"))
    add(site.url("/feed"))
    info = store.snapshot().info("Tide.vtt")
    assert (info.kind, info.derived_from) == ("translation", None)


def test_a_date_that_is_none_stops_nothing(site: Site, add: Adding, store: Store) -> None:
    kind, text = feed(item("Tide", transcript("/t", "text/vtt")))
    site.pages |= {
        "/feed": (kind, text.replace("2026", "9" * 30)),
        "/t": ("text/vtt", VTT.format("The tide", "turned")),
    }
    assert add(site.url("/feed")).added == ["Tide.vtt"]
    assert store.snapshot().info("Tide.vtt").date is None


PODLOVE = (
    '<psc:chapters xmlns:psc="http://podlove.org/simple-chapters" version="1.2">'
    '<psc:chapter start="0:00" title="Hello"/>'
    '<psc:chapter start="00:01:05.500" title="The tide"/></psc:chapters>'
)
LISTED = [
    {"startTime": 0, "title": "Hello"},
    {"startTime": 3, "title": "A picture", "toc": False},
    {"startTime": 65.5, "title": "The tide"},
]
CHAPTERS = {
    "in the feed": (PODLOVE, "", ["Hello", "The tide"]),
    "in a file": ("", json.dumps({"version": "1.2.0", "chapters": LISTED}), ["Hello", "The tide"]),
    "in a broken file": ("", '{"chapters": [1, {"startTime": "x"}]}', [None, None]),
    "too far away": ("", f'{{"chapters": [{{"startTime": {"9" * 400}, "title": "End"}}]}}', [None, None]),
}


@pytest.mark.parametrize("case", CHAPTERS)
def test_chapters_are_the_sections_of_what_is_said_in_them(case: str, site: Site, add: Adding, store: Store) -> None:
    inline, listed, expected = CHAPTERS[case]
    named = '<podcast:chapters url="/chapters.json" type="application/json+chapters"/>'
    site.pages |= {
        "/feed": feed(item("Tide", transcript("/t", "text/vtt"), inline or named)),
        "/t": ("text/vtt", VTT.format("The tide", "turned")),
        "/chapters.json": ("application/json", listed),
    }
    add(site.url("/feed"))
    assert [turn.section for turn in store.snapshot().read("Tide.vtt").turns()] == expected


BAD = {
    "no transcripts": (feed(item("One")), "none of its 1 episodes offers a transcript"),
    "no episodes": (feed(), "without episodes"),
    "nested": (("text/xml", "<rss>" + "<a>" * 30_000), "without episodes"),
    "picture": (("image/png", b"\x89PNG\r\n\x1a\n"), "image/png, which is not read"),
    "nothing": (("text/html", ""), "empty"),
    "an empty page": (("text/html", "<html><body></body></html>"), "without text"),
}


@pytest.mark.parametrize(("answer", "says"), BAD.values(), ids=BAD)
def test_what_is_no_transcript_is_said_in_a_line(
    answer: tuple[str, str | bytes], says: str, site: Site, add: Adding, store: Store
) -> None:
    site.pages["/x"] = answer
    [(_, reason)] = add(site.url("/x")).failed
    assert says in reason
    assert not store.snapshot().infos


def test_a_login_page_is_no_transcript(site: Site, add: Adding) -> None:
    site.pages |= {
        "/feed": feed(item("One", transcript("/t.vtt", "text/vtt"))),
        "/t.vtt": ("text/html", "<html><p>Log in"),
    }
    [(_, reason)] = add(site.url("/feed")).failed
    assert "a web page and not the transcript" in reason


def test_entities_of_a_feed_lead_nowhere(site: Site, add: Adding, store: Store) -> None:
    kind, text = feed(item("Tide &leak;&bomb;", transcript("/t", "text/vtt")))
    declared = '<!DOCTYPE rss [<!ENTITY leak SYSTEM "file:///etc/hostname"><!ENTITY bomb "boom">]>'
    site.pages |= {
        "/feed": (kind, text.replace("?>", "?>" + declared, 1)),
        "/t": ("text/vtt", VTT.format("The tide", "turned")),
    }
    add(site.url("/feed"))
    [info] = store.snapshot().infos.values()
    assert info.title == "Tide &leak;&bomb;"


def test_what_a_person_said_stays(site: Site, add: Adding, store: Store) -> None:
    site.pages |= {
        "/feed": feed(item("Tide", transcript("/t", "text/vtt"))),
        "/t": ("text/vtt", VTT.format("The tide", "turned")),
    }
    add(site.url("/feed"))
    beside = Path(f"{store.snapshot().info('Tide.vtt').origin}.yaml")
    beside.write_text("title: Mine\n", "utf-8")
    site.pages["/t"] = ("text/vtt", VTT.format("The ebb", "came"))
    add(site.url("/t"))
    info = store.snapshot().info("Tide.vtt")
    assert (beside.read_text("utf-8"), info.title) == ("title: Mine\n", "Mine")
    assert "ebb" in store.snapshot().read("Tide.vtt").text
