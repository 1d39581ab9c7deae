"""Listening to what was said: recordings given out to the page's player, and which words are said when."""

from collections.abc import Callable, Iterator
from urllib.parse import quote as percent
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from corpus.database import Store
from corpus.recordings import is_address, local_recording, media_type
from corpus.transcript import Transcript, TranscriptInfo
from page.reading import Layout
from page.safety import is_logged_in

RECORDINGS_PATH = "/page-recordings"
_HEADERS = {"Cache-Control": "private, no-cache", "Cross-Origin-Resource-Policy": "same-origin"}
"""A recording is kept in no shared cache, and no page of another site may play it."""
FOLLOWED = 60.0
"""Seconds from one known time to the next within which words are followed; in longer ones, who knows which are said."""
_WITH_TIMES = ("youtube.com", "youtu.be", "vimeo.com")
"""Hosts of recordings; a transcript whose own address is there needs no other."""

Moment = tuple[float, float, int, int, int]
"""From which second until which a stretch is said, its start and end, the chunk that shows it."""


def recording_view(info: TranscriptInfo) -> dict[str, str] | None:
    """Return how a transcript's recording is listened to: here (`path`), or at another host (`url`); None: it has none.

    A file that is not on this machine any more is none.
    """
    path = local_recording(info)
    if path is not None:
        kind = str(media_type(path)).partition("/")[0]
        return {"kind": kind, "path": f"{RECORDINGS_PATH}/{percent(info.id, safe='')}"}
    for address in (info.media, info.url):
        if address and is_address(address) and (address == info.media or _is_recording(address)):
            return {"kind": "link", "url": address}
    return None


def _is_recording(address: str) -> bool:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:  # it is none
        return False
    return host.removeprefix("www.").removeprefix("m.") in _WITH_TIMES


def recording_route(store: Callable[[], Store]) -> Route:
    """Return the route that gives out recordings, in parts where a browser asks for some: those that transcripts of the
    library name and no other file, to whoever may see the page.
    """

    def give(request: Request) -> Response:
        if not is_logged_in(request):
            return PlainTextResponse("log in to listen", 401)
        info = store().snapshot().infos.get(request.path_params["id"])
        path = local_recording(info) if info else None
        if path is None:
            return PlainTextResponse("no such recording", 404)
        return FileResponse(path, media_type=media_type(path), headers=_HEADERS)

    return Route(f"{RECORDINGS_PATH}/{{id}}", give)


def moments(transcript: Transcript, layout: Layout) -> list[Moment]:
    """Return when each stretch of a transcript is said, in order of time, where times are near enough to follow."""
    known = [*_known(transcript)]
    if not known:
        return []
    ends = [*(start for _, start in known[1:]), transcript.info.characters]
    times = sorted({second for second, _ in known})
    until = dict(zip(times, [*times[1:], times[-1] + FOLLOWED], strict=True))
    found = [
        (second, until[second], start, end, layout.chunk_at(start))
        for (second, start), end in zip(known, ends, strict=True)
        if until[second] - second <= FOLLOWED
    ]
    return sorted(found)


def _known(transcript: Transcript) -> Iterator[tuple[float, int]]:
    """Yield each second that is known, and where what is said then starts."""
    last: float | None = None
    for passage in transcript.speech():
        begun = () if passage.time is None or (passage.times and passage.times[0][0] == 0) else ((0, passage.time),)
        for offset, second in (*begun, *passage.times):
            if second != last:
                yield second, passage.start + offset
            last = second
