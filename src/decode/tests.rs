//! Runs `fixtures/lines/decode.toml`.

use serde::Deserialize;

use super::{Odd, decode};
use crate::settings::Settings;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(rename = "why")]
    _why: String,
    before_hex: String,
    after: String,
    encoding: String,
    malformed: Option<u64>,
    nulls: Option<u64>,
    other: Option<Vec<String>>,
    #[serde(default)]
    known_failure: bool,
}

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

impl Case {
    fn holds(&self) -> Result<(), String> {
        let bytes: Vec<u8> = (0..self.before_hex.len() / 2)
            .map(|at| u8::from_str_radix(&self.before_hex[2 * at..2 * at + 2], 16).unwrap())
            .collect();
        let (page, decoding) = decode(&bytes, &Settings::default());
        let text = page.to_text();
        let other: Vec<String> =
            decoding.other.iter().map(|Odd { line, encoding }| format!("{line} {}", encoding.name())).collect();
        let same = text.trim_end_matches('\n') == self.after
            && decoding.encoding.name() == self.encoding
            && self.malformed.is_none_or(|count| count == decoding.malformed)
            && self.nulls.is_none_or(|count| count == decoding.nulls)
            && self.other.as_ref().is_none_or(|expected| *expected == other)
            && !decoding.binary;
        if same { Ok(()) } else { Err(format!("{}: {text:?} {decoding:?}", self.name)) }
    }
}

#[test]
fn every_case_decodes_as_it_says() {
    let cases: Cases = toml::from_str(include_str!("../../fixtures/lines/decode.toml")).unwrap();
    let wrong: Vec<_> = cases.case.iter().filter(|case| case.holds().is_ok() == case.known_failure).collect();
    let told: Vec<_> = wrong.iter().map(|case| case.holds()).collect();
    assert!(wrong.is_empty(), "{told:#?}");
}

#[test]
fn what_is_no_text_is_binary() {
    let mut state = 0x2545_F491_4F6C_DD1Du64;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    let noise: Vec<u8> = (0..4096).map(|_| random()).collect();
    assert!(decode(&noise, &Settings::default()).1.binary);
    let mut image = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    image.extend(&noise[..300]);
    assert!(decode(&image, &Settings::default()).1.binary);
    assert!(decode(&[0; 64], &Settings::default()).1.binary);
    assert!(!decode(b"", &Settings::default()).1.binary);
}
