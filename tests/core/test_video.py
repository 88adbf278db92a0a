"""Which addresses are films, and which only look like it."""

import pytest

from core.blocks.media import VideoBlock, VideoValue, recognise_video

YOUTUBE, VIMEO = ("YouTube", "dQw4w9WgXcQ"), ("Vimeo", "76979871")


@pytest.mark.parametrize(
    ("url", "video"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("https://youtube.com/watch?list=x&v=dQw4w9WgXcQ&t=3", YOUTUBE),
        ("https://m.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("https://WWW.YouTube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("https://youtu.be/dQw4w9WgXcQ", YOUTUBE),
        ("https://youtu.be/dQw4w9WgXcQ?si=x", YOUTUBE),
        ("https://www.youtube.com/embed/dQw4w9WgXcQ", YOUTUBE),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", YOUTUBE),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", YOUTUBE),
        ("https://vimeo.com/76979871", VIMEO),
        ("https://vimeo.com/76979871/", VIMEO),
        ("https://player.vimeo.com/video/76979871", VIMEO),
        ("https://vimeo.com/channels/staffpicks/76979871", VIMEO),
    ],
)
def test_a_film_is_recognised(url: str, video: tuple[str, str]) -> None:
    assert recognise_video(url) == video


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "https://example.org/watch?v=dQw4w9WgXcQ",
        "http://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "javascript://youtube.com/watch?v=dQw4w9WgXcQ",
        "data:text/html,<script>alert(1)</script>",
        "https://youtube.com.kwaad.example/watch?v=dQw4w9WgXcQ",
        "https://kwaad.example/youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com@kwaad.example/watch?v=dQw4w9WgXcQ",
        "https://kwaadyoutube.com/watch?v=dQw4w9WgXcQ",
        'https://www.youtube.com/watch?v="><svg onload=alert(1)>',
        "https://www.youtube.com/watch?v=../../redirect",
        "https://www.youtube.com/watch?v=a%26autoplay%3D0",
        "https://www.youtube.com/watch?v=a%3Fx",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/embed/",
        "https://www.youtube.com/embed",
        "https://youtu.be/",
        "https://youtu.be/a/b",
        "https://vimeo.com/",
        "https://vimeo.com/over-ons",
        "https://vimeo.com/upload",
        "https://www.youtube.com/watch?v=é",
        "https://[",
        "https://[youtube.com/watch?v=x",
    ],
)
def test_what_is_no_film_is_refused_and_breaks_nothing(url: str) -> None:
    assert recognise_video(url) is None
    value = VideoValue(VideoBlock(), [("url", url)])
    assert value.embed_url == ""
    assert value.provider == ""


def test_a_film_plays_where_no_cookie_is_set() -> None:
    value = VideoValue(VideoBlock(), [("url", "https://youtu.be/dQw4w9WgXcQ")])
    assert value.embed_url == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"
    value = VideoValue(VideoBlock(), [("url", "https://vimeo.com/76979871")])
    assert value.embed_url == "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"
