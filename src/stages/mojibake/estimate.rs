//! Which chains are worth a search: one greedy reading of the text along each, without choices.
//! It sees too little of text that lost bytes or is misread in part, but it never sees nothing where there is much.

use crate::charset::Charset;
use crate::score;

use super::NAT;
use super::chains::{self, Bytes, Chain};

/// Bytes of a text that are read.
const SAMPLE: usize = 4096;

/// What a place costs that is no character of the chain.
const BREAK: i64 = 4 * NAT;

/// What some part of the text must gain: two thirds of what the least part must that stands by itself.
const LEAST: i64 = 14 * NAT;

/// Share of the best chain's gain that another must reach to be searched too.
const RIVAL: i64 = 2;

/// Share of the text outside ASCII that must be characters of UTF-8 for a chain to be searched that gains nothing:
/// below a layer may lie another.
const COVERED: (usize, usize) = (2, 3);

/// What a greedy reading saw.
#[derive(Clone, Copy, Debug, Default)]
struct Estimate {
    /// What the best part gains, in 1/16 nat.
    gain: i64,
    /// Bytes that are characters of the chain outside ASCII, and all bytes outside ASCII.
    covered: usize,
    outside: usize,
}

/// The chains that may have left `text` behind and by which something is gained, in the order of the table.
pub(super) fn worth_searching(text: &str) -> Vec<Chain> {
    let end = (0..=SAMPLE.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let head = &text[..end];
    let estimates: Vec<_> = chains::possible(head).into_iter().map(|chain| (chain, estimate(chain, head))).collect();
    let best = estimates.iter().map(|(_, estimate)| estimate.gain).max().unwrap_or(0);
    let worth = |&(chain, estimate): &(Chain, Estimate)| {
        let layered = chain.written == Charset::UTF_8 && estimate.covered * COVERED.1 >= estimate.outside * COVERED.0;
        layered || estimate.gain >= LEAST && estimate.gain * RIVAL >= best
    };
    estimates.into_iter().filter(worth).map(|(chain, _)| chain).collect()
}

fn estimate(chain: Chain, text: &str) -> Estimate {
    let (bytes, standing) = bytes_of(chain, text);
    let mut estimate =
        Estimate { outside: bytes.iter().filter(|byte| !byte.is_ascii()).count(), ..Estimate::default() };
    let (mut at, mut before, mut sum) = (0, '\n', 0);
    while at < bytes.len() {
        // A part begins with a character as it stands.
        if sum == 0 && standing[at] == 0 {
            at += 1;
            continue;
        }
        let length = match chain.character(&bytes[at..]) {
            Some((c, length)) => {
                sum += standing[at..at + length].iter().sum::<i64>() - i64::from(score::step(before, c));
                estimate.covered += if c.is_ascii() { 0 } else { length };
                before = c;
                length
            }
            None => {
                sum -= BREAK;
                1
            }
        };
        at += length;
        sum = sum.max(0);
        estimate.gain = estimate.gain.max(sum);
    }
    estimate
}

/// The text as bytes of the chain, 0 where it has none, and at each the cost of the character that begins there.
fn bytes_of(chain: Chain, text: &str) -> (Vec<u8>, Vec<i64>) {
    let (mut bytes, mut standing) = (Vec::with_capacity(text.len()), Vec::with_capacity(text.len()));
    let mut before = '\n';
    for c in text.chars() {
        match chain.bytes(c) {
            Some(Bytes::One(byte)) => bytes.push(byte),
            Some(Bytes::Two(pair)) => bytes.extend(pair),
            None => bytes.push(0),
        }
        standing.push(i64::from(score::step(before, c)));
        standing.resize(bytes.len(), 0);
        before = c;
    }
    (bytes, standing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn healthy_text_is_worth_no_search() {
        assert!(worth_searching("魑魅魍魉，饕餮梼杌，睚眦狴犴，皆古之凶兽也。").is_empty());
        assert_eq!(worth_searching("数据：浠婂ぉ澶╂皵寰堝ソ")[..], [chains::CHAINS[0]]);
    }
}
