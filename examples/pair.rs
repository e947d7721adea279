//! scratch
fn main() {
    for a in std::env::args().skip(1) {
        let c: Vec<char> = a.chars().collect();
        for w in c.windows(2) {
            println!(
                "{}{} step {} pair {:?} alone {}",
                w[0],
                w[1],
                zhclean::score::step(w[0], w[1]),
                zhclean::tables::pair_cost(w[0], w[1]),
                zhclean::tables::char_cost(w[1])
            );
        }
    }
}
