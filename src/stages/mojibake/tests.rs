//! Runs `fixtures/lines/mojibake.toml` on this stage alone.

use serde::Deserialize;

use crate::repair::Damage;
use crate::settings::Damages;
use crate::{Page, Settings, pipeline};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(rename = "why")]
    _why: String,
    #[serde(rename = "stage")]
    _stage: String,
    before: String,
    after: Option<String>,
    #[serde(default)]
    known_failure: bool,
}

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

impl Case {
    fn holds(&self) -> Result<(), String> {
        let settings = Settings { stages: Damages::NONE.with(Damage::Mojibake), ..Settings::default() };
        let outcome = pipeline::run(Page::from_text(&self.before), &settings);
        let text = outcome.page.to_text();
        let expected = self.after.as_ref().unwrap_or(&self.before);
        let same = text.trim_end_matches('\n') == expected;
        if same { Ok(()) } else { Err(format!("{}: {text:?} {:?}", self.name, outcome.held)) }
    }
}

#[test]
fn every_case_comes_out_as_it_says() {
    let cases: Cases = toml::from_str(include_str!("../../../fixtures/lines/mojibake.toml")).unwrap();
    let wrong: Vec<_> = cases.case.iter().filter(|case| case.holds().is_ok() == case.known_failure).collect();
    let told: Vec<_> = wrong.iter().map(|case| case.holds()).collect();
    assert!(wrong.is_empty(), "{told:#?}");
}
