"""Gives scraped Chinese pages back the text their author wrote, and says what it did and why.

>>> import zhclean
>>> zhclean.clean(b"\\xBB\\xB7\\xBE\\xB3\\xB1\\xA3\\xBB\\xA4\\xB9\\xA4\\xD7\\xF7\\xA1\\xA3").text
'环境保护工作。\\n'

Clean text comes out as it went in: every repair needs evidence, and what is doubtful is reported, not applied.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Union

from . import _zhclean
from ._zhclean import STAGES, Cleaned, __version__

__all__ = ["STAGES", "Cleaned", "__version__", "clean", "clean_many", "detect"]


def clean(data: Union[bytes, str], **settings: Any) -> Cleaned:
    """Cleans one page.

    ``data`` is a page as ``bytes`` in any encoding, or text that is decoded already as ``str``. A page comes out
    with one line feed behind each line; a ``str`` ends in a line feed only if it did before. Any bytes give an
    answer. Takes some milliseconds for each 100 KB, during which other Python threads run.

    Settings, each as on the command line, all optional:

    - ``encoding``: read bytes as this WHATWG label instead of judging them
    - ``declared``: the label that came with the page, such as an HTTP header's; a hint, and never a verdict
    - ``only``, ``skip``: names out of :data:`STAGES`, one or several
    - ``script``: ``"auto"``, ``"simplified"``, ``"traditional"`` or ``"keep"``
    - ``width``: ``"auto"`` or ``"keep"``
    - ``normalize``: ``"nfc"``, ``"nfkc"`` or ``"none"``
    - ``strict``: apply only what is certain

    Raises ``TypeError`` for other data or an unknown setting, and ``ValueError`` for a value that is none.
    """
    return _zhclean.clean(data, **settings)


def clean_many(
    pages: Iterable[Union[bytes, str]], *, threads: Union[int, None] = None, **settings: Any
) -> Iterator[Cleaned]:
    """Cleans pages on all processors and yields them in order, as lazily as they are asked for.

    Reads at most eight pages for each thread ahead of what was yielded, so an endless iterable will do. Python's
    lock is free while pages are cleaned. What the iterable raises is raised behind the pages before it.

    ``threads`` is the number of pages cleaned at a time, by default one on each processor; results never depend
    on it. ``settings`` and errors are those of :func:`clean`.
    """
    return _zhclean.clean_many(pages, threads=threads, **settings)


def detect(data: bytes, **settings: Any) -> dict:
    """Says which encoding a page is in and how that is known, without cleaning it.

    Returns a dict with ``encoding`` (the WHATWG name), ``how`` (``"forced"``, ``"mark"``, ``"valid"``,
    ``"declared"`` or ``"judged"``), ``malformed`` (sequences that are none in this encoding), ``nulls``, ``binary``
    (whether it is no text at all), and where they apply ``runner_up`` (name, and by how many 1/16 nat it reads
    worse) and ``other`` (lines in another encoding).
    """
    return _zhclean.detect(data, **settings)
