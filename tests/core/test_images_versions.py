"""Versions of a picture: made in the background, drawn without a query, removed with it."""

import re
from io import StringIO
from pathlib import PurePosixPath

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.signals import post_save
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from PIL import Image

from core.models import SiteImage
from core.pictures.html import draw_picture, share_picture
from core.pictures.making import make_versions, make_versions_later, remove_files_later
from core.pictures.versions import QUICK_FORMATS, files_of, is_complete
from tests.core.pictures import photo, picture_bytes
from tests.factories.wijken import NieuwsPageFactory, address_of, section
from wijkpaginas.models import NieuwsIndexPage, WijkPage

pytestmark = pytest.mark.django_db


def store(width: int = 700, height: int = 500, **values: object) -> SiteImage:
    """Store a picture whose left half is red and whose right half is blue."""
    data = picture_bytes("PNG", photo(width, height))
    return SiteImage.objects.create(
        title="Plein", description="Het plein", file=ContentFile(data, name="x.png"), **values
    )


def waiting_tasks(path: str) -> list[DBTaskResult]:
    return [
        task
        for task in DBTaskResult.objects.filter(status=TaskResultStatus.READY)
        if task.task_path.endswith(path)
    ]


def work() -> None:
    """Do what waits, first come first served; the worker itself would close the connection."""
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY).order_by("enqueued_at")
    while row := ready.first():
        row.set_successful(row.task.func(*row.args_kwargs["args"], **row.args_kwargs["kwargs"]))


def stored(image: SiteImage) -> list[str]:
    return [name for name in files_of(image.uitvoeringen) if default_storage.exists(name)]


def test_a_picture_gets_a_task_in_the_transaction_that_stores_it() -> None:
    with transaction.atomic():
        store()
        assert len(waiting_tasks("make_versions_later")) == 1
        transaction.set_rollback(True)
    assert not waiting_tasks("make_versions_later")


def test_the_versions_are_never_wider_than_the_picture() -> None:
    image = store(700, 500)
    assert make_versions(image)
    assert image.uitvoeringen["widths"] == [320, 480, 640, 700]
    names = stored(image)
    assert len(names) == len(files_of(image.uitvoeringen)) == 9
    for name in names:
        with default_storage.open(name) as file:
            opened = Image.open(file)
            expected = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}[name.rpartition(".")[2]]
            assert opened.format == expected
            if expected != "JPEG":
                assert opened.width == int(re.findall(r"/(\d+)\.", name)[0])


@pytest.mark.parametrize(("width", "height"), [(1, 1), (5000, 2), (2, 900), (320, 240)])
def test_a_picture_of_an_odd_size_has_versions_too(width: int, height: int) -> None:
    image = store(width, height)
    assert make_versions(image)
    assert stored(image) == files_of(image.uitvoeringen)


def test_a_picture_that_is_see_through_is_shared_on_white() -> None:
    data = picture_bytes("PNG", Image.new("RGBA", (700, 500), (0, 0, 0, 0)))
    image = SiteImage.objects.create(title="x", file=ContentFile(data, name="x.png"))
    make_versions(image)
    folder = image.uitvoeringen["folder"]
    with default_storage.open(f"{folder}/share.jpg") as file:
        assert min(Image.open(file).convert("RGB").getpixel((9, 9))) > 250
    with default_storage.open(f"{folder}/480.webp") as file:
        assert Image.open(file).mode == "RGBA"


@pytest.mark.parametrize(("x", "red"), [(5, True), (2390, False)])
def test_what_is_shared_shows_the_focal_point(x: int, red: bool) -> None:
    image = store(
        2400, 400, focal_point_x=x, focal_point_y=200, focal_point_width=9,
        focal_point_height=9,
    )  # fmt: skip
    make_versions(image)
    shared = share_picture(image)
    assert shared is not None
    assert shared["width"] / shared["height"] == pytest.approx(1200 / 630, rel=0.01)
    with default_storage.open(f"{image.uitvoeringen['folder']}/share.jpg") as file:
        pixel = Image.open(file).convert("RGB").getpixel((shared["width"] // 2, 100))
    assert (pixel[0] > 150) == red


def test_the_task_can_run_twice() -> None:
    image = store()
    assert make_versions_later.func(image.pk)
    image.refresh_from_db()
    before = image.uitvoeringen
    assert not make_versions_later.func(image.pk)
    image.refresh_from_db()
    assert image.uitvoeringen == before


def test_another_focal_point_makes_new_versions_and_removes_the_old_ones() -> None:
    image = store()
    make_versions(image)
    old = files_of(image.uitvoeringen)
    image.focal_point_x, image.focal_point_y = 10, 20
    image.focal_point_width = image.focal_point_height = 8
    image.save()
    assert draw_picture(image, sizes="1px").startswith("<picture>")
    work()
    image.refresh_from_db()
    assert is_complete(image)
    assert not set(old) & set(stored(image))
    assert not any(default_storage.exists(name) for name in old)


def test_another_file_shows_itself_until_its_versions_are_there() -> None:
    image = store()
    make_versions(image)
    old = files_of(image.uitvoeringen)
    image.file = ContentFile(picture_bytes("JPEG", photo(900, 300)), name="y.jpg")
    image.save()
    assert f'<img src="{image.file.url}"' in draw_picture(image, sizes="1px")
    assert share_picture(image) is None
    work()
    image.refresh_from_db()
    assert image.uitvoeringen["widths"][-1] == 900
    assert not any(default_storage.exists(name) for name in old)


def test_another_title_makes_nothing() -> None:
    image = store()
    work()
    image.refresh_from_db()
    image.title = "Anders"
    image.save()
    assert not waiting_tasks("make_versions_later")


def test_the_files_go_with_the_picture_once_that_is_certain() -> None:
    image = store()
    work()
    image.refresh_from_db()
    names = files_of(image.uitvoeringen)
    with transaction.atomic():
        SiteImage.objects.filter(pk=image.pk).delete()
        transaction.set_rollback(True)
    work()
    assert all(default_storage.exists(name) for name in names)
    SiteImage.objects.filter(pk=image.pk).delete()
    work()
    assert not any(default_storage.exists(name) for name in names)


@pytest.mark.parametrize("change", ["delete", "refocus"])
def test_a_picture_that_changes_meanwhile_keeps_no_stale_files(change: str) -> None:
    image = store()
    if change == "delete":
        SiteImage.objects.filter(pk=image.pk).delete()
        assert not make_versions_later.func(image.pk)
    else:
        SiteImage.objects.filter(pk=image.pk).update(focal_point_x=3, focal_point_y=3)
    # This copy of the picture was read before the change.
    default_storage.save(image.file.name, ContentFile(picture_bytes("PNG")))
    assert not make_versions(image)
    folder = f"uitvoeringen/{PurePosixPath(image.file.name).stem}"
    made = [f"{folder}/{name}" for name in default_storage.listdir(folder)[0]]
    assert len(made) == 1
    assert default_storage.listdir(made[0])[1]
    for row in waiting_tasks("remove_files_later"):
        row.task.func(*row.args_kwargs["args"])
    assert not default_storage.listdir(made[0])[1]


def test_a_missing_file_is_no_error() -> None:
    image = store()
    default_storage.delete(image.file.name)
    assert not make_versions(image)
    remove_files_later.func(["uitvoeringen/is/er/niet.avif"])


def test_who_shows_the_picture_hears_that_there_are_versions() -> None:
    heard: list[object] = []

    def listen(instance: SiteImage, update_fields: object, **_kwargs: object) -> None:
        heard.append(update_fields)

    image = store()
    post_save.connect(listen, sender=SiteImage)
    try:
        make_versions(image)
    finally:
        post_save.disconnect(listen, sender=SiteImage)
    assert heard == [frozenset({"uitvoeringen"})]


def test_the_html_has_both_formats_the_size_and_the_text() -> None:
    image = store(focal_point_x=690, focal_point_y=0, focal_point_width=1, focal_point_height=1)
    make_versions(image)
    html = draw_picture(image, sizes='100vw"><svg onload=alert(1)>', alt='"><svg>', css_class='a"b')
    assert "<svg" not in html
    assert 'width="700" height="500"' in html
    assert 'class="a&quot;b sw-focus-x-10 sw-focus-y-0"' in html
    assert html.count(" 640w") == 2
    assert 'type="image/avif"' in html
    assert 'loading="lazy" decoding="async"' in html
    assert 'fetchpriority="high"' in draw_picture(image, sizes="100vw", eager=True)
    assert "loading" not in draw_picture(image, sizes="100vw", eager=True)
    assert "700w" not in draw_picture(image, sizes="1px", widest=640)
    assert "320w" in draw_picture(image, sizes="1px", widest=1)
    with CaptureQueriesContext(connection) as captured:
        draw_picture(SiteImage.objects.get(pk=image.pk), sizes="100vw")
    assert len(captured) == 1


def test_quick_versions_are_shown_and_the_worker_adds_the_rest() -> None:
    image = store()
    make_versions(image, formats=QUICK_FORMATS)
    html = draw_picture(image, sizes="100vw")
    assert ".webp" in html
    assert "avif" not in html
    work()
    image.refresh_from_db()
    assert "avif" in draw_picture(image, sizes="100vw")


def test_the_command_makes_what_is_missing() -> None:
    first, second = store(), store(330, 300)
    out = StringIO()
    call_command("maak_uitvoeringen", stdout=out)
    assert "2 afbeeldingen bijgewerkt, 0 mislukt" in out.getvalue()
    for image in (first, second):
        image.refresh_from_db()
        assert is_complete(image)
    default_storage.delete(stored(first)[0])
    default_storage.delete(second.file.name)
    out = StringIO()
    call_command("maak_uitvoeringen", bestanden=True, stdout=out)
    assert "1 afbeeldingen bijgewerkt" in out.getvalue()
    first.refresh_from_db()
    assert stored(first) == files_of(first.uitvoeringen)


def test_a_page_shows_the_versions_and_makes_none(client: Client, wijk: WijkPage) -> None:
    image = store(1000, 600)
    page = NieuwsPageFactory(parent=section(wijk, NieuwsIndexPage), afbeelding=image)
    before = client.get(address_of(page)).content.decode()
    assert image.file.url in before
    assert not image.renditions.exists()
    make_versions(image)
    after = client.get(address_of(page)).content.decode()
    folder = image.uitvoeringen["folder"]
    assert f'property="og:image" content="http://testserver/media/{folder}/share.jpg"' in after
    assert 'property="og:image:width"' in after
    assert f"/media/{folder}/960.avif 960w" in after
    assert 'alt="Het plein"' in after
    assert "style=" not in after
    assert not image.renditions.exists()
