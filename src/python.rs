//! The Python module: the same cleaning, for strings and bytes of Python.
//! It stands last because it uses only the library's public face, and only where the feature `python` is on.

mod many;
mod options;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString};
use serde::Serialize;

use crate::repair::Damage;
use crate::report::Report;
use crate::settings::Settings;

use many::Many;
use options::{number_of_threads, settings};

/// What Python gave to be cleaned.
#[derive(Debug)]
enum Data {
    Bytes(Vec<u8>),
    Text(String),
}

impl Data {
    fn of(data: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(text) = data.cast::<PyString>() {
            return Ok(Self::Text(text.to_cow()?.into_owned()));
        }
        if let Ok(bytes) = data.cast::<PyBytes>() {
            return Ok(Self::Bytes(bytes.as_bytes().to_vec()));
        }
        let kind = data.get_type().name()?;
        Err(PyTypeError::new_err(format!("a page is bytes or str, not {kind}")))
    }

    fn clean(&self, settings: &Settings) -> Cleaned {
        let crate::Cleaned { text, report, .. } = match self {
            Data::Bytes(bytes) => crate::clean(bytes, settings),
            Data::Text(text) => crate::clean_text(text, settings),
        };
        let changed = match self {
            Data::Bytes(bytes) => text.as_bytes() != bytes,
            Data::Text(before) => text != *before,
        };
        Cleaned { text, report, changed }
    }
}

/// A cleaned page.
#[pyclass(frozen, module = "zhclean")]
#[derive(Debug)]
struct Cleaned {
    /// The text.
    #[pyo3(get)]
    text: String,
    /// Whether the text differs from what was given.
    #[pyo3(get)]
    changed: bool,
    report: Report,
}

#[pymethods]
impl Cleaned {
    /// What was done, as a dict in the shape of the command line's `--report`.
    #[getter]
    fn report<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        dict(py, &self.report.row(None, false))
    }

    /// Every repair as a dict, with `why` as a sentence; applied ones first.
    #[getter]
    fn repairs<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let repairs = dict(py, &self.report.repairs)?;
        for (repair, told) in repairs.try_iter()?.zip(&self.report.repairs) {
            repair?.cast::<PyDict>()?.set_item("why", told.evidence.to_string())?;
        }
        Ok(repairs)
    }

    /// The report and its repairs as one line of JSON, as `--report -v` writes it.
    fn to_json(&self) -> String {
        json(&self.report)
    }

    fn __repr__(&self) -> String {
        let done: Vec<_> = self.report.applied.iter().map(|(damage, n)| format!("{damage} {n}")).collect();
        let done = if done.is_empty() { "nothing".to_owned() } else { done.join(", ") };
        format!("Cleaned({} characters, applied: {done})", self.text.chars().count())
    }

    fn __str__(&self) -> &str {
        &self.text
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("reports have text keys and write to memory")
}

fn dict<'py>(py: Python<'py>, value: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json(value),))
}

#[pyfunction]
#[pyo3(signature = (data, **options))]
fn clean(py: Python<'_>, data: &Bound<'_, PyAny>, options: Option<&Bound<'_, PyDict>>) -> PyResult<Cleaned> {
    let settings = settings(options)?;
    let data = Data::of(data)?;
    Ok(py.detach(|| data.clean(&settings)))
}

#[pyfunction]
#[pyo3(signature = (pages, *, threads = None, **options))]
fn clean_many(
    pages: &Bound<'_, PyAny>,
    threads: Option<&Bound<'_, PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> PyResult<Many> {
    Many::new(pages, number_of_threads(threads)?, settings(options)?)
}

#[pyfunction]
#[pyo3(signature = (data, **options))]
fn detect<'py>(
    py: Python<'py>,
    data: &Bound<'py, PyBytes>,
    options: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let settings = settings(options)?;
    let bytes = data.as_bytes();
    let decoding = py.detach(|| crate::decode::decode(bytes, &settings).1);
    dict(py, &decoding)
}

/// The part of the package that is written in Rust; `python/zhclean` has the rest.
#[pymodule]
fn _zhclean(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("STAGES", crate::pipeline::STAGES.iter().map(|stage| stage.damage.name()).collect::<Vec<_>>())?;
    debug_assert_eq!(Damage::ALL.len(), crate::pipeline::STAGES.len());
    module.add_class::<Cleaned>()?;
    module.add_class::<Many>()?;
    module.add_function(wrap_pyfunction!(clean, module)?)?;
    module.add_function(wrap_pyfunction!(clean_many, module)?)?;
    module.add_function(wrap_pyfunction!(detect, module)?)
}
