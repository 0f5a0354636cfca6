"""The journal holds equal responses once, and forgets them when it is cleared."""

from corrigenda.emulator.journal import Journal


def test_equal_responses_are_held_once() -> None:
    journal = Journal()
    first, again = bytes(bytearray(b"[1, 2]")), bytes(bytearray(b"[1, 2]"))
    assert first is not again
    assert journal.shared(first) is first
    assert journal.shared(again) is first


def test_only_a_few_responses_are_looked_up() -> None:
    journal = Journal()
    first = journal.shared(b"[0]" * 2)
    for number in range(100):
        journal.shared(b"[%d]" % number)
    again = bytes(bytearray(first))
    assert journal.shared(again) is again


def test_a_cleared_journal_holds_no_response() -> None:
    journal = Journal()
    journal.shared(b"[1, 2]")
    journal.clear()
    again = bytes(bytearray(b"[1, 2]"))
    assert journal.shared(again) is again
