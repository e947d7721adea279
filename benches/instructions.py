"""Counts the instructions that cleaning takes and compares them with benches/instructions.tsv.

Times on a shared machine say little; instructions under callgrind are the same in every run. Each figure is
instructions for a byte of input, without start-up: the difference between one round over the pages and two.
More than 5 % above the file fails. What is gained or paid on purpose is written down:

    python3 benches/instructions.py                                  compare
    python3 benches/instructions.py --kind healthy --part width      compare this part
    python3 benches/instructions.py --renew "why the cost changed"   write the file anew

Needs cargo and valgrind. The figures are of x86-64; another compiler moves them a little.
"""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FILE = ROOT / "benches" / "instructions.tsv"
STAGES = ["mojibake", "form", "gloss", "navigation", "spam", "width", "script", "space"]
#: What is counted: each kind as a whole, and the parts of a healthy and a damaged page.
COUNTED = [(kind, "all") for kind in ["healthy", "traditional", "gbk", "large", "line", "html", "damaged"]]
COUNTED += [(kind, part) for kind in ["healthy", "damaged"] for part in ["decode", "copy", *STAGES]]
MOST = 1.05
#: Differences below this many instructions a byte are noise of the allocator.
LEAST = 0.5


def built():
    """The executable of benches/pages.rs."""
    command = ["cargo", "bench", "--bench", "pages", "--no-run", "--message-format", "json"]
    lines = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines()
    made = (message for message in map(json.loads, lines) if message.get("executable"))
    return next(message["executable"] for message in made if message["target"]["name"] == "pages")


def count(executable, kind, part, times):
    """Instructions of a run, and the bytes of its pages."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", executable]
    run = subprocess.run([*command, "--run", kind, part, str(times)], capture_output=True, text=True, check=True)
    return int(re.search(r"Collected : (\d+)", run.stderr).group(1)), int(run.stdout)


def measure(counted):
    executable = built()
    for kind, part in counted:
        few, size = count(executable, kind, part, 1)
        many, _ = count(executable, kind, part, 2)
        yield kind, part, (many - few) / size


def read():
    """The figures of the file, by kind and part."""
    lines = FILE.read_text().splitlines() if FILE.exists() else []
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {(kind, part): float(figure) for kind, part, figure in rows[1:]}


def write(reason, found):
    lines = [f"# {reason}", "kind\tpart\tinstructions_a_byte"]
    lines += [f"{kind}\t{part}\t{figure:.1f}" for kind, part, figure in found]
    FILE.write_text("\n".join(lines) + "\n")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--renew", metavar="REASON", help="write the file anew and say why")
    arguments.add_argument("--kind", help="compare one kind of page")
    arguments.add_argument("--part", help="compare one part")
    asked = arguments.parse_args()
    counted = [row for row in COUNTED if asked.renew or asked.kind in (None, row[0]) and asked.part in (None, row[1])]
    known, found, dearer = read(), [], 0
    for kind, part, figure in measure(counted):
        before = known.get((kind, part), 0.0)
        is_dearer = (kind, part) not in known or figure > before * MOST and figure - before > LEAST
        dearer += is_dearer
        found.append((kind, part, figure))
        print(f"{kind:<8} {part:<11} {before:>8.1f} -> {figure:>8.1f} a byte{'  dearer' * is_dearer}", flush=True)
    if asked.renew:
        write(asked.renew, found)
    elif dearer:
        sys.exit(f"{dearer} figures grew by more than 5 %: make it cheaper, or --renew them with a reason")


if __name__ == "__main__":
    main()
