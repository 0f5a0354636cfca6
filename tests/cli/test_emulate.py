"""What `corrigenda emulate` prints: all that a person wants, or only what nobody can guess."""

import re
import signal
import subprocess
import sys
import urllib.request

import httpx2
import pytest

COMMAND = [sys.executable, "-m", "corrigenda", "emulate", "sonicpay"]


def printed(*options: str) -> list[str]:
    """The lines of a command whose page somebody opens, from its start to Ctrl-C."""
    pipe = subprocess.PIPE
    with subprocess.Popen([*COMMAND, *options], stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            text = process.stdout.readline()
            while "http://" not in text:
                text += process.stdout.readline()
            address = text.split()[-1].replace("0.0.0.0", "127.0.0.1").partition("#")[0]
            with urllib.request.urlopen(address) as answer:
                assert b"<html" in answer.read()
        finally:
            process.send_signal(signal.SIGINT)
        text += process.stdout.read()
        errors = process.stderr.read()
    assert (process.returncode, errors) == (0, "")
    return text.splitlines()


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ((), r"http://127\.0\.0\.1:\d+/"),
        (("--host", "0.0.0.0"), r"http://0\.0\.0\.0:\d+/#key=\S{16,}"),
    ],
)
def test_quiet_prints_the_address_alone(options: tuple[str, ...], line: str) -> None:
    (only,) = printed("--quiet", *options)
    assert re.fullmatch(line, only)


def test_errors_are_printed_all_the_same() -> None:
    command = [*COMMAND, "--quiet", "--fault", "sonicpay.nothing:status=500"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert "fix: " in done.stderr


@pytest.mark.parametrize("options", [("--size", "-1"), ("--size", "x"), ("--seed", "none")])
def test_a_wrong_command_line_is_told_at_once(options: tuple[str, ...]) -> None:
    done = subprocess.run([*COMMAND, *options], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert options[0] in done.stderr


def test_otherwise_it_prints_the_services_and_what_to_do() -> None:
    text = "\n".join(printed())
    assert re.search(r"Emulator {2}http://\S+/\n\n {2}sonicpay {2}http://\S+\n\n {2}Ctrl-C", text)


def test_it_serves_on_when_nobody_reads_its_lines() -> None:
    """As in `corrigenda emulate | head -1`."""
    pipe = subprocess.PIPE
    command = [*COMMAND, "--seed", "docs"]
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout is not None
        lines = (line.split() for line in process.stdout)
        root = next(words[1] for words in lines if words[:1] == ["Emulator"])
        process.stdout.close()  # before the other lines of the start are printed, or after
        for _ in range(3):
            answer = httpx2.get(f"{root}sonicpay/invoices", headers={"Authorization": "Bearer any"})
            assert answer.status_code == 200
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert (process.wait(timeout=20), process.stderr.read()) == (0, "")
