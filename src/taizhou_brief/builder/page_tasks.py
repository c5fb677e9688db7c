"""Tasks to render pages: of all pages but those of groups that are as the last build left them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from taizhou_brief.builder.files.cache import BuildCache
from taizhou_brief.model.fingerprint import Digested, fingerprint
from taizhou_brief.model.page import File, Page, PageGroup, PagePlace
from taizhou_brief.site.pages import collect_links
from taizhou_brief.site.render import PARTS, Menus
from taizhou_brief.site.template_digests import TemplateDigests


@dataclass(frozen=True)
class PageTask(Digested):
    """Task: render one page with its template."""

    page: Page
    template_digest: str
    """Digest of its template and of all that this uses."""


def owns_page(task: PageTask, paths: tuple[str, ...]) -> bool:
    """Return whether these are the paths of a page's files."""
    return paths == (task.page.path,)


def collect_menus(planned: Iterable[Page | PageGroup]) -> Menus:
    """Collect the lists of links that the header and the footer show."""
    links = collect_links(item for item in planned if isinstance(item, Page))
    return {name: links.get(name, ()) for name in ("header", "footer")}


@dataclass(frozen=True, slots=True)
class PlannedPages:
    """All pages of a site: those that are as they were, and tasks for the others."""

    seed: str
    """What all pages depend on."""
    places: tuple[Page | PagePlace, ...]
    """Every page, in the order of the site."""
    known: tuple[tuple[File, ...], ...]
    """Files of the pages of unchanged groups."""
    tasks: tuple[PageTask, ...]
    """Tasks of all others, by URL: the pages of an issue follow one another, since they share its texts."""

    @staticmethod
    def of(planned: Iterable[Page | PageGroup], digests: TemplateDigests, seed: str, cache: BuildCache) -> PlannedPages:
        """Plan the pages of each group that has changed."""
        places: list[Page | PagePlace] = []
        known: list[tuple[File, ...]] = []
        tasks: list[PageTask] = []
        for item in planned:
            if isinstance(item, Page):
                places.append(item)
                tasks.append(plan_task(item, digests))
                continue
            key = fingerprint("group", seed, item, *(digests.digest(name, *PARTS) for name in item.templates))
            found = cache.get_group(key, item.url)
            if found is None:
                new = [plan_task(page, digests) for page in check_pages(item)]
                cache.put_group(key, [encode_place(task.page, fingerprint(seed, task)) for task in new])
                places += (task.page for task in new)
                tasks += new
            else:
                places += (PagePlace(url, date.fromisoformat(day) if day else None) for (url, day, _), _ in found)
                known += (files for _, files in found)
        tasks.sort(key=lambda task: task.page.url)
        return PlannedPages(seed, tuple(places), tuple(known), tuple(tasks))


def plan_task(page: Page, digests: TemplateDigests) -> PageTask:
    """Return the task of a page."""
    return PageTask(page, digests.digest(page.template, *PARTS))


def check_pages(group: PageGroup) -> Iterator[Page]:
    """Plan the pages of a group. Raises `ValueError` if one is none of its own."""
    for page in group.plan():
        if page.links or not page.indexed or page.template not in group.templates or not page.url.startswith(group.url):
            message = f"{page.url} is no page of the group {group.url}"
            raise ValueError(message)
        yield page


def encode_place(page: Page, key: str) -> list[str]:
    """Return what is remembered of a page of a group."""
    return [page.url, page.updated.isoformat() if page.updated else "", key]
