//! Damage to text: template lines around it, folded punctuation, a scraper's layout.
//! Each function is pure, so that any clean text can be damaged the same way.

use zhclean::tables::turned;

/// Folded marks and what becomes of them.
const FOLDED: [(char, char); 7] =
    [('，', ','), ('：', ':'), ('；', ';'), ('？', '?'), ('！', '!'), ('（', '('), ('）', ')')];

/// The first `n` keys: the characters that Chinese text uses most among those the hijackers turn. Their own order
/// is not known in full; like theirs, this one is fixed, so the keys of one page are among those of the next.
pub fn keys(n: usize) -> Vec<(char, &'static str)> {
    const COMMONEST: &str = "為國個時來這們說會過對學發後開還動現長樣點經種問進關無間兩當實電頭機與應體話員業東\
        產報區場質達則題變組資導將級幾務從計農見認處結總軍聯規連設術運條錢較項兒選萬氣統書張階師類觀戰課專親\
        轉廣車馬門請議頁環縣館長藝難數據費構確賽勝賓錄評冊優養護調績華獎醫藥價訂單歡買賣貨顯團領勞陽陳隊漢語紅\
        靜飛遠鎮鄉標檢測訓練歷極濟興圍礎樹號";
    let known = COMMONEST.chars().filter_map(|key| Some((key, turned::reading(key)?)));
    let mut keys: Vec<(char, &'static str)> = Vec::new();
    for key in known {
        if keys.len() < n && !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// Lines before and after a text.
pub fn framed(text: &str, head: &str, tail: &str) -> String {
    let ended =
        |part: &str| if part.is_empty() || part.ends_with('\n') { part.to_owned() } else { format!("{part}\n") };
    ended(head) + &ended(text) + &ended(tail)
}

/// Full-width marks as compatibility normalisation leaves them.
pub fn folded(text: &str) -> String {
    let fold = |c| FOLDED.iter().find(|(full, _)| *full == c).map_or(c, |&(_, ascii)| ascii);
    text.chars().map(fold).collect()
}

/// Every line behind `indentation`, and every third followed by a line of `blank`.
pub fn indented(text: &str, indentation: &str, blank: Option<&str>) -> String {
    let mut page = String::with_capacity(text.len() * 2);
    for (at, line) in text.lines().enumerate() {
        if !line.is_empty() {
            page.push_str(indentation);
        }
        page.push_str(line);
        page.push('\n');
        if let Some(blank) = blank.filter(|_| at % 3 == 0) {
            page.push_str(blank);
            page.push('\n');
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_nested() {
        assert_eq!(keys(52), keys(112)[..52]);
        assert_eq!(keys(138).len(), 138);
    }

    #[test]
    fn layout_and_marks() {
        assert_eq!(indented("甲\n乙\n", "  ", Some(" ")), "  甲\n \n  乙\n");
        assert_eq!(folded("甲，乙。（丙）"), "甲,乙。(丙)");
    }
}
