//! scratch
fn main() {
    for a in std::env::args().skip(1) {
        println!("{a} cost {} words {}", zhclean::score::cost(&a), zhclean::score::words(&a));
    }
}
