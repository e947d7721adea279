//! Records instead of pages: JSON Lines and web archives, plain and packed, whole and damaged.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::Place;

/// A record whose text changes, and what it becomes.
const CRLF: &str = r#"{"id":7, "text" : "第一行。\r\n第二行。" ,"more":[1.0,"\u4e2d"]}"#;
const LF: &str = r#"{"id":7, "text" : "第一行。\n第二行。" ,"more":[1.0,"\u4e2d"]}"#;

const CUT_OFF: &str = "zhclean: cut ends in the middle of a record: those before it were cleaned\n";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 0).unwrap()
}

fn lines(lines: &[&str]) -> String {
    lines.iter().fold(String::new(), |text, line| text + line + "\n")
}

#[test]
fn only_the_text_changes() {
    Place::new().pipe(lines(&[CRLF]), &["--jsonl"]).is(0, &lines(&[LF]), "");
}

#[test]
fn healthy_records_come_out_byte_for_byte() {
    let healthy = lines(&[
        r#"{"text":"环境保护\/工作\u3002", "text2": "a\r\n"}  "#,
        r#"{ "a" : {"text":"里面。\r\n"}, "text":""}"#,
        "",
        "{\"text\":\"行尾。\"}\r",
        r#"{"n":1e400,"text":"\ud83d\ude00。","bad":"\ud800"}"#,
    ]);
    Place::new().pipe(healthy.as_str(), &["--jsonl"]).is(0, &healthy, "");
    let marked = format!("\u{feff}{healthy}");
    Place::new().pipe(marked.as_str(), &["--jsonl"]).is(0, &marked, "");
}

#[test]
fn escapes_stay_escapes() {
    let input = r#"{"text":"\u4e00\r\n\u4e8c\ud83d\ude00"}"#;
    Place::new().pipe(lines(&[input]), &["--jsonl"]).is(0, "{\"text\":\"\\u4e00\\n\\u4e8c\\ud83d\\ude00\"}\n", "");
}

#[test]
fn gzip_and_zstd_are_seen_by_content() {
    let (input, output) = (lines(&[CRLF]), lines(&[LF]));
    let place = Place::new();
    let (one, two) = (gzip(input.as_bytes()), zstd(input.as_bytes()));
    place.put("one.jsonl", [one.clone(), one.clone()].concat());
    place.put("two", [two.clone(), two.clone()].concat());
    place.run(&["--jsonl", "one.jsonl", "two"]).is(0, &output.repeat(4), "");
    place.pipe(one, &["--jsonl", "-o", "out/clean.jsonl"]).is(0, "", "");
    assert_eq!(place.text("out/clean.jsonl"), output);
}

#[test]
fn a_damaged_record_is_passed_on_and_reported() {
    let damaged: [&[u8]; 6] = [
        br#"{"text":"cut"#,
        b"[1]",
        br#"{"text":"a\r\n","text":1}"#,
        b"{\"text\":\"\xFF\\r\\n\"}",
        br#"{"text":"\ud800"}"#,
        br#"{"text":"a\r\n"} {}"#,
    ];
    let between = |record: &str| {
        let lines = [record.as_bytes()].into_iter().chain(damaged).chain([record.as_bytes()]);
        lines.flat_map(|line| [line, b"\n"].concat()).collect::<Vec<u8>>()
    };
    let place = Place::new();
    place.put("in.jsonl", between(CRLF));
    place.shell("\"$Z\" --jsonl in.jsonl --report report.jsonl > out.jsonl").is(
        2,
        "",
        "zhclean: in.jsonl:2 is no record: control character (\\u0000-\\u001F) found while parsing a string at byte 12\n\
         zhclean: in.jsonl:3 is no record: invalid type: sequence, expected a JSON object\n\
         zhclean: in.jsonl:4 is no record: it has a field twice at byte 25\n\
         zhclean: in.jsonl:5 is no record: invalid unicode code point at byte 10\n\
         zhclean: in.jsonl:6 is no record: unexpected end of hex escape\n\
         zhclean: in.jsonl:7 is no record: trailing characters at byte 18\n\
         zhclean: 6 of 8 records failed\n",
    );
    assert!(std::fs::read(place.path("out.jsonl")).unwrap() == between(LF));
    assert_eq!(place.text("report.jsonl").matches("\"failed\":").count(), 6);
}

#[test]
fn a_cut_off_archive_yields_what_is_whole() {
    let mut text = String::new();
    for number in 0..2000 {
        writeln!(text, r#"{{"text":"第{number}行，乘积{}。"}}"#, number * 7919 % 10_007).unwrap();
    }
    for (packed, at_least) in [(gzip(text.as_bytes()), 1), (zstd(text.as_bytes()), 0)] {
        let place = Place::new();
        place.put("cut", &packed[..packed.len() / 2]);
        let end = place.run(&["--jsonl", "cut"]);
        assert_eq!(end.code, Some(2));
        assert!(end.err.starts_with(CUT_OFF), "{}", end.err);
        assert!(text.starts_with(&end.out) && (end.out.is_empty() || end.out.ends_with('\n')));
        assert!(end.out.lines().count() >= at_least);
    }
}

#[test]
fn fields_have_names() {
    let place = Place::new();
    let input = lines(&[r#"{"text":"a\r\n","body":"b\r\n","key":"x/1"}"#, r#"{"body":null}"#, r#"{"text":"a"}"#]);
    let end = place.pipe(input.as_str(), &["--jsonl", "--field", "body", "--id-field", "key", "--check"]);
    end.is(1, "x/1\n", "zhclean: 2 of 3 records have no text in \"body\" and were passed on\n");
    let end = place.pipe(input.as_str(), &["--jsonl", "--field", "content"]);
    end.is(2, &input, "zhclean: no record has text in a field \"content\": say --field NAME\n");
}

#[test]
fn the_report_can_be_a_field() {
    let place = Place::new();
    let input = lines(&[r#"{"text":"a。\r\n"}"#, r#"{"text":"b。", "why":{"old":1}, "z":2}"#]);
    let end = place.pipe(input, &["--jsonl", "--report-field", "why"]);
    let mut lines = end.out.lines();
    assert!(lines.next().unwrap().starts_with(r#"{"text":"a。\n","why":{"schema":1,"decoding":{"#));
    let second = lines.next().unwrap();
    assert!(second.starts_with(r#"{"text":"b。", "why":{"schema":1,"#) && second.ends_with(r#"}, "z":2}"#), "{second}");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let mut input = String::new();
    for number in 0..4000 {
        let text = format!("第{number}行。\\r\\n").repeat(number * number % 89 + 1);
        writeln!(input, r#"{{"id":{number},"text":"{text}"}}"#).unwrap();
    }
    let place = Place::new();
    place.put("in", gzip(input.as_bytes()));
    let run = |threads: &str| {
        let end = place.run(&["--jsonl", "in", "-j", threads, "--report-field", "r", "-v", "--id-field", "id"]);
        assert_eq!(end.code, Some(0));
        end
    };
    let one = run("1");
    assert_eq!(one.out.lines().count(), 4000);
    assert!(one == run("2") && one == run("9"));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let place = Place::with(&[("in.jsonl", CRLF), ("out.jsonl", "")]);
    place.run(&["--field", "x"]).is(2, "", "zhclean: --field speaks of records: give --jsonl or --warc too\n");
    place.run(&["--jsonl", "-e", "gbk", "in.jsonl"]).is(
        2,
        "",
        "zhclean: --encoding does not go with --jsonl: JSON Lines are UTF-8\n",
    );
    place.run(&["--jsonl", "in.jsonl", "-o", "out.jsonl"]).is(2, "", "zhclean: out.jsonl exists: --force overwrites\n");
    place.run(&["--jsonl", "--report-field", "text"]).is(
        2,
        "",
        "zhclean: --report-field \"text\" is another field of the record: give the report its own\n",
    );
}

/// A record of an archive.
fn record(kind: &str, url: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{kind}-{}>\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n\
         WARC-Target-URI: {url}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        url.len(),
        block.len()
    )
    .into_bytes();
    record.extend(block);
    record.extend(b"\r\n\r\n");
    record
}

fn response(content_type: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nServer: x\r\nContent-Type: {content_type}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

/// An archive with all that archives hold; its Big5 page is too short to be told from others by its bytes.
fn archive() -> Vec<Vec<u8>> {
    vec![
        record("warcinfo", "x", "application/warc-fields", b"software: none\r\n"),
        record("request", "http://a/", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
        record(
            "response",
            "http://a/",
            "application/http; msgtype=response",
            &response("text/plain; charset=big5", b"\xA4\xA4\xA4\xE5\r\n"),
        ),
        record("response", "http://a/x.png", "application/http", &response("image/png", b"\x89PNG")),
        record("conversion", "http://b/", "text/plain", "第一行。\r\n".as_bytes()),
    ]
}

const FIRST: &str =
    "{\"id\":\"<urn:uuid:response-9>\",\"url\":\"http://a/\",\"date\":\"2026-01-02T03:04:05Z\",\"text\":\"中文\\n\"}\n";
const LAST: &str = "{\"id\":\"<urn:uuid:conversion-9>\",\"url\":\"http://b/\",\"date\":\"2026-01-02T03:04:05Z\",\"text\":\"第一行。\\n\"}\n";

#[test]
fn archives_become_records() {
    let place = Place::new();
    place.pipe(archive().concat(), &["--warc"]).is(0, &[FIRST, LAST].concat(), "");
    let packed: Vec<u8> = archive().iter().flat_map(|record| gzip(record)).collect();
    place.pipe(packed, &["--warc", "--field", "text"]).is(0, &[FIRST, LAST].concat(), "");
}

#[test]
fn a_damaged_record_costs_no_other() {
    let mut records = archive();
    records.insert(3, b"WARC/1.0\r\nno length\r\n\r\nrubbish\r\nand more\r\n\r\n".to_vec());
    records.insert(3, record("response", "http://c/", "application/http", b"HTTP/1.1 200"));
    let place = Place::new();
    let end = place.pipe(records.concat(), &["--warc"]);
    assert_eq!((end.code, end.out), (Some(2), [FIRST, LAST].concat()));
    assert!(end.err.contains("zhclean: http://c/ is no record: its HTTP header has no end\n"), "{}", end.err);
    assert!(end.err.contains("is no record: it does not say its length\n"), "{}", end.err);
}

#[test]
fn a_cut_off_web_archive_yields_what_is_whole() {
    let bytes = archive().concat();
    let end = Place::new().pipe(&bytes[..bytes.len() - 10], &["--warc"]);
    let said = "zhclean: standard input ends in the middle of a record: those before it were cleaned\n";
    assert_eq!((end.code, end.out.as_str()), (Some(2), FIRST));
    assert!(end.err.starts_with(said), "{}", end.err);
}
