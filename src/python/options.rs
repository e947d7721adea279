//! Keyword arguments to settings, with the sentences of the command line where they make no sense.

use std::num::NonZeroUsize;

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use crate::charset::Charset;
use crate::error::Error;
use crate::repair::{Certainty, Damage};
use crate::settings::{Damages, Form, Script, Settings, Width};

/// The settings that `options` ask for.
pub(super) fn settings(options: Option<&Bound<'_, PyDict>>) -> PyResult<Settings> {
    let mut settings = Settings::default();
    let Some(options) = options else { return Ok(settings) };
    let (mut only, mut skip) = (Damages::ALL, Damages::NONE);
    for (name, value) in options.iter() {
        let name: String = name.extract()?;
        if value.is_none() {
            continue;
        }
        match name.as_str() {
            "encoding" => settings.encoding = encoding(&name, &value)?,
            "declared" => settings.declared = encoding(&name, &value)?,
            "only" => only = stages(&name, &value)?,
            "skip" => skip = stages(&name, &value)?,
            "script" => {
                let choices = [
                    ("auto", Script::Auto),
                    ("simplified", Script::Simplified),
                    ("traditional", Script::Traditional),
                    ("keep", Script::Keep),
                ];
                settings.script = choice(&name, &value, &choices)?;
            }
            "width" => settings.width = choice(&name, &value, &[("auto", Width::Auto), ("keep", Width::Keep)])?,
            "normalize" => {
                let choices = [("nfc", Form::Nfc), ("nfkc", Form::Nfkc), ("none", Form::None)];
                settings.form = choice(&name, &value, &choices)?;
            }
            "strict" => {
                let strict: bool = value.extract()?;
                settings.apply_from = if strict { Certainty::Certain } else { settings.apply_from };
            }
            _ => return Err(PyTypeError::new_err(format!("there is no option {name:?}"))),
        }
    }
    let chosen = Damage::ALL.into_iter().filter(|&damage| only.contains(damage) && !skip.contains(damage));
    settings.stages = chosen.fold(Damages::NONE, Damages::with);
    Ok(settings)
}

/// How many pages are cleaned at a time; by default one on each processor.
pub(super) fn number_of_threads(threads: Option<&Bound<'_, PyAny>>) -> PyResult<usize> {
    match threads.filter(|threads| !threads.is_none()) {
        None => Ok(std::thread::available_parallelism().map_or(1, NonZeroUsize::get)),
        Some(threads) => match threads.extract::<usize>()? {
            0 => Err(PyValueError::new_err("threads: at least one is needed")),
            threads => Ok(threads),
        },
    }
}

fn encoding(option: &str, label: &Bound<'_, PyAny>) -> PyResult<Option<Charset>> {
    let label: String = label.extract()?;
    if label.eq_ignore_ascii_case("auto") {
        return Ok(None);
    }
    // What came with a page is a hint: a label that nobody knows says nothing.
    match Charset::for_label(&label) {
        None if option == "declared" => Ok(None),
        None => Err(PyValueError::new_err(format!("{option}: {}", Error::UnknownEncoding(label)))),
        known => Ok(known),
    }
}

fn stages(option: &str, names: &Bound<'_, PyAny>) -> PyResult<Damages> {
    let names: Vec<String> = match names.cast::<PyString>() {
        Ok(name) => vec![name.extract()?],
        Err(_) => names.try_iter()?.map(|name| name?.extract()).collect::<PyResult<_>>()?,
    };
    let choices = Damage::ALL.map(|damage| (damage.name(), damage));
    names.iter().try_fold(Damages::NONE, |set, name| Ok(set.with(one_of(option, name, &choices)?)))
}

fn choice<T: Copy>(option: &str, value: &Bound<'_, PyAny>, choices: &[(&str, T)]) -> PyResult<T> {
    one_of(option, &value.extract::<String>()?, choices)
}

fn one_of<T: Copy>(option: &str, name: &str, choices: &[(&str, T)]) -> PyResult<T> {
    choices.iter().find(|(known, _)| *known == name).map(|&(_, choice)| choice).ok_or_else(|| {
        let names: Vec<_> = choices.iter().map(|&(name, _)| name).collect();
        PyValueError::new_err(format!("{option}: {name:?} is none of {}", names.join(", ")))
    })
}
