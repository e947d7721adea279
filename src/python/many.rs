//! Many pages on all processors, in order: an iterator that stays a few pages ahead of whoever reads it.
//! The threads never touch Python, so its lock is free while they work.

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

use super::{Cleaned, Data};
use crate::settings::Settings;

/// Pages in flight for each thread: enough that none waits while Python looks at a result.
const AHEAD_PER_THREAD: usize = 8;

/// A page that was cleaned, by its number; `None` if zhclean itself broke on it.
type Done = (usize, Option<Cleaned>);

/// Cleaned pages in the order of the iterable they came from.
#[pyclass(module = "zhclean")]
pub(super) struct Many {
    pages: Py<PyAny>,
    /// Pages handed out; gone once there are no more, so that the threads end.
    work: Option<Sender<(usize, Data)>>,
    done: Mutex<Receiver<Done>>,
    ready: BTreeMap<usize, Option<Cleaned>>,
    given: usize,
    taken: usize,
    ahead: usize,
    /// What the iterable raised, told once the pages before it are.
    raised: Option<PyErr>,
}

impl Many {
    pub(super) fn new(pages: &Bound<'_, PyAny>, threads: usize, settings: Settings) -> PyResult<Self> {
        let pages = pages.try_iter()?.into_any().unbind();
        let (work, to_do) = channel();
        let (to_done, done) = channel();
        let to_do = Arc::new(Mutex::new(to_do));
        let settings = Arc::new(settings);
        let mut started = 0;
        for _ in 0..threads {
            let (to_do, to_done, settings) = (Arc::clone(&to_do), to_done.clone(), Arc::clone(&settings));
            let thread = thread::Builder::new().name("zhclean".to_owned());
            started += usize::from(thread.spawn(move || until_done(&to_do, &to_done, &settings)).is_ok());
        }
        if started == 0 {
            return Err(PyRuntimeError::new_err("the system refuses to start a thread"));
        }
        let ahead = started * AHEAD_PER_THREAD;
        let (done, ready) = (Mutex::new(done), BTreeMap::new());
        Ok(Self { pages, work: Some(work), done, ready, given: 0, taken: 0, ahead, raised: None })
    }

    /// Hands out pages until enough are in flight or there are no more.
    fn give(&mut self, py: Python<'_>) {
        while let Some(work) = self.work.as_ref().filter(|_| self.given < self.taken + self.ahead) {
            let page = self.pages.bind(py).cast::<pyo3::types::PyIterator>().map_err(PyErr::from);
            let next = page.and_then(|pages| pages.clone().next().transpose());
            match next.and_then(|page| page.map(|page| Data::of(&page)).transpose()) {
                // The threads live as long as the channel does.
                Ok(Some(data)) => {
                    let _ = work.send((self.given, data));
                    self.given += 1;
                }
                Ok(None) => self.work = None,
                Err(error) => {
                    self.raised = Some(error);
                    self.work = None;
                }
            }
        }
    }
}

#[pymethods]
impl Many {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<Cleaned>> {
        self.give(py);
        if self.taken == self.given {
            return self.raised.take().map_or(Ok(None), Err);
        }
        let Self { done, ready, taken, .. } = self;
        let broke = || PyRuntimeError::new_err("zhclean itself broke on this page; please report it");
        let cleaned = py.detach(|| {
            let done = done.get_mut().unwrap_or_else(PoisonError::into_inner);
            loop {
                if let Some(cleaned) = ready.remove(taken) {
                    return cleaned;
                }
                let (number, cleaned) = done.recv().ok()?;
                ready.insert(number, cleaned);
            }
        });
        self.taken += 1;
        cleaned.map(Some).ok_or_else(broke)
    }
}

fn until_done(to_do: &Mutex<Receiver<(usize, Data)>>, done: &Sender<Done>, settings: &Settings) {
    loop {
        let next = to_do.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, data)) = next else { return };
        let cleaned = panic::catch_unwind(AssertUnwindSafe(|| data.clean(settings))).ok();
        if done.send((number, cleaned)).is_err() {
            return;
        }
    }
}
