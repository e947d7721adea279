//! Pages that are Markdown as an author wrote it, program text, or a table from end to end: headings, code, lists and
//! rows are the text, and few lines of such a page look like those of any other. What a converter made of a site is
//! Markdown too, so what a rule of its own knows for navigation goes there as well.

use super::{Seen, rule};
use crate::layout::{self, Shape};
use crate::page::{Line, Page};
use crate::rules::{Matcher, Rule};

/// What an author's Markdown keeps.
pub(super) const MARKDOWN: Rule = Rule {
    id: "navigation/markdown",
    why: "the page is Markdown, program text or a table, whose headings, code, lists and rows are its text",
    when: Matcher::Block,
    weight: -40,
    hits: &[
        "## 安装\n下载以后解压到任意目录，然后运行里面的安装程序，照提示做完就可以了。\n## License\n¶Copyright (c) 2019 老周",
        "### 用法\n下载以后解压到任意目录，然后运行里面的安装程序，照提示做完就可以了。\n### 许可证\n¶> Copyright (c) 2018 老周软件",
        "下載以後解壓到任意目錄，然後執行裡面的安裝程式，照提示做完就可以了。\n```\n¶    // 上一頁\n```",
        "网页\t網頁\n打印\t列印\n¶登录\t登入\n软件\t軟體\n鼠标\t滑鼠\n硬盘\t硬碟\n屏幕\t螢幕\n程序\t程式\n数据\t資料\n字体\t字型",
    ],
    spares: &[
        "写注释有两种办法，一种写在行末，一种占几行，写清楚比写得多要紧。\n// 注释一行\n/* 注释若干行 */\n上一篇：循环\n下一篇：函数\n¶果树修剪常识",
        "## 安装\n下载以后解压到任意目录，然后运行里面的安装程序，照提示做完就可以了。\n## 说明\n¶【打印】【关闭】",
        "下载以后解压到任意目录，然后运行里面的安装程序，照提示做完就可以了。\n¶版权所有 © 2019 老周软件",
    ],
};

/// Headings that make a page Markdown; one may be a slip.
const HEADINGS: usize = 2;

/// The fewest rows of a table that is all of a page; nine in ten of its lines are.
const ROWS: usize = 8;

/// Keeps what is the text of a page in Markdown, of program text and of a table.
pub(super) fn spare(page: &Page, seen: &mut [Seen]) {
    if !seen.iter().any(Seen::drops) {
        return;
    }
    let lines = page.lines();
    if !is_markdown(lines) && !is_table(lines) && !is_program(lines) {
        return;
    }
    for ((line, shape), seen) in lines.iter().zip(layout::code(lines)).zip(seen) {
        if seen.drops() && (shape == Shape::Code || is_text(&line.text) || !is_known(seen)) {
            seen.add(rule(MARKDOWN.id));
        }
    }
}

/// Whether a page has code between fences, or headings.
fn is_markdown(lines: &[Line]) -> bool {
    let may_be_fence = |line: &&Line| matches!(first(line), Some(b'`' | b'~'));
    let fences = lines.iter().filter(may_be_fence).filter(|line| layout::is_fence(layout::trim(&line.text))).count();
    fences >= 2 || lines.iter().filter(|line| is_heading(&line.text)).take(HEADINGS).count() == HEADINGS
}

/// Whether a page is program text by most of its lines; one with tags may be what an extractor left.
fn is_program(lines: &[Line]) -> bool {
    // Most lines of a program begin with ASCII, which is cheaper to ask.
    let (ascii, other): (Vec<_>, Vec<_>) = lines.iter().filter_map(first).partition(u8::is_ascii);
    if ascii.len() <= other.len() {
        return false;
    }
    let (mut code, mut prose) = (0, 0);
    for shape in layout::code(lines) {
        code += usize::from(shape == Shape::Code);
        prose += usize::from(shape == Shape::Prose);
    }
    code > prose && !lines.iter().any(|line| line.text.contains("</"))
}

/// The first byte of a line behind plain blanks.
fn first(line: &Line) -> Option<u8> {
    line.text.bytes().find(|byte| !matches!(byte, b' ' | b'\t'))
}

/// Whether all of a page is rows with tabs between their columns, or nearly so.
fn is_table(lines: &[Line]) -> bool {
    let rows = lines.iter().filter(|line| memchr::memchr(b'\t', line.text.as_bytes()).is_some()).count();
    rows >= ROWS && rows * 10 >= 9 * lines.iter().filter(|line| !layout::trim(&line.text).is_empty()).count()
}

/// `## 安装`.
fn is_heading(text: &str) -> bool {
    let behind = text.trim_start_matches('#');
    (1..=6).contains(&(text.len() - behind.len())) && behind.starts_with(' ')
}

/// A heading, a row of a table, tabs between its columns, or an item of a list that leads nowhere.
fn is_text(text: &str) -> bool {
    let text = layout::trim(text);
    let item = text.starts_with(['-', '*', '+']) && text[1..].starts_with(' ');
    is_heading(text) || text.starts_with('|') || text.contains('\t') || item && !text.contains("](")
}

/// Whether a rule of its own knows a line for navigation; a claim of copyright stands in a text's licence too.
fn is_known(seen: &Seen) -> bool {
    let knows = |id: &str| rule(id).is_some_and(|rule| rule.weight > 0 && !matches!(rule.when, Matcher::Block));
    let rules = seen.verdict.iter().flat_map(|verdict| &verdict.rules);
    rules.into_iter().any(|id| knows(id) && *id != "navigation/copyright")
}
