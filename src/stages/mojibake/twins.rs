//! Characters that the wrong encoding has twice: either of two pairs of bytes may have been read as one.

use super::chains::Chain;
use super::lattice::LONGEST;

/// The other bytes of such characters of a line, by the place where the first ones stand.
#[derive(Default)]
pub(super) struct Twins(Vec<(usize, [u8; 2])>);

impl Twins {
    /// Notes that the two bytes at a place, behind all noted before, may as well be these.
    pub(super) fn add(&mut self, place: usize, other: [u8; 2]) {
        self.0.push((place, other));
    }

    /// Calls `read` with each character that may begin at a place, its length, and whether it ends inside two bytes
    /// that were taken for the other ones; `inner` says that of those it begins inside of, if it does.
    pub(super) fn each(
        &self,
        chain: Chain,
        (bytes, at): (&[u8], usize),
        inner: bool,
        mut read: impl FnMut(char, usize, bool),
    ) {
        if self.0.is_empty() {
            chain.character(&bytes[at..]).into_iter().for_each(|(c, length)| read(c, length, false));
            return;
        }
        let from = at.saturating_sub(1);
        let [first, end] = [from, at + LONGEST].map(|place| self.0.partition_point(|&(own, _)| own < place));
        let near = &self.0[first..end];
        for choice in 0..1usize << near.len() {
            let is_other = |number: usize| choice >> number & 1 == 1;
            let mut window = bytes[from..bytes.len().min(at + LONGEST + 1)].to_vec();
            for (number, &(place, other)) in near.iter().enumerate() {
                if is_other(number) {
                    window[place - from..place - from + 2].copy_from_slice(&other);
                }
            }
            let Some((c, length)) = chain.character(&window[at - from..]) else { continue };
            // What was chosen before stays; what lies behind is not chosen yet.
            let allowed = near.iter().enumerate().all(|(number, &(place, _))| match place {
                _ if place < at => is_other(number) == inner,
                _ => place < at + length || !is_other(number),
            });
            if allowed {
                let last = near.iter().position(|&(place, _)| place + 1 == at + length);
                read(c, length, last.is_some_and(is_other));
            }
        }
    }
}
