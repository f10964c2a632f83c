"""The pages: each composes widgets and answers one question."""
