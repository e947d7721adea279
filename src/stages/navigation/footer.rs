//! What sites print below everything: who owns, runs and built them, and how to reprint.
//! Apart from the other shapes, because footers speak of the site and not of the page.

use super::{Seen, rule};
use crate::rules::shape::{count, is_separator};
use crate::rules::{LineFacts, Matcher, Rule};

/// The page's own address.
pub(super) const PERMALINK: Rule = Rule {
    id: "navigation/permalink",
    why: "the page's own address, for those who quote it",
    when: Matcher::ShapeWith("链址注", permalink),
    weight: 20,
    hits: &[
        "本文链接：https://example.com/post/12",
        "本文永久链接 – https://example.com/2020/04/tea",
        "轉載請註明出處：http://example.com/tea.html",
        "原文链接：http://example.com/2021/tea.html",
        "本文地址：http://example.com/2021/tea.html.",
    ],
    spares: &["本文链接了两份名单", "下载地址：https://example.com/tea.zip", "转载请注明出处"],
};

/// A claim of copyright that a text begins with.
pub(super) const CLAIM: Rule = Rule {
    id: "navigation/claim-above-text",
    why: "books and manuals tell whose they are before they begin, where nothing else is navigation",
    when: Matcher::Block,
    weight: -40,
    hits: &[
        "茶园手册\n¶版权所有 © 1999 滨河县茶叶协会\n这本手册可以自由翻印，但是不得改动。",
        "¶Copyright © 2001-2004 Zhou Xiaoxi\n这本手册可以自由翻印，但是不得改动。",
        "茶園手冊\n周小溪\n¶版權 © 1999 周小溪\n這本手冊可以自由翻印，但是不得改動。",
    ],
    spares: &[
        "这本手册可以自由翻印，但是不得改动。\n¶版权所有 © 1999 滨河县茶叶协会",
        "登录 | 注册\n¶版权所有 © 1999 滨河县茶叶协会\n这本手册可以自由翻印，但是不得改动。",
    ],
};

/// Leaves claims of copyright above the text, where nothing else on the page is navigation.
pub(super) fn spare_claims(seen: &mut [Seen]) {
    let claims = || seen.iter().enumerate().filter(|(_, line)| line.drops());
    let (Some((last, _)), true) =
        (claims().next_back(), claims().all(|(_, line)| line.is_only(&["navigation/copyright"])))
    else {
        return;
    };
    if seen[last..].iter().any(|line| line.sentence) {
        seen[..=last].iter_mut().filter(|line| line.drops()).for_each(|line| line.add(rule(CLAIM.id)));
    }
}

/// Footers run long, sentences about copyright end in a mark ("prose about copyright stays").
const FOOTER_CHARS: usize = 220;

/// Lines from the end of the page within which a bare site credit is believed.
const NEAR_END: usize = 15;

/// A record number of the ministry or the police.
pub(super) fn record_number(facts: &LineFacts) -> bool {
    if facts.chars > FOOTER_CHARS || facts.has('。') {
        return false;
    }
    let numbered = |word: &str| {
        facts.text.match_indices(word).any(|(at, _)| {
            let rest = facts.text[at + word.len()..]
                .trim_start_matches([' ', ':', '号', '案', '序', '证', 'b', '2', '-', '第']);
            rest.starts_with(|c: char| c.is_ascii_digit()) || facts.text[at + word.len()..].starts_with("2-")
        })
    };
    ["icp备", "icp证", "网安备", "公安备", "网备", "网站标识码", "备案号", "备案序号"]
        .iter()
        .any(|word| facts.contains(word) && numbered(word))
}

/// A claim of copyright that is no sentence.
pub(super) fn copyright(facts: &LineFacts) -> bool {
    let reserved = facts.contains("reserved");
    if facts.chars > FOOTER_CHARS || facts.has('。') || (facts.ends && !reserved) {
        return false;
    }
    let claims =
        ["版权所有", "copyright ©", "copyright (c)", "copyright©", "© ", "©2", "©1", "all rights reserved", "版权归"];
    let year = |at: usize| {
        facts.text[at + "copyright".len()..].trim_start_matches([' ', ':', 'c', '@']).starts_with(['1', '2'])
    };
    let dated = facts.find("copyright").filter(|at| year(*at));
    let Some(at) = claims.iter().filter_map(|claim| facts.find(claim)).chain(dated).min() else { return false };
    let rest = facts.text[at..].trim_start_matches("版权所有");
    let behind = rest.trim_start().chars().next();
    let prose = facts.contains("版权所有") && behind.is_some_and(|c| "者权人的制问和与是".contains(c));
    let claims_alone = facts.text.starts_with("版权归") && facts.commas > 0;
    let speaks_words = facts.han > 0 || facts.contains("copyright") || reserved;
    let names_owner = count(&facts.text[at..]) > 6 || at > 0;
    speaks_words && names_owner && !prose && !claims_alone && (count(&facts.text[..at]) <= 40 || reserved)
}

/// Who built or runs the site, at the end of a page.
pub(super) fn site_credit(facts: &LineFacts) -> bool {
    let credits = [
        "技术支持:",
        "网站建设:",
        "网站维护:",
        "网站制作:",
        "网站设计:",
        "建议使用ie",
        "建议使用 ie",
        "站长统计",
        "本站由",
        "网站管理:",
        "网页设计:",
        "网站主办:",
        "网站承办:",
        "总访问量",
        "您是第",
        "gmt+8",
    ];
    let parts = ["powered by", "强力驱动", "processed in", "浏览器访问", "分辨率", "解析度"];
    facts.place.from_bottom < NEAR_END
        && facts.chars <= 80
        && !facts.ends_in_stop()
        && (credits.iter().any(|credit| facts.text.starts_with(credit))
            || (facts.commas <= 2 && !facts.has('。') && parts[..3].iter().any(|part| facts.contains(part)))
            || (facts.text.contains("最佳") && parts[3..].iter().any(|part| facts.contains(part))))
}

/// Several of who runs the site, where it is and how it is reached, in one row at the end of a page.
pub(super) fn imprint(facts: &LineFacts) -> bool {
    const OWN: [&str; 9] = ["主办", "承办", "网站", "技术支持", "版权", "邮编", "传真", "举报电话", "值班电话"];
    const ANY: [&str; 9] = ["地址", "电话", "邮箱", "热线", "email", "e-mail", "网址", "邮政编码", "主管"];
    if facts.place.from_bottom >= NEAR_END || facts.chars > 160 || facts.ends || !facts.has(':') {
        return false;
    }
    let labels = |words: &[&str]| {
        words.iter().filter(|word| facts.find(word).is_some_and(|at| facts.text[at..].contains(':'))).count()
    };
    let own = labels(&OWN);
    let colons = facts.text.matches(':').count();
    own >= 1 && own + labels(&ANY) >= 2 && colons >= 2
}

/// How the page may be reprinted, or whom to ask.
pub(super) fn reprint_notice(facts: &LineFacts) -> bool {
    const OWN: [&str; 9] = ["本站", "本网", "本文", "本博客", "本号", "联系删除", "联系我们", "联系站长", "站长删除"];
    const WORDS: [&str; 22] = [
        "转载",
        "不得转载",
        "禁止转载",
        "侵权",
        "侵犯",
        "网友提供",
        "版权",
        "删除",
        "来源于网络",
        "来自网络",
        "来自互联网",
        "出处",
        "免责声明",
        "违者必究",
        "未经授权",
        "未经许可",
        "书面授权",
        "镜像",
        "传递更多信息",
        "赞同其观点",
        "真实性负责",
        "其它问题需要同本",
    ];
    let said = |words: &[&str]| words.iter().filter(|word| facts.contains(word)).count();
    let bare = facts.marks == 0 && facts.contains("违者必究");
    let near = facts.place.from_bottom < NEAR_END;
    let declared =
        || declaration(&facts.text).is_some_and(|text| WORDS.iter().chain(&STANDS).any(|word| text.contains(word)));
    facts.chars <= 200
        && facts.place.from_bottom <= facts.place.from_top.max(NEAR_END)
        && ((near && (said(&OWN) >= 1 || bare) && said(&WORDS) >= 2) || declared())
}

/// What sites declare of the texts they show, besides how to reprint them.
const STANDS: [&str; 6] = ["本平台", "仅供参考", "仅代表", "不代表", "投资建议", "上传并发布"];

/// First letters of lines that declare something.
pub(super) const DECLARERS: [char; 6] = ['声', '免', '特', '郑', '版', '重'];

/// What a line declares that calls itself a declaration: `【免责声明】…`, `声明：…`.
fn declaration(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(is_separator);
    let kinds = ["免责", "特别", "郑重", "版权", "重要", ""];
    let rest = kinds.iter().find_map(|kind| text.strip_prefix(kind)?.strip_prefix("声明"))?;
    rest.trim_start().strip_prefix([':', '】', ']'])
}

/// Where the page stands, as its own footer tells.
fn permalink(facts: &LineFacts) -> bool {
    let text = facts.text.trim_start_matches(is_separator);
    let says = [
        "本文链接",
        "本文地址",
        "本文网址",
        "本页链接",
        "文章链接",
        "原文链接",
        "永久链接",
        "本文永久链接",
        "转载请注明",
    ];
    let rest = says.iter().find_map(|word| text.strip_prefix(word));
    let address = facts.find("http").or_else(|| facts.find("www."));
    !facts.has('。') && rest.is_some() && address.is_some_and(|at| count(&facts.text[..at]) <= 40)
}
