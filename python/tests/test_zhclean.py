"""The package as Python meets it: types, settings, errors, order, laziness. What is repaired is tested in Rust."""

import json
import threading
from pathlib import Path

import pytest

import zhclean

PAGE = Path(__file__).parents[2] / "fixtures" / "pages" / "notice-reservoir"
GBK = "环境保护工作。\r\n".encode("gbk")


def test_bytes_and_text():
    assert zhclean.clean(GBK).text == "环境保护工作。\n"
    assert zhclean.clean("环境保护工作。").text == "环境保护工作。"
    assert not zhclean.clean("环境保护工作。").changed
    assert zhclean.clean("第一行。\r\n第二行。").text == "第一行。\n第二行。"
    assert zhclean.clean(b"").text == "" and zhclean.clean("").text == ""
    assert str(zhclean.clean("中文。")) == "中文。"


def test_a_page_with_its_report_and_repairs():
    cleaned = zhclean.clean((PAGE / "input.bin").read_bytes())
    assert cleaned.text == (PAGE / "expected.txt").read_text("utf-8")
    assert cleaned.changed
    report = cleaned.report
    assert report["schema"] == 1 and report["applied"]["gloss"] > 0
    assert len(cleaned.repairs) == sum(report["applied"].values()) + sum(report["held"].values())
    gloss = next(repair for repair in cleaned.repairs if repair["damage"] == "gloss")
    assert gloss["applied"] and "injected" in gloss["why"]
    assert json.loads(cleaned.to_json())["repairs"][0]["before"] == cleaned.repairs[0]["before"]
    assert repr(cleaned).startswith("Cleaned(")


def test_settings():
    damaged = (PAGE / "input.bin").read_bytes()
    assert "gloss" not in zhclean.clean(damaged, skip="gloss").report["applied"]
    assert set(zhclean.clean(damaged, only=["gloss"]).report["applied"]) == {"gloss"}
    assert zhclean.clean("乾隆", script="simplified").text == "乾隆"
    assert zhclean.clean("臺灣", script="simplified").text == "台湾"
    assert zhclean.clean("，", normalize="nfkc").text == ","
    assert zhclean.clean(b"\xa4\xa4\xa4\xe5\n", encoding="big5").text == "中文\n"
    assert zhclean.clean(b"\xa4\xa4\xa4\xe5\n", declared="big5").text == "中文\n"
    assert zhclean.clean(GBK, declared="no such label", strict=True).text == "环境保护工作。\n"
    assert zhclean.STAGES[0] == "mojibake"


def test_errors_are_sentences():
    with pytest.raises(ValueError, match='^encoding: no encoding is called "x": use a WHATWG label such as utf-8'):
        zhclean.clean(b"", encoding="x")
    with pytest.raises(ValueError, match='^skip: "glosses" is none of mojibake, form, gloss'):
        zhclean.clean(b"", skip=["glosses"])
    with pytest.raises(ValueError, match='^script: "latin" is none of auto, simplified, traditional, keep'):
        zhclean.clean_many([], script="latin")
    with pytest.raises(TypeError, match='^there is no option "stages"'):
        zhclean.clean(b"", stages=[])
    with pytest.raises(TypeError, match="^a page is bytes or str, not NoneType"):
        zhclean.clean(None)
    with pytest.raises(ValueError, match="^threads: at least one"):
        zhclean.clean_many([], threads=0)
    with pytest.raises(UnicodeEncodeError):
        zhclean.clean("\ud800")


def test_detect():
    found = zhclean.detect("环境保护工作，人人有责。".encode("gbk"))
    assert (found["encoding"], found["how"], found["malformed"]) == ("gb18030", "judged", 0)
    assert zhclean.detect("\ufeff中文".encode())["how"] == "mark"


@pytest.mark.parametrize("threads", [None, 1, 3])
def test_many_pages_in_order(threads):
    pages = [f"第{number}行。\r\n" * (number * number % 53) for number in range(500)]
    texts = [cleaned.text for cleaned in zhclean.clean_many(iter(pages), threads=threads)]
    assert texts == [zhclean.clean(page).text for page in pages]


def test_many_pages_are_read_as_they_are_asked_for():
    read = 0

    def endless():
        nonlocal read
        while True:
            read += 1
            yield GBK

    pages = zhclean.clean_many(endless(), threads=2)
    assert [next(pages).text for _ in range(5)] == ["环境保护工作。\n"] * 5
    assert read <= 5 + 2 * 8


def test_what_the_iterable_raises_comes_behind_its_pages():
    def broken():
        yield "一。"
        yield "二。"
        raise KeyError("three")

    pages = zhclean.clean_many(broken())
    assert [next(pages).text, next(pages).text] == ["一。", "二。"]
    with pytest.raises(KeyError, match="three"):
        next(pages)
    assert list(pages) == []
    pages = zhclean.clean_many(["一。", 2])
    assert next(pages).text == "一。"
    with pytest.raises(TypeError, match="^a page is bytes or str, not int"):
        next(pages)


def test_python_runs_while_pages_are_cleaned():
    ticks = []
    stop = threading.Event()

    def tick():
        while not stop.wait(0.001):
            ticks.append(1)

    thread = threading.Thread(target=tick)
    thread.start()
    zhclean.clean("环境保护工作，人人有责。\n" * 40_000)
    stop.set()
    thread.join()
    assert ticks
