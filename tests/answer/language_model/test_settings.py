import argparse
import subprocess
import sys

import pytest

from answer.language_model.settings import LanguageModelSettings, add_language_model_options, language_model_from


def parsed(*arguments: str) -> LanguageModelSettings | None:
    parser = argparse.ArgumentParser()
    add_language_model_options(parser)
    return language_model_from(parser, parser.parse_args(arguments))


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("INTERVIEW_QA_LLM", "INTERVIEW_QA_LLM_MODEL", "INTERVIEW_QA_LLM_KEY"):
        monkeypatch.delenv(name, raising=False)


def test_none_is_used_unless_named() -> None:
    assert parsed() is None


@pytest.mark.parametrize(
    ("url", "base", "server"),
    [
        ("http://localhost:11434", "http://localhost:11434/v1", "localhost:11434"),
        ("http://localhost:1234/v1/", "http://localhost:1234/v1", "localhost:1234"),
        ("https://me:word@models.example/api/v2", "https://me:word@models.example/api/v2", "models.example"),
    ],
)
def test_a_server_is_named_by_its_address(url: str, base: str, server: str) -> None:
    settings = parsed("--llm", url, "--llm-model", "m", "--llm-tokens", "50")
    assert settings is not None
    assert (settings.url, settings.server, settings.tokens, settings.key) == (base, server, 50, None)


def test_the_environment_names_it_too_and_alone_has_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEW_QA_LLM", "http://localhost:8000/v1")
    monkeypatch.setenv("INTERVIEW_QA_LLM_MODEL", "m")
    monkeypatch.setenv("INTERVIEW_QA_LLM_KEY", "secret")
    settings = parsed()
    assert settings is not None
    assert (settings.name, settings.key) == ("m", "secret")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--llm", "http://localhost:8000"], "takes both"),
        (["--llm-model", "m"], "takes both"),
        (["--llm", "localhost:8000", "--llm-model", "m"], "not the address of a server"),
        (["--llm", "http://localhost", "--llm-model", "m", "--llm-seconds", "0"], "'0' is not a whole number"),
    ],
)
def test_what_is_half_named_or_wrong_is_told(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parsed(*arguments)
    assert ended.value.code == 2
    assert told in capsys.readouterr().err


def test_without_a_model_its_client_is_not_even_imported() -> None:
    look = "import sys, answer.answerer, page.opening, page.desk; print('openai' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
