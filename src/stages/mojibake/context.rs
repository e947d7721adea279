//! What the rest of the page says of a part that was found: that it is damaged like its neighbours, that all of it
//! is, or that it only quotes.

use crate::page::Page;
use crate::repair::{Certainty, Repair};

use super::chains::Chain;
use super::search::{self, least_gain};
use super::{CERTAIN_GAIN, Found, NAT, Part, choice, cousins, edges};

/// A part that another one along its chain speaks for needs this share of the gain, in percent.
const SUPPORTED: i64 = 40;

/// Words of people who write about misread text, and so quote it.
const SPEAKS_OF_IT: [&str; 4] = ["乱码", "亂碼", "mojibake", "锟斤拷"];
/// Words of people who write about encodings. They quote in few characters, in the middle of a line.
const SPEAKS_OF_ENCODINGS: [&str; 8] = ["编码", "編碼", "解码", "解碼", "字符集", "UTF-8", "GBK", "Latin"];
/// So few characters are a quotation there.
const QUOTED: u32 = 12;
/// Bytes before and after a part in which such a word counts.
const NEAR: usize = 256;
/// On a page that speaks of it, misread text of fewer than one line in so many is a quotation.
const QUOTED_PER: usize = 3;

/// A page of whose text this share was misread along one chain was misread as a whole.
const WHOLE: (usize, usize) = (9, 10);

/// On such a page a line may even lose so much: `ï¼Œ` by itself is no dearer than `，`.
const WHOLE_LOSS: i64 = 12 * NAT;

/// The repairs of what was found, sorted by line and place.
pub(super) fn judge(page: &Page, found: Vec<Found<'_>>) -> Vec<Repair> {
    let quoting = is_quoting(page, &found);
    let found = cousins::settle(found);
    let whole = whole_page(page, &found).filter(|_| !quoting);
    let found = if let Some(way) = whole { with_leftovers(page, found, way) } else { found };
    let mut found = edges::with_edges(page, found);
    choice::settle(&mut found);
    let by_itself = |one: &&Found<'_>| one.part.gain >= least_gain(&one.part);
    let supporting: Vec<Chain> = found.iter().filter(by_itself).map(|one| one.chain).collect();
    let mut repairs = Vec::with_capacity(found.len());
    for one in found {
        let supported = supporting.contains(&one.chain);
        let certainty = match certainty(&one, supported, quoting) {
            Some(Certainty::Certain) => Some(Certainty::Certain),
            _ if whole == Some((one.chain, one.layers)) => Some(Certainty::Likely),
            _ if one.goes_on && !quoting => Some(Certainty::Likely),
            other => other,
        };
        repairs.extend(certainty.map(|certainty| one.repair(certainty)));
    }
    repairs
}

/// The chain along which the page was misread as a whole, and how many times, if it was.
fn whole_page(page: &Page, found: &[Found<'_>]) -> Option<(Chain, u8)> {
    let strongest = found.iter().max_by_key(|one| one.part.gain).filter(|one| one.part.gain >= CERTAIN_GAIN)?;
    let outside = |text: &str| text.bytes().filter(|byte| !byte.is_ascii()).count();
    let own = found.iter().filter(|one| one.chain == strongest.chain);
    let covered = own.map(|one| outside(&one.line.text[one.part.span.clone()])).sum::<usize>();
    let all = page.lines().iter().map(|line| outside(&line.text)).sum::<usize>();
    (covered * WHOLE.1 >= all * WHOLE.0).then_some((strongest.chain, strongest.layers))
}

/// On a page that was misread as a whole, the lines that say too little by themselves, read along its chain too.
fn with_leftovers<'a>(page: &'a Page, found: Vec<Found<'a>>, (chain, layers): (Chain, u8)) -> Vec<Found<'a>> {
    let mut all = Vec::with_capacity(found.len());
    let mut found = found.into_iter().peekable();
    for line in page.lines() {
        let own: Vec<_> = std::iter::from_fn(|| found.next_if(|one| one.line.number == line.number)).collect();
        let inside =
            |at: usize| own.iter().any(|one| (one.chain, one.layers) == (chain, layers) && one.part.span.contains(&at));
        let left = line.text.char_indices().any(|(at, c)| !c.is_ascii() && !inside(at));
        let gained = own.iter().map(|one| one.part.gain).sum::<i64>();
        let whole = if left { search::entire(&line.text, chain, layers) } else { None };
        match whole.filter(|part| part.gain + WHOLE_LOSS >= gained) {
            Some(part) => all.push(Found { line, chain, layers, part, goes_on: false }),
            None => all.extend(own),
        }
    }
    all
}

fn certainty(found: &Found<'_>, supported: bool, quoting: bool) -> Option<Certainty> {
    let (gain, least) = (found.part.gain, least_gain(&found.part));
    let quoting = quoting || is_quoted(found);
    let needed = if supported { least * SUPPORTED / 100 } else { least };
    if quoting || (gain < needed && gain * 2 >= least) {
        return (gain * 2 >= least).then_some(Certainty::Doubtful);
    }
    if gain < needed {
        return None;
    }
    let certain = found.part.inferred.is_empty() && gain >= CERTAIN_GAIN;
    Some(if certain { Certainty::Certain } else { Certainty::Likely })
}

/// Whether the text around the part speaks of encodings, and the part is short.
fn is_quoted(found: &Found<'_>) -> bool {
    let text = found.line.text.as_bytes();
    let Part { span, characters, .. } = &found.part;
    let around = [&text[span.start.saturating_sub(NEAR)..span.start], &text[span.end..text.len().min(span.end + NEAR)]];
    let says =
        |rest: &[u8]| SPEAKS_OF_ENCODINGS.iter().any(|word| memchr::memmem::find(rest, word.as_bytes()).is_some());
    *characters <= QUOTED && around.into_iter().any(says)
}

/// Whether the page speaks of misread text and so only quotes some.
fn is_quoting(page: &Page, found: &[Found<'_>]) -> bool {
    if found.is_empty() || found.len() * QUOTED_PER >= page.lines().iter().filter(|line| !line.text.is_empty()).count()
    {
        let whole = |one: &Found<'_>| one.part.text.len() * 2 >= one.line.text.len();
        if found.iter().all(whole) {
            return false;
        }
    }
    page.lines().iter().any(|line| SPEAKS_OF_IT.iter().any(|word| line.text.contains(word)))
}
