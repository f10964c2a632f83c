"""Reports of meetings on the interethnic situation: recognised, and read.

``reports`` is the way in; each of the others reads one thing out of a report. With
``scores`` and ``baseline`` they are measured against labelled reports.
"""
