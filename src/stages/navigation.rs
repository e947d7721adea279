//! Before script, because a line in another script than its page is evidence; before spam, because what it
//! leaves is shorter to judge.
//!
//! Three passes: what each line is by itself, then the head and tail blocks that such lines give away, then
//! the repairs. A page where no line gives anything away is left as it is.

mod adjacent;
mod beside;
mod byline;
mod counters;
mod footer;
mod forum;
mod head;
mod headings;
mod keep;
mod library;
mod markdown;
mod menu;
mod metadata;
mod model;
mod noise;
mod rows;
mod shapes;
mod sight;
mod tail;
mod twice;
mod welcome;

pub use model::Doubt;
pub use rows::NAVIGATION_RULES;

use std::sync::OnceLock;

use crate::glance::is_closing;
use crate::page::{Edit, Line, Page};
use crate::repair::{Damage, Evidence, Finding, Repair, Turning, Verdict};
use crate::rules::facts::LONG_SENTENCE;
use crate::rules::{self, Index, LineFacts, Place, Rule, Thresholds, shape};
use crate::settings::Script;
use crate::stage::{Context, Proposals, Stage};
use crate::tables::{is_han, lexicon};

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

/// The weight in the lexicon of tool rows from which a word is one that sites have; lighter ones stand in any text.
const SITE_WORD: u32 = 2;

/// A line of a menu has at most this many characters, or only words that short.
const MENU_CHARS: usize = 14;

/// From this many words a menu-like line is a whole menu ("a title of three words before a breadcrumb").
const ROW_WORDS: usize = 5;

/// The fewest Chinese characters of a title.
const TITLE_HAN: usize = 4;

/// What a line is by itself.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    blank: bool,
    sentence: bool,
    long_sentence: bool,
    /// Whether it is a short sentence that asks or calls out, as titles do.
    exclaims: bool,
    chars: usize,
    verdict: Option<Verdict>,
    /// The facts; none of blank lines and of those that a glance settled.
    facts: Option<Box<LineFacts>>,
}

impl Seen {
    fn speaks(&self, ids: &[&str]) -> bool {
        self.verdict.as_ref().is_some_and(|verdict| verdict.rules.iter().any(|id| ids.contains(id)))
    }

    fn drops(&self) -> bool {
        self.verdict.as_ref().is_some_and(|verdict| verdict.score >= THRESHOLDS.likely)
    }

    fn kept(&self) -> bool {
        self.verdict.as_ref().is_some_and(|verdict| verdict.score < 0)
    }

    /// The folded line; nothing of lines that a glance settled.
    fn text(&self) -> &str {
        self.facts.as_ref().map_or("", |facts| &facts.text)
    }

    /// Whether it stays and could be a title: no sentence, or one that asks, of enough Chinese characters. What a
    /// glance settled has them.
    fn may_head(&self) -> bool {
        let may = if self.sentence { self.exclaims } else { !self.blank };
        may && !self.drops() && self.facts.as_ref().is_none_or(|facts| facts.han >= TITLE_HAN)
    }

    /// Whether the facts have a shape; nothing is so shaped that a glance settled.
    fn has(&self, shape: fn(&LineFacts) -> bool) -> bool {
        self.facts.as_deref().is_some_and(shape)
    }

    /// Whether no rule spoke but some of these.
    fn is_only(&self, ids: &[&str]) -> bool {
        self.verdict.as_ref().is_some_and(|verdict| verdict.rules.iter().all(|id| ids.contains(id)))
    }

    fn add(&mut self, rule: Option<&Rule>) {
        if let Some(rule) = rule {
            rules::add(self.verdict.get_or_insert_default(), rule);
        }
    }

    fn block(&mut self, rule: Option<&Rule>) {
        let verdict = self.verdict.get_or_insert_with(|| Verdict { score: 0, rules: Vec::new() });
        if let Some(rule) = rule.filter(|_| verdict.score < THRESHOLDS.likely) {
            verdict.score = verdict.score.max(0);
            rules::add(verdict, rule);
        }
    }
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| Index::new(NAVIGATION_RULES))
}

fn rule(id: &str) -> Option<&'static Rule> {
    NAVIGATION_RULES.iter().find(|rule| rule.id == id)
}

/// What the rules say of each line of a page, also where that is too little to act on.
pub fn verdicts(page: &Page) -> Vec<Verdict> {
    let none = || Verdict { score: 0, rules: Vec::new() };
    judged(page, |_, _| false).into_iter().map(|line| line.verdict.unwrap_or_else(none)).collect()
}

/// Judges each line, and then the blocks. Lines that `settled` knows for sentences at first sight are not looked at.
fn judged(page: &Page, settled: fn(&Line, &Place) -> bool) -> Vec<Seen> {
    let (mut seen, places, filled) = ruled(page, settled);
    model::mark(&mut seen, |at| look_at(&page.lines()[at].text, places[at].unwrap_or_default()));
    noise::mark_bars(&mut seen, &filled);
    tail::mark_between(&mut seen, &filled);
    markdown::spare(page, &mut seen);
    seen
}

/// The doubtful lines of a page with their features: what the line model is trained on (`benches/lines/train.py`).
pub fn doubts(page: &Page) -> Vec<Doubt> {
    let (mut seen, places, _) = ruled(page, sight::is_settled);
    model::doubts(&mut seen, |at| look_at(&page.lines()[at].text, places[at].unwrap_or_default()))
}

/// What rules and blocks say of each line, where it stands, and which lines are not blank.
fn ruled(page: &Page, settled: fn(&Line, &Place) -> bool) -> (Vec<Seen>, Vec<Option<Place>>, Vec<usize>) {
    let places = sight::places(page);
    let look = |(line, place): (&Line, &Option<Place>)| match place {
        None => Seen { blank: true, ..Seen::default() },
        Some(place) if settled(line, place) => sentence(line),
        Some(place) => look_at(&line.text, *place),
    };
    let mut seen: Vec<Seen> = page.lines().iter().zip(&places).map(look).collect();
    let filled = filled(&seen);
    menu::mark_stamp(&mut seen);
    menu::spare_lone_words(&mut seen);
    footer::spare_claims(&mut seen);
    forum::mark(&mut seen);
    noise::mark(&mut seen, &filled);
    head::mark(&mut seen);
    head::mark_menus(&mut seen, &filled);
    menu::mark_runs(&mut seen);
    menu::mark_bullets(&mut seen, &filled);
    menu::mark_repeated(&mut seen);
    twice::mark(&mut seen, &filled);
    let look = |at: usize| look_at(&page.lines()[at].text, places[at].unwrap_or_default());
    tail::mark(&mut seen, look);
    tail::mark_teasers(&mut seen, &filled, look);
    beside::mark(&mut seen, &filled);
    adjacent::mark(&mut seen, &filled);
    (seen, places, filled)
}

fn propose(page: &Page, ctx: &Context<'_>) -> Proposals {
    let seen = judged(page, sight::is_settled);
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

/// A sentence that a glance settled.
fn sentence(line: &Line) -> Seen {
    let chars = line.glance().chars();
    let exclaims = chars < LONG_SENTENCE && exclaims(&line.text);
    Seen { sentence: true, long_sentence: chars >= LONG_SENTENCE, exclaims, chars, ..Seen::default() }
}

fn exclaims(text: &str) -> bool {
    text.trim_end().trim_end_matches(is_closing).ends_with(['！', '？', '!', '?'])
}

fn look_at(text: &str, place: Place) -> Seen {
    let paragraph = text.len() > PARAGRAPH && text.contains('。');
    if paragraph || text.len() > LONGEST_LINE {
        return Seen { sentence: true, long_sentence: true, chars: LONGEST_LINE, ..Seen::default() };
    }
    let facts = LineFacts::new(text, place);
    let verdict = index().judge(&facts);
    Seen {
        blank: false,
        sentence: facts.is_sentence(),
        long_sentence: facts.is_long_sentence(),
        exclaims: facts.chars < LONG_SENTENCE && exclaims(&facts.text),
        chars: facts.chars,
        verdict: (!verdict.rules.is_empty()).then_some(verdict),
        facts: Some(Box::new(facts)),
    }
}

/// The places of the lines that are not blank.
fn filled(seen: &[Seen]) -> Vec<usize> {
    (0..seen.len()).filter(|&at| !seen[at].blank).collect()
}

/// Whether a word is one to click on or a column that sites have, by its weight in the lexicon of tool rows.
fn is_site_word(word: &str) -> bool {
    lexicon::navigation(word).is_some_and(|weight| weight >= SITE_WORD)
}

/// Whether a line is a series of injected keywords, which the spam stage drops with a better reason.
fn is_spam(facts: &LineFacts) -> bool {
    facts.series() > 0 && facts.words().adult.max(facts.words().gambling) >= SPAM_WEIGHT
}

/// Whether a line could be one of a menu: a short word or a row of them, without marks.
fn is_menu_like(facts: &LineFacts) -> bool {
    let short = facts.chars <= MENU_CHARS;
    let row =
        || shape::tokens(&facts.text).count() >= 3 && shape::tokens(&facts.text).all(|token| shape::count(token) <= 8);
    facts.marks == 0 && facts.commas == 0 && !is_numbered(&facts.text) && (short || row())
}

/// Whether a line begins with its number: `1.`, `(一)`, `第三章`, `四、`. Names begin with such characters too.
fn is_numbered(text: &str) -> bool {
    let behind = text.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '第' | '('))
        || (behind.len() < text.len()
            && behind.chars().next().is_none_or(|c| !is_han(c) || "章节回课条卷部集".contains(c)))
}

/// Whether a line is a whole row of a menu.
fn is_row(facts: &LineFacts) -> bool {
    shape::tokens(&facts.text).count() >= ROW_WORDS
}
