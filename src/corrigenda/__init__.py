"""Corrigenda: typed Python clients for APIs whose documentation contradicts itself.

Start reading at `corrigenda.build`: it shows every step from schema to package on one page.
"""

from importlib.metadata import version

__version__ = version("corrigenda")
