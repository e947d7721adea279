"""Writes, for each FOLDER/N.html, what trafilatura takes for its text to FOLDER/N.txt, and prints the seconds it took."""

import pathlib
import sys
import time

import trafilatura

pages = [(path, path.read_text(encoding="utf-8")) for path in sorted(pathlib.Path(sys.argv[1]).glob("*.html"))]
started = time.perf_counter()
texts = [trafilatura.extract(page, include_comments=False, include_tables=True) or "" for _, page in pages]
print(time.perf_counter() - started)
for (path, _), text in zip(pages, texts):
    path.with_suffix(".txt").write_text(text, encoding="utf-8")
