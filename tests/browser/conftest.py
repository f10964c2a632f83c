"""The browser fixtures, for this folder only."""

from browsing import chromium, second_chromium, sit, site, tabs, visit

__all__ = ["chromium", "second_chromium", "sit", "site", "tabs", "visit"]
