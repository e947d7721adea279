//! The kinds of pages that are measured, all made of the same articles.

use super::hijack::{FEW_MARKS, Server, extract, paragraphs};
use super::observed;

const ARTICLES: &str = include_str!("articles.txt");
const TRADITIONAL: &str = include_str!("traditional.txt");

/// The size of an ordinary page, in bytes of UTF-8.
const PAGE: usize = 4096;

/// The size of a large file, in bytes: enough that what a page costs by itself no longer shows.
const LARGE: usize = 1 << 18;

/// How many keys a hijacked page has in the middle of those seen.
const KEYS: usize = 86;

/// Every kind, healthy ones first.
pub(super) const KINDS: &[&str] = &["healthy", "traditional", "gbk", "large", "line", "html", "damaged"];

/// What a site puts around an article, and what a hijacker adds.
const ABOVE: &str = "首页 > 新闻中心 > 本地新闻\n发布时间：2021-03-04 10:20  来源：本站  浏览次数：1532\n";
const BELOW: &str = "上一篇：没有了\n下一篇：河堤加固工程开工\n【打印】【关闭】\n版权所有 某某网 京ICP备00000000号\n\
    国产精品视频在线观看,亚洲欧美日韩一区二区三区,久久精品免费观看\n";

/// The pages of a kind, as bytes.
pub(super) fn pages(kind: &str) -> Vec<Vec<u8>> {
    let healthy = of(ARTICLES);
    match kind {
        "healthy" => healthy.into_iter().map(String::into_bytes).collect(),
        "traditional" => of(TRADITIONAL).into_iter().map(String::into_bytes).collect(),
        "gbk" => healthy.iter().map(|page| encoding_rs::GB18030.encode(page).0.into_owned()).collect(),
        "large" => vec![large()],
        "line" => vec![large().into_iter().filter(|&byte| byte != b'\n').collect()],
        "html" => healthy.iter().map(|page| encoding_rs::GB18030.encode(&html(page)).0.into_owned()).collect(),
        "damaged" => healthy.iter().map(|page| damaged(page).into_bytes()).collect(),
        _ => Vec::new(),
    }
}

/// One page from each article on, as long as pages are.
fn of(articles: &str) -> Vec<String> {
    let articles: Vec<&str> = articles.trim_end().split("\n\n").collect();
    let page = |start: usize| {
        let mut page = String::new();
        for article in articles.iter().cycle().skip(start) {
            page.push_str(article);
            page.push('\n');
            if page.len() >= PAGE {
                break;
            }
        }
        page
    };
    (0..articles.len()).map(page).collect()
}

fn large() -> Vec<u8> {
    let all = of(ARTICLES).concat();
    all.repeat(LARGE / all.len() + 1).into_bytes()
}

/// The page as most sites wrap it.
fn html(page: &str) -> String {
    let text: String = page.lines().map(|line| format!("<p>{line}</p>\n")).collect();
    let links: String = ["首页", "新闻", "通知", "服务", "关于我们"]
        .iter()
        .map(|word| format!("<li><a href=\"/{}/\">{word}</a></li>", word.len()))
        .collect();
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"gb2312\"><title>{}</title></head><body>\n\
         <ul class=\"nav\">{links}</ul>\n<div class=\"content\">\n{text}</div>\n\
         <div class=\"footer\">版权所有 某某网</div></body></html>\n",
        page.lines().next().unwrap_or_default()
    )
}

/// The page as a hijacked server serves it and an extractor sees it, residue and all.
fn damaged(page: &str) -> String {
    let mut keys = observed::keys("1");
    keys.truncate(KEYS);
    let keys = observed::borrowed(&keys);
    let server = Server { keys: &keys, marks: FEW_MARKS, lost: "?", dropped: "" };
    let (spam_at, _) = BELOW.match_indices("国产").next().unwrap_or((BELOW.len(), ""));
    let (below, spam) = BELOW.split_at(spam_at);
    let served = extract(&server.serve(&paragraphs(&format!("{ABOVE}{page}{below}"))));
    format!("{served}{spam}")
}
