"""Corrigenda: typed Python clients for APIs whose documentation contradicts itself.

Start reading at `corrigenda.build`, where the whole line from schema to package stands on one page.
"""

from importlib.metadata import version

__version__ = version("corrigenda")
