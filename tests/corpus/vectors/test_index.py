"""The index of vectors: views of one folder that are opened at the same time."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from corpus.vectors.index import VectorIndex

VIEWS = 12


def test_views_of_one_folder_open_at_the_same_time(tmp_path: Path) -> None:
    VectorIndex(tmp_path).add("model", [7], np.ones((1, 4), np.float32))

    def nearest(_: int) -> list[int]:
        index = VectorIndex(tmp_path)
        found: list[int] = []
        for _ in range(3):
            index.reopen()
            found += [number for number, _ in index.nearest("model", np.ones(4, np.float32), 1)]
        return found

    with ThreadPoolExecutor(VIEWS) as pool:
        assert list(pool.map(nearest, range(VIEWS))) == [[7, 7, 7]] * VIEWS
