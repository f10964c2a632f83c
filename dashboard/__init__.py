"""Present what is known to people: pages, words, figures, files. Imports only data."""
