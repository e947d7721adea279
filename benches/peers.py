"""What other tools make of the samples of `bytes.rs`: ftfy, chardet and charset-normalizer, where they are installed.

`cargo bench --bench bytes` runs this with a file of samples, one JSON object a line, and reads the counts it prints.
"""

import collections
import importlib
import json
import sys

# Answers that name a part of the encoding meant, or the same under another name.
SAME = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big5hkscs": "big5", "cp950": "big5",
        "utf8": "utf-8", "ascii": "utf-8", "hzgb2312": "hz", "utf16le": "utf-16le", "utf16be": "utf-16be"}


def same(answer, encoding):
    """Whether an answer means the encoding."""
    plain = (answer or "").lower().replace("-", "").replace("_", "").removesuffix("sig")
    return SAME.get(plain, plain) == SAME.get(encoding.lower().replace("-", ""), encoding.lower())


def tools():
    """The tools that are installed: a name, what they take, and a function."""
    def module(name):
        try:
            return importlib.import_module(name)
        except ImportError:
            print(f"{name} is not installed and left out", file=sys.stderr)
            return None

    if chardet := module("chardet"):
        yield f"chardet {chardet.__version__}", "bytes", lambda data: chardet.detect(data)["encoding"]
    if normalizer := module("charset_normalizer"):
        def best(data):
            match = normalizer.from_bytes(data).best()
            return match.encoding if match else None
        yield f"charset-normalizer {normalizer.__version__.rsplit('.', 1)[0]}", "bytes", best
    if ftfy := module("ftfy"):
        yield f"ftfy {ftfy.__version__}", "damaged", ftfy.fix_encoding


def main(path):
    """Prints one row for each tool, case and column."""
    found = list(tools())
    counts = collections.defaultdict(lambda: [0, 0])
    for line in open(path, encoding="utf-8"):
        sample = json.loads(line)
        for name, takes, ask in found:
            if takes not in sample:
                continue
            if takes == "bytes":
                right = same(ask(bytes.fromhex(sample["bytes"])), sample["encoding"])
            else:
                right = ask(sample["damaged"]) == sample["text"]
            count = counts[name, sample["case"], sample["column"]]
            count[0] += right
            count[1] += 1
    for (peer, case, column), (right, total) in counts.items():
        print(json.dumps({"peer": peer, "case": case, "column": column, "right": right, "all": total}))


if __name__ == "__main__":
    main(sys.argv[1])
