//! The parts of a damaged line that are surely not inside a run of characters cut from wrong byte pairs.

use super::bracket::bracket;

/// The pieces of `text` outside torn runs: behind a `?`, or behind the gloss whose bracket it took, a run may go on
/// to the next ASCII character.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let torn = memchr::memchr(b'?', text.as_bytes());
        rest = torn.map(|at| {
            let behind = at + bracket(&text[at..], '?').map_or(1, |gloss| gloss.len);
            let run = text[behind..].find(|c: char| c.is_ascii()).unwrap_or(text.len() - behind);
            &text[behind + run..]
        });
        Some(&text[..torn.unwrap_or(text.len())])
    })
}

/// `text` without the readings in brackets.
pub(super) fn without_glosses(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = memchr::memchr(b'(', rest.as_bytes()) {
        let len = bracket(&rest[open..], '(').map_or(0, |found| found.len);
        kept.push_str(&rest[..if len == 0 { open + 1 } else { open }]);
        rest = &rest[open + len.max(1)..];
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_run_lasts_to_the_next_ascii_character() {
        assert_eq!(parts("他說?；顒蝇F在").collect::<Vec<_>>(), ["他說", "F在"]);
        assert_eq!(parts("輸?shù)某鞘幸研?，好").collect::<Vec<_>>(), ["輸", "", ""]);
        assert_eq!(parts("沒有").collect::<Vec<_>>(), ["沒有"]);
    }
}
