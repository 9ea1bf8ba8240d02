"""Counting what a page asks of the database."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries_of(browser: Any, url: str, **params: Any) -> list[str]:
    """The statements that GET of this address sends, without those that only switch schema and role."""
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(url, params).status_code == 200
    return [query["sql"] for query in seen.captured_queries if not query["sql"].startswith("SET ")]


def assert_constant(browser: Any, url: str, *, few: list[str], **params: Any) -> None:
    """The same address now sends as many statements as `few`, though there are more rows."""
    many = queries_of(browser, url, **params)
    assert len(many) == len(few), "\n".join(many)
