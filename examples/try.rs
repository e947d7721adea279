//! scratch
use std::io::Read;
fn main() {
    let mut b = Vec::new();
    std::io::stdin().read_to_end(&mut b).unwrap();
    let c = zhclean::clean(&b, &zhclean::Settings::default());
    print!("{}", c.text);
    for t in
        c.report.repairs.iter().filter(|t| matches!(t.evidence, zhclean::repair::Evidence::Torn { .. }) || !t.applied)
    {
        eprintln!("{} {} {:?} {:?} -> {:?} {:?}", t.line, t.applied, t.certainty, t.before, t.after, t.evidence);
    }
    eprintln!("{:?} {:?} {:?}", c.report.applied, c.report.held, c.report.findings);
}
