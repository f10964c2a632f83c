"""The learnt numbers as one file: arrays and words, no code (``data/weights``)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import data
from scoring.bags import Bag
from scoring.examples import Examples
from scoring.heads import Heads, Linear, Matrix, Weigher

WEIGHTS = Path(data.__file__).parent / "weights" / "heads.npz"
_Arrays = dict[str, NDArray[Any]]


def save_weights(heads: Heads, examples: Examples | None, path: Path = WEIGHTS) -> None:
    """Write the heads and the examples; the same numbers give the same bytes."""
    arrays: _Arrays = {
        "about": _text(_about(heads)),
        "words": _text(heads.words.vocabulary),
        "words.idf": heads.words.idf.astype(np.float16),
        "concepts": _text(heads.concepts.vocabulary),
        "concepts.idf": heads.concepts.idf.astype(np.float16),
        "centre": heads.centre.astype(np.float16),
    }
    for name, linear in heads.linear.items():
        arrays[f"linear.{name}.weights"] = linear.weights.astype(np.float16)
        arrays[f"linear.{name}.bias"] = linear.bias.astype(np.float16)
    arrays |= _weigher_arrays("plain", heads.plain)
    arrays |= _weigher_arrays("full", heads.full)
    if examples is not None:
        arrays["examples"] = _text(examples.rows())
        arrays["examples.vectors"] = examples.vectors.astype(np.float16)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)  # type: ignore[arg-type]


def load_weights(path: Path = WEIGHTS) -> tuple[Heads | None, Examples | None]:
    """Return the heads and examples of a file; (None, None) where there is none.

    A file that is there but cannot be read raises: rules alone would look like calm.
    """
    if not path.exists():
        return None, None
    with np.load(path, allow_pickle=False) as kept:
        arrays: _Arrays = {name: kept[name] for name in kept.files}
    about = _read(arrays["about"])
    heads = Heads(
        outputs=tuple(about["outputs"]),
        rules=tuple(about["rules"]),
        kinds=tuple(about["kinds"]),
        words=Bag(_read(arrays["words"]), _wide(arrays["words.idf"])),
        concepts=Bag(_read(arrays["concepts"]), _wide(arrays["concepts.idf"])),
        centre=_wide(arrays["centre"]),
        linear={name: _linear(name, arrays) for name in about["linear"]},
        plain=_weigher("plain", arrays),
        full=_weigher("full", arrays),
        screen=about["screen"],
        thresholds=about["thresholds"],
        version=about["version"],
    )
    examples = None
    if "examples" in arrays:
        vectors = arrays["examples.vectors"].astype(np.float32)
        examples = Examples.of_rows(_read(arrays["examples"]), vectors)
    return heads, examples


def same_weights(one: Path, other: Path) -> bool:
    """Whether two files hold the same words and numbers.

    Numbers may differ by one in the last digit of the greatest of their array: another
    processor sums in another order.
    """
    with np.load(one, allow_pickle=False) as a, np.load(other, allow_pickle=False) as b:
        if set(a.files) != set(b.files):
            return False
        return all(_same(a[name], b[name]) for name in a.files)


def _same(one: NDArray[Any], other: NDArray[Any]) -> bool:
    if one.shape != other.shape or one.dtype != other.dtype:
        return False
    if one.dtype.kind != "f" or not one.size:
        return bool((one == other).all())
    step = np.spacing(max(abs(one).max(), abs(other).max()))
    return bool((abs(one - other) <= step).all())


def _about(heads: Heads) -> Mapping[str, Any]:
    return {
        "outputs": heads.outputs,
        "rules": heads.rules,
        "kinds": heads.kinds,
        "linear": sorted(heads.linear),
        "screen": heads.screen,
        "thresholds": dict(heads.thresholds),
        "version": heads.version,
    }


def _linear(name: str, arrays: _Arrays) -> Linear:
    return Linear(
        _wide(arrays[f"linear.{name}.weights"]), _wide(arrays[f"linear.{name}.bias"])
    )


def _weigher_arrays(name: str, weigher: Weigher) -> _Arrays:
    return {
        f"{name}.columns": _text(weigher.columns),
        f"{name}.weights": np.concatenate(weigher.weights).astype(np.float16),
        f"{name}.bias": weigher.bias.astype(np.float16),
        f"{name}.mean": weigher.mean.astype(np.float16),
        f"{name}.scale": weigher.scale.astype(np.float16),
    }


def _weigher(name: str, arrays: _Arrays) -> Weigher:
    columns: Sequence[Sequence[int]] = _read(arrays[f"{name}.columns"])
    ends = np.cumsum([len(own) for own in columns])[:-1]
    return Weigher(
        columns=tuple(tuple(own) for own in columns),
        weights=tuple(np.split(_wide(arrays[f"{name}.weights"]), ends)),
        bias=_wide(arrays[f"{name}.bias"]),
        mean=_wide(arrays[f"{name}.mean"]),
        scale=_wide(arrays[f"{name}.scale"]),
    )


def _wide(array: NDArray[Any]) -> Matrix:
    return np.asarray(array, dtype=float)


def _text(value: Any) -> NDArray[np.uint8]:
    """Words and settings as the bytes of JSON: no pickle is ever read."""
    return np.frombuffer(json.dumps(value, ensure_ascii=False).encode(), np.uint8)


def _read(array: NDArray[Any]) -> Any:
    return json.loads(array.tobytes())
