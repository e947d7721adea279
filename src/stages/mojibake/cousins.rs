//! Single-byte encodings differ in few characters, and many a line has none of those: of the cousins that can have read
//! a page, the one by which all its lines gain most read all of them.

use super::Found;
use super::chains::{CHAINS, Chain};
use super::search;

/// What was found, along one chain where several cousins would do.
pub(super) fn settle(mut found: Vec<Found<'_>>) -> Vec<Found<'_>> {
    let is_own = |one: &Found<'_>| one.layers == 1 && one.chain.reads_bytes() && one.part.inferred.is_empty();
    let mut written: Vec<_> = found.iter().filter(|one| is_own(one)).map(|one| one.chain.written).collect();
    written.sort_unstable();
    written.dedup();
    for written in written {
        let own: Vec<usize> =
            (0..found.len()).filter(|&at| is_own(&found[at]) && found[at].chain.written == written).collect();
        let source = |at: usize| &found[at].line.text[found[at].part.span.clone()];
        let mut characters: Vec<char> = own.iter().flat_map(|&at| source(at).chars()).collect();
        characters.sort_unstable();
        characters.dedup();
        let able = |chain: &Chain| {
            chain.written == written && chain.reads_bytes() && characters.iter().all(|&c| chain.bytes(c).is_some())
        };
        let able: Vec<Chain> = CHAINS.iter().copied().filter(able).collect();
        let bytes = |chain: Chain| characters.iter().map(move |&c| chain.bytes(c));
        if able.iter().all(|&chain| bytes(chain).eq(bytes(able[0]))) && own.iter().all(|&at| found[at].chain == able[0])
        {
            continue;
        }
        let gain = |chain: Chain| {
            let gains = own.iter().map(|&at| search::undone(source(at), chain).map(|part| part.gain));
            gains.sum::<Option<i64>>()
        };
        let gains = able.into_iter().filter_map(|chain| Some((gain(chain)?, chain)));
        // Of equal gains the first chain of the table stands.
        let Some((_, best)) = gains.reduce(|best, next| if next.0 > best.0 { next } else { best }) else { continue };
        for at in own {
            let one = &mut found[at];
            let span = one.part.span.clone();
            let read = search::undone(&one.line.text[span.clone()], best).filter(|_| one.chain != best);
            if let Some(mut part) = read {
                part.span = part.span.start + span.start..part.span.end + span.start;
                (one.chain, one.part) = (best, part);
            }
        }
    }
    found
}
