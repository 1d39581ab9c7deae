"""Logins by hash, and what counts as this machine."""

from pathlib import Path

import pytest

from page.safety import BadAuth, checker, hashed, is_local


def test_a_password_on_the_command_line_is_checked() -> None:
    check = checker("ada:love:lace")
    assert check("ada", "love:lace")
    assert not check("ada", "love")
    assert not check("bob", "love:lace")


def test_a_file_of_hashes_is_checked(tmp_path: Path) -> None:
    users = tmp_path / "users"
    users.write_text(f"# readers\n\n{hashed('ada', 'lovelace')}\n{hashed('bob', 'x')}\n")
    check = checker(str(users))
    assert check("ada", "lovelace")
    assert check("bob", "x")
    assert not check("ada", "x")


def test_a_hash_does_not_show_the_password_and_is_never_the_same() -> None:
    assert "lovelace" not in hashed("ada", "lovelace")
    assert hashed("ada", "lovelace") != hashed("ada", "lovelace")


@pytest.mark.parametrize("auth", ["", "ada", "ada:", ":secret"])
def test_what_is_no_login_is_refused(auth: str) -> None:
    with pytest.raises(BadAuth, match="user:password"):
        checker(auth)


@pytest.mark.parametrize("content", ["", "ada:secret\n", "ada:zz:zz\n"])
def test_a_file_that_holds_no_hashes_is_refused(tmp_path: Path, content: str) -> None:
    users = tmp_path / "users"
    users.write_text(content)
    with pytest.raises(BadAuth, match="python -m page password"):
        checker(str(users))


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("8.8.8.8", False)],
)
def test_only_loopback_is_this_machine(host: str, local: bool) -> None:
    assert is_local(host) is local
