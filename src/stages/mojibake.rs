//! First, because nothing can be matched in text that is not text.
//! Each suspicious line is read along every chain of misreading that its characters allow; the cheapest reading
//! stands if it gains enough for its length, and the page's other lines speak for it.

mod chains;
mod gate;
mod lattice;
mod lost;

use crate::charset::Charset;
use crate::page::{Edit, Line, Page};
use crate::repair::{Certainty, Damage, Evidence, Finding, Repair};
use crate::stage::{Context, Proposals, Stage};

use chains::{CHAINS, Chain};
use lattice::Part;

/// undoes text whose bytes were read in another encoding
pub const STAGE: Stage =
    Stage { damage: Damage::Mojibake, about: "undoes text whose bytes were read in another encoding", propose };

/// Costs are in this part of a nat, as [`crate::score`] counts.
const NAT: i64 = crate::tables::frequency::PER_NAT as i64;

/// Misreadings on top of each other that are undone.
const MAX_LAYERS: u8 = 3;

/// What a character left standing costs more where a second layer is looked for.
const LAYER_BIAS: i64 = 12 * NAT;

/// Of the text outside ASCII, the share that must read as bytes of the chain before a reading that costs something
/// is followed up. Misread text all but always does; following up what little chance yields takes for ever.
const COVERED: (usize, usize) = (3, 4);

/// What each layer must gain to be believed.
const LAYER: i64 = 16 * NAT;

/// Bytes of a text by which its chain is chosen.
const SAMPLE: usize = 1024;

/// Bytes of a line that is tried as a whole.
const WHOLE: usize = 4096;
/// What a character left standing costs more there.
const WHOLE_BIAS: i64 = 8 * NAT;
/// What the whole may cost more than the best parts.
const WHOLE_SLACK: i64 = 16 * NAT;

/// What any part must gain.
const LEAST_GAIN: i64 = 8 * NAT;
/// What the first few characters of a part must gain on top: short parts are where chance lives.
const SHORT_GAIN: i64 = 24 * NAT;
/// What each character outside ASCII must gain on average.
const GAIN_EACH: i64 = 2 * NAT;
/// From this gain on, nothing else explains a part with no byte lost.
const CERTAIN_GAIN: i64 = 60 * NAT;

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

/// A part of a line with its chain, layers and line.
struct Found<'a> {
    line: &'a Line,
    chain: Chain,
    layers: u8,
    part: Part,
}

fn propose(page: &Page, _ctx: &Context<'_>) -> Proposals {
    let mut proposals = Proposals::default();
    let mut found = Vec::new();
    for line in page.lines() {
        let stretches = gate::stretches(&line.text);
        if let Some(what) = hopeless(&line.text).filter(|_| !stretches.is_empty()) {
            proposals.findings.push(Finding::Unrecoverable { line: line.number.input(), what });
        }
        for stretch in stretches {
            for (chain, layers, mut part) in find(&line.text[stretch.clone()], 1) {
                part.span = part.span.start + stretch.start..part.span.end + stretch.start;
                found.push(Found { line, chain, layers, part });
            }
        }
    }
    if found.is_empty() {
        return proposals;
    }
    let quoting = is_quoting(page, &found);
    let support: Vec<(Chain, usize)> = CHAINS.iter().map(|&chain| (chain, supporters(&found, chain))).collect();
    for one in found {
        let supported = support.iter().any(|&(chain, lines)| chain == one.chain && lines >= SUPPORT);
        let certainty = certainty(&one, supported, quoting);
        proposals.repairs.extend(certainty.map(|certainty| one.repair(certainty)));
    }
    proposals
}

/// The parts of a text that were misread, each with its chain and layers, along the chain that gains most.
fn find(text: &str, layer: u8) -> Vec<(Chain, u8, Part)> {
    let chains = chains::possible(text);
    let chains = if text.len() > SAMPLE { likeliest(&chains, text) } else { chains };
    let mut best: (i64, Vec<(Chain, u8, Part)>) = (0, Vec::new());
    for chain in chains {
        let parts = read(text, chain, layer, 0);
        let unfinished = parts.is_empty() || parts.iter().any(|(_, _, part)| gate::is_suspicious(&part.text));
        let deeper = unfinished && layer < MAX_LAYERS && chain.written == Charset::UTF_8;
        let again = deeper.then(|| read(text, chain, layer, LAYER_BIAS));
        for parts in [Some(parts), again.filter(|parts| parts.iter().all(|&(_, layers, _)| layers > layer))] {
            let parts = parts.unwrap_or_default();
            // Of equal gains the first chain of the table stands.
            let cost = |layers: u8| lattice::BEGIN + i64::from(layers - layer) * LAYER;
            let gain = parts.iter().map(|&(_, layers, ref part)| part.gain - cost(layers)).sum::<i64>();
            if gain > best.0 {
                best = (gain, parts);
            }
        }
    }
    whole(text, layer, &best.1).unwrap_or(best.1)
}

/// The chain by which the head of a long text gains most, so that the rest is read only once.
fn likeliest(chains: &[Chain], text: &str) -> Vec<Chain> {
    let end = (0..=SAMPLE).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let head = &text[..end];
    let gain = |chain: Chain| {
        let gains =
            [0, LAYER_BIAS].map(|bias| read(head, chain, 1, bias).iter().map(|(_, _, part)| part.gain).sum::<i64>());
        gains.into_iter().max()
    };
    let best =
        chains.iter().map(|&chain| (gain(chain), chain)).reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, chain)| chain).into_iter().collect()
}

/// The whole of the text along the chain of its best part, if that costs little more than leaving some characters
/// as they stand: damage to a line is mostly damage to all of it, and a lone `㎝` may well be ordinary by itself.
fn whole(text: &str, layer: u8, parts: &[(Chain, u8, Part)]) -> Option<Vec<(Chain, u8, Part)>> {
    let (chain, _, strongest) = parts.iter().max_by_key(|(_, _, part)| part.gain)?;
    let left = |parts: &[(Chain, u8, Part)]| {
        let inside = |at: usize| parts.iter().any(|(_, _, part)| part.span.contains(&at));
        text.char_indices().any(|(at, c)| !c.is_ascii() && !inside(at))
    };
    if text.len() > WHOLE || strongest.gain < CERTAIN_GAIN || !left(parts) {
        return None;
    }
    let all = read(text, *chain, layer, WHOLE_BIAS);
    let gain = |parts: &[(Chain, u8, Part)]| parts.iter().map(|(_, _, part)| part.gain).sum::<i64>();
    (!left(&all) && gain(&all) + WHOLE_SLACK >= gain(parts)).then_some(all)
}

/// The parts that gain along one chain, and the layers below them.
fn read(text: &str, chain: Chain, layer: u8, bias: i64) -> Vec<(Chain, u8, Part)> {
    let parts = lattice::parts(text, chain, bias);
    let covered = parts.iter().map(|part| part.span.len()).sum::<usize>();
    if bias > 0 && covered * COVERED.1 < text.bytes().filter(|byte| !byte.is_ascii()).count() * COVERED.0 {
        return Vec::new();
    }
    let parts = parts.into_iter().map(|part| deepen(chain, part, layer));
    parts.filter(|(_, _, part)| part.gain > 0).collect()
}

/// Undoes the misreadings below the one that `part` undid.
fn deepen(chain: Chain, mut part: Part, layer: u8) -> (Chain, u8, Part) {
    // Between two misreadings text is kept as UTF-8; other pairs of chains only say the same in a roundabout way.
    if layer >= MAX_LAYERS || chain.written != Charset::UTF_8 || !gate::is_suspicious(&part.text) {
        return (chain, layer, part);
    }
    let mut layers = layer;
    for (_, below, inner) in find(&part.text, layer + 1).into_iter().rev() {
        if inner.gain < least_gain(&inner) {
            continue;
        }
        part.text.replace_range(inner.span, &inner.text);
        part.gain += inner.gain;
        part.inferred += inner.inferred;
        layers = layers.max(below);
    }
    part.characters = u32::try_from(part.text.chars().filter(|c| !c.is_ascii()).count()).unwrap_or(u32::MAX);
    (chain, layers, part)
}

/// What a part must gain by itself: a sum that falls with its length to what each character must gain.
fn least_gain(part: &Part) -> i64 {
    let characters = i64::from(part.characters.max(1));
    LEAST_GAIN + SHORT_GAIN / characters + GAIN_EACH * characters.min(100)
}

fn certainty(found: &Found<'_>, supported: bool, quoting: bool) -> Option<Certainty> {
    let (gain, least) = (found.part.gain, least_gain(&found.part));
    let quoting = quoting || found.is_quoted();
    let needed = if supported { least * SUPPORTED / 100 } else { least };
    if quoting || (gain < needed && gain * 2 >= least) {
        return (gain * 2 >= least).then_some(Certainty::Doubtful);
    }
    if gain < needed {
        return None;
    }
    let certain = found.part.inferred == 0 && gain >= CERTAIN_GAIN;
    Some(if certain { Certainty::Certain } else { Certainty::Likely })
}

impl Found<'_> {
    /// Whether the text around the part speaks of encodings, and the part is short.
    fn is_quoted(&self) -> bool {
        let text = self.line.text.as_bytes();
        let Part { span, characters, .. } = &self.part;
        let around =
            [&text[span.start.saturating_sub(NEAR)..span.start], &text[span.end..text.len().min(span.end + NEAR)]];
        let says =
            |rest: &[u8]| SPEAKS_OF_ENCODINGS.iter().any(|word| memchr::memmem::find(rest, word.as_bytes()).is_some());
        *characters <= QUOTED && around.into_iter().any(says)
    }

    fn repair(self, certainty: Certainty) -> Repair {
        let Chain { written, read } = self.chain;
        let Part { span, text, gain, inferred, .. } = self.part;
        Repair {
            line: self.line.number,
            edit: Edit::Replace { span, with: text },
            evidence: Evidence::Mojibake { written, read, layers: self.layers, gain, inferred },
            certainty,
        }
    }
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

/// What a line looks like of which too little survives.
fn hopeless(text: &str) -> Option<&'static str> {
    let rows = [
        ("锟斤拷", "replacement characters read as GBK"),
        ("嚙踝蕭", "replacement characters read as Big5"),
        ("ï¿½", "replacement characters read as windows-1252"),
    ];
    rows.into_iter().find_map(|(sign, what)| {
        let signs = text.matches(sign).count() * sign.len();
        (signs * 3 > text.len()).then_some(what)
    })
}
