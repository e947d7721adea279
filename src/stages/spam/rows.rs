//! The rows of injected keyword lines, sorted by id.
//! Apart from the stage, because rows grow and the stage does not.

use super::shapes;
use crate::rules::{Matcher, Rule};

/// What is known about injected lines. Weights: 8 and more drop a line, 14 and more do so for certain.
pub const SPAM_RULES: &[Rule] = &[
    Rule {
        id: "spam/adult-series",
        why: "a series of phrases with adult words in it",
        when: Matcher::Shape(shapes::adult_series),
        weight: 14,
        hits: &[
            "欧美一区二区三区_亚洲无码在线_国产精品久久久_人妻熟女",
            "日韩福利 I 人妻无码 I 久久综合久久 I 五月天婷婷",
            "国产自拍偷拍-亚洲色图-精品国产一区-狠狠干在线观看",
        ],
        spares: &[
            "亚洲,欧美,非洲,大洋洲",
            "欧美地区、日韩地区、东南亚地区、国产电影",
            "阴道炎、宫颈炎、盆腔炎、附件炎",
        ],
    },
    Rule {
        id: "spam/adult-words",
        why: "adult words and little else",
        when: Matcher::Shape(shapes::adult_words),
        weight: 9,
        hits: &["国产精品久久久人妻无码一区二区", "免费观看一级毛片欧美日韩精品", "亚洲无码高清毛片在线观看"],
        spares: &["日本电影一百年：从默片到今天", "国产精品牌走向欧美市场", "亚洲精品咖啡大赛在线观看"],
    },
    Rule {
        id: "spam/brand-block",
        why: "one of several short lines about a betting brand",
        when: Matcher::Block,
        weight: 8,
        hits: &[
            "今年的收成很好。\n¶金海豚体育官网\n金海豚体育app下载\n金海豚体育登录入口\n村里开了会。",
            "白鹭电竞官网\n¶白鹭电竞app\n白鹭电竞手机版",
            "云雀体育平台\n云雀体育手机版\n¶云雀体育注册\n天气转凉。",
        ],
        spares: &["¶滨河体育中心\n滨河体育官网\n开放时间", "¶课表下载\n成绩登录\n选课平台\n校园app"],
    },
    Rule {
        id: "spam/foreign-script",
        why: "in Simplified on a page that is Traditional",
        when: Matcher::Shape(shapes::foreign_script),
        weight: 9,
        hits: &[TURNED_HEAD, TURNED_TAIL, TURNED_MIDDLE],
        spares: &["¶亚洲电影专区,国产剧场,欧美影院,经典译制", GENUINE_LINK],
    },
    Rule {
        id: "spam/gambling-series",
        why: "a series of phrases with betting words in it",
        when: Matcher::Shape(shapes::gambling_series),
        weight: 12,
        hits: &[
            "重庆时时彩_北京赛车pk10_幸运飞艇_六合彩",
            "澳门新葡京,真人百家乐,体育投注,注册送彩金",
            "大发快三-腾讯分分彩-极速赛车-开奖结果",
        ],
        spares: &["双色球、大乐透、七星彩、排列三", "象棋,围棋,跳棋,军棋", "登录 注册 下载 官网"],
    },
    Rule {
        id: "spam/gambling-words",
        why: "betting words and little else",
        when: Matcher::Shape(shapes::gambling_words),
        weight: 9,
        hits: &["重庆时时彩大发快三官网平台", "澳门新葡京真人娱乐平台开户注册", "天天中彩票北京赛车pk10开奖平台"],
        spares: &[
            "彩票中心公布本期开奖结果",
            "六合彩虹出现在雨后的山谷",
            "北京赛车手夺得拉力赛冠军",
            "一百家乐器店参加展销",
        ],
    },
    Rule {
        id: "spam/keyword-block",
        why: "one of several short lines that are offers of betting or films for adults",
        when: Matcher::Block,
        weight: 8,
        hits: &[
            "北京赛车pk10\n¶幸运飞艇计划\n大发快三官网\n一分快三开奖",
            "¶白鹭体育app官网登录入口\n金海豚棋牌手机版\n云雀电竞网页版下载\n山猫真人平台注册",
            "人妻无码中文字幕\n¶国产精品久久久\n亚洲欧美一区二区三区\n日韩毛片免费观看",
        ],
        spares: &[
            "¶河湾体育app下载\n山城体育app下载\n新浪体育app官网\n湖畔体育手机版",
            "¶双色球开奖结果\n体育彩票官网\n福利彩票网站\n中奖号码查询",
        ],
    },
    Rule {
        id: "spam/keyword-list",
        why: "a list of keywords with a betting brand in it",
        when: Matcher::Shape(shapes::keyword_list),
        weight: 9,
        hits: &[
            "关键词：云雀体育,云雀体育官网,云雀体育app下载",
            "Keywords: 金海豚娱乐,金海豚娱乐平台,金海豚娱乐登录入口",
            "标签：白鹭棋牌下载,白鹭棋牌官网,白鹭棋牌手机版",
        ],
        spares: &["关键词：体育课；体质；小学生", "关键词：娱乐,平台,算法,推荐"],
    },
    Rule {
        id: "spam/keyword-series",
        why: "nothing but phrases between equal separators",
        when: Matcher::Shape(shapes::keyword_series),
        weight: 2,
        hits: &["山水画,花鸟画,人物画,风俗画", "春耕_夏锄_秋收_冬藏", "铁观音 大红袍 碧螺春 龙井茶"],
        spares: &["山水画和花鸟画", "今天是个好天气,我们去公园,他们也去,你也去"],
    },
    Rule {
        id: "spam/lead-in",
        why: "the sentence that leads to an injected list",
        when: Matcher::Phrase(&["可能还对以下资源感兴趣", "还对以下资源感兴趣", "可能对以下资源感兴趣"]),
        weight: 24,
        hits: &[
            "感谢您访问我们的网站，您可能还对以下资源感兴趣：",
            "感謝您訪問我們的網站,您可能還對以下資源感興趣:",
            "您可能对以下资源感兴趣",
        ],
        spares: &["感谢您访问我们的网站！", "同学们对以下问题感兴趣"],
    },
    Rule {
        id: "spam/report",
        why: "written by those who fight the trade or study it",
        when: Matcher::Shape(shapes::report),
        weight: -10,
        hits: &[
            "警方捣毁重庆时时彩北京赛车网络赌博平台",
            "反赌宣传：百家乐老虎机真人娱乐的骗局",
            "三人因传播毛片黄片获刑",
        ],
        spares: &["重庆时时彩_北京赛车pk10", "欧美一区二区三区_亚洲无码"],
    },
    Rule {
        id: "spam/running-text",
        why: "running text is not a keyword line",
        when: Matcher::Shape(shapes::running_text),
        weight: -12,
        hits: &[
            "他在澳门新葡京酒店住了两天，没有进赌场。",
            "我们的电影课讲的是欧美和日韩的类型片",
            "百家乐是一种纸牌游戏吗？",
        ],
        spares: &["欧美一区二区三区_亚洲无码在线", "重庆时时彩 幸运飞艇"],
    },
    Rule {
        id: "spam/stuck-tail",
        why: "stuck to the last sentence of a line",
        when: Matcher::Block,
        weight: 1,
        hits: &[
            "收成很好。欧美一区二区三区_亚洲无码在线_国产精品久久久_人妻熟女",
            "会议结束。重庆时时彩_北京赛车pk10_幸运飞艇_六合彩",
            "村里修了路！感谢您访问我们的网站，您可能还对以下资源感兴趣：国产精品久久久",
        ],
        spares: &["收成很好。村里修了路", "会议结束。象棋,围棋,跳棋,军棋"],
    },
];

const TURNED_HEAD: &str = "¶欧洲电影专区_国产剧场在线_亚洲影视导航_热门资讯\n縣政府門戶網站發布環境監測報告，說明過去一個季度裡空氣質量與飲用水質量的變化。\n\
各鄉鎮環境監測點的設備經過檢修，數據傳輸恢復正常，監測頻率從每週兩次調整為每日。";
const TURNED_MIDDLE: &str = "縣政府門戶網站發布環境監測報告，說明過去一個季度裡空氣質量與飲用水質量的變化。\n這裡是報告。\n那裡是附件。\n\
¶欧洲电影专区_国产剧场在线_亚洲影视导航_热门资讯\n各鄉鎮環境監測點的設備經過檢修，數據傳輸恢復正常，監測頻率從每週兩次調整為每日。\n\
監測員說，這個變化讓報告更準確。\n報告結束。\n謝謝閱讀。";
const TURNED_TAIL: &str = "縣政府門戶網站發布環境監測報告，說明過去一個季度裡空氣質量與飲用水質量的變化。\n\
各鄉鎮環境監測點的設備經過檢修，數據傳輸恢復正常，監測頻率從每週兩次調整為每日。\n\
¶欧洲电影专区,国产剧场在线,亚洲影视导航,热门资讯";
const GENUINE_LINK: &str = "縣政府門戶網站發布環境監測報告，說明過去一個季度裡空氣質量與飲用水質量的變化。\n\
各鄉鎮環境監測點的設備經過檢修，數據傳輸恢復正常，監測頻率從每週兩次調整為每日。\n¶简体中文版";
