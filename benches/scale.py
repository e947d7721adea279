"""What a gigabyte costs, by kind of page: processor time, memory, and what a second thread is worth.

    cargo build --release
    python3 benches/scale.py [--seconds 3] > benches/runs/DATE-scale.md

Prints Markdown, with what 10 TB and 1 PB of such pages take. Each kind is streamed as a web archive through one
process until it has worked for some seconds. Costs are processor time, which other work on the machine changes
little; the gain of a second thread is elapsed time, which wants a machine with two idle cores.
"""

import argparse
import datetime
import os
import subprocess
import time

from instructions import ROOT, built

ZHCLEAN = str(ROOT / "target" / "release" / "zhclean")
KINDS = ["healthy", "gbk", "traditional", "html", "damaged", "large", "line"]


def stream(archive, times, threads):
    """Cleans the pages so many times over. Returns seconds of the processor and of the clock, and the peak in MB."""
    command = [ZHCLEAN, "--warc", "-q", "-j", str(threads)]
    begun = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    for _ in range(times):
        process.stdin.write(archive)
    process.stdin.close()
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0, status
    return used.ru_utime + used.ru_stime, time.monotonic() - begun, used.ru_maxrss / 1024


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seconds", type=float, default=3)
    asked = arguments.parse_args()
    executable = built()
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), "?")
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout
    print(f"# Cost by kind of page, {datetime.date.today()}, commit {commit.strip()}\n")
    print(f"{cpu}, {os.cpu_count()} cores; load {os.getloadavg()[0]:.1f} before the run.")
    print(f"`python3 benches/scale.py --seconds {asked.seconds:g}`\n")
    print("| kind | MB/s a core | core seconds a GB | peak MB, 1 thread | 2 threads | gain of the second | core hours for 10 TB | for 1 PB |")
    print("|---|---|---|---|---|---|---|---|")
    for kind in KINDS:
        archive = subprocess.run([executable, "--print", kind], capture_output=True, check=True).stdout
        once = max(stream(archive, 1, 1)[0], 0.005)
        times = max(4, round(asked.seconds / once))
        one, elapsed_one, peak_one = stream(archive, times, 1)
        _, elapsed_two, peak_two = stream(archive, times, 2)
        speed = len(archive) * times / one / 1e6
        cells = [f"{speed:.3g}", f"{1e3 / speed:.3g}", f"{peak_one:.0f}", f"{peak_two:.0f}", f"{elapsed_one / elapsed_two:.2f}"]
        cells += [f"{size / (speed * 1e6) / 3600:,.0f}" for size in (1e13, 1e15)]
        print(f"| {kind} | " + " | ".join(cells) + " |", flush=True)


main()
