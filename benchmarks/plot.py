"""Draws the table of `client.py`: what a call costs, beside the peer of each row.

It is written by hand rather than by a plotting library, so that one file fits light and dark pages,
has real text, and differs between two runs only by its figures. Only rows with a call are drawn.
"""

from collections.abc import Iterator
from html import escape

CALLS = ("get_invoice", "list_invoices", "1,000 async calls", "create_invoice")
WIDTH, LEFT, RIGHT, TOP, STEP, BAR = 760, 290, 96, 74, 58, 16

_STYLE = """
text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328 }
.title { font-size: 16px; font-weight: 600 } .dim { fill: #59636e } .figure { font-size: 12px }
.ours { fill: #0f766e } .peer { fill: #b6bfc9 }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 } .dim { fill: #9198a1 } .ours { fill: #2dd4bf } .peer { fill: #4c5661 } }
"""


def plot(table: str) -> str:
    """Return the SVG of a table in Markdown: bars of a row are drawn to the longer of the two."""
    rows = list(_rows(table))
    height = TOP + STEP * len(rows) + 12
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="t"><title id="t">Processor time of a call beside its peer</title>'
        f"<style>{_STYLE}</style>",
        '<text class="title" x="16" y="28">What a call costs, in processor time</text>',
        '<rect class="ours" x="16" y="42" width="12" height="12" rx="2"/>'
        '<text class="dim" x="34" y="53">generated client</text>'
        '<rect class="peer" x="160" y="42" width="12" height="12" rx="2"/>'
        '<text class="dim" x="178" y="53">the peer of the row, at its own scale</text>',
        *(_drawn(number, *row) for number, row in enumerate(rows)),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _rows(table: str) -> Iterator[tuple[str, str, float, float]]:
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[0].startswith(CALLS):
            name, _, peer = cells[0].partition(", over ")
            yield name, peer, *(float(cell.replace(",", "")) for cell in cells[1:3])


def _drawn(number: int, name: str, peer: str, ours: float, its: float) -> str:
    top = TOP + STEP * number
    full = (WIDTH - LEFT - RIGHT) / max(ours, its)
    bars = ""
    for kind, value, y in (("ours", ours, top), ("peer", its, top + BAR + 3)):
        end = LEFT + full * value
        bars += (
            f'<rect class="{kind}" x="{LEFT}" y="{y}" width="{full * value:.1f}" height="{BAR}" '
            f'rx="3"/><text class="figure" x="{end + 7:.1f}" y="{y + 12}">{value:,.1f} µs</text>'
        )
    first, _, rest = name.partition(", ")
    beside = ", ".join(part for part in (rest.replace(", mock transport", ""), peer) if part)
    return (
        f'<text x="16" y="{top + 13}">{escape(first)}</text>'
        f'<text class="dim figure" x="16" y="{top + 30}">{escape(beside)}</text>{bars}'
    )
