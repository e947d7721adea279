//! Short lines that the line beside them explains: dates, single labels, words to click on, a column above a title.
//! Apart from what stands beside forms and notices, because here every kind of line that goes explains.

use super::beside::{EMPTY_LABEL, PUBLISHING, is_empty_label};
use super::head::is_menu_word;
use super::{Seen, is_site_word, rule, shapes};
use crate::rules::shape::{self, count};
use crate::rules::{LineFacts, Matcher, Rule};
use crate::tables::is_han;
use crate::tables::lexicon::{self, Site};

/// A date and nothing else.
pub(super) const BARE_DATE: Rule = Rule {
    id: "navigation/bare-date",
    why: "a date and nothing else, beside a line of the site or the page's publishing row",
    when: Matcher::Block,
    weight: 8,
    hits: &[
        "登录 | 注册\n¶2021-09-20\n茶园管理\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
        "茶园管理\n¶2021-09-26\n来源：滨河晚报\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
        "茶园管理\n¶2018-06-22周小溪林一鸣\n茶叶 2018年6期\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
    ],
    spares: &[
        "茶园管理\n¶2021-09-26\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
        "冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。\n滨河县农业局\n¶2021年9月26日\n上一篇：春耕",
        "茶园管理\n¶2018-06-22修剪记录\n来源：滨河晚报\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
    ],
};

/// A date and who wrote the page.
pub(super) const DATED_NAME: Rule = Rule {
    id: "navigation/dated-name",
    why: "a date and a name, between the title and the text of a page that shows other residue",
    when: Matcher::Block,
    weight: 8,
    hits: &[
        "茶园管理要看三样\n¶2021-02-19 山地茶话\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。\n阅读(12)",
        "登录 | 注册\n茶园管理要看三样\n¶山地茶话2021-02-19 07:48\n编者的话\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。",
        "茶園怎樣過冬？\n¶2021-02-19 山地茶話\n冬天修剪果樹，要先看樹的年歲，再看枝條的疏密，病枝和枯枝必須剪掉，剪下的枝條集中燒掉。\n上一篇：春耕",
    ],
    spares: &[
        "茶园管理要看三样\n¶2021-02-19 山地茶话\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。",
        "登录 | 注册\n茶园管理日记一则\n¶2021-02-19 晴转多云\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。",
        "登录 | 注册\n茶园管理要看三样\n¶2021-02-19 修剪\n2021-02-20 浇水\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。",
    ],
};

/// A journal and its issue.
pub(super) const JOURNAL: Rule = Rule {
    id: "navigation/journal",
    why: "the journal and its issue that the page was taken from",
    when: Matcher::ShapeWith("期", journal),
    weight: 9,
    hits: &["茶叶 2018年6期", "滨河农业学报 2022年第9期", "《园艺》 2019年12期"],
    spares: &["2018年6期", "茶叶 2018年6期末考试", "第三届茶叶节 2018年6期间举行", "见：茶叶 2018年6期"],
};

/// A label of a publishing row with its value.
pub(super) const LONE_LABEL: Rule = Rule {
    id: "navigation/lone-label",
    why: "one label of a publishing row with its value, beside such a row",
    when: Matcher::Block,
    weight: 8,
    hits: &[
        "茶园管理\n更新时间：2016-07-07 15:15\n¶作者：匿名\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
        "茶园管理\n¶作者：周小溪\n发布时间：2016-07-07\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
        "茶园管理\n茶园管理.docx_第1页\n¶格式：DOCX\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
    ],
    spares: &[
        "夜渡\n¶作者：王小溪\n灯在船头，水在船尾，\n摇橹的人不说话，只听得见水。",
        "更新时间：2016-07-07\n¶大小：三尺\n重量：两斤\n产地：滨河\n颜色：青",
    ],
};

/// A word to click on.
pub(super) const TOOL_WORD: Rule = Rule {
    id: "navigation/tool-word",
    why: "one word to click on, above or below the text or its row and beside a line that goes",
    when: Matcher::Block,
    weight: 8,
    hits: &[
        "冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。\n点赞 (3)\n¶回复",
        "首页 > 园艺 > 正文\n¶换一换\n果树怎样修剪才好\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。",
        "冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。\n阅读(123)\n¶收藏",
        "茶园管理\n2020-11-11 10:10\n¶关注\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。",
    ],
    spares: &[
        "首页 > 帮助 > 邮件\n¶回复\n打开一封邮件，选择回复，写好以后发送，对方收到的邮件里会引用原来的内容和时间。",
        "冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉，剪下的枝条集中烧掉。\n¶回复",
    ],
};

/// The column that a page stands in.
pub(super) const COLUMN: Rule = Rule {
    id: "navigation/column",
    why: "the name of a column, above a title that has a publishing row below it",
    when: Matcher::Block,
    weight: 8,
    hits: &[
        "¶行业动态\n果树怎样修剪才好\n发布时间：2021-09-26 10:00\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
        "¶新闻中心\n\n果树怎样修剪才好\n日期：2021-09-26 10:00:08\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
        "¶行業動態\n果樹怎樣修剪才好\n發佈時間：2021-09-26 10:00\n冬天修剪果樹，要先看樹的年歲，再看枝條的疏密，病枝和枯枝必須剪掉。",
    ],
    spares: &[
        "¶行业动态\n果树怎样修剪才好\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
        "¶行业动态\n发布时间：2021-09-26 10:00\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
    ],
};

/// What sites of shared documents write above a document.
pub(super) const DOCUMENT_HEADING: Rule = Rule {
    id: "navigation/document-heading",
    why: "the heading above a shared document, on a page that shows how documents are shared",
    when: Matcher::Block,
    weight: 8,
    hits: &[
        "茶园管理.docx_第1页\n¶资源描述\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
        "还剩9页未读，继续阅读\n¶文本内容：\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
        "已阅读3页，还剩9页未读\n¶文檔簡介\n冬天修剪果樹，要先看樹的年歲，再看枝條的疏密，病枝和枯枝必須剪掉。",
    ],
    spares: &[
        "¶资源描述\n每个资源有名字、地址和状态，名字不能重复，地址写全，状态由管理员改。",
        "首页 > 园艺 > 正文\n¶文本内容\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
    ],
};

/// The name of the site, first on the page.
pub(super) const SITE_NAME: Rule = Rule {
    id: "navigation/site-name",
    why: "the name of the site, first on a page that begins with its tools",
    when: Matcher::Block,
    weight: 8,
    hits: &[
        "¶山海文学网\n下一章 上一章 目录 设置\n第一章 夜渡\n灯在船头，水在船尾，摇橹的人不说话，只听得见水声，一下，又一下，一直到天亮。",
        "¶滨河论坛\n登录 | 注册\n果树怎样修剪才好\n冬天修剪果树，要先看树的年岁，再看枝条的疏密，病枝和枯枝必须剪掉。",
        "¶夜讀小說網\n首頁 > 散文 > 山居\n山居筆記第一章\n這本書寫的是作者在山裡住的十年，從種菜到修路，一年一年地寫下來。",
    ],
    spares: &[
        "¶蜘蛛怎样织网\n首页 > 自然 > 昆虫\n蜘蛛从高处放下一根丝，等风把它吹到对面，再沿着这根丝来回走，一圈一圈地织。",
        "¶滨河文学论坛\n论坛每月一次，由县图书馆举行，请来的作家讲自己的书，讲完以后大家提问。",
        "登录\n果园\n¶滨河论坛\n登录",
    ],
};

/// The longest name of a site.
const SITE_CHARS: usize = 9;

/// Lines from the top within which dates and words are the site's.
const NEAR_TOP: usize = 12;

/// The longest row of names behind a date, the longest name of a journal and the longest value of a lone label.
const NAMES_CHARS: usize = 40;
const JOURNAL_CHARS: usize = 16;
const VALUE_CHARS: usize = 14;

/// The longest word to click on.
const WORD_CHARS: usize = 6;

/// Rules whose lines explain a date beside them, the publishing rows aside.
const SITE: [&str; 6] = [
    "navigation/bare-date",
    "navigation/breadcrumb",
    "navigation/greeting",
    "navigation/journal",
    "navigation/menu-row",
    "navigation/tool-row",
];

/// Marks what the lines beside it explain, from the top down and then upwards.
pub(super) fn mark(seen: &mut [Seen], filled: &[usize]) {
    if !seen.iter().any(Seen::drops) {
        return;
    }
    let shared = seen.iter().any(|line| line.drops() && line.speaks(&["navigation/shared-document"]));
    let text = |place: &usize| seen[filled[*place]].long_sentence;
    let first = (0..filled.len()).find(text).unwrap_or(filled.len());
    let last = (0..filled.len()).rfind(text).unwrap_or(filled.len());
    for place in (0..filled.len()).chain((0..filled.len()).rev()) {
        let line = &seen[filled[place]];
        if line.drops() || line.kept() || line.facts.is_none() {
            continue;
        }
        let spot = Spot { seen, filled, place };
        let found = if shared && line.has(heads_document) {
            Some(DOCUMENT_HEADING.id)
        } else if place < first && line.has(is_date) && spot.is_beside(&PUBLISHING, &SITE) || spot.is_above_journal() {
            Some(BARE_DATE.id)
        } else if place < first && line.has(is_dated_name) && spot.is_below_title() {
            Some(DATED_NAME.id)
        } else if line.has(is_empty_label) && spot.is_beside(&PUBLISHING, &[LONE_LABEL.id, EMPTY_LABEL.id]) {
            Some(EMPTY_LABEL.id)
        } else if line.has(is_lone_label)
            && spot.is_beside(&PUBLISHING, &["navigation/lone-label", "navigation/shared-document"])
        {
            Some(LONE_LABEL.id)
        } else if line.has(is_click)
            && (place > last || spot.is_above_title(first) || spot.is_below_row())
            && spot.is_beside_any()
        {
            Some(TOOL_WORD.id)
        } else if place == 0 && line.has(is_site) && spot.is_beside(&SITE, &["navigation/share"]) {
            Some(SITE_NAME.id)
        } else if place < first && line.has(is_menu_word) && spot.heads_title() {
            Some(COLUMN.id)
        } else {
            None
        };
        if let Some(id) = found {
            seen[filled[place]].block(rule(id));
        }
    }
}

/// A line and those beside it.
struct Spot<'a> {
    seen: &'a [Seen],
    filled: &'a [usize],
    place: usize,
}

impl Spot<'_> {
    fn at(&self, place: usize) -> Option<&Seen> {
        self.filled.get(place).map(|&at| &self.seen[at])
    }

    fn sides(&self) -> impl Iterator<Item = &Seen> {
        [self.place.checked_sub(1), Some(self.place + 1)].into_iter().flatten().filter_map(|place| self.at(place))
    }

    fn is_beside(&self, ids: &[&str], others: &[&str]) -> bool {
        self.sides().any(|line| line.drops() && (line.speaks(ids) || line.speaks(others)))
    }

    fn is_beside_any(&self) -> bool {
        self.sides().any(Seen::drops)
    }

    fn is_above_journal(&self) -> bool {
        let below = self.at(self.place + 1).is_some_and(|line| line.drops() && line.speaks(&[JOURNAL.id]));
        below && self.at(self.place).is_some_and(|line| line.has(opens_with_date))
    }

    /// Whether a line that may be the title stands between this one and the text.
    fn is_above_title(&self, first: usize) -> bool {
        let title = |place| self.at(place).is_some_and(is_as_long_as_title);
        self.place < NEAR_TOP && (self.place + 1..first).any(title)
    }

    /// Whether the title stands right above, and no other such line right below.
    fn is_below_title(&self) -> bool {
        let above = self.place.checked_sub(1).and_then(|place| self.at(place));
        above.is_some_and(is_as_long_as_title) && !self.at(self.place + 1).is_some_and(|line| line.has(is_dated_name))
    }

    /// Whether a publishing row stands right above.
    fn is_below_row(&self) -> bool {
        let above = self.place.checked_sub(1).and_then(|place| self.at(place));
        above.is_some_and(|line| line.drops() && line.speaks(&PUBLISHING))
    }

    /// Whether a title and a publishing row follow.
    fn heads_title(&self) -> bool {
        let title = self.at(self.place + 1).is_some_and(is_as_long_as_title);
        title && self.at(self.place + 2).is_some_and(|line| line.drops() && line.speaks(&PUBLISHING))
    }
}

/// Whether a line could be a title and is no word to click on.
fn is_as_long_as_title(line: &Seen) -> bool {
    line.may_head() && line.chars > WORD_CHARS
}

fn is_site(facts: &LineFacts) -> bool {
    facts.han == facts.chars && facts.chars <= SITE_CHARS && lexicon::ends_as_site(&facts.text)
}

fn heads_document(facts: &LineFacts) -> bool {
    lexicon::site(&shape::bare(&facts.text)) == Some(Site::Document)
}

/// `2021-09-20 星期一`, or the day of the week alone, near the top. People write years with their character.
fn is_date(facts: &LineFacts) -> bool {
    let text = facts.text.trim_matches(shape::is_separator);
    if facts.has('年') || facts.place.from_top >= NEAR_TOP {
        return false;
    }
    let rest = &text[shape::date(text).unwrap_or(0)..];
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("星期").and_then(|day| day.strip_prefix(shapes::is_weekday)).unwrap_or(rest);
    !text.is_empty() && rest.is_empty()
}

/// `2018-06-22 12:01周小溪林一鸣`: a date and names.
fn opens_with_date(facts: &LineFacts) -> bool {
    let text = facts.text.as_str();
    let Some(end) = shape::date(text) else { return false };
    let rest = text[end..].trim_start();
    let names = rest[shape::clock(rest).unwrap_or(0)..].trim_start();
    count(names) <= NAMES_CHARS && names.chars().all(|c| is_han(c) || c == ' ')
}

/// `2021-02-19 山地茶话`: a date and a name, in either order. The weather of a diary is none.
fn is_dated_name(facts: &LineFacts) -> bool {
    let text = facts.text.trim_matches(shape::is_separator);
    let start = text.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let Some(end) = shape::date(&text[start..]).map(|end| start + end) else { return false };
    let behind = text[end..].trim();
    // A clock before a name is a timetable.
    let clock = shape::clock(behind).is_some_and(|clock| clock == behind.len());
    let name = match (text[..start].trim(), behind) {
        (name, behind) if behind.is_empty() || clock => name,
        ("", name) => name,
        _ => return false,
    };
    let name = name.trim_matches(shape::is_separator);
    !facts.has('年')
        && facts.function == 0
        && (2..=SIGNATURE_CHARS).contains(&count(name))
        && name.chars().all(is_han)
        && !name.contains(WEATHER)
}

/// The longest name beside a date.
const SIGNATURE_CHARS: usize = 8;

/// What weather has in it, and days of the week.
const WEATHER: [char; 9] = ['晴', '阴', '雨', '雪', '云', '风', '雾', '星', '周'];

fn journal(facts: &LineFacts) -> bool {
    let Some(rest) = facts.text.strip_suffix('期') else { return false };
    let issue = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let year = issue.strip_suffix('第').unwrap_or(issue).strip_suffix('年').unwrap_or("");
    let name = year.trim_end_matches(|c: char| c.is_ascii_digit());
    let named = name.trim_matches(['《', '》', ' ']);
    facts.place.from_top < NEAR_TOP
        && issue.len() < rest.len()
        && year.len() - name.len() == 4
        && (2..=JOURNAL_CHARS).contains(&count(named))
        && named.chars().all(|c| is_han(c) || matches!(c, '·' | '(' | ')'))
}

fn is_lone_label(facts: &LineFacts) -> bool {
    facts.row().is_some_and(|row| {
        row.labels == 1 && row.other == 0 && (1..=VALUE_CHARS).contains(&(row.rest + facts.digits)) && facts.commas == 0
    })
}

fn is_click(facts: &LineFacts) -> bool {
    let word = shape::bare(&facts.text);
    (2..=WORD_CHARS).contains(&count(&word)) && is_site_word(&word)
}
