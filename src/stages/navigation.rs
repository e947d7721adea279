//! Before script, because a line in another script than its page is evidence; before spam, because what it
//! leaves is shorter to judge.
//!
//! Three passes: what each line is by itself, then the head and tail blocks that such lines give away, then
//! the repairs. A page where no line gives anything away is left as it is.

mod head;
mod keep;
mod labels;
mod metadata;
mod rows;
mod shapes;
mod tail;

pub use rows::NAVIGATION_RULES;

use crate::fold::fold;
use crate::page::{Edit, Page};
use crate::repair::{Damage, Evidence, Finding, Repair, Turning, Verdict};
use crate::rules::{self, LineFacts, Place, Rule, Thresholds, shape};
use crate::settings::Script;
use crate::stage::{Context, Proposals, Stage};
use crate::tables::lexicon;

/// drops breadcrumbs, counters, share rows and footers around the text
pub const STAGE: Stage = Stage {
    damage: Damage::Navigation,
    about: "drops breadcrumbs, counters, share rows and footers around the text",
    propose,
};

/// One plain rule is enough to drop a line, and none that a keep rule answers ("a spec sheet with a date").
const THRESHOLDS: Thresholds = Thresholds { doubtful: 4, likely: 6, certain: 12 };

/// Longer lines are never navigation: the longest footers and menu rows end before this.
/// It also bounds what is looked at of a line of any length, in bytes.
const LONGEST_LINE: usize = 1200;

/// Bytes from which a line with a full stop is a paragraph and needs no further look.
const PARAGRAPH: usize = 600;

/// A lexicon weight from which a line is left to the spam stage, which gives the better reason.
const SPAM_WEIGHT: u32 = 8;

/// A line of a menu has at most this many characters, or only words that short.
const MENU_CHARS: usize = 14;

/// From this many words a menu-like line is a whole menu ("a title of three words before a breadcrumb").
const ROW_WORDS: usize = 5;

/// What a line is by itself.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    blank: bool,
    sentence: bool,
    long_sentence: bool,
    menu: bool,
    row: bool,
    login: bool,
    kept: bool,
    spam: bool,
    series: bool,
    chars: usize,
    han: usize,
    verdict: Option<Verdict>,
}

impl Seen {
    fn speaks(&self, ids: &[&str]) -> bool {
        self.verdict.as_ref().is_some_and(|verdict| verdict.rules.iter().any(|id| ids.contains(id)))
    }

    fn drops(&self) -> bool {
        self.verdict.as_ref().is_some_and(|verdict| verdict.score >= THRESHOLDS.likely)
    }

    fn block(&mut self, rule: Option<&Rule>) {
        let verdict = self.verdict.get_or_insert_with(|| Verdict { score: 0, rules: Vec::new() });
        if let Some(rule) = rule.filter(|_| verdict.score < THRESHOLDS.likely) {
            verdict.score = verdict.score.max(0);
            rules::add(verdict, rule);
        }
    }
}

fn rule(id: &str) -> Option<&'static Rule> {
    NAVIGATION_RULES.iter().find(|rule| rule.id == id)
}

/// What the rules say of each line of a page, also where that is too little to act on.
pub fn verdicts(page: &Page) -> Vec<Verdict> {
    let none = || Verdict { score: 0, rules: Vec::new() };
    judged(page).into_iter().map(|line| line.verdict.unwrap_or_else(none)).collect()
}

fn judged(page: &Page) -> Vec<Seen> {
    let mut seen = look(page);
    head::mark(&mut seen);
    tail::mark(&mut seen);
    seen
}

fn propose(page: &Page, ctx: &Context<'_>) -> Proposals {
    let seen = judged(page);
    let turned = ctx.settings.script == Script::Simplified
        || ctx
            .findings
            .iter()
            .any(|finding| matches!(finding, Finding::Turned { turning: Turning::Glossed | Turning::Turned, .. }));
    let metadata = metadata::read(page, &seen, turned);
    let lines = page.lines().iter().zip(seen);
    let repairs = lines.filter_map(|(line, seen)| {
        let verdict = seen.verdict?;
        let certainty = THRESHOLDS.certainty(verdict.score)?;
        Some(Repair { line: line.number, edit: Edit::Drop, evidence: Evidence::Navigation { verdict }, certainty })
    });
    Proposals { repairs: repairs.collect(), metadata, ..Proposals::default() }
}

/// What a quick look at a line tells, before its neighbours are known.
#[derive(Clone, Copy, Default)]
struct Glance {
    blank: bool,
    field: bool,
    notice: bool,
}

fn look(page: &Page) -> Vec<Seen> {
    let glances: Vec<Glance> = page.lines().iter().map(|line| glance(&line.text)).collect();
    let total = glances.iter().filter(|glance| !glance.blank).count();
    let mut above = 0;
    let mut seen = Vec::with_capacity(glances.len());
    for (at, line) in page.lines().iter().enumerate() {
        if glances[at].blank {
            seen.push(Seen { blank: true, ..Seen::default() });
            continue;
        }
        let place = place(&glances, at, above, total);
        above += 1;
        seen.push(look_at(&line.text, place));
    }
    seen
}

fn glance(text: &str) -> Glance {
    if text.len() > LONGEST_LINE {
        return Glance::default();
    }
    if text.chars().all(|c| crate::fold::is_blank(c) || crate::fold::is_invisible(c)) {
        return Glance { blank: true, ..Glance::default() };
    }
    if text.len() > 300 {
        return Glance::default();
    }
    let folded = fold(text);
    let field = shape::field(&folded).is_some_and(|(label, value)| is_content_field(label, value));
    Glance { blank: false, field, notice: keep::is_notice_line(&folded) }
}

/// Whether a label and its value belong to a table of the text and not to a publishing row, tool row or breadcrumb.
fn is_content_field(label: &str, value: &str) -> bool {
    let navigation = labels::is_label(label)
        || lexicon::navigation(label).is_some()
        || label.ends_with("位置")
        || label.starts_with("技术支持");
    !navigation && !value.contains('>') && (1..=40).contains(&shape::count(value))
}

/// Where line `at` stands. Neighbours are taken with blank lines, four to each side at most.
fn place(glances: &[Glance], at: usize, above: usize, total: usize) -> Place {
    let near = |reach: usize| at.saturating_sub(reach)..(at + reach + 1).min(glances.len());
    let others = glances[near(3)].iter().filter(|glance| glance.field).count() - usize::from(glances[at].field);
    Place {
        from_top: above,
        from_bottom: total.saturating_sub(above + 1),
        among_fields: others >= 2,
        near_notice: glances[near(4)].iter().any(|glance| glance.notice),
        foreign: false,
    }
}

fn look_at(text: &str, place: Place) -> Seen {
    let paragraph = text.len() > PARAGRAPH && text.contains('。');
    if paragraph || text.len() > LONGEST_LINE {
        return Seen { sentence: true, long_sentence: true, chars: LONGEST_LINE, ..Seen::default() };
    }
    let facts = LineFacts::new(text, place);
    let verdict = rules::judge(NAVIGATION_RULES, &facts);
    let spam = facts.series > 0 && facts.words().adult.max(facts.words().gambling) >= SPAM_WEIGHT;
    Seen {
        blank: false,
        sentence: facts.is_sentence(),
        long_sentence: facts.is_long_sentence(),
        menu: is_menu_like(&facts),
        row: shape::tokens(&facts.text).count() >= ROW_WORDS,
        login: ["登录", "登陆", "登入", "注册", "设为首页", "收藏本站"].iter().any(|word| facts.text.contains(word))
            && verdict.rules.contains(&"navigation/tool-row"),
        kept: verdict.score < 0,
        spam,
        series: facts.series > 0,
        chars: facts.chars,
        han: facts.han,
        verdict: (!verdict.rules.is_empty()).then_some(verdict),
    }
}

/// Whether a line could be one of a menu: a short word or a row of them, without marks.
fn is_menu_like(facts: &LineFacts) -> bool {
    let numbered = facts.text.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十第(".contains(c));
    let short = facts.chars <= MENU_CHARS;
    let row =
        shape::tokens(&facts.text).count() >= 3 && shape::tokens(&facts.text).all(|token| shape::count(token) <= 8);
    facts.marks == 0 && facts.commas == 0 && !numbered && (short || row)
}
