//! What an element is to its text: whether it breaks lines, is part of one, or holds none.
//! A table, because that is all the difference there is between most of them.

/// What an element does to the text inside and around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Part of a line.
    Inline,
    /// Part of a line, and a link.
    Link,
    /// Stands on lines of its own.
    Block,
    /// A block that is never part of a paragraph and never closed by an element inside it.
    Frame,
    /// A heading.
    Heading,
    /// An item of a list.
    Item,
    /// A table, or a group of its rows.
    Table,
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell,
    /// A caption of a picture or a table.
    Caption,
    /// Text whose blanks count.
    Preformatted,
    /// Ends a line and holds nothing.
    Break,
    /// Holds nothing and ends nothing.
    Void,
    /// Holds no text of the page, but is markup inside.
    Dropped,
    /// Holds something else than markup up to its end tag.
    Raw,
    /// The title of the page, which stands on none of its lines.
    Title,
}

/// An element by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name in lower case.
    pub(super) name: &'static str,
    /// What it does to text.
    pub(super) kind: Kind,
}

impl Element {
    /// Whether lines end where it begins and ends.
    pub(super) fn breaks(self) -> bool {
        !matches!(self.kind, Kind::Inline | Kind::Link | Kind::Void | Kind::Dropped | Kind::Raw)
    }

    /// Whether it never has an end tag.
    pub(super) fn is_void(self) -> bool {
        matches!(self.kind, Kind::Break | Kind::Void)
    }
}

/// Any element that is not in the table.
const OTHER: Element = Element { name: "span", kind: Kind::Inline };

/// The longest name in the table.
const LONGEST: usize = 10;

/// The element of this name, in whatever case.
pub(super) fn element(name: &str) -> Element {
    known(name).unwrap_or(OTHER)
}

/// The element of this name, if HTML has one.
pub(super) fn known(name: &str) -> Option<Element> {
    let mut lower = [0; LONGEST];
    let lower = lower.get_mut(..name.len())?;
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    let letter = usize::from(lower.first()?.checked_sub(b'a')?);
    let (from, to) = (*STARTS.get(letter)?, *STARTS.get(letter + 1)?);
    let (name, kind) = ELEMENTS[from..to].iter().find(|(name, _)| name.as_bytes() == lower)?;
    Some(Element { name, kind: *kind })
}

/// Where the elements of each letter begin in the table, and last its end.
const STARTS: [usize; 27] = starts();

const fn starts() -> [usize; 27] {
    let mut starts = [ELEMENTS.len(); 27];
    let mut at = ELEMENTS.len();
    let mut letter = 26;
    while at > 0 {
        at -= 1;
        let own = (ELEMENTS[at].0.as_bytes()[0] - b'a') as usize;
        while letter > own {
            letter -= 1;
            starts[letter] = at + (letter > own) as usize;
        }
        starts[own] = at;
    }
    while letter > 0 {
        letter -= 1;
        starts[letter] = 0;
    }
    starts
}

/// The elements of HTML that are more than part of a line, and the common ones that are not.
const ELEMENTS: &[(&str, Kind)] = &[
    ("a", Kind::Link),
    ("abbr", Kind::Inline),
    ("address", Kind::Block),
    ("applet", Kind::Dropped),
    ("area", Kind::Void),
    ("article", Kind::Frame),
    ("aside", Kind::Frame),
    ("audio", Kind::Dropped),
    ("b", Kind::Inline),
    ("base", Kind::Void),
    ("big", Kind::Inline),
    ("blockquote", Kind::Block),
    ("body", Kind::Frame),
    ("br", Kind::Break),
    ("button", Kind::Dropped),
    ("canvas", Kind::Dropped),
    ("caption", Kind::Caption),
    ("center", Kind::Block),
    ("cite", Kind::Inline),
    ("code", Kind::Inline),
    ("col", Kind::Void),
    ("colgroup", Kind::Table),
    ("datalist", Kind::Dropped),
    ("dd", Kind::Item),
    ("del", Kind::Inline),
    ("details", Kind::Block),
    ("dialog", Kind::Block),
    ("dir", Kind::Block),
    ("div", Kind::Block),
    ("dl", Kind::Block),
    ("dt", Kind::Item),
    ("em", Kind::Inline),
    ("embed", Kind::Void),
    ("fieldset", Kind::Block),
    ("figcaption", Kind::Caption),
    ("figure", Kind::Block),
    ("font", Kind::Inline),
    ("footer", Kind::Frame),
    ("form", Kind::Block),
    ("frame", Kind::Void),
    ("frameset", Kind::Block),
    ("h1", Kind::Heading),
    ("h2", Kind::Heading),
    ("h3", Kind::Heading),
    ("h4", Kind::Heading),
    ("h5", Kind::Heading),
    ("h6", Kind::Heading),
    ("head", Kind::Frame),
    ("header", Kind::Frame),
    ("hgroup", Kind::Block),
    ("hr", Kind::Break),
    ("html", Kind::Frame),
    ("i", Kind::Inline),
    ("iframe", Kind::Raw),
    ("img", Kind::Void),
    ("input", Kind::Void),
    ("ins", Kind::Inline),
    ("label", Kind::Inline),
    ("legend", Kind::Block),
    ("li", Kind::Item),
    ("link", Kind::Void),
    ("listing", Kind::Preformatted),
    ("main", Kind::Frame),
    ("map", Kind::Inline),
    ("marquee", Kind::Dropped),
    ("menu", Kind::Block),
    ("meta", Kind::Void),
    ("nav", Kind::Frame),
    ("noembed", Kind::Raw),
    ("noframes", Kind::Raw),
    ("noscript", Kind::Dropped),
    ("object", Kind::Dropped),
    ("ol", Kind::Block),
    ("optgroup", Kind::Dropped),
    ("option", Kind::Dropped),
    ("p", Kind::Block),
    ("param", Kind::Void),
    ("picture", Kind::Inline),
    ("pre", Kind::Preformatted),
    ("q", Kind::Inline),
    ("rp", Kind::Dropped),
    ("rt", Kind::Dropped),
    ("rtc", Kind::Dropped),
    ("ruby", Kind::Inline),
    ("s", Kind::Inline),
    ("script", Kind::Raw),
    ("section", Kind::Frame),
    ("select", Kind::Dropped),
    ("small", Kind::Inline),
    ("source", Kind::Void),
    ("span", Kind::Inline),
    ("strong", Kind::Inline),
    ("style", Kind::Raw),
    ("sub", Kind::Inline),
    ("summary", Kind::Block),
    ("sup", Kind::Inline),
    ("svg", Kind::Dropped),
    ("table", Kind::Table),
    ("tbody", Kind::Table),
    ("td", Kind::Cell),
    ("template", Kind::Dropped),
    ("textarea", Kind::Dropped),
    ("tfoot", Kind::Table),
    ("th", Kind::Cell),
    ("thead", Kind::Table),
    ("time", Kind::Inline),
    ("title", Kind::Title),
    ("tr", Kind::Row),
    ("track", Kind::Void),
    ("tt", Kind::Inline),
    ("u", Kind::Inline),
    ("ul", Kind::Block),
    ("var", Kind::Inline),
    ("video", Kind::Dropped),
    ("wbr", Kind::Void),
    ("xmp", Kind::Preformatted),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_its_names_fit() {
        assert!(ELEMENTS.is_sorted_by(|one, other| one.0 < other.0));
        assert_eq!(ELEMENTS.iter().map(|(name, _)| name.len()).max(), Some(LONGEST));
        assert!(ELEMENTS.iter().all(|(name, kind)| known(name).is_some_and(|found| found.kind == *kind)));
        assert_eq!(element("BlockQuote").kind, Kind::Block);
        assert_eq!(element("o:p"), OTHER);
    }
}
