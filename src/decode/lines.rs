//! The whole page read in the encoding that was chosen, line by line, and the lines that are in another one.
//! Files put together from several sources hold both; such a line is decoded by its own evidence and reported.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, Encoding};

use crate::charset::{Charset, hz};
use crate::score;

use super::resync::{self, Sign};
use super::{Known, NAT, Odd};

/// A page's text and what reading it met.
#[derive(Debug, Default)]
pub(super) struct Read<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) malformed: u64,
    pub(super) other: Vec<Odd>,
}

/// The encodings a line may be in whatever its page is in.
const ODD: [Charset; 3] = [Charset::UTF_8, Charset::GB18030, Charset::BIG5];

/// A line in another encoding must read better than in its page's by this much.
const ODD_MARGIN: i64 = 16 * NAT;

/// A part of a line in another encoding than the rest must read better by this much: the evidence is smaller.
const RUN_MARGIN: i64 = 24 * NAT;

/// A line that lost a byte must read better in step by this much.
const RESYNC_MARGIN: i64 = 3 * NAT;

/// The last line of a page must by this much: it is rather cut off in the middle of a character.
const LAST_MARGIN: i64 = 8 * NAT;

/// Longer lines are not read three times over; only their malformed runs are looked at.
const LONG_LINE: usize = 64 * 1024;

/// Bytes of a line that are well-formed in UTF-8 by chance on a page that is not: two characters, never three.
const CHANCE: usize = 9;

/// Reads a page; where `odd` allows it, each line by its own evidence.
pub(super) fn read<'a>(bytes: &'a [u8], known: &Known, odd: bool) -> Read<'a> {
    let bytes = bytes.get(known.mark..).unwrap_or_default();
    let Some(encoding) = known.charset.encoding() else {
        let (text, _, malformed) = hz::decode(bytes);
        return Read { text: text.into(), malformed, other: Vec::new() };
    };
    if known.whole {
        return Read { text: encoding.decode_without_bom_handling(bytes).0, ..Read::default() };
    }
    let cut = known.cut.min(bytes.len());
    let (whole, bytes, before) = (bytes, &bytes[cut..], if cut > 0 { "\u{FFFD}" } else { "" });
    let odd = odd && ODD.contains(&known.charset);
    let head = whole.len().min(memchr::memchr(b'\n', whole).map_or(whole.len(), |end| end + 1));
    let in_step =
        if odd && cut > 0 && head <= LONG_LINE { resync::read(&whole[..head], known.charset, Sign::Cut) } else { None };
    if let Some(resync::InStep { text, malformed, .. }) = in_step {
        // What looks like a cut may be a byte lost further on.
        let mut lines = Lines { text, malformed, ..Lines::default() };
        lines.read((&whole[head..], None), 2, known.charset, encoding);
        return Read { text: lines.text.into(), malformed: lines.malformed, other: lines.other };
    }
    let sound = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    let is_ordinary = |text: &str| {
        let shifted = || known.charset == Charset::BIG5 && resync::is_shifted(text);
        !odd || known.charset == Charset::UTF_8 || !lines_of(bytes).any(is_utf8_line) && !shifted()
    };
    let sound = match sound {
        Some(text) if is_ordinary(&text) => {
            let text = if cut > 0 { Cow::Owned([before, &text].concat()) } else { text };
            return Read { text, malformed: u64::from(cut > 0), other: Vec::new() };
        }
        other => other,
    };
    let mut lines = Lines { text: String::with_capacity(bytes.len() + bytes.len() / 2), ..Lines::default() };
    lines.text.push_str(before);
    if odd {
        lines.read((bytes, sound.as_deref()), 1, known.charset, encoding);
    } else {
        lines.malformed += read_into(bytes, encoding, &mut lines.text);
    }
    Read { text: lines.text.into(), malformed: lines.malformed + u64::from(cut > 0), other: lines.other }
}

/// What was read line by line.
#[derive(Default)]
struct Lines {
    text: String,
    malformed: u64,
    other: Vec<Odd>,
}

fn lines_of(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut from = 0;
    memchr::memchr_iter(b'\n', bytes).map(|at| at + 1).chain([bytes.len()]).map(move |end| {
        let line = &bytes[from..end];
        from = end;
        line
    })
}

impl Lines {
    /// Line feeds are no part of a longer character in any of [`ODD`], so each line decodes by itself. `sound` is the
    /// text of all lines where nothing is malformed.
    fn read(
        &mut self,
        (bytes, sound): (&[u8], Option<&str>),
        first: u32,
        charset: Charset,
        encoding: &'static Encoding,
    ) {
        let mut sound = sound.map(|text| text.split_inclusive('\n'));
        for (number, line) in (first..).zip(lines_of(bytes)) {
            let from = self.text.len();
            let other_utf8 = charset != Charset::UTF_8 && is_utf8_line(line);
            let malformed = match &mut sound {
                Some(lines) => {
                    self.text.push_str(lines.next().unwrap_or_default());
                    0
                }
                None => read_into(line, encoding, &mut self.text),
            };
            if malformed == 0 && !other_utf8 {
                if charset == Charset::BIG5 && resync::is_shifted(&self.text[from..]) {
                    self.malformed += self.read_again(line, charset, (from, 0), Sign::Shifted).unwrap_or(0);
                }
                continue;
            }
            let whole = if line.len() <= LONG_LINE { whole_line(line, charset, &self.text[from..]) } else { None };
            if let Some((odd, text, malformed)) = whole {
                self.text.truncate(from);
                self.text.push_str(&text);
                self.malformed += malformed;
                self.other.push(Odd { line: number, encoding: odd });
            } else if charset == Charset::UTF_8 {
                self.text.truncate(from);
                self.read_runs(line, number);
            } else {
                self.malformed +=
                    self.read_again(line, charset, (from, malformed), Sign::Malformed).unwrap_or(malformed);
            }
        }
    }

    /// Reads a line that seems to have lost a byte in step, if that is clearly more ordinary. Returns what stays
    /// malformed of it.
    fn read_again(&mut self, line: &[u8], charset: Charset, (from, broken): (usize, u64), sign: Sign) -> Option<u64> {
        let resync::InStep { text, malformed, cost } =
            (line.len() <= LONG_LINE).then(|| resync::read(line, charset, sign))??;
        let margin = if line.ends_with(b"\n") { RESYNC_MARGIN } else { LAST_MARGIN };
        if cost + margin > resync::cost(&self.text[from..]) + broken as i64 * sign.broken(line.len()) {
            return None;
        }
        self.text.truncate(from);
        self.text.push_str(&text);
        Some(malformed)
    }

    /// Reads a UTF-8 line whose malformed runs may be in another encoding.
    fn read_runs(&mut self, line: &[u8], number: u32) {
        let mut rest = line;
        while !rest.is_empty() {
            let sound = Encoding::utf8_valid_up_to(rest);
            let (sound, bad) = rest.split_at(sound);
            // Bytes before the fault may belong to the run too: two-byte sequences are seldom what they seem there.
            let keep = sound.len() - sound.iter().rev().take_while(|&&byte| (0x80..0xE0).contains(&byte)).count();
            let keep = if std::str::from_utf8(&sound[..keep]).is_ok() { keep } else { sound.len() };
            self.text.push_str(&String::from_utf8_lossy(&sound[..keep]));
            let run = &rest[keep..sound.len() + run_length(bad)];
            rest = &rest[keep + run.len()..];
            match odd_run(run) {
                Some((charset, text)) => {
                    self.text.push_str(&text);
                    if self.other.last().is_none_or(|odd| odd.line != number) {
                        self.other.push(Odd { line: number, encoding: charset });
                    }
                }
                None => self.malformed += read_into(run, encoding_rs::UTF_8, &mut self.text),
            }
        }
    }
}

fn is_utf8_line(line: &[u8]) -> bool {
    line.iter().filter(|byte| !byte.is_ascii()).take(CHANCE).count() == CHANCE
        && Encoding::utf8_valid_up_to(line) == line.len()
}

/// The line in the encoding that reads clearly better than its page's, with what is malformed in it.
fn whole_line(line: &[u8], page: Charset, as_page: &str) -> Option<(Charset, String, u64)> {
    let bound = score::cost(as_page) - ODD_MARGIN;
    let others = ODD.into_iter().filter(|&charset| charset != page);
    let readings = others.filter_map(|charset| {
        let mut text = String::new();
        let malformed = read_into(line, charset.encoding()?, &mut text);
        Some((score::cost(&text), charset, text, malformed))
    });
    let (cost, charset, text, malformed) = readings.min_by_key(|&(cost, charset, ..)| (cost, charset))?;
    (cost < bound).then_some((charset, text, malformed))
}

/// Bytes up to the next three-byte character of UTF-8, or ASCII that ends every encoding's character.
fn run_length(bad: &[u8]) -> usize {
    let ends = |at: usize| {
        bad[at] < 0x30 || matches!(bad[at..], [0xE3..=0xE9, 0x80..=0xBF, 0x80..=0xBF, ..] if at.is_multiple_of(2))
    };
    (1..bad.len()).find(|&at| ends(at)).unwrap_or(bad.len())
}

fn odd_run(run: &[u8]) -> Option<(Charset, String)> {
    let mut as_page = String::new();
    read_into(run, encoding_rs::UTF_8, &mut as_page);
    let bound = score::cost(&as_page) - RUN_MARGIN;
    let others = [Charset::GB18030, Charset::BIG5].into_iter().filter_map(|charset| {
        let (text, malformed) = charset.encoding()?.decode_without_bom_handling(run);
        (!malformed).then(|| (score::cost(&text), charset, text))
    });
    let (cost, charset, text) = others.min_by_key(|&(cost, charset, _)| (cost, charset))?;
    (cost < bound).then(|| (charset, Cow::into_owned(text)))
}

/// Decodes onto `text`; each malformed sequence becomes U+FFFD and is counted, while one that the input holds as a
/// character is not.
fn read_into(bytes: &[u8], encoding: &'static Encoding, text: &mut String) -> u64 {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut malformed = 0;
    let mut rest = bytes;
    // The decoder looks at all the room it is given, so room for the whole page would make each malformed place cost
    // as much as a page.
    let mut part = String::with_capacity(ROOM.min(bytes.len() * 3 + 16));
    loop {
        let (result, taken) = decoder.decode_to_string_without_replacement(rest, &mut part, true);
        rest = &rest[taken..];
        if let DecoderResult::Malformed(..) = result {
            part.push(char::REPLACEMENT_CHARACTER);
            malformed += 1;
        }
        if result == DecoderResult::InputEmpty || part.capacity() - part.len() < SPARE {
            text.push_str(&part);
            part.clear();
        }
        if result == DecoderResult::InputEmpty {
            return malformed;
        }
    }
}

/// Room of one part: enough for most lines.
const ROOM: usize = 8 * 1024;
/// What a decoder needs at least to go on.
const SPARE: usize = 16;
