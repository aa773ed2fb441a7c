"""PDF of a print, where WeasyPrint is there (the extra ``print``)."""

from __future__ import annotations


class NoPdf(Exception):
    """WeasyPrint, or a library that it stands on, is not there."""


def pdf(text: str) -> bytes:
    """The HTML document as PDF; a large deck takes some twenty seconds. Nothing is fetched.

    Raises:
        NoPdf: it cannot be made here.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as problem:
        raise NoPdf(str(problem)) from None
    made = HTML(string=text, url_fetcher=URLFetcher(allowed_protocols=())).write_pdf()
    assert isinstance(made, bytes)
    return made
