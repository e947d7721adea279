"""Whole processes against the tools people use today: the same pages, one core, in turns, in one run.

    pip install ftfy plsfix charset-normalizer opencc-python-reimplemented trafilatura
    apt-get install opencc
    cargo build --release
    python3 benches/race.py [--rounds 3] [--megabytes 2] > benches/runs/DATE-race.md

Prints Markdown. A throughput is bytes of input by seconds of processor time (user and system) of the process and its
children, start-up taken off by a run over nothing, so that a busy machine changes little; a ratio is the median over
the rounds of zhclean's throughput over the peer's. Pages are made of benches/pages/articles.txt; those for the chain
are HTML in GB18030. A peer that is not installed is left out.
"""

import argparse
import datetime
import itertools
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
ZHCLEAN = str(ROOT / "target" / "release" / "zhclean")
PAGE = 4096

FTFY = """
import json, sys, ftfy
for line in sys.stdin:
    print(json.dumps({"text": ftfy.fix_text(json.loads(line)["text"])}, ensure_ascii=False))
"""
PLSFIX = FTFY.replace("ftfy", "plsfix")
CHAIN = """
import base64, json, sys, charset_normalizer, ftfy, opencc, trafilatura
convert = opencc.OpenCC("t2s").convert
for line in sys.stdin:
    page = base64.b64decode(json.loads(line)["html"])
    text = str(charset_normalizer.from_bytes(page).best())
    text = trafilatura.extract(text) or ""
    print(json.dumps({"text": convert(ftfy.fix_text(text))}, ensure_ascii=False))
"""


def healthy():
    """Pages of about 4 KB, one from each article on."""
    articles = (ROOT / "benches" / "pages" / "articles.txt").read_text("utf-8").strip().split("\n\n")
    for start in range(len(articles)):
        page = ""
        for article in itertools.islice(itertools.cycle(articles), start, None):
            page += article + "\n"
            if len(page.encode()) >= PAGE:
                break
        yield page


def html(page):
    menu = "".join(f'<li><a href="/{n}.html">{word}</a></li>' for n, word in enumerate("首页 新闻 通知 服务 关于".split()))
    text = "".join(f"<p>{line}</p>\n" for line in page.splitlines())
    head = f'<html><head><meta charset="gb2312"><title>{page.splitlines()[0]}</title></head>'
    return f'{head}<body><ul class="nav">{menu}</ul><div class="content">{text}</div><div>版权所有</div></body></html>'


def seconds(command, stdin):
    """Processor time of a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, input=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def throughput(command, stdin, size):
    """Bytes a second without start-up; `size` counts the pages alone."""
    return size / max(seconds(command, stdin) - seconds(command, b""), 1e-3)


def is_there(*modules):
    return subprocess.run([sys.executable, "-c", "import " + ",".join(modules)], stderr=subprocess.DEVNULL).returncode == 0


def contests(megabytes):
    """What is compared: a name, the peer's command and input, zhclean's command and input, bytes of pages."""
    pages = list(healthy())
    some = lambda most: list(itertools.islice(itertools.cycle(pages), max(1, int(most * 1e6 / PAGE))))
    lines = lambda pages: "".join(json.dumps({"text": page}, ensure_ascii=False) + "\n" for page in pages).encode()
    size = lambda pages: sum(len(page.encode()) for page in pages)
    zhclean = [ZHCLEAN, "--jsonl", "-j", "1", "-q"]
    many, few = some(megabytes * 8), some(megabytes)
    for name, program in [("ftfy", FTFY), ("plsfix", PLSFIX)]:
        if is_there(name):
            yield name, [sys.executable, "-c", program], lines(few), size(few), zhclean, lines(many), size(many)
    if shutil.which("opencc") and shutil.which("iconv"):
        gbk = "".join(many).encode("gb18030")
        peer = ["sh", "-c", "iconv -f gb18030 -t utf-8 | opencc -c t2s.json"]
        own = [ZHCLEAN, "-e", "gb18030", "--only", "script", "--script", "simplified", "-q"]
        yield "iconv, opencc (these two steps only)", peer, gbk, len(gbk), own, gbk, len(gbk)
    if is_there("charset_normalizer", "ftfy", "opencc", "trafilatura"):
        import base64

        packed = [base64.b64encode(html(page).encode("gb18030")).decode() for page in few]
        chain = "".join(json.dumps({"html": page}) + "\n" for page in packed).encode()
        archive = b"".join(map(record, many))
        sizes = [sum(len(html(page).encode("gb18030")) for page in pages) for pages in (few, many)]
        own = [ZHCLEAN, "--warc", "-j", "1", "-q"]
        name = "charset-normalizer, ftfy, opencc, trafilatura"
        yield name, [sys.executable, "-c", CHAIN], chain, sizes[0], own, archive, sizes[1]


def record(page):
    """The page as a record of a web archive."""
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html(page).encode("gb18030")
    head = "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: "
    return f"{head}{len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--megabytes", type=float, default=2, help="pages for a peer; zhclean gets eight times that")
    asked = arguments.parse_args()
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), "?")
    print(f"# Whole processes, {datetime.date.today()}, commit {commit.strip()}\n")
    print(f"{cpu}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}; load {os.getloadavg()[0]:.1f}.")
    print(f"`python3 benches/race.py --rounds {asked.rounds} --megabytes {asked.megabytes:g}`\n")
    print("| peer | its MB/s | zhclean's MB/s | ratio | ratios of the rounds |\n|---|---|---|---|---|")
    for name, peer, input, size, own, own_input, own_size in contests(asked.megabytes):
        rounds = [
            (throughput(peer, input, size), throughput(own, own_input, own_size)) for _ in range(asked.rounds)
        ]
        ratios = [ours / theirs for theirs, ours in rounds]
        theirs, ours = (statistics.median(speeds) / 1e6 for speeds in zip(*rounds))
        told = ", ".join(f"{ratio:.1f}" for ratio in ratios)
        print(f"| {name} | {theirs:.3g} | {ours:.3g} | {statistics.median(ratios):.1f} | {told} |", flush=True)


main()
