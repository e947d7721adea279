//! How text becomes bytes, and how bytes are read as what they are not: the forward model of the damage.

use zhclean::charset::gbk;

/// Text as bytes; `None` where the encoding lacks a character.
pub(crate) fn encode(text: &str, name: &str) -> Option<Vec<u8>> {
    match name {
        "UTF-8" => Some(text.as_bytes().to_vec()),
        "UTF-16LE" => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        "UTF-16BE" => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        "HZ" => hz(text),
        _ => {
            let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap();
            // GBK writes the euro sign as one byte, which is no Chinese.
            let (bytes, _, lacking) = encoding.encode(text);
            (!lacking && !text.contains('€')).then(|| bytes.into_owned())
        }
    }
}

fn hz(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut shifted = false;
    for c in text.chars() {
        let pair = gbk::bytes(c).map(|pair| pair.map(|byte| byte & 0x7F));
        if c.is_ascii() == shifted {
            bytes.extend(if shifted { b"~}" } else { b"~{" });
            shifted = !shifted;
        }
        match (c, pair) {
            ('~', _) => bytes.extend(b"~~"),
            ('\0'..='\x7F', _) => bytes.push(c as u8),
            (_, Some(pair))
                if gbk::bytes(c).is_some_and(|[lead, trail]| (0xA1..0xF8).contains(&lead) && trail > 0xA0) =>
            {
                bytes.extend(pair);
            }
            _ => return None,
        }
    }
    if shifted {
        bytes.extend(b"~}");
    }
    Some(bytes)
}

/// Bytes read as text, and whether anything was lost.
pub(crate) fn read(bytes: &[u8], name: &str) -> (String, bool) {
    match name {
        "latin1" => (bytes.iter().map(|&byte| char::from(byte)).collect(), false),
        "cp936" => windows(bytes, gbk::character, ['€', '\u{F8F5}']),
        "cp950" => windows(bytes, cp950, ['\u{80}', '\u{F8F8}']),
        "cp437" => (bytes.iter().map(|&byte| cp437(byte)).collect(), false),
        // The five bytes windows-1252 leaves undefined are lost.
        "cp1252?" => {
            let text: String = bytes.iter().map(|&byte| if is_undefined(byte) { '?' } else { latin(byte) }).collect();
            (text, bytes.iter().any(|&byte| is_undefined(byte)))
        }
        _ => {
            let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap();
            let (text, lost) = encoding.decode_without_bom_handling(bytes);
            (text.into_owned(), lost)
        }
    }
}

fn is_undefined(byte: u8) -> bool {
    matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D)
}

fn latin(byte: u8) -> char {
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().unwrap()
}

/// As Windows reads two-byte text: a lead and what cannot follow it are one `?`, but blanks, quotes and line ends stay.
/// `ends` is what it makes of the bytes 80 and FF.
fn windows(bytes: &[u8], character: fn(u8, u8) -> Option<char>, ends: [char; 2]) -> (String, bool) {
    let mut text = String::new();
    let mut lost = false;
    let mut rest = bytes;
    while let [byte, after @ ..] = rest {
        rest = after;
        match (byte, after.first()) {
            (0..0x80, _) => text.push(char::from(*byte)),
            (0x80, _) => text.push(ends[0]),
            (0xFF, _) => text.push(ends[1]),
            (&lead, Some(&trail)) if character(lead, trail).is_some() => {
                text.extend(character(lead, trail));
                rest = &after[1..];
            }
            (_, trail) => {
                text.push('?');
                lost = true;
                let stays = trail.is_none_or(|trail| b" \"'\r\n\t".contains(trail) || *trail >= 0x80);
                rest = if stays { after } else { &after[1..] };
            }
        }
    }
    (text, lost)
}

/// Big5 as Microsoft has it: no HKSCS, and private use for the user-defined cells.
fn cp950(lead: u8, trail: u8) -> Option<char> {
    let column = match trail {
        0x40..=0x7E => u32::from(trail) - 0x40,
        0xA1..=0xFE => u32::from(trail) - 0xA1 + 63,
        _ => return None,
    };
    let row = |first: u8| u32::from(lead - first) * 157 + column;
    let private = match (lead, trail) {
        (0xFA..=0xFE, _) => 0xE000 + row(0xFA),
        (0x8E..=0xA0, _) => 0xE311 + row(0x8E),
        (0x81..=0x8D, _) => 0xEEB8 + row(0x81),
        (0xC6, 0xA1..) | (0xC7..=0xC8, _) => 0xF6B1 + row(0xC6) - 63,
        _ => return zhclean::charset::big5::character(lead, trail),
    };
    char::from_u32(private)
}

/// The upper half of the code page of DOS, in which zip archives keep names.
fn cp437(byte: u8) -> char {
    const UPPER: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";
    if byte < 0x80 { char::from(byte) } else { UPPER.chars().nth(usize::from(byte) - 0x80).unwrap() }
}

/// How mojibake or bytes are written where only ASCII may stand.
pub(crate) fn escape(text: &str, how: &str) -> String {
    let each = |f: fn(char) -> String| text.chars().map(|c| if c.is_ascii() { c.to_string() } else { f(c) }).collect();
    match how {
        "&#228;" => each(|c| format!("&#{};", u32::from(c))),
        "\\u00e4" => each(|c| format!("\\u{:04x}", u32::from(c))),
        "%E4" => {
            text.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("%{:02X}", u32::from(c)) }).collect()
        }
        "\\xe4" => each(|c| format!("\\x{:02x}", u32::from(c))),
        _ => unreachable!("no escape is called {how}"),
    }
}
