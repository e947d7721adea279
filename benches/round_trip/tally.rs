//! Counts what came back and what did not, and says of each place that did not what the damage there was.
//! Apart from the run itself, because telling damage by its class needs the forward model once more.

use std::collections::BTreeMap;
use std::ops::Range;

use zhclean::tables::turned;

use crate::hijack::Server;

/// Characters that must agree behind a difference before it counts as over.
const AGREEING: usize = 6;

/// Characters a difference may be long.
const WINDOW: usize = 300;

/// Characters a torn run may reach beyond what is wrong in it.
const REACH: usize = 60;

/// Stands in traced text where a private-use character was dropped.
const DROPPED: &str = "\u{E000}";

const MARKS: [char; 5] = ['，', '！', '？', '；', '。'];

/// Classes of damage, in the order of the printed table.
const CLASSES: [&str; 8] = [
    "whole gloss",
    "straddled",
    "straddled, end lost",
    "split at a mark",
    "swallowed tag",
    "dropped pair",
    "character",
    "page held",
];

/// Sums over articles.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    all: Sums,
    long: Sums,
    pub(crate) outside: usize,
    /// Places that did not come back, by what stands there.
    pub(crate) left: BTreeMap<&'static str, usize>,
    /// By class of damage, places that did not come back and all.
    places: BTreeMap<&'static str, [usize; 2]>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    articles: usize,
    exact: usize,
    characters: usize,
    lost: usize,
}

impl Sums {
    fn add(&mut self, other: Sums) {
        self.articles += other.articles;
        self.exact += other.exact;
        self.characters += other.characters;
        self.lost += other.lost;
    }

    fn print(&self, name: &str) {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        println!(
            "{name:<20} {:>8} {:>9.2} {:>10} {:>10} {:>9.4}",
            self.articles,
            share(self.exact, self.articles),
            self.characters,
            self.lost,
            share(self.characters - self.lost.min(self.characters), self.characters)
        );
    }
}

/// The head of a table of sums.
pub(crate) fn print_head(what: &str) {
    println!("{what:<20} {:>8} {:>9} {:>10} {:>10} {:>9}", "articles", "exact %", "characters", "lost", "kept %");
}

impl Tally {
    pub(crate) fn add(&mut self, other: &Tally) {
        self.all.add(other.all);
        self.long.add(other.long);
        self.outside += other.outside;
        for (class, n) in &other.left {
            *self.left.entry(class).or_default() += n;
        }
        for (class, [lost, all]) in &other.places {
            let sum = self.places.entry(class).or_default();
            *sum = [sum[0] + lost, sum[1] + all];
        }
    }

    pub(crate) fn print(&self, name: &str) {
        self.all.print(name);
    }

    pub(crate) fn print_long(&self, name: &str) {
        self.long.print(name);
    }

    /// `lost/all` for each class of damage.
    pub(crate) fn print_places(&self, name: &str) {
        print!("{name:<20}");
        for class in CLASSES {
            let [lost, all] = self.places.get(class).copied().unwrap_or_default();
            print!("  {class} {lost}/{all}");
        }
        println!();
    }

    /// Counts an article and what became of it.
    pub(crate) fn article(&mut self, article: &str, restored: &str, long: bool) {
        let mut sums = Sums { articles: 1, characters: article.chars().count(), ..Sums::default() };
        sums.exact = usize::from(restored == article);
        for (was, is) in differences(article, restored) {
            sums.lost += article[was].chars().count().max(is.chars().count());
            *self.left.entry(class(is)).or_default() += 1;
        }
        self.all.add(sums);
        if long {
            self.long.add(sums);
        }
    }

    /// Counts the damaged places of an article by class, and those of them that did not come back.
    /// A page that was not recognised as damaged is one place.
    pub(crate) fn places(&mut self, article: &str, restored: &str, held: bool, server: &Server<'_>) {
        let traced = Server { dropped: DROPPED, ..server.clone() };
        let without_keys = Server { keys: &[], ..traced.clone() };
        for (class, n) in places_in(&traced.serve(&page(article)), &without_keys.serve(&page(article))) {
            self.places.entry(class).or_default()[1] += n;
        }
        let turned = article.chars().filter(|c| turned::image(*c).is_some()).count();
        self.places.entry("character").or_default()[1] += turned;
        let pages = self.places.entry("page held").or_default();
        *pages = [pages[0] + usize::from(held), pages[1] + 1];
        if held {
            return;
        }
        for (was, _) in differences(article, restored) {
            let damaged = damage_of(article, was.clone(), &traced);
            let keyless = damage_of(article, was, &without_keys);
            let found = places_in(&damaged, &keyless);
            // What is hardest to mend is to blame.
            let worst = ["dropped pair", "swallowed tag", "split at a mark", "straddled, end lost", "straddled"];
            let blamed =
                worst.into_iter().chain(["whole gloss"]).find(|class| found.iter().any(|(c, n)| c == class && *n > 0));
            self.places.entry(blamed.unwrap_or("character")).or_default()[0] += 1;
        }
    }
}

fn page(article: &str) -> String {
    format!("<p>{}</p>", breaks(article.trim_end()))
}

fn breaks(text: &str) -> String {
    text.replace('\n', "</p><p>")
}

/// What the server made of a part of the article, with the whole torn run in which it lies.
fn damage_of(article: &str, part: Range<usize>, server: &Server<'_>) -> String {
    let article = article.trim_end();
    let part = part.start.min(article.len())..part.end.min(article.len());
    let whole = server.serve(&page(article));
    let cuts_before = article[..part.start].char_indices().map(|(at, _)| at).rev().take(REACH);
    let before = std::iter::once(part.start)
        .chain(cuts_before)
        .map(|cut| server.serve(&format!("<p>{}", breaks(&article[..cut]))))
        .find(|head| whole.starts_with(head.as_str()));
    let cuts_behind = article[part.end..].char_indices().map(|(at, _)| part.end + at).skip(1).take(REACH);
    let behind = std::iter::once(part.end)
        .chain(cuts_behind)
        .map(|cut| server.serve(&format!("{}</p>", breaks(&article[cut..]))))
        .find(|tail| whole.ends_with(tail.as_str()));
    let start = before.map_or(0, |head| head.len());
    let end = whole.len() - behind.map_or(0, |tail| tail.len());
    whole.get(start..end.max(start)).unwrap_or_default().to_owned()
}

/// Damaged places in traced text, by class; `keyless` is the same text as it is without glosses.
fn places_in(damaged: &str, keyless: &str) -> [(&'static str, usize); 6] {
    let torn = |text: &str| MARKS.iter().map(|mark| text.matches(&format!("?{mark}")).count()).sum::<usize>();
    let glosses = |open: char| {
        damaged.split(open).skip(1).filter(|rest| {
            let letters = rest
                .bytes()
                .take_while(|&b| b.is_ascii_lowercase() || (0xC3..0xCF).contains(&b) || b & 0xC0 == 0x80)
                .count();
            (1..=8).contains(&letters)
                && rest.is_char_boundary(letters)
                && rest[letters..].trim_start_matches(' ').starts_with(')')
        })
    };
    let tags = ["/p>", "p>"].iter().map(|tag| damaged.matches(&format!("?{tag}")).count()).sum();
    let split = torn(keyless).min(torn(damaged));
    [
        ("whole gloss", glosses('(').count()),
        ("straddled", glosses('?').count()),
        ("straddled, end lost", torn(damaged) - split),
        ("split at a mark", split),
        ("swallowed tag", tags),
        ("dropped pair", damaged.matches(DROPPED).count()),
    ]
}

/// Where two texts differ: places in the first, and what the second has there.
pub(crate) fn differences<'t>(first: &'t str, second: &'t str) -> impl Iterator<Item = (Range<usize>, &'t str)> {
    let (mut a, mut b) = (0, 0);
    std::iter::from_fn(move || {
        let (rest_a, rest_b) = (&first[a..], &second[b..]);
        let same: usize =
            rest_a.chars().zip(rest_b.chars()).take_while(|(x, y)| x == y).map(|(c, _)| c.len_utf8()).sum();
        (a, b) = (a + same, b + same);
        if a == first.len() && b == second.len() {
            return None;
        }
        let (over_a, over_b) = agreeing_again(&first[a..], &second[b..]);
        let place = (a..a + over_a, &second[b..b + over_b]);
        (a, b) = (a + over_a, b + over_b);
        Some(place)
    })
}

/// The nearest places from which on two texts agree for a while.
fn agreeing_again(a: &str, b: &str) -> (usize, usize) {
    let ends = |text: &str| text.char_indices().map(|(at, _)| at).chain([text.len()]).take(WINDOW).collect::<Vec<_>>();
    let (in_a, in_b) = (ends(a), ends(b));
    for sum in 1..in_a.len() + in_b.len() - 1 {
        for i in sum.saturating_sub(in_b.len() - 1)..=sum.min(in_a.len() - 1) {
            let (x, y) = (&a[in_a[i]..], &b[in_b[sum - i]..]);
            if x.chars().take(AGREEING).eq(y.chars().take(AGREEING)) {
                return (in_a[i], in_b[sum - i]);
            }
        }
    }
    (a.len(), b.len())
}

/// What stands in a place that did not come back.
pub(crate) fn class(left: &str) -> &'static str {
    let is_torn = |mark: &char| left.contains(&format!("?{mark}"));
    match () {
        () if MARKS.iter().any(is_torn) => "cut run held",
        () if left.contains('>') => "swallowed tag held",
        () if left.contains('(') || left.contains(')') => "gloss left",
        () if left.contains('?') => "lost byte held",
        () => "wrong choice",
    }
}
