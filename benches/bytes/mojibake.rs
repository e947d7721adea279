//! Samples of text whose bytes were read as what they are not, along every chain that pages show.

use zhclean::repair::Damage;
use zhclean::settings::Damages;
use zhclean::{Page, Settings, pipeline};

use crate::Options;
use crate::forward::{encode, escape, read};
use crate::table::{Sample, Table};
use crate::text::{LENGTHS, Random, Script, Texts};

/// One way text is damaged.
struct Case {
    name: &'static str,
    script: Script,
    /// Each round: the encoding the text was written in, and the one it was read as.
    rounds: &'static [(&'static str, &'static str)],
    keeps: Keeps,
    /// How the result is escaped.
    escape: Option<&'static str>,
}

/// Which samples count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keeps {
    /// Those of which nothing was lost.
    All,
    /// Those of which something was.
    Less,
    /// Either.
    Any,
    /// Those of which nothing was lost, with only their second half damaged.
    Half,
}

const fn case(
    name: &'static str,
    script: Script,
    rounds: &'static [(&'static str, &'static str)],
    keeps: Keeps,
) -> Case {
    Case { name, script, rounds, keeps, escape: None }
}

const fn escaped(name: &'static str, rounds: &'static [(&'static str, &'static str)], how: &'static str) -> Case {
    Case { name, script: Script::Simplified, rounds, keeps: Keeps::All, escape: Some(how) }
}

const CASES: &[Case] = {
    use Keeps::*;
    use Script::*;
    &[
        case("UTF-8 > Latin-1", Simplified, &[("UTF-8", "latin1")], All),
        case("UTF-8 > windows-1252", Simplified, &[("UTF-8", "windows-1252")], All),
        case("UTF-8 > windows-1252, twice", Simplified, &[("UTF-8", "windows-1252"); 2], All),
        case("UTF-8 > windows-1251", Simplified, &[("UTF-8", "windows-1251")], All),
        case("UTF-8 > Mac Roman", Traditional, &[("UTF-8", "macintosh")], All),
        case("UTF-8 > GBK", Simplified, &[("UTF-8", "gb18030")], All),
        case("UTF-8 > GBK, Traditional", Traditional, &[("UTF-8", "gb18030")], All),
        case("UTF-8 > GBK, twice", Simplified, &[("UTF-8", "gb18030"); 2], All),
        case("UTF-8 > Big5", Traditional, &[("UTF-8", "big5")], All),
        case("GBK > Latin-1", Simplified, &[("GBK", "latin1")], All),
        case("GBK > windows-1252", Simplified, &[("GBK", "windows-1252")], All),
        case("GBK > windows-1252, Traditional", Traditional, &[("GBK", "windows-1252")], All),
        case("GBK > ISO-8859-15", Simplified, &[("GBK", "iso-8859-15")], All),
        case("GBK > windows-1254", Simplified, &[("GBK", "windows-1254")], All),
        case("GBK > windows-1250", Simplified, &[("GBK", "windows-1250")], All),
        case("GBK > windows-1251", Simplified, &[("GBK", "windows-1251")], All),
        case("GBK > Mac Roman", Simplified, &[("GBK", "macintosh")], All),
        case("GBK > cp437", Simplified, &[("GBK", "cp437")], All),
        case("Big5 > Latin-1", Traditional, &[("Big5", "latin1")], All),
        case("Big5 > windows-1252", Traditional, &[("Big5", "windows-1252")], All),
        case("GBK > Big5", Simplified, &[("GBK", "big5")], All),
        case("GBK > cp950", Simplified, &[("GBK", "cp950")], All),
        case("Big5 > GBK", Traditional, &[("Big5", "gb18030")], All),
        case("GBK > EUC-KR", Simplified, &[("GBK", "euc-kr")], All),
        case("GBK > Shift_JIS", Simplified, &[("GBK", "shift_jis")], All),
        case("UTF-8 > EUC-KR", Simplified, &[("UTF-8", "euc-kr")], All),
        case("UTF-8 > Shift_JIS", Simplified, &[("UTF-8", "shift_jis")], All),
        case("half, UTF-8 > Latin-1", Simplified, &[("UTF-8", "latin1")], Half),
        case("half, UTF-8 > GBK", Simplified, &[("UTF-8", "gb18030")], Half),
        case("half, GBK > Latin-1", Simplified, &[("GBK", "latin1")], Half),
        case("half, GBK > Big5", Simplified, &[("GBK", "big5")], Half),
        case("half, Big5 > GBK", Traditional, &[("Big5", "gb18030")], Half),
        case("lossy, UTF-8 > cp936 with ?", Simplified, &[("UTF-8", "cp936")], Any),
        case("lossy, UTF-8 > GBK with U+FFFD", Simplified, &[("UTF-8", "gb18030")], Less),
        case("lossy, UTF-8 > windows-1252, ?", Simplified, &[("UTF-8", "cp1252?")], Any),
        case("lossy, UTF-8 > Big5 with U+FFFD", Traditional, &[("UTF-8", "big5")], Less),
        case("lossy, UTF-8 > cp950 with ?", Traditional, &[("UTF-8", "cp950")], Less),
        case("lossy, GBK > cp950 with ?", Simplified, &[("GBK", "cp950")], Less),
        case("lossy, GBK > Big5 with U+FFFD", Simplified, &[("GBK", "big5")], Less),
        case("lossy, GBK > EUC-KR with U+FFFD", Simplified, &[("GBK", "euc-kr")], Less),
        escaped("entities of UTF-8 > Latin-1", &[("UTF-8", "latin1")], "&#228;"),
        escaped("entities of UTF-8 > GBK", &[("UTF-8", "gb18030")], "&#228;"),
        escaped("\\u of UTF-8 > Latin-1", &[("UTF-8", "latin1")], "\\u00e4"),
        escaped("\\x of UTF-8", &[("UTF-8", "latin1")], "\\xe4"),
        escaped("%XX of UTF-8", &[("UTF-8", "latin1")], "%E4"),
        escaped("%XX of GBK", &[("GBK", "latin1")], "%E4"),
    ]
};

/// Tries for one sample before a case is given up at a length: some chains lose something in any long text.
const TRIES: usize = 400;

/// Measures zhclean on every case, by samples and by characters, and keeps the samples for the peers.
pub(crate) fn measure(texts: &Texts, options: &Options, table: &mut Table) {
    for case in CASES.iter().filter(|case| case.name.contains(&options.case)) {
        for (column, &length) in LENGTHS.iter().enumerate() {
            let mut random = Random::new(column as u64);
            let mut left_to_show = options.show;
            for number in 0..options.samples {
                let made = (0..TRIES).find_map(|_| damage(texts.cut(case.script, length, &mut random).trim(), case));
                let Some((text, damaged)) = made else { break };
                let got = repair(&damaged);
                let want = Page::from_text(&text).to_text();
                table.count(case.name, "zhclean", column, got == want);
                let (right, all) = characters(&want, &got);
                table.add(case.name, "zhclean: characters", column, right as f64, all as f64);
                if got != want && left_to_show > 0 {
                    left_to_show -= 1;
                    println!("  {} {length}:\n    {want:?}\n    {damaged:?}\n    {got:?}", case.name);
                }
                table.keep(Sample::of_text(case.name, column, number, &damaged, &text));
            }
        }
    }
}

/// What the stage makes of a text.
pub(crate) fn repair(text: &str) -> String {
    pipeline::run(Page::from_text(text), &settings()).page.to_text()
}

/// The stage alone.
pub(crate) fn settings() -> Settings {
    Settings { stages: Damages::NONE.with(Damage::Mojibake), ..Settings::default() }
}

/// The text as its chain can hold it and what became of it; `None` where it does not fit the case.
fn damage(text: &str, case: &Case) -> Option<(String, String)> {
    let middle = if case.keeps == Keeps::Half { text.chars().count() / 2 } else { 0 };
    let whole: String = text.chars().take(middle).collect();
    let mut damaged = text[whole.len()..].to_owned();
    let mut lost = false;
    for (written, name) in case.rounds {
        let (text, lossy) = read(&encode(&damaged, written)?, name);
        damaged = text;
        lost |= lossy;
    }
    let fits = match case.keeps {
        Keeps::All | Keeps::Half => !lost,
        Keeps::Less => lost,
        Keeps::Any => true,
    };
    if let Some(how) = case.escape {
        damaged = escape(&damaged, how);
    }
    let damaged = whole + &damaged;
    (fits && damaged != text).then(|| (text.to_owned(), damaged))
}

/// Characters of `want` that `got` has in the same order, and all.
fn characters(want: &str, got: &str) -> (usize, usize) {
    let (want, got): (Vec<char>, Vec<char>) = (want.chars().collect(), got.chars().collect());
    let head = want.iter().zip(&got).take_while(|(a, b)| a == b).count();
    let (left, right) = (&want[head..], &got[head..]);
    let tail = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    let (left, right) = (&left[..left.len() - tail], &right[..right.len() - tail]);
    let mut row = vec![0; right.len() + 1];
    for a in left {
        let mut diagonal = 0;
        for (i, b) in right.iter().enumerate() {
            let longest = if a == b { diagonal + 1 } else { row[i].max(row[i + 1]) };
            diagonal = std::mem::replace(&mut row[i + 1], longest);
        }
    }
    (head + tail + row[right.len()], want.len())
}
