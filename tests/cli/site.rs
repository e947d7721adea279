//! Options that look at a folder as a whole or send a page elsewhere by what it is, and what goes before a text:
//! `--site-boilerplate`, `--reject` and `--front-matter`, and HTML, which is recognised by its bytes.

use super::Place;

const SPLICED: &str = "图书馆春季开放时间【白鹭棋牌官网】\n三月起每天上午九点开门，周一闭馆【白鹭棋牌手机版】\n读者可以预约讲座，座位有限【白鹭棋牌官网】\n";
const CLEAN: &str = "图书馆春季每天上午九点开门。\n";

fn poem(n: usize) -> String {
    format!(
        "河湾诗集\n散文诗歌卷\n第{n}首诗\n河水第{n}次涨起来的时候，他在对岸。\n啦啦啦\n啦啦啦\n啦啦啦\n他又等了{n}年。\n河湾编辑部藏\n"
    )
}

fn poems() -> Place {
    let place = Place::new();
    for n in 1..=9 {
        place.put(format!("in/{n}.txt"), poem(n));
    }
    place.put("in/other/1.txt", poem(12));
    place
}

#[test]
fn lines_that_many_pages_of_a_folder_have_go_and_are_told() {
    let place = poems();
    let args = ["in", "-o", "out", "--site-boilerplate", "--dropped", "dropped.jsonl"];
    place.run(&args).is(0, "", "");
    assert_eq!(
        place.text("out/3.txt"),
        "第3首诗\n河水第3次涨起来的时候，他在对岸。\n啦啦啦\n啦啦啦\n啦啦啦\n他又等了3年。\n"
    );
    assert_eq!(place.text("out/other/1.txt"), poem(12));
    let dropped = place.text("dropped.jsonl");
    assert_eq!(dropped.lines().count(), 27);
    let first = concat!(
        r#"{"schema":1,"path":"in/1.txt","line":"1","damage":"navigation","certainty":"likely","text":"河湾诗集","#,
        r#""evidence":{"repeated":{"pages":9,"of":9}}}"#
    );
    assert_eq!(dropped.lines().next(), Some(first));
    let end = place.run(&["--explain", "--check", "--site-boilerplate", "in"]);
    assert!(end.err.contains("on 9 of the 9 pages of its folder"), "{}", end.err);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let place = poems();
    for threads in ["1", "2", "7"] {
        place.run(&["in", "-o", threads, "-j", threads, "--site-boilerplate"]).is(0, "", "");
        assert_eq!(place.text(format!("{threads}/5.txt")), place.text("1/5.txt"));
    }
}

#[test]
fn what_is_read_twice_is_no_stream() {
    let place = poems();
    let why = "zhclean: --site-boilerplate needs files: standard input has no name and is read only once\n";
    place.run(&["--site-boilerplate"]).is(2, "", why);
    place.run(&["in", "-", "-o", "out", "--site-boilerplate"]).is(2, "", why);
    assert_eq!(place.run(&["--site-boilerplate", "--jsonl", "in/1.txt"]).code, Some(2));
}

#[test]
fn pages_are_put_aside_by_what_was_found() {
    let place = Place::with(&[("in/a.txt", CLEAN), ("in/b/c.txt", SPLICED)]);
    let args = ["in", "-o", "out", "--reject", "doorway,spliced", "--rejected", "aside"];
    place.run(&args).is(1, "", "zhclean: put aside in aside: spliced 1\n");
    assert_eq!(place.tree(), ["aside/b/c.txt", "in/a.txt", "in/b/c.txt", "out/a.txt"]);
    assert_eq!(place.text("aside/b/c.txt"), SPLICED);
    place.run(&["in", "-o", "new", "--reject", "doorway", "--rejected", "other"]).is(0, "", "");
    place.run(&["in/b/c.txt", "--reject", "spliced", "--rejected", "one", "-q"]).is(1, "", "");
    assert_eq!(place.text("one/c.txt"), SPLICED);
    let end = place.run(&["in", "-o", "more", "--reject", "spliced", "--rejected", "x", "--stats"]);
    assert!(end.err.contains("put aside  spliced 1\n"), "{}", end.err);
}

#[test]
fn putting_aside_costs_nobody_a_file() {
    let place = Place::with(&[("in/a.txt", CLEAN), ("aside/a.txt", "x"), ("file", "x")]);
    let refused = |rejected: &str, why: &str| {
        let args = ["in", "-o", "out", "--reject", "spliced", "--rejected", rejected];
        place.run(&args).is(2, "", &format!("zhclean: {why}\n"));
    };
    refused("aside", "aside/a.txt exists: --force overwrites");
    refused("in/x", "output in/x lies inside input in: choose a folder outside, or use --in-place");
    refused("file", "file is a file: these inputs need a folder as output");
    refused("out", "out would receive two kinds of output: give each its own file");
    let why = "zhclean: --reject needs files: standard input has no name and is read only once\n";
    place.pipe(CLEAN, &["--reject", "spliced", "--rejected", "new"]).is(2, "", why);
    for half in [["--reject", "spliced"], ["--rejected", "x"]] {
        assert_eq!(place.run(&[&["in", "-o", "out"], &half[..]].concat()).code, Some(2));
    }
    assert_eq!(place.tree(), ["aside/a.txt", "file", "in/a.txt"]);
}

#[test]
fn a_text_may_begin_with_what_its_page_says_of_itself() {
    let place = Place::with(&[("plain.txt", CLEAN)]);
    let page = "<!DOCTYPE html><html><head><title>旧仓库_河湾网</title><meta name=\"author\" content=\"林小川\">\
        <meta property=\"article:published_time\" content=\"2019-05-06T09:12:00+08:00\"></head><body><h1>旧仓库</h1>\
        <p>旧仓库空了十一年，今年春天改成了图书室，每天上午八点开门。</p></body></html>";
    let text = "旧仓库\n旧仓库空了十一年，今年春天改成了图书室，每天上午八点开门。\n";
    let head = "---\ntitle: \"旧仓库\"\npublished: \"2019-05-06T09:12:00\"\nauthor: \"林小川\"\n---\n\n";
    place.pipe(page, &["--front-matter"]).is(0, &format!("{head}{text}"), "");
    place.pipe(page, &[]).is(0, text, "");
    place.run(&["--front-matter", "plain.txt"]).is(0, CLEAN, "");
    assert_eq!(place.run(&["--front-matter", "--in-place", "plain.txt"]).code, Some(2));
}

#[test]
fn html_is_recognised_or_said_to_be() {
    let place = Place::new();
    let fragment = "<p>第一段文字写在这里，不长也不短。</p><p>第二段。</p>";
    place.pipe(fragment, &[]).is(0, &format!("{fragment}\n"), "");
    place.pipe(fragment, &["--html"]).is(0, "第一段文字写在这里，不长也不短。\n第二段。\n", "");
    let page = format!("<html><body>{fragment}</body></html>\n");
    place.pipe(page.as_str(), &[]).is(0, "第一段文字写在这里，不长也不短。\n第二段。\n", "");
    place.pipe(page.as_str(), &["--html=no"]).is(0, &page, "");
}
