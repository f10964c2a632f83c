"""The past lived again, day by day: authored replays and what a store remembers.

``recording`` is what happened and when; ``past`` is a store in which it happens again;
``replaying`` makes a recording of an authored replay, ``remembered`` of a database;
``backtest`` goes through days and takes from ``cache`` those that are known.
"""
