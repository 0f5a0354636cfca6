"""Publishes finished packages, or reports how they differ from the published ones.

`publish` is the only step that touches what people have, so it may stop anywhere: whatever ends the
process, each package stays complete, old or new. These modules do it:

    lock        lets one run at a time work on a folder, and heals what a killed run left
    hold        has the system's part of the lock, which ends with the process
    compare     finds the files that differ
    foreign     finds the files that Corrigenda did not make: nothing that holds one is replaced
    exchange    swaps two folders in one step, where the system can
    replace     copies all packages beside the published ones, then swaps one after the other
    signals     lets Ctrl-C and SIGTERM wait while packages are swapped
    refusals    says what the system refused, and what helps
"""

from corrigenda.publish.compare import compare
from corrigenda.publish.lock import locked
from corrigenda.publish.replace import publish

__all__ = ["compare", "locked", "publish"]
