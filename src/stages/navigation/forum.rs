//! What forum software prints around posts: buttons, notices, and the numbers of those who wrote them.
//! Apart from the other shapes, because a forum's words tell only on a forum's page.

use super::{Seen, filled, rule};
use crate::rules::shape;
use crate::rules::{LineFacts, Matcher, Rule};

/// Buttons and floors.
pub(super) const CHROME: Rule = Rule {
    id: "navigation/forum-chrome",
    why: "what forum software prints around a post",
    when: Matcher::ShapeWith("楼该览具阅链题梯表情帖", chrome),
    weight: 10,
    hits: &[
        "老木匠 | 发表于 2005-8-4 21:37:32 | 显示全部楼层",
        "回复 使用道具 举报",
        "[复制链接]",
        "该用户从未签到",
        "回帖奖励 倒序浏览",
        "本帖最后由 老木匠 于 2005-8-4 21:37 编辑",
    ],
    spares: &[
        "这篇小说最早发表于一九三五年",
        "本帖最后由我来说说编辑的事，大家别急。",
        "他在回复里说只看结果",
        "签到以后领资料",
    ],
};

/// What the software says to visitors.
pub(super) const NOTICE: Rule = Rule {
    id: "navigation/forum-notice",
    why: "what forum software says to visitors",
    when: Matcher::Phrase(&[
        "马上注册,结交更多好友",
        "您需要登录后才可以",
        "您需要 登录 才可以",
        "注册或登录后显示",
        "注册或登陆后显示",
        "登录后才能发表评论",
        "登录后才能评论",
        "后使用快捷导航",
        "还没有人留言",
        "暂无评论",
        "快来抢沙发",
    ]),
    weight: 18,
    hits: &[
        "马上注册，结交更多好友，享用更多功能。",
        "您需要 登录 才可以下载或查看，没有帐号？注册",
        "您需要登錄后才可以回帖 登錄 | 立即注冊",
    ],
    spares: &["游客登录以后才可以借书。", "马上注册社团还来得及"],
};

/// The numbers of a member.
pub(super) const PROFILE: Rule = Rule {
    id: "navigation/forum-profile",
    why: "rank, numbers and dates of a member, and the number of the post",
    when: Matcher::Block,
    weight: 8,
    hits: &[
        "老木匠\n威望\n¶12\n金钱\n340\n版主\n注册时间\n2009-3-1\n发表于 2010-8-4 21:37:32 | 只看该作者\n刨子要先磨快，磨的时候沾水，磨好以后擦干，不然第二天就起锈。",
        "主题\n¶12\n帖子\n340\n积分\n3882\n[复制链接]\n刨子要先磨快，磨的时候沾水，磨好以后擦干，不然第二天就起锈。",
        "[复制链接]\n¶老木匠 当前离线 注册时间 2009-3-1 积分 340\n刨子要先磨快，磨的时候沾水，磨好以后擦干，不然第二天就起锈。",
        "¶楼主: 老木匠\n刨子怎样磨\n[复制链接]\n刨子要先磨快，磨的时候沾水，磨好以后擦干，不然第二天就起锈。",
        "刨子要先磨快，磨的时候沾水，磨好以后擦干，不然第二天就起锈。\n回复 使用道具 举报\n新手上路\n¶积分\n7\n帖子\n2\n最后登录\n2011-2-2",
    ],
    spares: &[
        "¶金钱\n340\n贡献\n12\n威望\n7\n这一局结束时，金钱、贡献和威望都要重新计算，谁的威望最高，谁就先出牌。",
        "刨子要先磨快，磨的时候沾水，磨好以后擦干，不然第二天就起锈。\n回复 使用道具 举报\n¶多谢\n学习",
        "[复制链接]\n¶楼主 主题 讲得好\n刨子要先磨快，磨的时候沾水，磨好以后擦干，不然第二天就起锈。",
    ],
};

/// The longest line that forum software writes beside a post.
const POST_CHARS: usize = 60;

/// Buttons and floors in a line that is no sentence.
fn chrome(facts: &LineFacts) -> bool {
    let chrome = [
        "显示全部楼层",
        "只看该作者",
        "只看楼主",
        "倒序浏览",
        "使用道具",
        "阅读模式",
        "[复制链接]",
        "上一主题",
        "电梯直达",
        "该用户从未签到",
        "ta的每日心情",
        "回帖奖励",
        "跳转到指定楼层",
        "quote code smilies",
    ];
    let shown = facts.chars <= 100 && chrome.iter().any(|word| facts.contains(word)) && !facts.has('。');
    let posted = facts.find("发表于").is_some_and(|at| {
        let rest = facts.text[at + "发表于".len()..].trim_start_matches([' ', ':']);
        shape::date(rest).is_some_and(|end| shape::clock(rest[end..].trim_start()).is_some())
    });
    let edited = facts.text.starts_with("本帖最后由") && facts.text.ends_with("编辑") && facts.chars <= POST_CHARS;
    shown || edited || (posted && facts.chars <= POST_CHARS && !facts.ends && facts.commas == 0)
}

/// What a forum counts of its members.
const COUNTED: [&str; 34] = [
    "威望",
    "金钱",
    "贡献",
    "积分",
    "主题",
    "回帖",
    "帖子",
    "精华",
    "好友",
    "听众",
    "收听",
    "金币",
    "银币",
    "铜币",
    "魅力",
    "经验",
    "经验值",
    "活跃度",
    "人气",
    "等级",
    "级别",
    "头衔",
    "用户组",
    "在线时间",
    "注册时间",
    "注册日期",
    "最后登录",
    "最后登陆",
    "阅读权限",
    "签到天数",
    "连续签到",
    "性别",
    "uid",
    "qq",
];

/// Ranks, floors and buttons that stand between the numbers.
const RANKS: [&str; 27] = [
    "新手上路",
    "注册会员",
    "初级会员",
    "中级会员",
    "高级会员",
    "金牌会员",
    "荣誉会员",
    "论坛元老",
    "版主",
    "超级版主",
    "实习版主",
    "管理员",
    "禁止发言",
    "楼主",
    "沙发",
    "板凳",
    "地板",
    "加好友",
    "发消息",
    "发短消息",
    "串个门",
    "打招呼",
    "加关注",
    "当前在线",
    "当前离线",
    "离线",
    "在线",
];

/// The fewest counted things that make a profile.
const FEWEST_COUNTED: usize = 3;

/// The longest word that may stand between two lines of a profile: a rank that a forum made up.
const BETWEEN_CHARS: usize = 8;

/// What a line is to a profile.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Counted,
    Value,
    Between,
    Other,
}

/// Whether a page shows a forum's buttons or notices.
pub(super) fn is_page(seen: &[Seen]) -> bool {
    seen.iter().any(|line| line.speaks(&[CHROME.id, NOTICE.id]))
}

/// Marks profiles on a page that shows a forum's buttons or notices.
pub(super) fn mark(seen: &mut [Seen]) {
    if !is_page(seen) {
        return;
    }
    let filled = filled(seen);
    let kinds: Vec<Kind> = filled.iter().map(|at| kind(&seen[*at])).collect();
    let firm = |place: Option<usize>| {
        place.and_then(|place| kinds.get(place)).is_some_and(|kind| matches!(kind, Kind::Counted | Kind::Value))
    };
    let belongs = |place: usize| {
        firm(Some(place)) || (kinds[place] == Kind::Between && firm(place.checked_sub(1)) && firm(Some(place + 1)))
    };
    for &at in &filled {
        if seen[at].has(is_floor) || (!seen[at].sentence && seen[at].has(is_profile_row)) {
            seen[at].block(rule(PROFILE.id));
        }
    }
    let mut place = 0;
    while place < kinds.len() {
        let run = (place..kinds.len()).take_while(|place| belongs(*place)).count();
        if kinds[place..place + run].iter().filter(|kind| **kind == Kind::Counted).count() >= FEWEST_COUNTED {
            filled[place..place + run].iter().for_each(|&at| seen[at].block(rule(PROFILE.id)));
        }
        place += run + 1;
    }
}

/// `15#`: where in its thread a post stands.
fn is_floor(facts: &LineFacts) -> bool {
    let number = facts.text.strip_suffix('#').unwrap_or("");
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// `老木匠 当前离线 注册时间 2009-3-1 积分 340`, `评分 参与人数 3 威望 +3` or `楼主: 老木匠`: a member, what is
/// counted of him, and nothing else.
fn is_profile_row(facts: &LineFacts) -> bool {
    let (mut counted, mut other) = (0, 0);
    for word in shape::tokens(&facts.text) {
        match word {
            "楼主" if facts.text.starts_with("楼主:") => counted += FEWEST_IN_ROW,
            _ if COUNTED.contains(&word) || RANKS.contains(&word) || matches!(word, "评分" | "参与人数") => {
                counted += 1
            }
            _ if word.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '.')) => {}
            _ => other += 1,
        }
    }
    counted >= FEWEST_IN_ROW && other <= 1 && facts.chars <= POST_CHARS && facts.marks + facts.commas == 0
}

/// The fewest things of a member in one row.
const FEWEST_IN_ROW: usize = 3;

fn kind(line: &Seen) -> Kind {
    let Some(facts) = line.facts.as_ref().filter(|_| !line.sentence && !line.kept()) else { return Kind::Other };
    let text = facts.text.trim_matches(|c: char| shape::is_separator(c) && !matches!(c, '[' | ']'));
    let word = text.split([':', ' ']).next().unwrap_or("");
    let rest = text[word.len()..].trim_start_matches([':', ' ']);
    let is_value = |text: &str| {
        let bare = text.trim_end_matches(['天', '小', '时', '点', '级', '枚', '#', '楼']);
        let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        let moment = shape::date(text).is_some_and(|end| {
            let rest = text[end..].trim();
            rest.is_empty() || shape::clock(rest) == Some(rest.len())
        });
        digits(bare.trim()) || moment || text.starts_with("[lv.")
    };
    match word {
        _ if COUNTED.contains(&word) && (rest.is_empty() || is_value(rest)) => Kind::Counted,
        _ if RANKS.contains(&text) || (!text.is_empty() && is_value(text)) => Kind::Value,
        _ if facts.chars <= BETWEEN_CHARS && facts.marks == 0 && !line.drops() => Kind::Between,
        _ => Kind::Other,
    }
}
