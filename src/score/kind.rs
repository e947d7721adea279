//! The kinds of characters: what stands beside a character that is no pair of hanzi is judged by its kind.

/// The kinds of characters that behave alike.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Han,
    /// Marks of Chinese text: `，。、《》「」…`.
    Mark,
    /// ASCII letters.
    Letter,
    Digit,
    /// ASCII marks.
    Sign,
    Blank,
    LineEnd,
    /// Latin letters with accents.
    Accented,
    /// The rest of Latin-1: `©«°·`.
    LatinSign,
    Greek,
    Cyrillic,
    Kana,
    HalfKana,
    Hangul,
    Bopomofo,
    /// Box drawing and block elements.
    Box,
    /// Full-width forms of ASCII letters and digits.
    Wide,
    /// Arrows, bullets, emoji, enclosed numbers.
    Symbol,
    /// What no author writes: controls, private use, replacement characters, noncharacters, planes without characters.
    Waste,
    Other,
}

/// What kind of character `c` is.
pub(super) fn kind(c: char) -> Kind {
    LOW.get(c as usize).copied().unwrap_or_else(|| kind_by_range(c))
}

/// The kinds of the characters below U+0500, of which misread text is full.
static LOW: [Kind; 0x500] = {
    let mut kinds = [Kind::Other; 0x500];
    let mut code = 0;
    while code < kinds.len() {
        if let Some(c) = char::from_u32(code as u32) {
            kinds[code] = kind_by_range(c);
        }
        code += 1;
    }
    kinds
};

const fn kind_by_range(c: char) -> Kind {
    match c {
        // As `is_han` has it.
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '〇' | '\u{F900}'..='\u{FAFF}' => Kind::Han,
        '\u{20000}'..='\u{3347F}' => Kind::Han,
        'a'..='z' | 'A'..='Z' => Kind::Letter,
        '0'..='9' => Kind::Digit,
        '\n' | '\r' => Kind::LineEnd,
        ' ' | '\t' | '\u{A0}' | '\u{3000}' | '\u{2002}'..='\u{2009}' => Kind::Blank,
        '!'..='~' => Kind::Sign,
        '\0'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFF}' => Kind::Waste,
        '\u{40000}'..='\u{DFFFF}' | '\u{F0000}'..='\u{10FFFF}' => Kind::Waste,
        '·' | '—' | '–' | '‘' | '’' | '“' | '”' | '…' | '々' | '\u{3001}'..='\u{3003}' | '〈'..='】' | '〔'..='〗' => {
            Kind::Mark
        }
        '！' | '（' | '）' | '，' | '－' | '．' | '／' | '：' | '；' | '？' | '％' | '～' | '＋' | '＝' | '＆'
        | '＂' | '＇' => Kind::Mark,
        '\u{FF01}'..='\u{FF5E}' | '￥' => Kind::Wide,
        '×' | '÷' | '\u{A1}'..='\u{BF}' => Kind::LatinSign,
        '\u{C0}'..='\u{24F}' | '\u{300}'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}' => Kind::Accented,
        '\u{386}'..='\u{3CE}' => Kind::Greek,
        '\u{400}'..='\u{45F}' | '\u{490}' | '\u{491}' => Kind::Cyrillic,
        '\u{3040}'..='\u{30FF}' => Kind::Kana,
        '\u{FF61}'..='\u{FF9F}' => Kind::HalfKana,
        '\u{AC00}'..='\u{D7A3}' | '\u{3130}'..='\u{318F}' => Kind::Hangul,
        '\u{3100}'..='\u{312F}' => Kind::Bopomofo,
        '\u{2500}'..='\u{259F}' => Kind::Box,
        '\u{2010}'..='\u{24FF}' | '\u{25A0}'..='\u{27BF}' | '\u{3200}'..='\u{33FF}' | '\u{1F000}'..='\u{1FAFF}' => {
            Kind::Symbol
        }
        _ => Kind::Other,
    }
}

/// Whether a syllable is one of those that make up most of any Korean text. Chinese bytes read as Korean give the others.
pub(super) fn is_usual_syllable(c: char) -> bool {
    USUAL_SYLLABLES.binary_search(&c).is_ok()
}

/// They are endings, particles and the commonest parts of words; sorted.
#[rustfmt::skip]
const USUAL_SYLLABLES: [char; 127] = [
    '가', '각', '간', '개', '거', '것', '게', '결', '경', '계', '고', '공', '과', '관', '교', '구', '국', '그', '기', '까',
    '나', '내', '네', '년', '는', '니', '다', '단', '당', '대', '더', '도', '동', '된', '될', '들', '등', '때', '라', '러',
    '려', '로', '를', '리', '마', '만', '많', '말', '면', '모', '무', '문', '물', '미', '민', '바', '발', '방', '보', '부',
    '분', '비', '사', '상', '생', '서', '선', '성', '세', '소', '수', '스', '습', '시', '식', '신', '실', '심', '아', '안',
    '어', '업', '없', '었', '에', '여', '연', '오', '와', '요', '용', '우', '원', '위', '유', '으', '은', '을', '음', '의',
    '이', '인', '일', '있', '자', '장', '저', '적', '전', '정', '제', '조', '주', '중', '지', '진', '치', '통', '하', '학',
    '한', '할', '해', '했', '행', '화', '회',
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::is_han;

    #[test]
    fn hanzi_are_a_kind() {
        assert!(('\0'..=char::MAX).all(|c| (kind(c) == Kind::Han) == is_han(c)));
    }

    #[test]
    fn usual_syllables_are_sorted() {
        assert!(USUAL_SYLLABLES.is_sorted_by(|a, b| a < b));
        assert!(is_usual_syllable('다') && !is_usual_syllable('쨌'));
    }
}
