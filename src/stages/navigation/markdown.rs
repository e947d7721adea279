//! Pages that are Markdown as an author wrote it: headings, code, lists and tables are the text, and few lines of such
//! a page look like those of any other. What a converter made of a site is Markdown too, so what a rule of its own
//! knows for navigation goes there as well.

use super::{Seen, rule};
use crate::layout::{self, Shape};
use crate::page::{Line, Page};
use crate::rules::{Matcher, Rule};

/// What an author's Markdown keeps.
pub(super) const MARKDOWN: Rule = Rule {
    id: "navigation/markdown",
    why: "the page is Markdown, whose headings, code, lists and tables are its text",
    when: Matcher::Block,
    weight: -40,
    hits: &[
        "## 安装\n下载以后解压到任意目录，然后运行里面的安装程序，照提示做完就可以了。\n## License\n¶Copyright (c) 2019 老周",
        "### 用法\n下载以后解压到任意目录，然后运行里面的安装程序，照提示做完就可以了。\n### 许可证\n¶> Copyright (c) 2018 老周软件",
        "下載以後解壓到任意目錄，然後執行裡面的安裝程式，照提示做完就可以了。\n```\n¶    // 上一頁\n```",
    ],
    spares: &[
        "## 安装\n下载以后解压到任意目录，然后运行里面的安装程序，照提示做完就可以了。\n## 说明\n¶【打印】【关闭】",
        "下载以后解压到任意目录，然后运行里面的安装程序，照提示做完就可以了。\n¶版权所有 © 2019 老周软件",
    ],
};

/// Headings that make a page Markdown; one may be a slip.
const HEADINGS: usize = 2;

/// Keeps what is the text of a page in Markdown.
pub(super) fn spare(page: &Page, seen: &mut [Seen]) {
    if !seen.iter().any(Seen::drops) || !is_markdown(page.lines()) {
        return;
    }
    for ((line, shape), seen) in page.lines().iter().zip(layout::code(page.lines())).zip(seen) {
        if seen.drops() && (shape == Shape::Code || is_text(&line.text) || !is_known(seen)) {
            seen.add(rule(MARKDOWN.id));
        }
    }
}

fn is_markdown(lines: &[Line]) -> bool {
    let fences = lines.iter().filter(|line| layout::is_fence(&line.text)).count();
    fences >= 2 || lines.iter().filter(|line| is_heading(&line.text)).take(HEADINGS).count() == HEADINGS
}

/// `## 安装`.
fn is_heading(text: &str) -> bool {
    let behind = text.trim_start_matches('#');
    (1..=6).contains(&(text.len() - behind.len())) && behind.starts_with(' ')
}

/// A heading, a row of a table, or an item of a list that leads nowhere.
fn is_text(text: &str) -> bool {
    let text = layout::trim(text);
    let item = text.starts_with(['-', '*', '+']) && text[1..].starts_with(' ');
    is_heading(text) || text.starts_with('|') || item && !text.contains("](")
}

/// Whether a rule of its own knows a line for navigation; a claim of copyright stands in a text's licence too.
fn is_known(seen: &Seen) -> bool {
    let knows = |id: &str| rule(id).is_some_and(|rule| rule.weight > 0 && !matches!(rule.when, Matcher::Block));
    let rules = seen.verdict.iter().flat_map(|verdict| &verdict.rules);
    rules.into_iter().any(|id| knows(id) && *id != "navigation/copyright")
}
