"""Trains the line model: writes `src/tables/source/line_model.tsv`.

    python3 benches/corpora/lay_out.py
    python3 benches/lines/train.py [--pages 16000] [--try]

Pages are made of clean articles and of lines that `training.tsv` makes, and of the sites of the set `dev` in
`frames.tsv`; those of the set `held` are not read. `cargo bench --bench lines -- features` says what the crate sees
of each doubtful line, so that training and judging cannot differ. The model is a logistic regression with an L1
penalty, which leaves few features; it needs numpy. A quarter of the grammar's alternatives is set aside to choose the
penalty and the threshold: `--try` trains without them and prints what each threshold finds and costs.

The table that is checked in was made with `--pages 12000`.
"""

import argparse
import hashlib
import json
import os
import pathlib
import random
import re
import subprocess

import numpy

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
TABLE = ROOT / "src/tables/source/line_model.tsv"
CORPORA = pathlib.Path(os.environ.get("ZHCLEAN_CORPORA", ROOT / "target/corpora"))
WORK = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "line-model"

# News and reviews are left to measuring.
GENRES = ["laws", "help-simplified", "books-simplified", "sayings", "old-novel", "verse", "manuals-simplified",
          "scripture", "lives-of-poets", "help-traditional", "books-traditional"]

# Weights are whole hundredths of a nat, as `tables/line_model.rs` says.
STEP = 100

# Features seen on fewer lines say nothing that would hold elsewhere.
RAREST = 8

# A line of text that goes costs as much as this many lines of residue that stay.
TEXT_WEIGHT = 4.0

# Features kept at most, the heaviest ones.
MOST = 3000

# Longer articles are cut: what stands in their middle is never doubtful.
LONGEST = 60


def grammar():
    rules = {}
    for row in (HERE / "training.tsv").read_text().splitlines():
        if not row.startswith("#"):
            name, alternatives = row.split("\t")
            rules[name] = alternatives.split("‖")
            if not name.endswith(("sep", "gap", "colon", "arrow", "dot")):
                rules[name] = [alternative.strip() for alternative in rules[name]]
    return rules


def dev_sites():
    sites = {}
    for row in (HERE / "frames.tsv").read_text().splitlines():
        if row.startswith("dev\t"):
            _, site, place, family, times, text = row.split("\t")
            sites.setdefault(site, []).append((place, int(times), text))
    return sites


def title(article):
    first = article.split("\n")[0].strip()
    return re.split("[。，；！？：,:、]", first)[0][:26]


class Maker:
    """Makes pages; `aside` are alternatives that it must use and mark, or must not use."""

    def __init__(self, seed, aside=None):
        self.dice = random.Random(seed)
        self.rules = grammar()
        self.sites = dev_sites()
        self.aside = aside
        self.articles = {}
        for genre in GENRES:
            path = CORPORA / f"{genre}.jsonl"
            self.articles[genre] = [json.loads(row)["text"] for row in path.open()]
        self.titles = {genre: [t for t in map(title, texts) if len(t) > 4] for genre, texts in self.articles.items()}
        self.titles["lines"] = [line.strip() for texts in self.articles.values() for text in texts[::9]
                                for line in text.split("\n")[:12] if 5 <= len(line.strip()) <= 28]

    def expand(self, template, number, genre):
        def slot(match):
            name = match[1]
            if name == "i":
                return str(number)
            if name == "o":
                return self.dice.choice(self.titles[self.dice.choice([genre, "lines"])])
            if name == "x":
                words = self.dice.choice(self.titles[self.dice.choice([genre, "lines"])])
                words = "".join(c for c in words if "一" <= c <= "鿿")
                at, size = self.dice.randrange(0, max(1, len(words) - 3)), self.dice.choice([2, 2, 2, 3, 4])
                return words[at:at + size] or "春天"
            if name == "n":
                return str(self.dice.randrange(17, 9000))
            names = {"d": "date", "dc": "date", "t": "clock", "p": "person", "w": "office"}
            return self.expand(self.dice.choice(self.rules[names.get(name, name)]), number, genre)
        return re.sub(r"\{([a-z]+)\}", slot, template)

    def part(self, place, genre):
        """Lines of a made-up site: families in any order, lists of titles under a heading."""
        families = [name for name in self.rules if name.startswith(place + ":")]
        most = {"head": 5, "under": 2, "tail": 7}[place]
        lines = []
        for _ in range(self.dice.randrange(0, most + 1)):
            family = self.dice.choice(families)
            times = 1
            if family in ("tail:related", "head:menu", "tail:contact", "under:forum"):
                times = self.dice.randrange(1, 6)
            templates = self.rules[family]
            template = self.dice.choice(templates)
            for number in range(1, times + 1):
                if family not in ("tail:related",):
                    template = self.dice.choice(templates)
                new = (family, templates.index(template)) in (self.aside or ())
                lines.append((self.expand(template, number, genre).strip(), 2 if new else 1))
        return lines

    def decoys(self, family, genre, chance):
        """Lines that look like residue and are text."""
        lines = []
        while self.dice.random() < chance and len(lines) < 4:
            lines.append((self.expand(self.dice.choice(self.rules[family]), len(lines) + 1, genre).strip(), 0))
        return lines

    def run(self, genre):
        """Lines of a timetable, a list of parts, a table of scores: one kind, several times, and text."""
        template = self.dice.choice(self.rules["text:run"])
        return [(self.expand(template, number, genre).strip(), 0) for number in range(1, self.dice.randrange(3, 8))]

    def page(self):
        genre = self.dice.choice(GENRES)
        article = self.dice.choice(self.articles[genre])
        text = [line for line in article.split("\n")]
        if len(text) > LONGEST:
            text = text[:LONGEST // 2] + text[-LONGEST // 2:]
        own = [(line, 0) for line in text] + self.decoys("text:end", genre, 0.25)
        for decoy in self.decoys("text:line", genre, 0.6):
            at = self.dice.choice([0, len(own), self.dice.randrange(0, len(own) + 1)])
            own.insert(at, decoy)
        if self.dice.random() < 0.4:
            at = self.dice.choice([0, len(own), self.dice.randrange(0, len(own) + 1)])
            own[at:at] = self.run(genre)
        parts = {place: self.part(place, genre) for place in ("head", "under", "tail")}
        if self.dice.random() < 0.35:
            rows = self.sites[self.dice.choice(list(self.sites))]
            for place in parts:
                if self.dice.random() < 0.7:
                    parts[place] = [(self.expand(template, number, genre), 1) for where, times, template in rows
                                    if where == place for number in range(1, times + 1)]
        name = title(article)
        if self.dice.random() < 0.25:
            name = self.expand(self.dice.choice(self.rules["text:line"]), 1, genre)
        heading = [] if self.dice.random() < 0.15 else [(name, 0)]
        if heading and self.dice.random() < 0.2:
            own.insert(0, heading[0])
        return parts["head"] + heading + parts["under"] + own + parts["tail"]


def asides(rules, dice):
    return {(name, at) for name, all in rules.items()
            if ":" in name and not name.startswith("text:") for at in range(len(all)) if dice.random() < 0.25}


def features(name, pages):
    """What the crate sees: for each doubtful line its label, its page and its features."""
    WORK.mkdir(parents=True, exist_ok=True)
    path = WORK / f"{name}.jsonl"
    path.write_text("".join(json.dumps([text for text, _ in page], ensure_ascii=False) + "\n" for page in pages))
    subprocess.run(["cargo", "bench", "-q", "--bench", "lines", "--", "features"], cwd=ROOT, check=True,
                   env={**os.environ, "ZHCLEAN_LINES": str(path)}, stdout=subprocess.DEVNULL)
    rows = []
    for row in path.with_suffix(".features").open():
        page, at, *names = row.rstrip("\n").split("\t")
        if int(at) < len(pages[int(page)]):
            rows.append((pages[int(page)][int(at)], names))
    return rows


class Matrix:
    """Sets of features as one long list, with where each line's begin."""

    def __init__(self, sets, ids):
        self.columns = numpy.array([ids[name] for names in sets for name in names if name in ids], dtype=numpy.int32)
        sizes = [sum(name in ids for name in names) for names in sets]
        self.rows = numpy.repeat(numpy.arange(len(sets), dtype=numpy.int32), sizes)
        self.height, self.width = len(sets), len(ids)

    def times(self, weights):
        return numpy.bincount(self.rows, weights=weights[self.columns], minlength=self.height)

    def transposed_times(self, values):
        return numpy.bincount(self.columns, weights=values[self.rows], minlength=self.width)


def train(matrix, labels, penalty, rounds=250):
    """Logistic regression with an L1 penalty, by accelerated proximal steps scaled by how often a feature is seen."""
    cost = numpy.where(labels == 0, TEXT_WEIGHT, 1.0)
    cost /= cost.sum()
    seen = matrix.transposed_times(cost)
    step = 1.0 / (0.25 * (seen * 40 + 1e-5))
    weights = numpy.zeros(matrix.width)
    ahead, pace = weights.copy(), 1.0
    for _ in range(rounds):
        slope = 1 / (1 + numpy.exp(-matrix.times(ahead))) - labels
        moved = ahead - step * matrix.transposed_times(cost * slope)
        moved = numpy.sign(moved) * numpy.maximum(numpy.abs(moved) - step * penalty, 0)
        next_pace = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = moved + (pace - 1) / next_pace * (moved - weights)
        weights, pace = moved, next_pace
    return weights


def rounded(weights, names):
    whole = numpy.rint(weights * STEP).astype(int)
    heaviest = sorted(range(len(whole)), key=lambda at: -abs(whole[at]))[:MOST]
    return {names[at]: int(whole[at]) for at in heaviest if whole[at]}


def write(model):
    lines = ["# Features of doubtful lines and what they say for residue, in hundredths of a nat: feature, weight.",
             "# Made by benches/lines/train.py from pages it generates: lines of training.tsv and of the dev sites of",
             "# frames.tsv around the articles that benches/corpora/lay_out.py lays out. Licence: MIT, as the project."]
    lines += [f"{name}\t{weight}" for name, weight in sorted(model.items(), key=lambda item: item[0].encode())]
    TABLE.write_text("\n".join(lines) + "\n")
    path = TABLE.parent / "SOURCES.toml"
    digest = hashlib.sha256(TABLE.read_bytes()).hexdigest()
    pattern = r'(file = "line_model.tsv".*?sha256 = ")[0-9a-f]*'
    path.write_text(re.sub(pattern, lambda match: match[1] + digest, path.read_text(), flags=re.S))


def report(scores, labels, names):
    print(f"{'threshold':>9} {'found':>7} {'new found':>9} {'text lost':>9} {'of text':>8}")
    for threshold in range(0, 700, 50):
        gone = scores >= threshold
        found, new = gone[labels == 1].mean(), gone[labels == 2].mean() if (labels == 2).any() else 0
        print(f"{threshold:>9} {found:>7.3f} {new:>9.3f} {gone[labels == 0].sum():>9} {(labels == 0).sum():>8}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--pages", type=int, default=16000)
    arguments.add_argument("--penalty", type=float, default=2e-5)
    arguments.add_argument("--try", dest="trying", action="store_true")
    options = arguments.parse_args()
    aside = asides(grammar(), random.Random(5)) if options.trying else None
    maker = Maker(1, aside)
    rows = features("train", [maker.page() for _ in range(options.pages)])
    used = [row for row in rows if row[0][1] != 2]
    counts = {}
    for _, names in used:
        for name in names:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    ids = {name: at for at, name in enumerate(names)}
    labels = numpy.array([label for (_, label), _ in used], dtype=float)
    print(f"{len(used)} doubtful lines, {int(labels.sum())} of them residue, {len(names)} features")
    model = rounded(train(Matrix([names for _, names in used], ids), labels, options.penalty), names)
    print(f"{len(model)} features kept")
    maker = Maker(2, aside)
    fresh_pages = [maker.page() for _ in range(options.pages // 3)]
    fresh = features("fresh", fresh_pages)
    scores = numpy.array([sum(model.get(name, 0) for name in names) for _, names in fresh])
    report(scores, numpy.array([label for (_, label), _ in fresh]), names)
    lost = sorted(((score, text) for score, ((text, label), _) in zip(scores, fresh) if label == 0), reverse=True)
    missed = sorted((score, text) for score, ((text, label), _) in zip(scores, fresh) if label)
    print("text:", *lost[:25], sep="\n  ")
    print("residue:", *missed[::max(1, len(missed) // 40)][:25], sep="\n  ")
    if not options.trying:
        write(model)


if __name__ == "__main__":
    main()
