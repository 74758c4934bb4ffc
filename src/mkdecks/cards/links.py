"""The addresses that cards link to: those of pages on their site, as mkdocs builds it."""

from __future__ import annotations

import posixpath
from urllib.parse import quote

from ..config.settings import Settings

_INDEX_NAMES = ("index", "README")


def page_address(page: str, settings: Settings) -> str:
    """The address of a page on its site; "" where it has none.

    ``page`` is its path below docs_dir, "" for a page outside a site.
    """
    if not settings.site_url or not page:
        return ""
    folder, _, name = page.removesuffix(".md").rpartition("/")
    path = folder if name in _INDEX_NAMES else f"{folder}/{name}"
    below = quote(path.strip("/") + "/").lstrip("/")
    return f"{settings.site_url.rstrip('/')}/{below}"


def address_of_link(target: str, page: str, settings: Settings) -> str:
    """The address that a link on ``page`` leads to; "" where it is that of no page."""
    path, _, anchor = target.partition("#")
    if not path or not page or path.startswith("/"):
        return ""
    below = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if below.startswith("..") or not below.endswith(".md"):
        return ""
    address = page_address(below, settings)
    return f"{address}#{anchor}" if address and anchor else address
