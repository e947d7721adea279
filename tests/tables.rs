//! Are the tables what their sources say, and do they hold what the stages rely on?
//!
//! `BLESS=1 cargo test --test tables` writes the packed files anew.

#![allow(clippy::disallowed_methods, reason = "this test compares files")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use zhclean::charset::gbk;
use zhclean::score;
use zhclean::tables::{self, frequency, is_han, readings, script, turned, words};

#[path = "tables/pack.rs"]
mod pack;
use pack::{Row, only};

const SOURCES: [&str; 9] = [
    "turned_observed.tsv",
    "turned.tsv",
    "script.tsv",
    "phrases_to_simplified.tsv",
    "phrases_to_traditional.tsv",
    "readings.tsv",
    "frequency.tsv",
    "words.tsv",
    "line_model.tsv",
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tables").join(name)
}

fn text(name: &str) -> String {
    String::from_utf8(std::fs::read(folder("source").join(name)).expect("the source is there"))
        .expect("sources are UTF-8")
}

fn source(name: &str) -> Vec<Row> {
    pack::rows(&text(name))
}

fn blessing() -> bool {
    std::env::var_os("BLESS").is_some()
}

#[test]
fn packed_tables_are_made_from_their_sources() {
    let made = pack::all(text);
    for (name, bytes) in &made {
        let path = folder("packed").join(name);
        if blessing() {
            std::fs::write(&path, bytes).expect("packed tables can be written");
        }
        let found = std::fs::read(&path).unwrap_or_else(|_| panic!("{name} is missing: BLESS=1 writes it"));
        assert!(found == *bytes, "{name} is not what its source makes: BLESS=1 writes it");
    }
    for entry in std::fs::read_dir(folder("packed")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(made.contains_key(name.as_str()), "nothing makes {name}");
    }
}

#[test]
fn sources_are_listed_with_licence_and_digest() {
    let list: toml::Table = text("SOURCES.toml").parse().unwrap();
    let mut listed = BTreeSet::new();
    for entry in list["source"].as_array().unwrap() {
        let field = |name: &str| entry[name].as_str().unwrap_or_else(|| panic!("{name} is missing")).to_owned();
        let name = field("file");
        for licence in field("licence").split(" AND ") {
            assert!(
                ["MIT", "Apache-2.0", "BSD-3-Clause", "CC0-1.0", "Unicode-3.0"].contains(&licence),
                "{name}: {licence}"
            );
        }
        assert!(!field("upstream").is_empty() && !field("credit").is_empty() && !field("made").is_empty());
        let digest: String = Sha256::digest(text(&name)).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digest, field("sha256"), "{name} has changed");
        listed.insert(name);
    }
    assert_eq!(listed, SOURCES.map(str::to_owned).into());
}

#[test]
fn sources_are_sorted_unique_and_well_formed() {
    for name in SOURCES {
        let text = text(name);
        assert!(text.starts_with("# ") && text.ends_with('\n') && !text.contains('\r'), "{name}");
        let rows = pack::rows(&text);
        let width = rows[0].len();
        for row in &rows {
            assert!(name == "frequency.tsv" || row.len() == width, "{name}: {row:?}");
            for field in row {
                assert!(!field.is_empty() && field.trim() == field && !field.contains("  "), "{name}: {row:?}");
            }
        }
        if name == "words.tsv" {
            assert!(rows.is_sorted_by(|a, b| a[0].parse::<u16>().unwrap() < b[0].parse::<u16>().unwrap()));
        } else {
            assert!(rows.is_sorted_by(|a, b| a[0] < b[0]), "{name} is sorted and unique");
        }
    }
}

#[test]
fn turned_rows_are_what_gbk_can_hold_and_go_back() {
    let rows = source("turned.tsv");
    for row in &rows {
        let (simplified, image) = (only(&row[0]), only(&row[1]));
        let (_, _, lost) = encoding_rs::GBK.encode(&row[1]);
        assert!(!lost && is_han(simplified) && is_han(image), "{row:?}");
        assert_eq!(row[4] == "kept", simplified == image, "{row:?}");
        let kept = row[4] == "kept";
        assert_eq!(turned::image(simplified), (!kept).then_some(image), "{row:?}");
        if !kept {
            let back = turned::simplified(image).expect("each image goes back");
            assert_eq!(back == simplified, row[5] == "back", "{row:?}");
            assert!(readings::is_reading(image, turned::reading(image).unwrap()), "{row:?}");
        }
    }
    assert_eq!(turned::images().count(), rows.iter().filter(|row| row[5] == "back").count());
    for (image, simplified, reading) in turned::images() {
        assert_eq!((turned::simplified(image), turned::reading(image)), (Some(simplified), Some(reading)));
    }
}

#[test]
fn what_was_seen_on_pages_is_in_the_table() {
    let seen = source("turned_observed.tsv");
    assert_eq!(seen.iter().filter(|row| row[2] == "converted").count(), 703);
    assert_eq!(seen.iter().filter(|row| row[2] == "kept").count(), 86);
    for row in &seen {
        let (simplified, stands) = (only(&row[0]), only(&row[1]));
        let expected = (simplified != stands && gbk::bytes(simplified).is_some()).then_some(stands);
        assert_eq!(turned::image(simplified), expected, "{row:?}");
        assert!(expected.is_none() || turned::simplified(stands).is_some(), "{row:?}");
    }
}

#[test]
fn turned_readings_are_those_seen_on_pages() {
    let seen = "長zhǎng 會huì 調diào 樂lè 著zhù 數shù 強qiáng 當dāng 應yīng 績jī 環huán 現xiàn 學xué 點diǎn 頁yè 優yōu 評píng \
                揚yáng 時shí 專zhuān 關guān 發fā 進jìn 與yǔ 為wèi 過guò 獲huò 貨huò";
    for item in seen.split_whitespace() {
        let image = item.chars().next().unwrap();
        assert_eq!(turned::reading(image), Some(&item[image.len_utf8()..]), "{image}");
    }
    for kept in "后于里干面制范征采余只么云斗松了系出後於裡乾徵".chars() {
        assert_eq!((turned::image(kept), turned::simplified(kept)), (None, None), "{kept}");
    }
    assert_eq!(turned::simplified('著'), Some('着'));
    assert_eq!(turned::readings('績').collect::<Vec<_>>(), ["jī", "jì"]);
    assert_eq!(turned::readings('環').collect::<Vec<_>>(), ["huán"]);
    assert_eq!(turned::readings('后').count(), 0);
}

#[test]
fn script_targets_are_no_sources() {
    for row in source("script.tsv") {
        let (c, target) = (only(&row[0]), only(&row[1]));
        assert_eq!(script::simplified(c), target);
        assert_eq!(script::simplified(target), target, "{c} → {target} goes on");
        assert!(!script::is_traditional_only(target), "{row:?}");
        assert!(row[3] != "s" || c == target, "{row:?}");
        assert_eq!(script::is_traditional_only(c), row[3] == "t");
        assert_eq!(script::is_simplified_only(c), row[3] == "s");
    }
    for row in source("phrases_to_simplified.tsv") {
        let again = script::to_simplified(&row[1]);
        assert!(again.is_empty(), "{row:?} changes again: {again:?}");
    }
}

#[test]
fn scripts_are_told_apart() {
    for c in "環於後裡說説為爲麵這國".chars() {
        assert!(script::is_traditional_only(c) && !script::is_simplified_only(c), "{c}");
    }
    for c in "环这国说为发时".chars() {
        assert!(script::is_simplified_only(c) && !script::is_traditional_only(c), "{c}");
    }
    for c in "的后里乾著干面A。".chars() {
        assert!(!script::is_simplified_only(c) && !script::is_traditional_only(c), "{c}");
    }
}

fn converted(text: &str, found: &[script::Conversion]) -> String {
    let mut out = text.to_owned();
    for conversion in found.iter().rev() {
        out.replace_range(conversion.span.clone(), conversion.with);
    }
    out
}

#[test]
fn phrases_decide_before_characters() {
    let simplified = [
        ("乾隆皇帝的乾糧", "乾隆皇帝的干粮"),
        ("他看著這本著作", "他看着这本著作"),
        ("一目瞭然", "一目了然"),
        ("在臺灣跟著讀著名原著", "在台湾跟着读著名原著"),
        ("後來，皇后說：「裡面」", "后来，皇后说：「里面」"),
        ("环境 already clean", "环境 already clean"),
        ("", ""),
    ];
    for (before, after) in simplified {
        assert_eq!(converted(before, &script::to_simplified(before)), after);
    }
    let traditional = [("皇后以后的头发", "皇后以後的頭髮"), ("发展面条干净", "發展麵條乾淨"), ("这里", "這裡")];
    for (before, after) in traditional {
        assert_eq!(converted(before, &script::to_traditional(before)), after);
    }
}

#[test]
fn readings_are_known_letters() {
    let letters = "abcdefghijklmnopqrstuwxyzüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜêếềńňǹḿ\u{300}\u{304}\u{30C}";
    for row in source("readings.tsv") {
        let c = only(&row[0]);
        let listed: Vec<&str> = row[1].split(' ').collect();
        assert_eq!(readings::of(c).collect::<Vec<_>>(), listed, "{c}");
        assert!(is_han(c), "{c} {:x}", c as u32);
        for reading in listed {
            assert!(reading.chars().all(|letter| letters.contains(letter)), "{row:?}");
            assert!(
                readings::is_syllable(reading) && readings::is_toneless_syllable(&pack::toneless(reading)),
                "{row:?}"
            );
        }
    }
    assert!(!readings::is_syllable("xiàng2") && !readings::is_syllable("") && !readings::is_syllable("the"));
    assert!(
        readings::is_toneless_syllable("lv")
            && readings::is_toneless_syllable("nue")
            && !readings::is_toneless_syllable("who")
    );
    assert_eq!(readings::of('A').count() + readings::of('。').count(), 0);
}

#[test]
fn frequencies_are_those_of_the_source() {
    let (mut pairs, mut found) = (0u32, 0u32);
    for row in source("frequency.tsv") {
        let a = only(&row[0]);
        assert_eq!(frequency::char_cost(a).to_string(), row[1]);
        assert!(frequency::char_cost(a) < frequency::UNKNOWN_CHAR);
        for group in &row[2..] {
            let (steps, followers) = group.split_once(':').unwrap();
            for b in followers.chars() {
                pairs += 1;
                found += u32::from(frequency::pair_cost(a, b) == Some(4 * steps.parse::<u16>().unwrap()));
            }
        }
    }
    assert!(pairs > 400_000 && found * 100 > pairs * 93, "{found} of {pairs} pairs are found with their cost");
    assert_eq!(frequency::pair_cost('環', '境'), frequency::pair_cost('环', '境'));
    assert!(frequency::pair_cost('环', '境').is_some() && frequency::pair_cost('环', 'A').is_none());
    assert_eq!(tables::char_cost('\u{E000}'), frequency::UNKNOWN_CHAR);
}

#[test]
fn words_are_those_of_the_source() {
    let (mut all, mut found) = (0u32, 0u32);
    for row in source("words.tsv") {
        for word in row[1].split(' ') {
            assert!((2..=words::LONGEST).contains(&word.chars().count()) && word.chars().all(is_han), "{word}");
            all += 1;
            found += u32::from(words::word_cost(word) == Some(4 * row[0].parse::<u16>().unwrap()));
        }
    }
    assert!(all >= 80_000 && found * 100 > all * 97, "{found} of {all} words are found with their cost");
    assert!(words::is_word("环境保护") || words::is_word("环境"));
    for none in ["", "的", "环的", "abc", "环境环境环境"] {
        assert!(!words::is_word(none), "{none}");
    }
}

/// Short texts of both scripts that were not used to count anything.
const ORDINARY: [&str; 6] = [
    "今年市委常委会先后研究部署生态文明建设工作。",
    "请在下载之前阅读说明",
    "他说：“明天我们去北京。”",
    "用户可以修改这个选项",
    "臺灣繁體中文網頁，請參考說明。",
    "這是一個關於歷史的故事",
];

#[test]
fn ordinary_text_is_cheaper_than_any_wrong_decoding_of_it() {
    use encoding_rs::*;
    let codecs = [
        UTF_8,
        GBK,
        BIG5,
        WINDOWS_1252,
        WINDOWS_1250,
        WINDOWS_1251,
        SHIFT_JIS,
        EUC_JP,
        EUC_KR,
        KOI8_R,
        MACINTOSH,
        UTF_16BE,
    ];
    for text in ORDINARY {
        assert!(score::mean(text) < 6.5, "{text} costs {}", score::mean(text));
        assert!(score::words(text) <= score::cost(text));
        for written in [UTF_8, GBK, BIG5] {
            let (bytes, _, lost) = written.encode(text);
            for read in codecs.into_iter().filter(|&read| read != written && !lost) {
                let wrong = read.decode_without_bom_handling(&bytes).0;
                assert!(score::cost(text) < score::cost(&wrong), "{text} as {}: {wrong}", read.name());
            }
        }
    }
}

#[test]
fn other_languages_and_layout_do_not_look_like_damage() {
    let fine = [
        "The quick brown fox jumps over the lazy dog.",
        "Liberté, égalité, fraternité; il a été créé à Noël.",
        "Größe und Übermut schätzen wir nicht.",
        "下载 https://example.com/a/b.html?x=1&y=2 并安装。",
        "用UTF-8编码保存，见RFC 3629。",
        "2017-11-17 浏览次数:1064",
        "==========",
        "重庆(chóng qìng)",
    ];
    for text in fine {
        assert!(score::mean(text) < 5.0, "{text} costs {}", score::mean(text));
    }
    for text in
        ["锟斤拷锟斤拷", "鐜淇濇姢", "ÖÐ¹úÈËÃñ", "ä¸\u{AD}å\u{9B}½äººæ°\u{91}", "\u{E5E5}\u{E5E6}", "嚙踝蕭嚙踝蕭"]
    {
        assert!(score::mean(text) > 7.5, "{text} costs {}", score::mean(text));
    }
}
