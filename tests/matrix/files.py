"""The file that a page is written to: markdown under several names, plain text, or a page of a static site."""

from __future__ import annotations

import html
import re

from .texts import Style, html_of

FORMATS = ("md", "txt-markdown", "html", "no-ending", "txt-plain")
_NAMES = {
    "md": "page.md",
    "txt-markdown": "page.txt",
    "html": "page.html",
    "no-ending": "README",
    "txt-plain": "page.txt",
}
_BOX = re.compile(r"<li>\[([ x])\] ")


def file_of(markdown: str, title: str, style: Style) -> tuple[str, str]:
    """The name and the text of the file that holds a page."""
    name = _NAMES[style.format]
    if style.format == "html":
        return name, _site_page(markdown, title, style)
    if style.format == "no-ending" and style.variant % 2:
        return "page.markdown", markdown
    return name, markdown


def _checkbox(match: re.Match[str]) -> str:
    checked = " checked" if match[1] == "x" else ""
    return f'<li><input type="checkbox" disabled{checked}> '


def _site_page(markdown: str, title: str, style: Style) -> str:
    words = style.language
    body = _BOX.sub(_checkbox, html_of(markdown))
    links = "\n".join(
        f'<li><a href="/{n}/">{html.escape(name)}</a></li>'
        for n, name in enumerate(words.sections)
    )
    direction = "rtl" if words.name in ("ar", "fa", "he") else "ltr"
    return f"""<!DOCTYPE html>
<html lang="{words.name}" dir="{direction}">
<head>
<meta charset="utf-8">
<title>{html.escape(title)} | wren</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header>
<nav>
<ul>
{links}
</ul>
</nav>
</header>
<main>
<article>
{body}
</article>
</main>
<footer><p>© 2024 wren. <a href="/imprint/">Imprint</a></p></footer>
</body>
</html>
"""
