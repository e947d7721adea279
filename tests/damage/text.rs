//! Damage to text: template lines around it, folded punctuation, a scraper's layout.
//! Each function is pure, so that any clean text can be damaged the same way.

/// Folded marks and what becomes of them.
const FOLDED: [(char, char); 7] =
    [('，', ','), ('：', ':'), ('；', ';'), ('？', '?'), ('！', '!'), ('（', '('), ('）', ')')];

/// Lines before and after a text.
pub fn framed(text: &str, head: &str, tail: &str) -> String {
    let ended =
        |part: &str| if part.is_empty() || part.ends_with('\n') { part.to_owned() } else { format!("{part}\n") };
    ended(head) + &ended(text) + &ended(tail)
}

/// Full-width marks as compatibility normalisation leaves them.
pub fn folded(text: &str) -> String {
    let fold = |c| FOLDED.iter().find(|(full, _)| *full == c).map_or(c, |&(_, ascii)| ascii);
    text.chars().map(fold).collect()
}

/// Every line behind `indentation`, and every third followed by a line of `blank`.
pub fn indented(text: &str, indentation: &str, blank: Option<&str>) -> String {
    let mut page = String::with_capacity(text.len() * 2);
    for (at, line) in text.lines().enumerate() {
        if !line.is_empty() {
            page.push_str(indentation);
        }
        page.push_str(line);
        page.push('\n');
        if let Some(blank) = blank.filter(|_| at % 3 == 0) {
            page.push_str(blank);
            page.push('\n');
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_and_marks() {
        assert_eq!(indented("甲\n乙\n", "  ", Some(" ")), "  甲\n \n  乙\n");
        assert_eq!(folded("甲，乙。（丙）"), "甲,乙。(丙)");
    }
}
