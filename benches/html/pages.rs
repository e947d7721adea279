//! Pages of HTML made around known text, as the builders of Chinese sites make them: what stands around the text is
//! written here, so every character of a page is known to be its text or not.

use super::random::Random;

/// An article of the corpora.
#[derive(Clone, Debug)]
pub struct Article {
    pub title: String,
    pub paragraphs: Vec<String>,
}

/// A page and the text that must come out of it.
#[derive(Debug)]
pub struct Page {
    pub html: String,
    pub truth: Vec<String>,
}

/// What a template makes of some articles, of which the first is the page's own.
pub type Template = fn(&[Article], &mut Random) -> Page;

/// The templates by name.
pub const TEMPLATES: &[(&str, Template)] = &[
    ("news", news),
    ("forum", forum),
    ("notice", notice),
    ("blog", blog),
    ("shop", shop),
    ("wiki", wiki),
    ("gallery", gallery),
    ("tables", tables),
    ("short", short),
    ("novel", novel),
];

const MENU: [&str; 10] = ["首页", "要闻", "财经", "体育", "教育", "健康", "旅游", "房产", "图片", "专题"];

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn links(words: &[&str], around: &str) -> String {
    let link = |word: &&str| format!("<{around}><a href=\"/{}.html\">{word}</a></{around}>", word.len());
    words.iter().map(link).collect()
}

/// Titles of other pages as a list of links.
fn others(articles: &[Article], from: usize, n: usize) -> String {
    let item = |article: &Article| {
        format!("<li><a href=\"/a/1.html\" target=\"_blank\">{}</a></li>\n", escape(&article.title))
    };
    articles.iter().skip(from).take(n).map(item).collect()
}

fn paragraphs(texts: &[String], tag: &str) -> String {
    texts.iter().map(|text| format!("<{tag}>　　{}</{tag}>\n", escape(text))).collect()
}

fn page(title: &str, head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n{head}\
         <script>var page = {{a: '<div>', b: 1}};</script><style>.a{{color:red}}</style>\n</head>\n\
         <body>\n{body}\n<script>document.write('<p>统计</p>');</script>\n</body>\n</html>\n",
        escape(title)
    )
}

const FOOTER: &str = "<div class=\"footer\"><p><a href=\"/about\">关于我们</a> | <a href=\"/c\">联系我们</a> | <a href=\"/ad\">广告服务</a> | \
    <a href=\"/law\">法律声明</a></p><p>版权所有 河湾在线 未经书面授权不得转载或建立镜像</p><p>京ICP备00000000号-1</p></div>";

fn news(articles: &[Article], _: &mut Random) -> Page {
    let own = &articles[0];
    let body = format!(
        "<div class=\"topbar\"><a href=\"/login\">登录</a> <a href=\"/reg\">注册</a> <span>2019年5月6日 星期一</span></div>\
         <ul class=\"nav\">{}</ul><div class=\"crumb\">您的位置：<a href=\"/\">首页</a> &gt; <a href=\"/n\">要闻</a> &gt; 正文</div>\
         <div class=\"wrap\"><div class=\"left\"><h1>{}</h1><div class=\"info\">2019-05-06 09:12 来源：河湾日报 作者：林小川 \
         字号：<a href=\"#\">大</a> <a href=\"#\">中</a> <a href=\"#\">小</a></div><div class=\"article-content\" id=\"content\">{}</div>\
         <div class=\"editor\">（责任编辑：周正）</div><div class=\"share\">分享到：<a href=\"#\">微信</a><a href=\"#\">微博</a></div>\
         <div class=\"related\"><h3>相关阅读</h3><ul>{}</ul></div></div>\
         <div class=\"right\"><div class=\"box\"><h3>热门排行</h3><ol>{}</ol></div><div class=\"box\"><h3>视频推荐</h3><ul>{}</ul></div></div></div>{FOOTER}",
        links(&MENU, "li"),
        escape(&own.title),
        paragraphs(&own.paragraphs, "p"),
        others(articles, 1, 6),
        others(articles, 7, 8),
        others(articles, 15, 4),
    );
    let html = page(&format!("{}_要闻_河湾在线", own.title), "<meta name=\"keywords\" content=\"河湾\">\n", &body);
    Page { html, truth: [vec![own.title.clone()], own.paragraphs.clone()].concat() }
}

fn forum(articles: &[Article], random: &mut Random) -> Page {
    let mut truth = vec![articles[0].title.clone()];
    let mut posts = String::new();
    for (number, article) in articles.iter().take(4 + random.below(4)).enumerate() {
        let texts = &article.paragraphs[..article.paragraphs.len().min(3)];
        truth.extend(texts.iter().cloned());
        let lines: Vec<String> = texts.iter().map(|text| escape(text)).collect();
        posts.push_str(&format!(
            "<div id=\"post_{number}\"><table cellspacing=\"0\"><tr><td class=\"author\"><div><a href=\"/u/{number}\">河边的人{number}</a></div>\
             <div><img src=\"a.gif\"></div><p>帖子 12</p><p>积分 340</p></td><td class=\"plc\"><div class=\"pi\"><a href=\"#\">{number}楼</a> \
             <em>发表于 2014-3-{number} 20:15</em> | <a href=\"#\">只看该作者</a></div><div class=\"t_fsz\"><table><tr><td class=\"t_f\" id=\"m{number}\">{}\
             </td></tr></table></div><div class=\"po\"><a href=\"#\">回复</a> <a href=\"#\">举报</a></div></td></tr></table></div>\n",
            lines.join("<br />\r\n")
        ));
    }
    let body = format!(
        "<div id=\"hd\"><ul>{}</ul><form><input name=\"q\"><button>搜索</button></form></div><div id=\"pt\"><a href=\"/\">河湾论坛</a> › \
         <a href=\"/f\">生活区</a> › <a href=\"/t\">查看内容</a></div><div id=\"postlist\"><table><tr><td>查看: 352|回复: 9</td>\
         <td><h1 class=\"ts\"><a href=\"/t\">[闲聊]</a> <span id=\"subject\">{}</span></h1></td></tr></table>{posts}</div>\
         <div class=\"pg\"><strong>1</strong><a href=\"#\">2</a><a href=\"#\">3</a><a href=\"#\">下一页</a></div>\
         <form><textarea>说点什么</textarea><select><option>快速跳转</option></select></form>{FOOTER}",
        links(&MENU[..6], "li"),
        escape(&articles[0].title),
    );
    Page { html: page(&format!("{} - 生活区 - 河湾论坛", articles[0].title), "", &body), truth }
}

fn notice(articles: &[Article], random: &mut Random) -> Page {
    let own = &articles[0];
    let fields = [
        ("索 引 号", "000014349/2019-00021"),
        ("发文机关", "河湾县人民政府"),
        ("成文日期", "2019年05月06日"),
        ("发文字号", "河政发〔2019〕12号"),
    ];
    let table = |rows: &[(String, String, String)]| -> String {
        let row = |(a, b, c): &(String, String, String)| {
            format!("<tr><td><p><span>{a}</span></p></td><td><p>{b}</p></td><td>{c}</td></tr>\n")
        };
        rows.iter().map(row).collect()
    };
    let mut rows = vec![("序号".to_owned(), "单位名称".to_owned(), "金额（万元）".to_owned())];
    for number in 1..=3 + random.below(8) {
        rows.push((
            number.to_string(),
            format!("第{number}中心小学"),
            format!("{}.{}", random.below(900), random.below(10)),
        ));
    }
    let head: String =
        fields.iter().map(|(label, value)| format!("<tr><td>{label}：</td><td>{value}</td></tr>")).collect();
    let body = format!(
        "<div class=\"header\"><img src=\"logo.png\"><div class=\"search\"><input></div></div><div class=\"nav\">{}</div>\
         <div class=\"position\">当前位置：<a href=\"/\">首页</a>&nbsp;&gt;&nbsp;<a href=\"/gk\">政府信息公开</a></div>\
         <div class=\"xxgk\"><table class=\"bt\">{head}</table><div class=\"con\"><div class=\"tit\">{}</div><div class=\"TRS_Editor\">{}\
         <table border=\"1\">{}</table><p style=\"text-align:right\">河湾县人民政府</p><p style=\"text-align:right\">2019年5月6日</p></div>\
         <div class=\"print\"><a href=\"javascript:window.print()\">打印本页</a> <a href=\"javascript:window.close()\">关闭窗口</a></div></div></div>{FOOTER}",
        links(&["网站首页", "政务公开", "政务服务", "互动交流"], "span"),
        escape(&own.title),
        paragraphs(&own.paragraphs, "p"),
        table(&rows),
    );
    let mut truth: Vec<String> = fields.iter().map(|(label, value)| format!("{label}：{value}")).collect();
    truth.push(own.title.clone());
    truth.extend(own.paragraphs.iter().cloned());
    truth.extend(rows.iter().map(|(a, b, c)| format!("{a}{b}{c}")));
    truth.extend(["河湾县人民政府".to_owned(), "2019年5月6日".to_owned()]);
    Page { html: page(&format!("{}-河湾县人民政府", own.title), "", &body), truth }
}

fn blog(articles: &[Article], random: &mut Random) -> Page {
    let own = &articles[0];
    let comments: String = articles[1..2 + random.below(4)]
        .iter()
        .map(|other| {
            format!(
                "<li class=\"comment\"><div class=\"comment-author\">路过的人</div><div class=\"comment-body\"><p>{}</p></div><a class=\"reply\" href=\"#\">回复</a></li>",
                escape(&other.paragraphs[0].chars().take(60).collect::<String>())
            )
        })
        .collect();
    let body = format!(
        "<header class=\"site-header\"><a href=\"/\">河湾笔记</a><nav>{}</nav></header><main><article class=\"post\"><header><h1>{}</h1>\
         <div class=\"meta\"><time>2018年3月2日</time> <a href=\"/cat\">随笔</a> 阅读 1203</div></header><div class=\"entry-content\">{}</div>\
         <footer class=\"post-tags\">标签：<a href=\"#\">生活</a> <a href=\"#\">读书</a></footer></article>\
         <nav class=\"post-nav\"><a href=\"#\">上一篇：{}</a><a href=\"#\">下一篇：{}</a></nav>\
         <section id=\"comments\"><h3>评论</h3><ol>{comments}</ol><form><textarea></textarea><button>提交评论</button></form></section></main>\
         <aside><section><h2>关于</h2><p>写字的人，住在河边。</p></section><section><h2>最近文章</h2><ul>{}</ul></section></aside>\
         <footer><p>© 2018 河湾笔记 由静态页面生成</p></footer>",
        links(&MENU[..4], "span"),
        escape(&own.title),
        paragraphs(&own.paragraphs, "p"),
        escape(&articles[5].title),
        escape(&articles[6].title),
        others(articles, 7, 5),
    );
    Page {
        html: page(&format!("{} | 河湾笔记", own.title), "", &body),
        truth: [vec![own.title.clone()], own.paragraphs.clone()].concat(),
    }
}

fn shop(articles: &[Article], random: &mut Random) -> Page {
    let own = &articles[0];
    let fields: Vec<(String, String)> =
        [("品牌", "河湾"), ("产地", "江西"), ("材质", "陶瓷"), ("容量", "350毫升"), ("包装", "一件一盒")]
            .iter()
            .take(3 + random.below(3))
            .map(|(label, value)| ((*label).to_owned(), (*value).to_owned()))
            .collect();
    let list: String = fields.iter().map(|(label, value)| format!("<li>{label}：{value}</li>")).collect();
    let body = format!(
        "<div id=\"shortcut\"><ul>{}</ul></div><div class=\"breadcrumb\"><a href=\"#\">家居</a> &gt; <a href=\"#\">茶具</a> &gt; <span>商品</span></div>\
         <div class=\"product-intro\"><div class=\"preview\"><img src=\"1.jpg\"></div><div class=\"sku-name\"><h1>{}</h1></div>\
         <div class=\"btns\"><a href=\"#\">加入购物车</a><a href=\"#\">立即购买</a></div></div>\
         <div class=\"detail\"><ul class=\"tabs\"><li><a href=\"#\">商品介绍</a></li><li><a href=\"#\">规格参数</a></li><li><a href=\"#\">售后保障</a></li></ul>\
         <ul class=\"parameter\">{list}</ul><div class=\"description\">{}</div></div>\
         <div class=\"hot-sale\"><h3>看了又看</h3><ul>{}</ul></div>{FOOTER}",
        links(&["你好，请登录", "我的订单", "会员中心", "客户服务"], "li"),
        escape(&own.title),
        paragraphs(&own.paragraphs, "div"),
        others(articles, 1, 8),
    );
    let mut truth = vec![own.title.clone()];
    truth.extend(fields.iter().map(|(label, value)| format!("{label}：{value}")));
    truth.extend(own.paragraphs.iter().cloned());
    Page { html: page(&format!("{}【价格 图片】- 河湾商城", own.title), "", &body), truth }
}

fn wiki(articles: &[Article], random: &mut Random) -> Page {
    let own = &articles[0];
    let mut truth = vec![own.title.clone()];
    let mut text = String::new();
    for (number, article) in articles.iter().take(2 + random.below(3)).enumerate() {
        if number > 0 {
            text.push_str(&format!("<h2><span class=\"mw-headline\">{}</span><span class=\"mw-editsection\">[<a href=\"#\">编辑</a>]</span></h2>", escape(&article.title)));
            truth.push(article.title.clone());
        }
        for paragraph in &article.paragraphs {
            // A link in the midst of a paragraph is a part of it.
            let mut chars = paragraph.chars();
            let first: String = chars.by_ref().take(4).collect();
            text.push_str(&format!(
                "<p><a href=\"/wiki/x\">{}</a>{}<sup>[<a href=\"#n\">{}</a>]</sup></p>\n",
                escape(&first),
                escape(chars.as_str()),
                number + 1
            ));
            truth.push(format!("{paragraph}[{}]", number + 1));
        }
    }
    let body = format!(
        "<div id=\"mw-page-base\"></div><div id=\"content\" class=\"mw-body\"><h1 id=\"firstHeading\">{}</h1><div id=\"siteSub\">来自河湾百科</div>\
         <div id=\"mw-content-text\"><div class=\"mw-parser-output\"><div class=\"toc\"><h2>目录</h2><ul>{}</ul></div>{text}</div></div></div>\
         <div id=\"mw-navigation\"><ul>{}</ul><ul>{}</ul></div><div id=\"footer\" role=\"contentinfo\"><ul><li>本页面最后修订于2019年5月6日。</li></ul></div>",
        escape(&own.title),
        links(&["1 概述", "2 历史", "3 参考"], "li"),
        links(&["首页", "分类索引", "最近更改", "随机条目"], "li"),
        links(&["链入页面", "特殊页面", "打印版本", "永久链接"], "li"),
    );
    Page { html: page(&format!("{} - 河湾百科，自由的百科全书", own.title), "", &body), truth }
}

fn gallery(articles: &[Article], random: &mut Random) -> Page {
    let own = &articles[0];
    let mut truth = vec![own.title.clone(), own.paragraphs[0].clone()];
    let mut figures = String::new();
    for article in articles.iter().skip(1).take(5 + random.below(6)) {
        let caption: String = article.paragraphs[0].chars().take(30 + random.below(30)).collect();
        figures
            .push_str(&format!("<figure><img src=\"p.jpg\"><figcaption>{}</figcaption></figure>\n", escape(&caption)));
        truth.push(caption);
    }
    let body = format!(
        "<nav class=\"navbar\">{}</nav><div class=\"container\"><h1>{}</h1><p class=\"lead\">{}</p><div class=\"gallery\">{figures}</div>\
         <div class=\"recommend\"><h3>更多图集</h3><ul>{}</ul></div></div>{FOOTER}",
        links(&MENU, "span"),
        escape(&own.title),
        escape(&own.paragraphs[0]),
        others(articles, 20, 6),
    );
    Page { html: page(&format!("{}(图)", own.title), "", &body), truth }
}

/// The web of 2002: tables for the layout, upper case, nothing closed.
fn tables(articles: &[Article], _: &mut Random) -> Page {
    let own = &articles[0];
    let text: String =
        own.paragraphs.iter().map(|text| format!("<P>&nbsp;&nbsp;&nbsp;&nbsp;{}\n", escape(text))).collect();
    let menu: String =
        MENU.iter().map(|word| format!("<TR><TD height=20>·<A href=x.asp><FONT size=2>{word}</FONT></A>")).collect();
    let html = format!(
        "<HTML><HEAD><META http-equiv=Content-Type content=\"text/html; charset=utf-8\"><TITLE>{}</TITLE></HEAD>\n<BODY bgColor=#ffffff>\n\
         <TABLE width=760 align=center><TR><TD colSpan=2><IMG src=top.gif></TABLE><TABLE width=760><TR><TD width=150 vAlign=top><TABLE>{menu}</TABLE>\
         <TD vAlign=top><TABLE width=100%><TR><TD align=middle><B><FONT size=4>{}</FONT></B><TR><TD><FONT style=\"LINE-HEIGHT: 150%\">{text}</FONT></TABLE>\
         <TR><TD colSpan=2 align=middle>【<A href=\"javascript:window.close()\">关闭窗口</A>】</TABLE><CENTER>Copyright 2002 河湾信息网 版权所有</CENTER></BODY></HTML>",
        escape(&own.title),
        escape(&own.title),
    );
    Page { html, truth: [vec![own.title.clone()], own.paragraphs.clone()].concat() }
}

fn short(articles: &[Article], _: &mut Random) -> Page {
    let own = &articles[0];
    let text: String = own.paragraphs.concat().chars().take(90).collect();
    let body = format!(
        "<div class=\"head\"><ul class=\"menu\">{}</ul></div><div class=\"main\"><div class=\"title\">{}</div><div class=\"content\">{}</div></div>\
         <div class=\"list\"><h4>最新发布</h4><ul>{}</ul></div>{FOOTER}",
        links(&MENU, "li"),
        escape(&own.title),
        escape(&text),
        others(articles, 1, 10),
    );
    Page { html: page(&own.title, "", &body), truth: vec![own.title.clone(), text] }
}

fn novel(articles: &[Article], _: &mut Random) -> Page {
    let own = &articles[0];
    let lines: Vec<String> =
        own.paragraphs.iter().map(|text| format!("&nbsp;&nbsp;&nbsp;&nbsp;{}", escape(text))).collect();
    let around = "<div class=\"bottem\"><a href=\"1.html\">上一章</a> ← <a href=\"./\">章节目录</a> → <a href=\"3.html\">下一章</a></div>";
    let body = format!(
        "<div class=\"header_logo\"><a href=\"/\">河湾书屋</a></div><div class=\"nav\"><ul>{}</ul></div><div class=\"content_read\"><div class=\"con_top\">\
         <a href=\"/\">河湾书屋</a> &gt; <a href=\"/b\">长篇</a></div><div class=\"bookname\"><h1>{}</h1>{around}</div>\
         <div id=\"content\">{}</div>{around}</div>{FOOTER}",
        links(&["首页", "玄幻", "都市", "历史", "完本"], "li"),
        escape(&own.title),
        lines.join("<br/><br/>"),
    );
    Page {
        html: page(&format!("{}_河湾书屋", own.title), "", &body),
        truth: [vec![own.title.clone()], own.paragraphs.clone()].concat(),
    }
}
