"""Production starts with what it needs, and else says in a sentence each what is missing."""

import ast
import re
from collections.abc import Iterator

import pytest

from cms.settings.environment import NO_USE_TO_TRY_AGAIN
from tests.cms.starting import python, start
from tests.conftest import PROJECT
from tests.everything import ENOUGH


def complaints(values: dict[str, str]) -> list[str]:
    result = start(values)
    assert result.returncode == NO_USE_TO_TRY_AGAIN
    assert "Traceback" not in result.stderr
    return result.stderr.strip().splitlines()


def test_production_starts_with_all_it_needs() -> None:
    result = start(ENOUGH)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("name", list(ENOUGH))
@pytest.mark.parametrize("empty", [True, False])
def test_what_is_missing_is_said_in_one_sentence(name: str, empty: bool) -> None:
    values = {key: value for key, value in ENOUGH.items() if key != name}
    (sentence,) = complaints(values | ({name: ""} if empty else {}))
    assert sentence.startswith(f"{name} is missing: ")
    assert sentence.endswith(".")


def test_all_that_is_missing_is_said_at_once() -> None:
    assert [line.split()[0] for line in complaints({})] == list(ENOUGH)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "wijken.example.nl,*"),
        ("SECRET_KEY", "kort"),
        ("SECRET_KEY", "a" * 60),
        ("EMAIL_URL", "consolemail://"),
        ("EMAIL_URL", "dummymail://"),
        ("EMAIL_URL", "memorymail://"),
        ("EMAIL_URL", "filemail:///tmp/mails"),
    ],
)
def test_what_would_not_be_safe_is_refused(name: str, value: str) -> None:
    (sentence,) = complaints(ENOUGH | {name: value})
    assert sentence.startswith(name)
    assert value not in sentence or value == "*"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        # A second factor that is left out by a slip of the pen would be left out for everybody.
        ("STAFF_SECOND_FACTOR", "ja"),
        ("SECURE_SSL_REDIRECT", "ture"),
        ("TRUSTED_PROXY_COUNT", "een"),
        ("TRUSTED_PROXY_COUNT", "-1"),
        ("TRUSTED_PROXY_COUNT", "9" * 5000),
        ("DATABASE_POOL_SIZE", "0"),
        ("GEOCODER_TIMEOUT", "nan"),
        ("GEOCODER_TIMEOUT", "3,5"),
        ("GEOCODER_URL", "/zoek"),
        ("RETENTION", "mails"),
        ("RETENTION", "mails=lang"),
        ("RETENTION", "mails=-5"),
        ("RETENTION", "mails=30,=x"),
        ("WAGTAILADMIN_BASE_URL", "wijken.example.nl"),
        ("WAGTAILADMIN_BASE_URL", "javascript:alert(1)"),
        ("MAP_TILES_URL", "https://[kapot"),
        ("DATABASE_URL", "onzin"),
        ("DATABASE_URL", "mysql://an:geheim@localhost/db"),
        ("DATABASE_URL", "postgres://an:geheim@localhost:poort/db"),
        ("DATABASE_URL", "nergens://an:geheim@localhost/db"),
        ("EMAIL_URL", "smtp://an:geheim@localhost:poort"),
        ("EMAIL_URL", "onzin"),
        ("CACHE_URL", "nergens://an:geheim@localhost"),
    ],
)
def test_what_can_not_be_meant_is_said_in_one_sentence(name: str, value: str) -> None:
    (sentence,) = complaints(ENOUGH | {name: value})
    assert sentence.startswith(f"{name} ")
    assert sentence.endswith(".")
    assert "geheim" not in sentence


def test_what_is_missing_and_what_is_wrong_is_said_together() -> None:
    values = {name: value for name, value in ENOUGH.items() if name != "EMAIL_URL"}
    lines = complaints(values | {"TRUSTED_PROXY_COUNT": "x", "PAGE_CACHE": "x"})
    assert {line.split()[0] for line in lines} == {"EMAIL_URL", "TRUSTED_PROXY_COUNT", "PAGE_CACHE"}


@pytest.mark.parametrize("value", ["", "  "])
def test_a_variable_that_is_there_but_empty_means_its_default(value: str) -> None:
    names = ["STAFF_SECOND_FACTOR", "TRUSTED_PROXY_COUNT", "RETENTION", "MEDIA_ROOT", "CACHE_URL"]
    show = (
        "s.STAFF_SECOND_FACTOR, s.ALLAUTH_TRUSTED_PROXY_COUNT, s.RETENTION, "
        "s.MEDIA_ROOT.endswith('/var/media'), s.CACHES['default']['LOCATION'].endswith('cache')"
    )
    result = start(ENOUGH | dict.fromkeys(names, value), show)
    assert result.stdout.strip() == "True 0 {} True True", result.stderr


@pytest.mark.parametrize(("value", "means"), [("true", True), ("0", False), ("No", False)])
def test_yes_and_no_are_written_in_more_than_one_way(value: str, means: bool) -> None:
    result = start(ENOUGH | {"STAFF_SECOND_FACTOR": value}, "s.STAFF_SECOND_FACTOR")
    assert result.stdout.strip() == str(means)


def test_a_secret_key_may_begin_with_any_sign() -> None:
    key = "$" + ENOUGH["SECRET_KEY"]
    assert start(ENOUGH | {"SECRET_KEY": key}, "s.SECRET_KEY").stdout.strip() == key


def test_terms_may_have_spaces_between_them() -> None:
    result = start(ENOUGH | {"RETENTION": "mails=45, accounts = 400,"}, "s.RETENTION")
    assert result.stdout.strip() == "{'mails': 45, 'accounts': 400}"


@pytest.mark.parametrize(
    ("name", "value"), [("SECRET_KEY", "kort"), ("RETENTION", "bestaat_niet=3")]
)
def test_the_web_server_says_it_once_and_does_not_try_again(name: str, value: str) -> None:
    code = ["-m", "gunicorn", "cms.wsgi", "--bind", "127.0.0.1:0", "--no-control-socket"]
    result = python(code, ENOUGH | {name: value})
    assert result.returncode == NO_USE_TO_TRY_AGAIN
    assert "Traceback" not in result.stderr
    (sentence,) = [line for line in result.stderr.splitlines() if line.startswith(name)]
    assert sentence.endswith(".")


def test_spaces_between_hosts_do_no_harm() -> None:
    result = start(ENOUGH | {"ALLOWED_HOSTS": "a.example.nl, b.example.nl"}, "s.ALLOWED_HOSTS")
    assert result.stdout.strip() == "['a.example.nl', 'b.example.nl']"


def test_django_finds_nothing_to_warn_about() -> None:
    code = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    result = python(code, ENOUGH)
    assert result.returncode == 0, result.stderr
    assert "WARNINGS" not in result.stderr


def test_debugging_can_not_be_switched_on_in_production() -> None:
    assert start(ENOUGH | {"DEBUG": "1"}, "s.DEBUG").stdout.strip() == "False"


@pytest.mark.parametrize(
    ("tiles", "hosts"),
    [
        ("https://tiles.example.nl/v2/{z}/{x}/{y}.png", ["https://tiles.example.nl"]),
        ("https://{s}.tiles.example.nl/{z}/{x}/{y}.png", ["https://*.tiles.example.nl"]),
        ("/tegels/{z}/{x}/{y}.png", []),
        ("", []),
    ],
)
def test_pictures_may_come_from_where_the_map_does(tiles: str, hosts: list[str]) -> None:
    show = "s.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src']"
    result = start(ENOUGH | {"MAP_TILES_URL": tiles}, show)
    assert ast.literal_eval(result.stdout) == ["'self'", "data:", *hosts]


def test_development_starts_with_nothing() -> None:
    result = python(["-c", "from cms.settings import dev; print(dev.DEBUG)"], {}, "dev")
    assert (result.returncode, result.stdout.strip()) == (0, "False")


def variables() -> Iterator[str]:
    """Name every variable that the settings read from the environment."""
    for path in sorted((PROJECT / "cms" / "settings").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            first = node.args[0] if node.args else None
            of_env = isinstance(node.func.value, ast.Name) and node.func.value.id == "env"
            if of_env and isinstance(first, ast.Constant):
                yield str(first.value)


def test_the_settings_are_found() -> None:
    assert {"SECRET_KEY", "CACHE_URL", "MEDIA_ROOT", "DATABASE_POOL_SIZE"} <= set(variables())


def test_the_documentation_has_every_setting() -> None:
    text = (PROJECT / "docs" / "settings.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\|\s*`([A-Z][A-Z0-9_]+)`", text, re.MULTILINE))
    assert set(variables()) <= documented
