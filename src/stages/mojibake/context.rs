//! What the rest of the page says of a part that was found: that it is damaged like its neighbours, that all of it
//! is, or that it only quotes.

use crate::page::{Line, Page};
use crate::repair::{Certainty, Repair};

use super::chains::{CHAINS, Chain};
use super::search::{self, least_gain};
use super::{CERTAIN_GAIN, Found, NAT, Part};
use super::{choice, lattice};

/// A part that the page speaks for needs this share of the gain, in percent.
const SUPPORTED: i64 = 40;
/// Lines that must be misread along one chain before they speak for others.
const SUPPORT: usize = 2;

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

/// What the edge of a line must gain where the damage is known to go on over its break.
const EDGE_GAIN: i64 = 8 * NAT;

/// Longer lines are not looked at for the sake of an edge.
const EDGE_LINE: usize = 4096;

/// The repairs of what was found, sorted by line and place.
pub(super) fn judge(page: &Page, found: Vec<Found<'_>>) -> Vec<Repair> {
    let quoting = is_quoting(page, &found);
    let whole = whole_page(page, &found).filter(|_| !quoting);
    let found = if let Some(way) = whole { with_leftovers(page, found, way) } else { found };
    let mut found = with_edges(page, found);
    choice::settle(&mut found);
    let support: Vec<(Chain, usize)> = CHAINS.iter().map(|&chain| (chain, supporters(&found, chain))).collect();
    let mut repairs = Vec::with_capacity(found.len());
    for one in found {
        let supported = support.iter().any(|&(chain, lines)| chain == one.chain && lines >= SUPPORT);
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

/// With what is misread at the edges of lines whose neighbour is misread up to the same edge: damage that begins or
/// ends within a line goes on over the break, and the little that lies on this side says too little by itself.
fn with_edges<'a>(page: &'a Page, found: Vec<Found<'a>>) -> Vec<Found<'a>> {
    let has_own = |line: &&Line| found.binary_search_by_key(&line.number, |one| one.line.number).is_ok();
    let lines: Vec<&Line> = page.lines().iter().filter(|line| !line.text.is_ascii() || has_own(line)).collect();
    let mut by_line: Vec<Vec<Found<'a>>> = lines.iter().map(|_| Vec::new()).collect();
    for one in found {
        if let Ok(at) = lines.binary_search_by_key(&one.line.number, |line| line.number) {
            by_line[at].push(one);
        }
    }
    let reach: Vec<[Option<Chain>; 2]> =
        by_line.iter().map(|own| [reaches(own.first(), true), reaches(own.last(), false)]).collect();
    for (at, line) in lines.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| reach[before][1]);
        let behind = reach.get(at + 1).and_then(|next| next[0]);
        for (chain, at_start) in [(before, true), (behind, false)] {
            if let Some(chain) = chain.filter(|_| line.text.len() <= EDGE_LINE) {
                add_edge(line, chain, at_start, &mut by_line[at]);
            }
        }
    }
    by_line.into_iter().flatten().collect()
}

/// The chain of a part that leaves no doubt and reaches the edge of its line.
fn reaches(found: Option<&Found<'_>>, at_start: bool) -> Option<Chain> {
    let one = found.filter(|one| one.layers == 1 && one.part.gain >= CERTAIN_GAIN.max(least_gain(&one.part)))?;
    (one.touches(at_start) && !one.line.text.is_ascii()).then_some(one.chain)
}

/// Adds what is misread at one edge of a line, unless something there is found already.
fn add_edge<'a>(line: &'a Line, chain: Chain, at_start: bool, own: &mut Vec<Found<'a>>) {
    let known = if at_start { own.first_mut() } else { own.last_mut() };
    if let Some(one) = known.filter(|one| one.touches(at_start)) {
        one.goes_on |= one.chain == chain && one.part.gain >= EDGE_GAIN;
        return;
    }
    let parts = lattice::parts(&line.text, chain, 0);
    let Some(part) = (if at_start { parts.into_iter().next() } else { parts.into_iter().next_back() }) else { return };
    let meets = own.iter().any(|one| one.part.span.start < part.span.end && part.span.start < one.part.span.end);
    let found = Found { line, chain, layers: 1, part, goes_on: true };
    if !meets && found.part.gain >= EDGE_GAIN && found.touches(at_start) {
        own.insert(if at_start { 0 } else { own.len() }, found);
    }
}

impl Found<'_> {
    /// Whether nothing but ASCII lies between the part and that edge of its line.
    fn touches(&self, at_start: bool) -> bool {
        let Part { span, .. } = &self.part;
        let rest = if at_start { &self.line.text[..span.start] } else { &self.line.text[span.end..] };
        rest.is_ascii()
    }
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

/// Lines whose own evidence is enough for this chain.
fn supporters(found: &[Found<'_>], chain: Chain) -> usize {
    let own = found.iter().filter(|one| one.chain == chain && one.part.gain >= least_gain(&one.part));
    let mut lines: Vec<_> = own.map(|one| one.line.number).collect();
    lines.dedup();
    lines.len()
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
