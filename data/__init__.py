"""The table in the middle of the house: the words, the reference tables, the memory.

Imports none of the other rooms; all of them import it.
"""
