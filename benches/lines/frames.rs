//! Pages made of clean articles in the frames of made-up sites, each line with what it is.
//! Apart from the scoring, because the same pages train the line model.

use std::collections::BTreeMap;

/// One line that a site prints around its texts.
struct FrameLine {
    place: &'static str,
    family: &'static str,
    times: usize,
    text: &'static str,
}

/// A made-up site.
pub(crate) struct Site {
    pub(crate) set: &'static str,
    pub(crate) name: &'static str,
    lines: Vec<FrameLine>,
}

/// A line of a page and what it is: a family of residue, or nothing for the page's own text.
pub(crate) struct Line {
    pub(crate) family: Option<&'static str>,
    pub(crate) text: String,
}

/// The sites of `frames.tsv`.
pub(crate) fn sites() -> Vec<Site> {
    let mut sites: Vec<Site> = Vec::new();
    for row in include_str!("frames.tsv").lines().filter(|row| !row.starts_with('#')) {
        let columns: Vec<&'static str> = row.split('\t').collect();
        let [set, name, place, family, times, text] = columns[..] else { panic!("six columns: {row}") };
        if sites.last().is_none_or(|site| site.name != name) {
            sites.push(Site { set, name, lines: Vec::new() });
        }
        let times = times.parse().unwrap();
        sites.last_mut().unwrap().lines.push(FrameLine { place, family, times, text });
    }
    sites
}

/// Numbers that look random and are the same in every run.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % n
    }

    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// The page of an article on a site. `others` are titles of other pages.
pub(crate) fn page(site: &Site, article: &str, others: &[String], dice: &mut Dice) -> Vec<Line> {
    let own = |text: &str| Line { family: None, text: text.to_owned() };
    let mut lines = part(site, "head", others, dice);
    lines.push(own(&title(article)));
    lines.extend(part(site, "under", others, dice));
    lines.extend(article.lines().map(own));
    lines.extend(part(site, "tail", others, dice));
    lines
}

fn part(site: &Site, place: &str, others: &[String], dice: &mut Dice) -> Vec<Line> {
    let mut lines = Vec::new();
    for row in site.lines.iter().filter(|row| row.place == place) {
        for number in 1..=row.times {
            lines.push(Line { family: Some(row.family), text: fill(row.text, number, others, dice) });
        }
    }
    lines
}

fn fill(template: &str, number: usize, others: &[String], dice: &mut Dice) -> String {
    let people = ["陈晓林", "周敏", "何云", "林风", "王小溪", "赵长河"];
    let offices = ["县水务局", "市教育局", "滨河日报", "办公室", "宣传部"];
    let (year, month, day) = (2008 + dice.below(15), 1 + dice.below(12), 1 + dice.below(28));
    let mut slots = BTreeMap::from([
        ("{d}", format!("{year}-{month:02}-{day:02}")),
        ("{dc}", format!("{year}年{month:02}月{day:02}日")),
        ("{t}", format!("{:02}:{:02}", dice.below(24), dice.below(60))),
        ("{n}", (17 + dice.below(9000)).to_string()),
        ("{i}", number.to_string()),
        ("{p}", (*dice.pick(&people)).to_owned()),
        ("{w}", (*dice.pick(&offices)).to_owned()),
    ]);
    slots.insert("{o}", dice.pick(others).clone());
    slots.iter().fold(template.to_owned(), |text, (slot, value)| text.replace(slot, value))
}

/// A title for an article: its first line, or the beginning of its first clause.
pub(crate) fn title(article: &str) -> String {
    let first = article.lines().next().unwrap_or("");
    let clause = first.trim().split(['。', '，', '；', '！', '？', '：', ',', ':', '、']).next().unwrap_or("");
    clause.chars().take(26).collect()
}
