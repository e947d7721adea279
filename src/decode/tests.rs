//! What the fixtures do not say of a decoding: counts, odd lines, and what is no text.

use super::{Odd, decode};
use crate::charset::Charset;
use crate::settings::Settings;

fn bytes_of(charset: Charset, text: &str) -> Vec<u8> {
    charset.encoding().unwrap().encode(text).0.into_owned()
}

#[test]
fn malformed_places_are_counted_and_replacement_characters_are_not() {
    let gbk = bytes_of(Charset::GB18030, "环境保护工作会议在北京召开");
    let stray = [&gbk[..4], b"\xFF", &gbk[4..]].concat();
    let utf8 = "环境保护工作会议";
    let cases: [(&[u8], u64); 6] = [
        (&gbk[1..], 1),
        (&gbk[..gbk.len() - 1], 1),
        (&stray, 1),
        (&utf8.as_bytes()[1..], 1),
        (&utf8.as_bytes()[..utf8.len() - 1], 1),
        ("环境\u{FFFD}保护".as_bytes(), 0),
    ];
    for (bytes, expected) in cases {
        assert_eq!(decode(bytes, &Settings::default()).1.malformed, expected, "{bytes:x?}");
    }
    let with_null = bytes_of(Charset::GB18030, "环境保护\0工作会议，全文如下");
    let decoding = decode(&with_null, &Settings::default()).1;
    assert!(decoding.nulls == 1 && !decoding.binary);
}

#[test]
fn odd_lines_and_runs_are_reported() {
    let notice = "本站公告：系统维护期间暂停服务，由此带来不便，敬请谅解。\n";
    let welcome = "欢迎访问我们的网站首页";
    for (page, line) in [(Charset::UTF_8, Charset::GB18030), (Charset::GB18030, Charset::UTF_8)] {
        let bytes = [bytes_of(page, notice), bytes_of(line, welcome)].concat();
        let (read, decoding) = decode(&bytes, &Settings::default());
        assert_eq!(read.lines()[1].text, welcome);
        assert_eq!((decoding.encoding, decoding.malformed), (page, 0));
        assert_eq!(decoding.other, [Odd { line: 2, encoding: line }]);
    }
    let run =
        ["作者：张三 标题：".as_bytes(), &bytes_of(Charset::GB18030, "环境保护工作"), " 发布".as_bytes()].concat();
    assert_eq!(decode(&run, &Settings::default()).1.other, [Odd { line: 1, encoding: Charset::GB18030 }]);
}

#[test]
fn text_that_lost_bytes_is_read_in_step() {
    let gbk = bytes_of(Charset::GB18030, "你可以随时读取文件内容，然后保存");
    let lost = [&gbk[..6], &gbk[7..]].concat();
    let (page, decoding) = decode(&lost, &Settings::default());
    assert_eq!(
        (decoding.encoding, page.to_text().as_str()),
        (Charset::GB18030, "你可以\u{FFFD}时读取文件内容，然后保存\n")
    );
    // What falls into step only at the line's end is malformed there, not where the byte is gone.
    let gbk = bytes_of(Charset::GB18030, "记得把窗户关好再出门\n路上小心");
    let lost = [&gbk[..12], &gbk[13..]].concat();
    assert_eq!(decode(&lost, &Settings::default()).0.to_text(), "记得把窗户关\u{FFFD}再出门\n路上小心\n");
    let big5 = bytes_of(Charset::BIG5, "輸入新自動圖文集的名稱");
    let (page, decoding) = decode(&big5[1..], &Settings::default());
    assert_eq!((decoding.encoding, page.to_text().as_str()), (Charset::BIG5, "\u{FFFD}入新自動圖文集的名稱\n"));
    let (page, decoding) = decode(&bytes_of(Charset::BIG5, "初始值。")[1..], &Settings::default());
    assert_eq!((decoding.encoding, page.to_text().as_str()), (Charset::BIG5, "\u{FFFD}始值。\n"));
}

#[test]
fn what_chinese_is_mistaken_for_stays_what_it_is() {
    let korean = "오늘은 날씨가 맑아서 친구와 함께 공원을 걸었습니다. 저녁에는 집에서 책을 읽고 일찍 잤습니다.";
    let japanese = "今日は天気がよいので、友達と公園を散歩しました。夜は家で本を読んで、早く寝ました。";
    let french = "L'élève a déjeuné près de la forêt, où le café préféré de sa mère était fermé cet été.";
    let pages = [
        (Charset::EUC_KR, korean),
        (Charset::EUC_JP, japanese),
        (Charset::SHIFT_JIS, japanese),
        (Charset::WINDOWS_1252, french),
    ];
    for (charset, text) in pages {
        for bytes in [bytes_of(charset, text), bytes_of(charset, &format!("{text}\n").repeat(100))] {
            assert_eq!(decode(&bytes, &Settings::default()).1.encoding, charset);
        }
    }
}

#[test]
fn big5_that_lost_a_byte_may_have_nothing_malformed() {
    let bytes = bytes_of(Charset::BIG5, "記得把所有的文件都放在桌面的抽屜裡");
    let lost = [&bytes[..4], &bytes[5..]].concat();
    let (page, decoding) = decode(&lost, &Settings::default());
    assert_eq!((decoding.encoding, decoding.malformed), (Charset::BIG5, 1));
    assert_eq!(page.to_text(), "記得\u{FFFD}所有的文件都放在桌面的抽屜裡\n");
    // The lines around stay as they are read.
    let around = bytes_of(Charset::BIG5, "今天下午兩點在會議室開會，請準時參加。\n");
    let (page, decoding) = decode(&[&around[..], &lost, b"\n", &around].concat(), &Settings::default());
    assert_eq!(decoding.malformed, 1);
    assert_eq!((page.lines()[0].text.as_str(), page.lines().len()), ("今天下午兩點在會議室開會，請準時參加。", 3));
    assert_eq!((&page.lines()[0].text, page.lines()[1].text.chars().nth(2)), (&page.lines()[2].text, Some('\u{FFFD}')));
    // A letter between two characters is no such sign by itself.
    for healthy in ["醫生說要照一下，他帶了一張X光片和T恤", "項目的例子有M闤ler和Meier兩種寫法"]
    {
        let (page, decoding) = decode(&bytes_of(Charset::BIG5, healthy), &Settings::default());
        assert_eq!((page.to_text(), decoding.malformed), (format!("{healthy}\n"), 0));
    }
}

#[test]
fn what_is_no_text_is_binary() {
    let mut state = 0x2545_F491_4F6C_DD1Du64;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    let noise: Vec<u8> = (0..4096).map(|_| random()).collect();
    let mut image = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    image.extend(&noise[..300]);
    for bytes in [&noise[..], &image, &[0; 64]] {
        assert!(decode(bytes, &Settings::default()).1.binary);
    }
    assert!(!decode(b"", &Settings::default()).1.binary);
    // Too few bytes for statistics: only how a format begins tells.
    assert!(decode(b"\x89PNG\r\n\x1a\n", &Settings::default()).1.binary);
    assert!(!decode("环境\x1a".as_bytes(), &Settings::default()).1.binary);
}
