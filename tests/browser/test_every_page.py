"""Every public address of the demo, each opened once at the narrowest screen."""

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest
import requests
from playwright.sync_api import Browser

from tests.browser.places import FORMS, PAGE_TYPES
from tests.browser.server import ROOT, pages_of
from tests.browser.visitor import NARROW, Visitor, make_visitor

pytestmark = pytest.mark.browser

LOOK = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const ids = all("[id]").map((element) => element.id);
  return {
    width: document.documentElement.scrollWidth,
    headings: all("h1").length,
    doubles: ids.filter((id, place) => ids.indexOf(id) !== place),
    speechless: all("img:not([alt])").map((image) => image.src),
    unlabelled: all("svg:not([aria-hidden]):not([role])").length,
    links: [
      ...all("a[href], link[href], use[href]").map((one) => one.getAttribute("href")),
      ...all("[src]").map((one) => one.getAttribute("src")),
      ...all("[srcset]").flatMap((one) => one.srcset.split(/ [0-9]+w,? ?/).filter(Boolean)),
    ].map((link) => new URL(link, document.baseURI).href),
  };
}"""


@dataclass
class Crawl:
    """What was seen on all pages, by the path of each."""

    visitor: Visitor
    pages: dict[str, dict[str, Any]] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    cookies: list[Any] = field(default_factory=list)

    def open(self, address: str) -> None:
        path = address.removeprefix(self.visitor.address)
        answer = self.visitor.page.goto(address, wait_until="load")
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        self.sources[path] = answer.text()
        self.pages[path] = self.visitor.page.evaluate(LOOK)

    def with_(self, name: str) -> dict[str, Any]:
        """Return what was seen under this name, of the pages where there is any of it."""
        return {path: seen[name] for path, seen in self.pages.items() if seen[name]}


@pytest.fixture(scope="module")
def crawl(browser: Browser, address: str) -> Iterator[Crawl]:
    visitor = make_visitor(browser, address, width=NARROW)
    crawl = Crawl(visitor)
    variations = [address + path for name, path in PAGE_TYPES.items() if name != "not found"]
    for page in dict.fromkeys([*pages_of(address), *variations]):
        crawl.open(page)
    crawl.cookies += visitor.context.cookies()
    for page in [*(address + path for path in FORMS), *places_to_take_part(crawl)]:
        crawl.open(page)
    yield crawl
    visitor.context.close()


def places_to_take_part(crawl: Crawl) -> list[str]:
    """Return one address of each kind that the pages lead to, such as that of supporting an idea.

    The address of a comment itself leads on to a page that is seen already.
    """
    found: dict[str, str] = {}
    for links in crawl.with_("links").values():
        for link in links:
            if "/meedoen/" in link and not re.search(r"/reactie/\d+/$", link):
                found.setdefault(re.sub(r"\d+", "", urlsplit(link).path), link)
    return list(found.values())


def test_the_sitemap_names_more_than_a_hundred_pages(crawl: Crawl) -> None:
    assert len(crawl.pages) > 100


def test_no_page_has_an_error_or_a_warning(crawl: Crawl) -> None:
    assert crawl.visitor.problems == []


def test_no_page_asks_another_host_for_anything(crawl: Crawl) -> None:
    assert crawl.visitor.outside == []


def test_no_page_without_a_form_leaves_a_cookie(crawl: Crawl) -> None:
    assert crawl.cookies == []


def test_no_page_scrolls_sideways_on_the_narrowest_screen(crawl: Crawl) -> None:
    assert {path: w for path, w in crawl.with_("width").items() if w > NARROW} == {}


def test_each_page_has_one_main_heading(crawl: Crawl) -> None:
    assert {path: seen["headings"] for path, seen in crawl.pages.items()} == dict.fromkeys(
        crawl.pages, 1
    )


def test_no_page_has_the_same_id_twice(crawl: Crawl) -> None:
    assert crawl.with_("doubles") == {}


def test_each_picture_has_an_alternative_or_says_that_it_needs_none(crawl: Crawl) -> None:
    assert crawl.with_("speechless") == {}
    assert crawl.with_("unlabelled") == {}


def test_each_link_within_the_site_leads_somewhere(crawl: Crawl, address: str) -> None:
    found_on: dict[str, str] = {}
    for path, links in crawl.with_("links").items():
        for link in links:
            target = urldefrag(link).url
            if target.startswith(address + "/"):
                found_on.setdefault(target.removeprefix(address), path)
    broken = {}
    with requests.Session() as session:
        for target in found_on.keys() - crawl.pages.keys():
            status = session.head(address + target, timeout=30, allow_redirects=True).status_code
            if status >= 400:
                broken[target] = f"{status}, on {found_on[target]}"
    assert broken == {}


def test_each_link_to_a_place_on_a_page_finds_it(crawl: Crawl, address: str) -> None:
    broken = []
    for path, links in crawl.with_("links").items():
        for link in links:
            target, place = urldefrag(link)
            parts = urlsplit(target)
            source = crawl.sources.get(parts.path)
            if place and target.startswith(address) and source is not None:
                broken += [(path, link)] if f'id="{place}"' not in source else []
    assert broken == []


def test_each_page_is_valid_html(crawl: Crawl, address: str, tmp_path: Path) -> None:
    not_found = requests.get(address + PAGE_TYPES["not found"], timeout=30)
    names = {}
    for number, (path, source) in enumerate([*crawl.sources.items(), ("404", not_found.text)]):
        (tmp_path / f"{number}.html").write_text(source)
        names[f"{number}.html"] = path
    program = ROOT / "node_modules" / ".bin" / "html-validate"
    config = Path(__file__).with_name(".htmlvalidate.json")
    report = tmp_path / "report.json"
    # Through a pipe the program loses the end of a long report.
    with report.open("w") as output:
        subprocess.run(  # noqa: S603
            [program, "--config", config, "--formatter", "json", *sorted(tmp_path.glob("*.html"))],
            cwd=ROOT,
            stdout=output,
            check=False,
        )
    mistakes = [
        f"{names[Path(page['filePath']).name]} line {message['line']}: "
        f"{message['message']} ({message['ruleId']})"
        for page in json.loads(report.read_text())
        for message in page["messages"]
    ]
    assert mistakes == []
