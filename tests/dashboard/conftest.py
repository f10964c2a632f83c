"""Fixtures of the dashboard: a small country, and the app that shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import builders
from dashboard import i18n, queries
from data.store import Store

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    """No answer of one test's store reaches another test; each starts in Kazakh."""
    st.cache_data.clear()
    st.cache_resource.clear()
    i18n.set_language("kk")
    yield
    i18n.set_language("kk")


@pytest.fixture
def open_page(
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., AppTest]:
    """Open a page of the app over a store, with codes in the address."""

    def open_(store: Store, page: str = "home", **params: str) -> AppTest:
        monkeypatch.setattr(queries, "store", lambda: store)
        monkeypatch.setattr(queries, "now", lambda: builders.NOW)
        app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=30)
        for name, value in params.items():
            app.query_params[name] = value
        app.run()
        if page != "home":
            app.switch_page(f"dashboard/pages/{page}.py")
            for name, value in params.items():
                app.query_params[name] = value
            app.run()
        return app

    return open_
