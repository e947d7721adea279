"""The recipes of docs/engines.md, run as they stand there on 10,000 records, against the command line.

Each engine needs its package; one that is not installed is skipped. ``ZHCLEAN_BINARY`` names the command line to
compare with, by default the one that ``cargo build --release`` makes.
"""

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BINARY = Path(os.environ.get("ZHCLEAN_BINARY", ROOT / "target" / "release" / "zhclean"))
RECORDS = 10_000


def recipe(heading):
    """The first block of code under a heading of docs/engines.md."""
    section = (ROOT / "docs" / "engines.md").read_text("utf-8").split(f"\n## {heading}\n")[1]
    return re.search(r"```python\n(.*?)```", section, re.S).group(1)


def texts():
    """Pages of all kinds, healthy and damaged, out of the lines of the fixtures; the same in every run."""
    chance = random.Random(6)
    pages = []
    for path in sorted((ROOT / "fixtures").glob("*/*/input.*")):
        try:
            pages.append(path.read_bytes().decode("utf-8").splitlines())
        except UnicodeDecodeError:
            continue
    for _ in range(RECORDS):
        lines = chance.choice(pages)
        start = chance.randrange(len(lines))
        yield chance.choice(["\n", "\r\n"]).join(lines[start : start + chance.randint(1, 40)])


@pytest.fixture(scope="module")
def records():
    return [{"id": number, "text": text} for number, text in enumerate(texts())]


@pytest.fixture(scope="module")
def expected(records):
    """What the command line makes of the records."""
    if not BINARY.exists():
        pytest.skip(f"{BINARY} is not built")
    lines = "".join(json.dumps(record) + "\n" for record in records)
    run = subprocess.run([BINARY, "--jsonl"], input=lines, capture_output=True, encoding="utf-8", check=True)
    cleaned = {record["id"]: record["text"] for record in map(json.loads, run.stdout.splitlines())}
    assert len(cleaned) == RECORDS
    assert sum(cleaned[record["id"]] != record["text"] for record in records) > RECORDS // 10
    return cleaned


@pytest.fixture(scope="module")
def parquet(records, tmp_path_factory):
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    path = tmp_path_factory.mktemp("pages") / "pages.parquet"
    parquet.write_table(arrow.Table.from_pylist(records), path, row_group_size=2_500)
    return str(path)


def rows(folder):
    """The rows of a folder of Parquet files, as id to text; every row must have a report."""
    table = pytest.importorskip("pyarrow.parquet").read_table(folder).to_pylist()
    assert all(json.loads(row["report"])["schema"] == 1 for row in table)
    return {row["id"]: row["text"] for row in table}


@pytest.fixture(scope="module")
def spark():
    sql = pytest.importorskip("pyspark.sql")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    session = sql.SparkSession.builder.master("local[2]").appName("zhclean")
    session = session.config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "2").getOrCreate()
    yield session
    session.stop()


def test_pyspark(spark, parquet, expected, tmp_path):
    target = str(tmp_path / "cleaned")
    exec(recipe("PySpark"), {"spark": spark, "source": parquet, "target": target})
    assert rows(target) == expected


def test_rdd_pipe(spark, records, expected, tmp_path):
    source, target = tmp_path / "pages.jsonl", tmp_path / "cleaned"
    source.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")
    names = {"spark": spark, "source": str(source), "target": str(target), "zhclean_binary": BINARY}
    exec(recipe("Plain binary: `rdd.pipe` and Hadoop streaming"), names)
    lines = [line for part in sorted(target.glob("part-*")) for line in part.read_text("utf-8").splitlines()]
    cleaned = [json.loads(line) for line in lines]
    assert {record["id"]: record["text"] for record in cleaned} == expected
    assert all(record["report"]["schema"] == 1 for record in cleaned)


def test_a_shell_pipe(records, expected):
    """What Hadoop streaming does with a mapper: lines in, lines out, one process for each split."""
    cleaned = {}
    for start in range(0, RECORDS, 4_000):
        lines = "".join(json.dumps(record) + "\n" for record in records[start : start + 4_000])
        run = subprocess.run([BINARY, "--jsonl", "-j", "1"], input=lines, capture_output=True, encoding="utf-8")
        assert run.returncode == 0, run.stderr
        cleaned.update({record["id"]: record["text"] for record in map(json.loads, run.stdout.splitlines())})
    assert cleaned == expected


def test_datatrove(records, expected):
    pytest.importorskip("datatrove")
    from datatrove.data import Document

    names = {}
    exec(recipe("datatrove"), names)
    documents = (Document(text=record["text"], id=str(record["id"])) for record in records)
    cleaned = list(names["CleanChinese"]().run(documents))
    assert {int(document.id): document.text for document in cleaned} == expected
    assert all(json.loads(document.metadata["zhclean"])["schema"] == 1 for document in cleaned)


def test_ray(parquet, expected, tmp_path):
    ray = pytest.importorskip("ray")
    pytest.importorskip("ray.data")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        target = str(tmp_path / "cleaned")
        exec(recipe("Ray Data"), {"ray": ray, "source": parquet, "target": target})
        assert rows(target) == expected
    finally:
        ray.shutdown()
