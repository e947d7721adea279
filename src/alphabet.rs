//! Which characters stand in a text, as a small set that may err by holding too much, and sets that are exact.
//! Rules ask for hundreds of phrases; for nearly all of them one missing character is answer enough.

/// Bits of the set. A line of 30 different characters fills an eighth of it.
const BITS: u32 = 256;

/// A set of characters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Alphabet([u64; BITS as usize / 64]);

impl Alphabet {
    /// Adds a character.
    #[inline]
    pub fn add(&mut self, c: char) {
        let bit = place(c);
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// Whether `c` may be in the set; if not, it is not.
    #[inline]
    pub fn has(&self, c: char) -> bool {
        let bit = place(c);
        self.0[bit / 64] & 1 << (bit % 64) != 0
    }

    /// The set of the characters of a text.
    pub fn of(text: impl Iterator<Item = char>) -> Self {
        let mut set = Self::default();
        text.for_each(|c| set.add(c));
        set
    }

    /// Whether every character of `phrase` may be.
    pub fn has_all(&self, phrase: &str) -> bool {
        phrase.chars().all(|c| self.has(c))
    }
}

#[inline]
fn place(c: char) -> usize {
    ((c as u32).wrapping_mul(0x9E37_79B1) >> 24) as usize
}

/// A set of characters that holds exactly those it was made of, up to U+FFFF.
pub struct Characters(Box<[u64]>);

impl Characters {
    /// The set of these characters.
    pub fn of(characters: impl Iterator<Item = char>) -> Self {
        let mut words = vec![0; 0x1_0000 / 64].into_boxed_slice();
        for code in characters.map(|c| c as usize) {
            if let Some(word) = words.get_mut(code / 64) {
                *word |= 1 << (code % 64);
            }
        }
        Self(words)
    }

    /// Whether `c` is one of them.
    #[inline]
    pub fn has(&self, c: char) -> bool {
        let code = c as usize;
        self.0.get(code / 64).is_some_and(|word| word & 1 << (code % 64) != 0)
    }

    /// Its characters, in order.
    pub fn iter(&self) -> impl Iterator<Item = char> {
        let codes = (0_u32..).zip(self.0.iter()).filter(|(_, word)| **word != 0);
        codes
            .flat_map(|(at, word)| (0..64).filter(move |bit| word & 1 << bit != 0).map(move |bit| 64 * at + bit))
            .filter_map(char::from_u32)
    }
}

impl std::fmt::Debug for Characters {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Characters")
    }
}

/// A number for each of few characters of the Basic Multilingual Plane, found in one step.
pub struct Numbers(Box<[u16]>);

impl Numbers {
    /// The numbers of these characters, none of them 0.
    pub fn of(numbered: impl Iterator<Item = (char, u16)>) -> Self {
        let mut numbers = Self(vec![0; 0x1_0000].into_boxed_slice());
        for (c, number) in numbered {
            if let Some(place) = numbers.0.get_mut(c as usize) {
                *place = number;
            }
        }
        numbers
    }

    /// The number of `c`, 0 if it has none.
    #[inline]
    pub fn get(&self, c: char) -> u16 {
        self.0.get(c as usize).copied().unwrap_or(0)
    }
}

/// What there is for each character of a set, found without hashing because rules ask it of every word.
pub struct ByCharacter<T> {
    /// One more than the place of a character's value.
    places: Numbers,
    values: Vec<T>,
}

impl<T: Default> ByCharacter<T> {
    /// What there is for `c`.
    #[inline]
    pub fn get(&self, c: char) -> Option<&T> {
        self.values.get(usize::from(self.places.get(c)).wrapping_sub(1))
    }

    /// What there is for `c`, to be changed; `None` beyond U+FFFF, where nothing can be.
    pub fn entry(&mut self, c: char) -> Option<&mut T> {
        let place = self.places.0.get_mut(c as usize)?;
        if *place == 0 {
            self.values.push(T::default());
            *place = u16::try_from(self.values.len()).ok()?;
        }
        self.values.get_mut(usize::from(*place) - 1)
    }
}

impl<T> ByCharacter<Vec<T>> {
    /// Items by the first character of their names, in their order.
    pub fn by_first(items: impl IntoIterator<Item = T>, name: impl Fn(&T) -> &str) -> Self {
        let mut by_first = Self::default();
        for item in items {
            let first = name(&item).chars().next();
            if let Some(others) = first.and_then(|first| by_first.entry(first)) {
                others.push(item);
            }
        }
        by_first
    }
}

impl<T> Default for ByCharacter<T> {
    fn default() -> Self {
        Self { places: Numbers::of(std::iter::empty()), values: Vec::new() }
    }
}

impl<T> std::fmt::Debug for ByCharacter<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ByCharacter")
    }
}
