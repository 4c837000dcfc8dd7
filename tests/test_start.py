"""Starting: what is wrong is said in a clear sentence, with an exit code."""

import shutil

import pytest

from tests.support.bot import KNOWLEDGE, ROOT, Program


async def ended(simulator, folder, **environment) -> tuple[int, str]:
    program = Program(simulator, folder, **environment)
    await program.start()
    code = await program.ends()
    return code, program.log


async def test_a_missing_token_is_said(simulator, tmp_path):
    code, log = await ended(simulator, tmp_path, ALLIN_TELEGRAM_TOKEN="")

    assert code == 2
    assert "ALLIN_TELEGRAM_TOKEN is not set" in log
    assert "Traceback" not in log


async def test_a_refused_token_is_said(simulator, tmp_path):
    code, log = await ended(simulator, tmp_path, ALLIN_TELEGRAM_TOKEN="123:wrong")

    assert code == 3
    assert "refuses the token" in log
    assert "Traceback" not in log


@pytest.mark.parametrize(
    ("url", "code", "words"),
    [
        ("mysql://x/y", 2, "must begin with sqlite+aiosqlite"),
        ("nonsense", 2, "must look like"),
        ("sqlite+aiosqlite:////nowhere/at/all.db", 4, "cannot be used"),
    ],
)
async def test_a_bad_database_is_said(simulator, tmp_path, url, code, words):
    ended_with, log = await ended(simulator, tmp_path, ALLIN_DATABASE_URL=url)

    assert ended_with == code
    assert words in log
    assert "Traceback" not in log


async def test_a_broken_knowledge_base_is_refused_line_by_line(simulator, tmp_path):
    folder = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copytree(ROOT / "locales", tmp_path / "locales")
    topic = folder / "topics/arrival/register-address/topic.yaml"
    topic.write_text(topic.read_text("utf-8").replace("tier:", "teir:"), "utf-8")

    code, log = await ended(simulator, tmp_path, ALLIN_KNOWLEDGE_DIR=str(folder))

    assert code == 5
    assert "register-address/topic.yaml:2:1:" in log
    assert "tier" in log
    assert "Traceback" not in log


async def test_against_the_real_telegram_somebody_must_be_responsible(simulator, tmp_path):
    """Refused before anything is sent: this machine reaches no network."""
    code, log = await ended(simulator, tmp_path, ALLIN_TELEGRAM_API_URL="https://api.telegram.org")

    assert code == 5
    assert "operator.yaml" in log


async def test_an_unreachable_telegram_is_tried_again_and_said(simulator, tmp_path):
    program = Program(simulator, tmp_path, ALLIN_TELEGRAM_API_URL="http://127.0.0.1:9")
    await program.start()
    assert program.process
    assert program.process.stderr
    line = b""
    while b"Trying again in 2 seconds" not in line:
        line = await program.process.stderr.readline()
        assert line, "the program ended"

    assert await program.stop() == 0
