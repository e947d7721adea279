//! Lines that recur in a folder: which go, which stay, and what is told of them.
//! Apart from the fixtures, because no page alone shows what it takes.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use zhclean::repair::Evidence;
use zhclean::site::{Census, Sight};
use zhclean::{Cleaned, Settings, clean};

fn stripped(pages: &[String]) -> Vec<Cleaned> {
    let mut cleaned: Vec<Cleaned> = pages.iter().map(|page| clean(page.as_bytes(), &Settings::default())).collect();
    let mut census = Census::default();
    cleaned.iter().for_each(|cleaned| census.add(&Sight::of("a", &cleaned.page)));
    let site = census.finish();
    cleaned.iter_mut().for_each(|cleaned| cleaned.strip(&site, "a"));
    cleaned
}

#[test]
fn lines_around_the_texts_of_a_folder_go_and_are_told() {
    let page = |n: usize| {
        format!(
            "河湾集\n散文卷\n第{n}篇\n渡口第{n}次结冰的时候，船夫收起了桨。\n第一节\n他等了{n}天。\n河湾集编委会\n翻印请注明出处\n"
        )
    };
    let cleaned = stripped(&(10..18).map(page).collect::<Vec<_>>());
    assert_eq!(cleaned[0].text, "第10篇\n渡口第10次结冰的时候，船夫收起了桨。\n第一节\n他等了10天。\n");
    let told = cleaned[0].report.repairs.last().unwrap();
    assert_eq!(told.evidence, Evidence::Repeated { pages: 8, of: 8 });
    assert_eq!((told.before.as_str(), cleaned[0].report.lines.output), ("翻印请注明出处", 4));
}

#[test]
fn refrains_dialogue_and_copies_stay() {
    let song = |n: usize| format!("第{n}支歌\n{}", "啦啦啦，河水向东流\n".repeat(9));
    let talk = |n: usize| {
        let end = if n.is_multiple_of(5) { "“是的。”\n" } else { "" };
        format!("第{n}章的题目\n“你去过{n}号桥吗？”\n“{n}号桥？没有去过。”\n{end}")
    };
    let copy = |n: usize| format!("同一篇文章被转了很多遍。\n每一遍都一样。\n第{}次\n", n / 9);
    let sets: [Vec<String>; 3] =
        [vec![song(1), song(2), talk(1), talk(2)], (0..20).map(talk).collect(), (0..20).map(copy).collect()];
    for pages in sets {
        for (page, cleaned) in pages.iter().zip(stripped(&pages)) {
            assert_eq!(*page, cleaned.text);
        }
    }
}
