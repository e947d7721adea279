//! How well residue is told from text, on pages whose lines are known: clean articles in the frames of made-up sites.
//! Apart from spam, which is a matter of single lines.

use std::collections::BTreeMap;
use std::path::Path;

use zhclean::page::Page;
use zhclean::pipeline;
use zhclean::repair::Damage;
use zhclean::settings::{Damages, Settings};

use super::frames::{self, Dice, Line};

const GENRES: &[&str] = &["news", "reviews", "laws", "help-simplified", "books-simplified", "sayings", "old-novel"];
const TRADITIONAL: &[&str] = &["help-traditional", "books-traditional", "lives-of-poets"];

/// What was removed of the lines of one kind.
#[derive(Clone, Copy, Default)]
struct Tally {
    residue: usize,
    residue_gone: usize,
    text: usize,
    text_gone: usize,
    characters: usize,
    characters_gone: usize,
    pages: usize,
    f: f64,
}

/// Prints tables by set and genre, and by family. Returns nothing; a reader compares.
pub(crate) fn print(folder: &Path, pages_each: usize, show: usize) {
    let mut by_genre: BTreeMap<(&str, &str), Tally> = BTreeMap::new();
    let mut by_family: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    let mut shown = 0;
    for site in frames::sites() {
        let genres = if site.name.starts_with("taiwan") { TRADITIONAL } else { GENRES };
        for genre in genres {
            let articles = super::articles(folder, genre);
            if articles.is_empty() {
                continue;
            }
            let others: Vec<String> = articles.iter().step_by(7).map(|text| frames::title(text)).collect();
            let others: Vec<String> = others.into_iter().filter(|title| title.chars().count() > 4).collect();
            let mut dice =
                Dice::new(site.name.bytes().fold(7_u64, |sum, b| sum.wrapping_mul(31).wrapping_add(u64::from(b))));
            for _ in 0..pages_each {
                let article = dice.pick(&articles).clone();
                let lines = frames::page(&site, &article, &others, &mut dice);
                let gone = removed(&lines);
                score(by_genre.entry((site.set, genre)).or_default(), &lines, &gone);
                for (line, gone) in lines.iter().zip(&gone) {
                    let family = by_family.entry((site.set, line.family.unwrap_or("text"))).or_default();
                    family.0 += 1;
                    family.1 += usize::from(*gone);
                    if *gone != line.family.is_some() && shown < show {
                        shown += 1;
                        let what = line.family.map_or("LOST".to_owned(), |family| format!("left {family}"));
                        println!("{what:<18} {} {genre}: {}", site.name, line.text);
                    }
                }
            }
        }
    }
    print_genres(&by_genre);
    println!("\n{:<6} {:<12} {:>8} {:>8}", "set", "family", "lines", "removed");
    for ((set, family), (all, gone)) in by_family {
        println!("{set:<6} {family:<12} {all:>8} {:>8.3}", gone as f64 / all as f64);
    }
}

/// Which lines the line stages drop.
pub(crate) fn removed(lines: &[Line]) -> Vec<bool> {
    let text: String = lines.iter().map(|line| format!("{}\n", line.text)).collect();
    let settings =
        Settings { stages: Damages::NONE.with(Damage::Navigation).with(Damage::Spam), ..Settings::default() };
    let outcome = pipeline::run(Page::from_text(&text), &settings);
    let mut gone = vec![true; lines.len()];
    for line in outcome.page.lines() {
        gone[line.number.input() as usize - 1] = false;
    }
    gone
}

fn score(tally: &mut Tally, lines: &[Line], gone: &[bool]) {
    let (mut kept, mut right, mut own) = (0, 0, 0);
    for (line, &gone) in lines.iter().zip(gone) {
        let characters = line.text.chars().count();
        let is_own = line.family.is_none();
        tally.residue += usize::from(!is_own);
        tally.residue_gone += usize::from(!is_own && gone);
        tally.text += usize::from(is_own);
        tally.text_gone += usize::from(is_own && gone);
        own += if is_own { characters } else { 0 };
        kept += if gone { 0 } else { characters };
        right += if is_own && !gone { characters } else { 0 };
    }
    tally.characters += own;
    tally.characters_gone += own - right;
    tally.pages += 1;
    tally.f += 2.0 * right as f64 / (kept + own).max(1) as f64;
}

fn print_genres(by_genre: &BTreeMap<(&str, &str), Tally>) {
    let columns = ["pages", "rmP", "rmR", "lost %", "page F"].map(|name| format!("{name:>8}")).join(" ");
    println!("\n{:<6} {:<18} {columns}", "set", "genre");
    for set in ["dev", "held"] {
        let mut all = Tally::default();
        for ((_, genre), tally) in by_genre.iter().filter(|((own, _), _)| *own == set) {
            print_row(set, genre, tally);
            all.add(tally);
        }
        print_row(set, "all", &all);
    }
}

fn print_row(set: &str, genre: &str, tally: &Tally) {
    let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
    let precision = share(tally.residue_gone, tally.residue_gone + tally.text_gone);
    let recall = share(tally.residue_gone, tally.residue);
    let lost = 100.0 * share(tally.characters_gone, tally.characters);
    let f = tally.f / tally.pages.max(1) as f64;
    println!("{set:<6} {genre:<18} {:>8} {precision:>8.4} {recall:>8.3} {lost:>8.2} {f:>8.3}", tally.pages);
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.residue += other.residue;
        self.residue_gone += other.residue_gone;
        self.text += other.text;
        self.text_gone += other.text_gone;
        self.characters += other.characters;
        self.characters_gone += other.characters_gone;
        self.pages += other.pages;
        self.f += other.f;
    }
}
