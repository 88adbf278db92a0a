"""People and things that several tests of ideas begin with."""

from typing import Any

import pytest
from django.test import Client

from deelname.models import Foto
from ideeen.models import Burencheck, Idee
from tests.conftest import Cast
from tests.ideeen.judging import start
from tests.ideeen.sending import form_address, photo, send, values
from wijkpaginas.models import WijkPage


@pytest.fixture
def resident(client: Client, cast: Cast) -> Client:
    client.force_login(cast.resident)
    return client


@pytest.fixture
def with_photo(resident: Client, wijk: WijkPage) -> Foto:
    send(resident, form_address(wijk), values(foto_1=photo(), foto_1_alt="Het lege plein"))
    return Foto.objects.get()


@pytest.fixture
def judge(client: Client, cast: Cast) -> Client:
    client.force_login(cast.regisseur)
    return client


@pytest.fixture
def started(judge: Client, idee: Idee, django_capture_on_commit_callbacks: Any) -> Burencheck:
    with django_capture_on_commit_callbacks(execute=True):
        assert start(judge, idee).status_code == 302
    return Burencheck.objects.get()
