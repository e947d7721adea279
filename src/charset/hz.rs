//! HZ (RFC 1843): GB 2312 in seven bits, switched on by `~{` and off by `~}`.
//! It is decoded here because the WHATWG standard, and so encoding_rs, replaces it wholesale.

use super::gbk;

/// Whether the bytes are seven-bit text with at least one complete `~{…~}` stretch of GB 2312.
pub fn is_hz(bytes: &[u8]) -> bool {
    bytes.is_ascii() && {
        let (_, stretches, malformed) = decode(bytes);
        stretches > 0 && malformed * MALFORMED_PER < stretches
    }
}

/// Of so many stretches one malformed place is tolerated: a tilde in front of a brace is no rarity in code.
const MALFORMED_PER: u64 = 4;

/// The text, the number of `~{` stretches that held characters, and the malformed places, each one U+FFFD.
pub fn decode(bytes: &[u8]) -> (String, u64, u64) {
    let mut text = String::with_capacity(bytes.len());
    let (mut stretches, mut malformed) = (0, 0);
    let mut rest = bytes;
    while !rest.is_empty() {
        let plain = memchr::memchr(b'~', rest).unwrap_or(rest.len());
        push_ascii(&rest[..plain], &mut text, &mut malformed);
        rest = &rest[plain..];
        match rest {
            [b'~', b'{', after @ ..] => {
                let read = characters(after, &mut text, &mut malformed);
                stretches += u64::from(read > 2);
                rest = &after[read..];
            }
            [b'~', b'~', after @ ..] => {
                text.push('~');
                rest = after;
            }
            // A tilde before a line end joins the lines.
            [b'~', b'\n', after @ ..] | [b'~', b'\r', b'\n', after @ ..] => rest = after,
            [b'~', after @ ..] => {
                text.push('~');
                rest = after;
            }
            _ => break,
        }
    }
    (text, stretches, malformed)
}

fn push_ascii(bytes: &[u8], text: &mut String, malformed: &mut u64) {
    for &byte in bytes {
        if byte.is_ascii() {
            text.push(char::from(byte));
        } else {
            text.push(char::REPLACEMENT_CHARACTER);
            *malformed += 1;
        }
    }
}

/// Reads characters up to `~}` or the line's end, where RFC 1843 ends a stretch too. Returns the bytes read.
fn characters(bytes: &[u8], text: &mut String, malformed: &mut u64) -> usize {
    let mut at = 0;
    loop {
        match bytes[at..] {
            [b'~', b'}', ..] => return at + 2,
            [] | [b'\n' | b'\r', ..] => return at,
            [lead @ 0x21..=0x7D, trail @ 0x21..=0x7E, ..] => {
                match gbk::character(lead | 0x80, trail | 0x80) {
                    Some(c) => text.push(c),
                    None => {
                        text.push(char::REPLACEMENT_CHARACTER);
                        *malformed += 1;
                    }
                }
                at += 2;
            }
            [_, ..] => {
                text.push(char::REPLACEMENT_CHARACTER);
                *malformed += 1;
                at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_rfc() {
        let line = b"This sentence is in ASCII. ~{<:Ky2;S{#,NpJ)l6HK!#~} Bye. ~~";
        assert_eq!(decode(line).0, "This sentence is in ASCII. 己所不欲，勿施於人。 Bye. ~");
        assert!(is_hz(line));
        assert!(!is_hz("~{己~}".as_bytes()));
        assert!(!is_hz(b"a ~ b, ~/home"));
    }
}
