//! The stages and the rules, for `--list-stages` and `--list-rules`.
//! They are shown as the library has them, in its order.

use std::fmt::Write;

use zhclean::pipeline::STAGES;
use zhclean::report::RULES;
use zhclean::rules::Rule;

use super::Paint;
use crate::cli::escape::escape;
use crate::cli::refusal::Refusal;

/// The stages in the order they run, a line each.
pub(crate) fn stages(paint: Paint) -> String {
    let mut list = String::new();
    for stage in STAGES {
        let name = stage.damage.name();
        let gap = " ".repeat(12_usize.saturating_sub(name.len()));
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(list, "{}{gap}{}", paint.bold(name), stage.about);
    }
    list
}

/// The rules whose id is `id` or stands below it; all of them for an empty one, and one in full.
pub(crate) fn rules(id: &str, paint: Paint) -> Result<String, Refusal> {
    select(RULES.iter().copied().flatten().collect(), id, paint)
}

fn select(mut rows: Vec<&Rule>, id: &str, paint: Paint) -> Result<String, Refusal> {
    let family = format!("{}/", id.trim_end_matches('/'));
    rows.retain(|row| id.is_empty() || row.id == id || row.id.starts_with(&family));
    let mut list = String::new();
    match rows.as_slice() {
        [] if !id.is_empty() => return Err(Refusal::UnknownRule(id.to_owned())),
        [row] if row.id == id => {
            let _ = writeln!(list, "{}  weight {:+}\n{}", paint.bold(row.id), row.weight, row.why);
            for (title, lines) in [("recognises", row.hits), ("leaves", row.spares)] {
                for line in lines {
                    let _ = writeln!(list, "  {title}: {}", escape(line));
                }
            }
        }
        rows => {
            let widest = rows.iter().map(|row| row.id.len()).max().unwrap_or(0);
            for row in rows {
                let gap = " ".repeat(widest - row.id.len());
                let _ = writeln!(list, "{}{gap}  {:+3}  {}", paint.bold(row.id), row.weight, row.why);
            }
        }
    }
    Ok(list)
}

#[cfg(test)]
mod tests {
    use zhclean::rules::Matcher;

    use super::*;

    const fn rule(id: &'static str, weight: i8) -> Rule {
        let when = Matcher::Block;
        Rule { id, why: "it is so", when, weight, hits: &["a"], spares: &["b", "c\nd"] }
    }

    const THREE: [Rule; 3] = [rule("navigation/date", 3), rule("spam/code", -2), rule("spam/codes", 10)];

    fn three() -> Vec<&'static Rule> {
        THREE.iter().collect()
    }

    #[test]
    fn a_family_is_chosen_by_the_start_of_the_id() {
        let paint = Paint(false);
        assert_eq!(select(three(), "spam", paint).unwrap(), "spam/code    -2  it is so\nspam/codes  +10  it is so\n");
        assert_eq!(select(three(), "", paint).unwrap().lines().count(), 3);
        assert!(matches!(select(three(), "spa", paint), Err(Refusal::UnknownRule(_))));
    }

    #[test]
    fn one_rule_is_told_in_full() {
        let told = select(three(), "spam/code", Paint(false)).unwrap();
        assert_eq!(told, "spam/code  weight -2\nit is so\n  recognises: a\n  leaves: b\n  leaves: c\\nd\n");
    }
}
