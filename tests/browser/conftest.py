"""The browser fixtures, for this folder only."""

from browsing import chromium, site, visit

__all__ = ["chromium", "site", "visit"]
