//! The changes to a page as a unified diff.
//! Lines are paired by the numbers they kept, so nothing has to be searched for, however long the page.

use std::fmt::Write;

use zhclean::page::{Ending, Line};
use zhclean::{Cleaned, Page};

use super::Paint;
use crate::cli::escape::escape;

/// Unchanged lines around a change, as `diff -u` shows them.
const CONTEXT: usize = 3;

/// An input line and what became of it.
struct Pair<'a> {
    old: &'a Line,
    new: &'a [Line],
}

impl Pair<'_> {
    /// Whether the text changed; a last line without its line feed counts, other endings do not.
    fn is_changed(&self) -> bool {
        !matches!(self.new, [new] if new.text == self.old.text) || self.old.ending == Ending::None
    }
}

/// How lines are put on the stream.
#[derive(Clone, Copy)]
struct Look {
    paint: Paint,
    to_terminal: bool,
}

/// The diff of a page called `name`; empty when its bytes are as they should be. A page that changes only in
/// its encoding or line endings gets a sentence in place of hunks.
pub(crate) fn diff(name: &str, input: &Page, cleaned: &Cleaned, paint: Paint, to_terminal: bool) -> String {
    let pairs = pairs(input.lines(), cleaned.page.lines());
    let look = Look { paint, to_terminal };
    let encoding = cleaned.report.decoding.encoding.name();
    let mut text = String::new();
    // Writing to a string cannot fail, here and below.
    if !pairs.iter().any(Pair::is_changed) {
        let _ = writeln!(text, "{name}: the text stays, and is written as UTF-8 with LF (it is {encoding})");
        return text;
    }
    let _ = writeln!(text, "{}", paint.bold(&format!("--- {name}\t{encoding}")));
    let _ = writeln!(text, "{}", paint.bold(&format!("+++ {name}\tUTF-8")));
    let mut new_before = 0;
    let mut at = 0;
    while at < pairs.len() {
        let Some(end) = hunk_end(&pairs, at) else { break };
        let start = at.max(first_change(&pairs, at).saturating_sub(CONTEXT));
        new_before += new_lines(&pairs[at..start]);
        new_before += hunk(&pairs[start..end], start, new_before, look, &mut text);
        at = end;
    }
    text
}

/// Pairs each input line with the output lines of its number; both are in ascending order.
fn pairs<'a>(old: &'a [Line], new: &'a [Line]) -> Vec<Pair<'a>> {
    let mut rest = new;
    old.iter()
        .map(|old| {
            let own = rest.iter().take_while(|line| line.number.input() <= old.number.input()).count();
            let (new, after) = rest.split_at(own);
            rest = after;
            Pair { old, new }
        })
        .collect()
}

fn first_change(pairs: &[Pair<'_>], from: usize) -> usize {
    pairs[from..].iter().position(Pair::is_changed).map_or(pairs.len(), |at| from + at)
}

/// Where the hunk with the next change ends: once the lines between two changes are no longer all context.
fn hunk_end(pairs: &[Pair<'_>], from: usize) -> Option<usize> {
    let mut change = first_change(pairs, from);
    if change == pairs.len() {
        return None;
    }
    loop {
        let next = first_change(pairs, change + 1);
        if next == pairs.len() || next - change - 1 > 2 * CONTEXT {
            return Some((change + 1 + CONTEXT).min(pairs.len()));
        }
        change = next;
    }
}

fn new_lines(pairs: &[Pair<'_>]) -> usize {
    pairs.iter().map(|pair| pair.new.len()).sum()
}

/// Writes one hunk; `old_before` and `new_before` count the lines above it. Returns its count of new lines.
fn hunk(pairs: &[Pair<'_>], old_before: usize, new_before: usize, look: Look, text: &mut String) -> usize {
    let n_new = new_lines(pairs);
    let range = |before: usize, n: usize| format!("{},{n}", if n == 0 { before } else { before + 1 });
    let head = format!("@@ -{} +{} @@", range(old_before, pairs.len()), range(new_before, n_new));
    let _ = writeln!(text, "{}", look.paint.cyan(&head));
    for changes in pairs.chunk_by(|one, other| one.is_changed() == other.is_changed()) {
        if !changes[0].is_changed() {
            changes.iter().for_each(|pair| line(text, ' ', &pair.old.text, look));
            continue;
        }
        for pair in changes {
            line(text, '-', &pair.old.text, look);
            if pair.old.ending == Ending::None {
                text.push_str("\\ No newline at end of file\n");
            }
        }
        for new in changes.iter().flat_map(|pair| pair.new) {
            line(text, '+', &new.text, look);
        }
    }
    n_new
}

/// One line of the diff. A file gets the text as it is, so that `patch` can use it.
fn line(text: &mut String, sign: char, content: &str, look: Look) {
    let content = if look.to_terminal { escape(content) } else { content.into() };
    let line = format!("{sign}{content}");
    let _ = match sign {
        '-' => writeln!(text, "{}", look.paint.red(&line)),
        '+' => writeln!(text, "{}", look.paint.green(&line)),
        _ => writeln!(text, "{line}"),
    };
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    use zhclean::page::{Edit, LineNumber};
    use zhclean::{Settings, clean};

    use super::*;

    /// The diff of `text` after these edits, as a file gets it, and the text they make.
    fn edited(text: &str, edits: &[(u32, Edit)]) -> (String, String) {
        let input = Page::from_text(text);
        let mut cleaned = clean(b"", &Settings::default());
        cleaned.page = input.clone();
        cleaned.page.apply(edits.iter().map(|(line, edit)| (LineNumber::new(*line), edit)));
        cleaned.text = cleaned.page.to_text();
        (diff("p", &input, &cleaned, Paint(false), false), cleaned.text)
    }

    fn lines(n: u32) -> String {
        (1..=n).map(|line| format!("{line}\n")).collect()
    }

    #[test]
    fn dropped_lines_and_given_breaks_keep_the_numbers_right() {
        let broken = Edit::Replace { span: 0..1, with: "a\nb".to_owned() };
        let (shown, _) = edited(&lines(20), &[(1, Edit::Drop), (5, broken), (20, Edit::Drop)]);
        let expected = "--- p\tUTF-8\n+++ p\tUTF-8\n\
            @@ -1,8 +1,8 @@\n-1\n 2\n 3\n 4\n-5\n+a\n+b\n 6\n 7\n 8\n\
            @@ -17,4 +17,3 @@\n 17\n 18\n 19\n-20\n";
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_page_that_loses_all_its_lines_has_a_diff() {
        let (shown, text) = edited("1\n2\n", &[(1, Edit::Drop), (2, Edit::Drop)]);
        assert_eq!((shown.as_str(), text.as_str()), ("--- p\tUTF-8\n+++ p\tUTF-8\n@@ -1,2 +0,0 @@\n-1\n-2\n", ""));
    }

    #[test]
    fn patch_makes_the_output_of_the_input() {
        let folder = tempfile::tempdir().unwrap();
        for seed in 1..40_u32 {
            let edit = |line: u32| match line.wrapping_mul(2_654_435_761).wrapping_mul(seed) >> 28 {
                0 => Some((line, Edit::Drop)),
                1 => Some((line, Edit::Replace { span: 0..1, with: "x".to_owned() })),
                2 if seed % 3 == 0 => Some((line, Edit::Replace { span: 1..1, with: "\n".to_owned() })),
                _ => None,
            };
            let input = lines(90 + seed);
            let input = if seed % 2 == 0 { input.trim_end() } else { &input };
            let edits: Vec<_> = (1..=90 + seed).filter_map(edit).collect();
            let (shown, text) = edited(input, &edits);
            std::fs::write(folder.path().join("p"), input).unwrap();
            std::fs::write(folder.path().join("d"), shown).unwrap();
            let mut patch = Command::new("patch");
            let patched = patch.args(["-s", "p", "d"]).current_dir(folder.path()).stdout(Stdio::inherit()).status();
            let Ok(status) = patched else {
                eprintln!("skipped: no `patch` here");
                return;
            };
            assert!(status.success(), "seed {seed}");
            assert_eq!(std::fs::read_to_string(folder.path().join("p")).unwrap(), text, "seed {seed}");
        }
    }
}
