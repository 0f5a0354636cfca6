"""Escapes text for Markdown: it may come from a documentation page."""


def safe(text: str) -> str:
    """Text that cannot end a cell of a table or start markup: it may come from a page.

    What stands between backticks stays code.
    """
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return _escaped(text, "\\|<>*_[]`")
    written = [_escaped(one, "|" if at % 2 else "\\|<>*_[]") for at, one in enumerate(parts)]
    return "`".join(written)


def _escaped(text: str, special: str) -> str:
    return "".join(f"\\{one}" if one in special else one for one in text)
