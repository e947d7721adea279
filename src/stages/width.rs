//! Restores full-width marks that were folded to ASCII.
//! After the line stages, because there is less to judge once lines are gone.
//!
//! Compatibility normalisation folds `，：；？！（）` and leaves `。` and `、`, so a page that uses the latter and has
//! none of the former was folded. On such a page a mark beside Chinese text is restored; one between digits or Latin
//! letters (`9:20`, `1,000`, `(WHO)`) stays, because the author may have written it so. The ideographic full stop
//! is never invented: nothing folds it.

use crate::classes::FOLDED;
use crate::layout::{self, Shape};
use crate::page::{Edit, Line, Page};
use crate::repair::{Certainty, Damage, Evidence, Finding, Repair};
use crate::settings::{Form, Width};
use crate::stage::{Context, Proposals, Stage};

/// Marks that compatibility normalisation folded.
pub const STAGE: Stage =
    Stage { damage: Damage::Width, about: "restores full-width marks that were folded to ASCII", propose };

/// `。` and `、` that show an author who types Chinese marks (`lines/width.toml`: one sentence is too little).
const CHINESE_MARKS: usize = 2;

/// Folded marks that make a habit rather than a slip (`lines/width.toml`: one sentence is too little).
const FOLDED_MARKS: usize = 3;

/// One full-width mark to so many folded ones is a line added or mended later; more is an author who mixes them
/// (`lines/width.toml`: mixed use).
const FOLDED_TO_FULL: usize = 10;

/// Folded marks to each `。` and `、`, at most: of 6,860 hotel reviews one in a hundred has ten, of other prose one in a
/// thousand, and who types more types ASCII.
const FOLDED_TO_CHINESE: usize = 10;

/// Characters with which a sentence asks, in either script, for script is restored later.
const ASKING: &str = "吗嗎呢吧么麼何谁誰哪怎什几幾否多孰岂豈是不";

fn propose(page: &Page, ctx: &Context<'_>) -> Proposals {
    let settings = ctx.settings;
    if settings.width == Width::Keep || settings.form == Form::Nfkc {
        return Proposals::default();
    }
    // Most pages end here.
    if is_whole(page.lines()) {
        return Proposals::default();
    }
    let shapes: Vec<Shape> = layout::code(page.lines()).collect();
    let marks = Marks::of(page.lines(), &shapes);
    if layout::is_code_page(&shapes) || marks.chinese == 0 {
        return Proposals::default();
    }
    // On a turned page `?` also stands for what GBK lacks, so it must be asked for by its sentence.
    let loses = ctx.findings.iter().any(|finding| matches!(finding, Finding::Turned { .. }));
    let mut folded = Folded::default();
    for (line, _) in page.lines().iter().zip(&shapes).filter(|(_, shape)| **shape != Shape::Code) {
        folded.add_line(line, loses);
    }
    if !folded.is_by_normalisation(&marks) {
        return Proposals::default();
    }
    if marks.chinese < CHINESE_MARKS || folded.marks < FOLDED_MARKS {
        folded.repairs.iter_mut().for_each(|repair| repair.certainty = Certainty::Doubtful);
    }
    folded.repairs.into()
}

/// Whether a page cannot have been folded, even if each of its ASCII marks was: there are none, or too many full-width
/// ones beside them, which shows by its first lines.
fn is_whole(lines: &[Line]) -> bool {
    let ascii: usize = lines
        .iter()
        .filter(|line| line.classes().has(FOLDED))
        .map(|line| layout::count(line.text.as_bytes(), may_be_folded))
        .sum();
    let mut full = 0;
    ascii == 0
        || lines.iter().zip(layout::code(lines)).any(|(line, shape)| {
            full += if shape == Shape::Code { 0 } else { Marks::of_line(line).full };
            full * FOLDED_TO_FULL > ascii
        })
}

/// The marks of a page that may have been folded.
#[derive(Debug, Default)]
struct Folded {
    repairs: Vec<Repair>,
    /// Those that likely were.
    marks: usize,
    /// The commas among them.
    commas: usize,
    /// The commas among those that have a blank before a Chinese character.
    spaced: usize,
}

impl Folded {
    /// Adds those of a line.
    fn add_line(&mut self, line: &Line, loses: bool) {
        if !line.classes().has(FOLDED) {
            return;
        }
        let characters: Vec<(usize, char)> = line.text.char_indices().collect();
        // An English sentence on a folded page keeps its marks, curly quotation marks or not.
        if !characters.iter().any(|&(_, c)| is_han(c)) {
            return;
        }
        for (at, certainty) in judged(&characters, loses) {
            let (start, from) = characters[at];
            let Some(to) = unfold(from) else { continue };
            // A folded comma keeps the blank that an extractor put behind it: `“气十条”, “水十条”`.
            let blank = if from == ',' { (Place { line: &characters, at }).blank_behind() } else { 0 };
            let span = start..start + 1 + blank;
            if certainty == Certainty::Likely {
                self.marks += 1;
                self.commas += usize::from(from == ',');
                self.spaced += usize::from(blank > 0 && line.text[span.end..].starts_with(is_han));
            }
            self.repairs.push(Repair {
                line: line.number,
                edit: Edit::Replace { span, with: to.to_string() },
                evidence: Evidence::Width { from, to },
                certainty,
            });
        }
    }

    /// Whether normalisation can have made them, beside the other marks of the page: it folds all of a kind and all
    /// kinds, and adds nothing. Else an author types ASCII marks here and there, or all the time.
    fn is_by_normalisation(&self, marks: &Marks) -> bool {
        let is_rest = marks.full * FOLDED_TO_FULL <= self.marks && marks.commas <= self.commas;
        let is_prose = self.marks <= marks.chinese * FOLDED_TO_CHINESE;
        is_rest && is_prose && 2 * self.spaced <= self.commas
    }
}

/// Marks that tell whether a page was folded.
#[derive(Debug, Default)]
struct Marks {
    /// `。` and `、`.
    chinese: usize,
    /// Full-width marks that could have been folded.
    full: usize,
    /// The commas among them.
    commas: usize,
}

impl Marks {
    /// Those of a page, without those in its code.
    fn of(lines: &[Line], shapes: &[Shape]) -> Self {
        let prose = lines.iter().zip(shapes).filter(|(_, shape)| **shape != Shape::Code);
        prose.map(|(line, _)| Marks::of_line(line)).fold(Self::default(), |sum, marks| Self {
            chinese: sum.chinese + marks.chinese,
            full: sum.full + marks.full,
            commas: sum.commas + marks.commas,
        })
    }

    /// Counts by bytes: in Chinese text the lead bytes of the two kinds of marks are seldom anything else.
    fn of_line(line: &Line) -> Self {
        let bytes = line.text.as_bytes();
        let mut marks = Self::default();
        for at in memchr::memchr2_iter(0xE3, 0xEF, bytes) {
            match bytes[at..at + 3] {
                [0xE3, 0x80, 0x81 | 0x82] => marks.chinese += 1,
                [0xEF, 0xBC, mark @ (0x81 | 0x88 | 0x89 | 0x8C | 0x9A | 0x9B | 0x9F)] => {
                    marks.full += 1;
                    marks.commas += usize::from(mark == 0x8C);
                }
                _ => {}
            }
        }
        marks
    }
}

/// The marks of a line that may have been folded, by their place among its characters.
fn judged(characters: &[(usize, char)], loses: bool) -> Vec<(usize, Certainty)> {
    let mut judged = brackets(characters);
    for (at, &(_, c)) in characters.iter().enumerate() {
        let place = Place { line: characters, at };
        let certainty = match c {
            ',' | ';' => place.parts().then_some(Certainty::Likely),
            ':' => place.introduces().then_some(Certainty::Likely),
            '!' => place.ends().then_some(Certainty::Likely),
            '?' => place.ends().then(|| place.asks(loses)),
            _ => continue,
        };
        judged.extend(certainty.map(|certainty| (at, certainty)));
    }
    judged.sort_unstable_by_key(|&(at, _)| at);
    judged
}

/// A mark and what stands around it.
struct Place<'a> {
    line: &'a [(usize, char)],
    at: usize,
}

impl Place<'_> {
    fn before(&self) -> Option<char> {
        self.at.checked_sub(1).map(|at| self.line[at].1)
    }

    fn after(&self) -> Option<char> {
        self.line.get(self.at + 1).map(|&(_, c)| c)
    }

    /// The bytes of blanks between the mark and Chinese text; none where other text or the line's end follows.
    fn blank_behind(&self) -> usize {
        let start = self.line[self.at].0 + 1;
        let next = self.line[self.at + 1..].iter().find(|&&(_, c)| !layout::is_blank(c));
        next.filter(|&&(_, c)| is_wide(c)).map_or(0, |&(end, _)| end - start)
    }

    /// A comma or semicolon between clauses: Chinese text on one side at least, and no list of Latin words.
    fn parts(&self) -> bool {
        let wide_before = self.before().is_some_and(is_wide_or_bracket);
        let wide_after = self.blank_behind() > 0 || self.after().is_some_and(is_wide);
        let closes = self.before().is_some_and(|c| c.is_ascii_alphanumeric() || c == '%' || c == '"');
        match self.after() {
            _ if self.closes_entity() || self.is_face() => false,
            _ if wide_before => true,
            _ => wide_after && closes,
        }
    }

    /// A colon behind Chinese text, or behind a Latin word and before Chinese text.
    fn introduces(&self) -> bool {
        if self.is_face() {
            return false;
        }
        let wide_before = self.before().is_some_and(is_wide_or_bracket);
        let latin_before = self.before().is_some_and(|c| c.is_ascii_alphanumeric());
        wide_before || (latin_before && self.after().is_some_and(is_wide))
    }

    /// A question or exclamation mark behind Chinese text, or behind a Latin word where Chinese text goes on or the
    /// line ends; one behind another such mark shares its fate.
    fn ends(&self) -> bool {
        let Some(first) = self.line[..self.at].iter().rposition(|&(_, c)| !matches!(c, '?' | '!')) else {
            return false;
        };
        let before = self.line[first].1;
        let last = self.line[self.at..].iter().find(|&&(_, c)| !matches!(c, '?' | '!'));
        let goes_on = last.is_none_or(|&(_, c)| is_wide(c));
        is_wide_or_bracket(before) || (before.is_ascii_alphanumeric() && goes_on)
    }

    fn asks(&self, loses: bool) -> Certainty {
        let ends = |c: char| matches!(c, '。' | '!' | '?' | '！' | '？');
        let sentence = self.line[..self.at].iter().rev().map(|&(_, c)| c).skip_while(|&c| ends(c));
        let asks = sentence.take_while(|&c| !ends(c)).any(|c| ASKING.contains(c));
        if loses && !asks { Certainty::Doubtful } else { Certainty::Likely }
    }

    /// `&nbsp;` and `&#160;`.
    fn closes_entity(&self) -> bool {
        let name =
            self.line[..self.at].iter().rev().take(8).take_while(|&&(_, c)| c.is_ascii_alphanumeric() || c == '#');
        let start = self.at - name.count();
        self.line[self.at].1 == ';' && start > 0 && start < self.at && self.line[start - 1].1 == '&'
    }

    /// `:)` and `;-)`.
    fn is_face(&self) -> bool {
        let next = self.line[self.at + 1..].iter().map(|&(_, c)| c).find(|&c| c != '-');
        matches!(self.line[self.at].1, ':' | ';') && next == Some(')')
    }
}

/// Pairs of ASCII brackets, judged together: around Chinese text they were folded; around digits or Latin letters
/// beside Chinese text nobody can tell.
fn brackets(line: &[(usize, char)]) -> Vec<(usize, Certainty)> {
    let mut open = Vec::new();
    let mut judged = Vec::new();
    for (at, &(_, c)) in line.iter().enumerate() {
        if c == '(' {
            open.push(at);
        } else if c == ')'
            && let Some(start) = open.pop()
        {
            let inside = &line[start + 1..at];
            let beside = start > 0 && is_wide(line[start - 1].1) || line.get(at + 1).is_some_and(|&(_, c)| is_wide(c));
            let is_plain = !inside.is_empty() && inside.iter().all(|&(_, c)| c.is_ascii_graphic() || c == ' ');
            let certainty = match inside.iter().any(|&(_, c)| is_han(c)) {
                true => Certainty::Likely,
                false if beside && is_plain => Certainty::Doubtful,
                false => continue,
            };
            judged.extend([(start, certainty), (at, certainty)]);
        }
    }
    judged
}

fn unfold(c: char) -> Option<char> {
    Some(match c {
        ',' => '，',
        ':' => '：',
        ';' => '；',
        '?' => '？',
        '!' => '！',
        '(' => '（',
        ')' => '）',
        _ => return None,
    })
}

/// Whether [`unfold`] knows a byte, asked without branches because every byte of a page is.
fn may_be_folded(byte: u8) -> bool {
    (byte == b',') | (byte == b':') | (byte == b';') | (byte == b'?') | (byte == b'!') | (byte & !1 == b'(')
}

fn is_full(c: char) -> bool {
    matches!(c, '，' | '：' | '；' | '？' | '！' | '（' | '）')
}

fn is_wide_or_bracket(c: char) -> bool {
    is_wide(c) || c == ')'
}

/// Chinese text: Han, its marks, and the quotation marks it shares with Latin text.
fn is_wide(c: char) -> bool {
    is_han(c) || is_full(c) || matches!(c, '\u{3001}'..='\u{303F}' | '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '％')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Page;

    #[test]
    fn bytes_and_characters_are_the_same_marks() {
        for c in ('\u{80}'..='\u{FFFF}').chain(['\u{20000}', ',', ':', ';', '?', '!', '(', ')', '.', 'a']) {
            let page = Page::from_text(&c.to_string());
            let marks = page.lines().first().map(Marks::of_line).unwrap_or_default();
            let found =
                (marks.chinese == 1, marks.full == 1, layout::count(c.to_string().as_bytes(), may_be_folded) == 1);
            assert_eq!(found, (matches!(c, '。' | '、'), is_full(c), unfold(c).is_some()), "{c:?}");
        }
    }
}
