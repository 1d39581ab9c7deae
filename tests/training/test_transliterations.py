"""What is learned from names in two scripts."""

from collections import Counter

from training.transliterations import Model, Name

NAMES: list[Name] = [
    (("bo", "lan"), "poland", "波兰"),
    (("mi", "lan"), "milan", "米兰"),
    (("lan", "ka"), "lanka", "兰卡"),
    (("lu", "ka"), "luka", "卢卡"),
    (("ka", "lu"), "kalu", "卡卢"),
    (("mi", "ka"), "mika", "米卡"),
]


def _learned(names: list[Name]) -> Model:
    model = Model(Counter("".join(letters for _, letters, _ in names)))
    likely = [model.learn(names) for _ in range(4)]
    assert likely == sorted(likely)
    return model


def test_a_name_that_was_not_seen_is_told_from_its_syllables() -> None:
    model = _learned(NAMES)
    own, another = (model.ratio((("mi", "lu"), letters, "米卢")) for letters in ("milu", "kano"))
    assert own > 2
    assert another < 0


def test_what_is_written_tells_names_that_the_model_does_not_find() -> None:
    missed, another = (("ka", "bo"), "kanpol", "卡波"), (("ka", "mi"), "pano", "卡米")
    data = _learned(NAMES).as_data(NAMES, [missed, another])
    assert data["names"] == {"卡波": ["kanpol"]}
    assert data["letters"]["k"] > data["letters"]["p"]  # type: ignore[operator]
    assert set(data["syllables"]) == {"bo", "mi", "lan", "ka", "lu"}
