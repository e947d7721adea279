//! Samples of bytes whose encoding must be found, in every way pages meet us.

use zhclean::charset::Charset;
use zhclean::decode::decode;
use zhclean::{Page, Settings};

use crate::Options;
use crate::forward::{self, encode};
use crate::table::{Sample, Table};
use crate::text::{LENGTHS, Length, Random, Script, Texts};

/// What befell the bytes.
#[derive(Clone, Copy)]
enum Damage {
    Nothing,
    /// The first byte is gone.
    Head,
    /// The last byte is gone.
    Tail,
    /// A byte FF stands between two characters.
    Stray,
    /// A byte is gone somewhere inside.
    Lost,
    /// The sample is the title in five hundred bytes of markup.
    Title,
    /// The page declares the other encoding of Chinese.
    Lie,
    /// The sample is one line, and the page around it is in this encoding.
    In(&'static str),
}

const DAMAGES: &[(&str, Script, &str, Damage)] = {
    use Damage::*;
    use Script::*;
    &[
        ("GBK", Simplified, "GBK", Nothing),
        ("GBK, Traditional", Traditional, "GBK", Nothing),
        ("Big5", Traditional, "Big5", Nothing),
        ("HZ", Simplified, "HZ", Nothing),
        ("UTF-16LE, no mark", Simplified, "UTF-16LE", Nothing),
        ("UTF-16BE, no mark", Traditional, "UTF-16BE", Nothing),
        ("UTF-8, cut at the head", Simplified, "UTF-8", Head),
        ("GBK, cut at the head", Simplified, "GBK", Head),
        ("Big5, cut at the head", Traditional, "Big5", Head),
        ("UTF-8, cut at the tail", Simplified, "UTF-8", Tail),
        ("GBK, cut at the tail", Simplified, "GBK", Tail),
        ("Big5, cut at the tail", Traditional, "Big5", Tail),
        ("UTF-8, stray byte", Simplified, "UTF-8", Stray),
        ("GBK, stray byte", Simplified, "GBK", Stray),
        ("Big5, stray byte", Traditional, "Big5", Stray),
        ("UTF-8, lost byte", Simplified, "UTF-8", Lost),
        ("GBK, lost byte", Simplified, "GBK", Lost),
        ("Big5, lost byte", Traditional, "Big5", Lost),
        ("GBK title in markup", Simplified, "GBK", Title),
        ("Big5 title in markup", Traditional, "Big5", Title),
        ("GBK said to be Big5", Simplified, "GBK", Lie),
        ("Big5 said to be GBK", Traditional, "Big5", Lie),
        ("GBK line in UTF-8", Simplified, "GBK", In("UTF-8")),
        ("Big5 line in UTF-8", Traditional, "Big5", In("UTF-8")),
        ("UTF-8 line in GBK", Simplified, "UTF-8", In("GBK")),
        ("UTF-8 line in Big5", Traditional, "UTF-8", In("Big5")),
    ]
};

/// Characters of the page around an odd line, before and after it.
const AROUND: usize = 300;

/// Tries for one sample before a case is given up at a length: HZ lacks a character of any long text.
const TRIES: usize = 400;

/// Measures zhclean and chardetng on every case, and keeps the samples for the peers that are no crates.
/// Counts the encoding for all, and for zhclean also the text, malformed places included.
pub(crate) fn measure(texts: &Texts, options: &Options, table: &mut Table) {
    for &(name, script, encoding, damage) in DAMAGES.iter().filter(|row| row.0.contains(&options.case)) {
        for (column, &length) in LENGTHS.iter().enumerate() {
            let mut random = Random::new(column as u64);
            let mut left_to_show = options.show;
            for number in 0..options.samples {
                let made = (0..TRIES).find_map(|_| {
                    make(&texts.cut(script, length, &mut random), script, encoding, damage, texts, &mut random)
                });
                let Some((bytes, text, of_page)) = made else { break };
                let (page, decoding) = decode(&bytes, &Settings::default());
                let (got, want) = (page.to_text(), Page::from_text(&text).to_text());
                table.count(name, "zhclean: text", column, got == want);
                table.count(name, "zhclean", column, decoding.encoding == charset(of_page));
                table.count(name, "chardetng", column, chardetng(&bytes) == charset(of_page));
                if got != want && left_to_show > 0 {
                    left_to_show -= 1;
                    println!(
                        "  {name} {length}: {} not {of_page}\n    {want:?}\n    {got:?}",
                        decoding.encoding.name()
                    );
                }
                table.keep(Sample::of_bytes(name, column, number, &bytes, charset(of_page).name()));
            }
        }
    }
}

fn charset(name: &str) -> Charset {
    Charset::for_label(name).unwrap()
}

fn chardetng(bytes: &[u8]) -> Charset {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    charset(detector.guess(None, chardetng::Utf8Detection::Allow).name())
}

/// The bytes, the text they should give, and the encoding of the page; `None` where the sample does not allow the case.
fn make(
    text: &str,
    script: Script,
    encoding: &'static str,
    damage: Damage,
    texts: &Texts,
    random: &mut Random,
) -> Option<(Vec<u8>, String, &'static str)> {
    let bytes = encode(text, encoding)?;
    let characters: Vec<char> = text.chars().collect();
    let split = random.below(characters.len());
    let head: String = characters[..split].iter().collect();
    let tail: String = characters[split + 1..].iter().collect();
    let own = encode(&characters[split].to_string(), encoding)?;
    let (first, last) = (characters[0], characters[characters.len() - 1]);
    let around = |before: String, after: &str| {
        let bytes = [before.as_bytes(), &bytes, after.as_bytes()].concat();
        Some((bytes, format!("{before}{text}{after}"), encoding))
    };
    match damage {
        Damage::Nothing => Some((bytes, text.to_owned(), encoding)),
        Damage::Head if first.is_ascii() => None,
        Damage::Head => {
            let length = encode(&first.to_string(), encoding)?.len();
            Some((bytes[1..].to_vec(), broken(&bytes[1..length]) + &text[first.len_utf8()..], encoding))
        }
        Damage::Tail if last.is_ascii() => None,
        Damage::Tail => {
            let cut = bytes[..bytes.len() - 1].to_vec();
            Some((cut, text[..text.len() - last.len_utf8()].to_owned() + "\u{FFFD}", encoding))
        }
        Damage::Stray => {
            let bytes = [encode(&head, encoding)?, own, vec![0xFF], encode(&tail, encoding)?].concat();
            Some((bytes, format!("{head}{}\u{FFFD}{tail}", characters[split]), encoding))
        }
        Damage::Lost if own.len() < 2 || tail.is_empty() => None,
        Damage::Lost => {
            let at = random.below(own.len());
            let left: Vec<u8> = own.iter().enumerate().filter(|&(i, _)| i != at).map(|(_, &byte)| byte).collect();
            let bytes = [encode(&head, encoding)?, left.clone(), encode(&tail, encoding)?].concat();
            // At the head of a page two bytes of three are one malformed place, elsewhere each is one.
            let left = if head.is_empty() { broken(&left) } else { forward::read(&left, encoding).0 };
            Some((bytes, format!("{head}{left}{tail}"), encoding))
        }
        Damage::Title => around(markup(250) + "<title>", &("</title>\n".to_owned() + &markup(250))),
        Damage::Lie => {
            let other = if encoding == "Big5" { "gb2312" } else { "big5" };
            around(format!("<meta charset=\"{other}\">"), "")
        }
        Damage::In(_) if text.contains('\n') => None,
        Damage::In(page) => {
            let [before, after] = [0, 1].map(|_| texts.cut(script, Length::Chars(AROUND), random));
            let [before_bytes, after_bytes] = [encode(&before, page)?, encode(&after, page)?];
            let bytes = [&before_bytes[..], b"\n", &bytes, b"\n", &after_bytes].concat();
            Some((bytes, format!("{before}\n{text}\n{after}"), page))
        }
    }
}

/// What is left of a character of which a byte is gone: a trail byte may be ASCII, which stays, and the rest is one
/// malformed place.
fn broken(left: &[u8]) -> String {
    match left {
        [ascii] if ascii.is_ascii() => char::from(*ascii).to_string(),
        _ => "\u{FFFD}".to_owned(),
    }
}

fn markup(bytes: usize) -> String {
    let line = "<link rel=\"stylesheet\" href=\"/css/style.css\"><script src='/js/jquery.min.js'></script>\n";
    line.repeat(bytes.div_ceil(line.len()))
}
