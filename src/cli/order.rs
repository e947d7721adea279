//! Work on several threads, with results taken in the order of the work.
//! Memory stays bounded: a thread that is far ahead waits until the slowest page before it is done.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many results may wait, for each thread, before the threads wait themselves.
const WAITING_PER_THREAD: usize = 4;

/// Beyond any machine there is, and below what a system refuses to start.
const MOST_THREADS: usize = 1024;

#[derive(Debug)]
struct State<T> {
    begun: usize,
    taken: usize,
    stopped: bool,
    ready: BTreeMap<usize, T>,
}

#[derive(Debug)]
struct Shared<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

impl<T> Shared<T> {
    /// A thread that broke leaves plain data behind, which is as good as before.
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State<T>>) -> MutexGuard<'a, State<T>> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    /// The number of the next piece of work, once there is room for its result.
    fn next(&self, n: usize, window: usize) -> Option<usize> {
        let mut state = self.lock();
        while !state.stopped && state.begun < n && state.begun >= state.taken + window {
            state = self.wait(state);
        }
        if state.stopped || state.begun == n {
            return None;
        }
        state.begun += 1;
        Some(state.begun - 1)
    }
}

/// Does `work` for each number below `n` and gives the results to `take` in order, on the calling thread.
/// Stops early when `take` breaks. `work` must not panic.
pub(crate) fn in_order<T: Send>(
    n: usize,
    threads: usize,
    work: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(T) -> ControlFlow<()>,
) {
    let threads = threads.min(n).min(MOST_THREADS);
    if threads <= 1 {
        // One page in a pipe is the commonest run, and needs no threads.
        let _ = (0..n).try_for_each(|number| take(work(number)));
        return;
    }
    let state = State { begun: 0, taken: 0, stopped: false, ready: BTreeMap::new() };
    let shared = Shared { state: Mutex::new(state), changed: Condvar::new() };
    let window = threads * WAITING_PER_THREAD;
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(number) = shared.next(n, window) {
                    let result = work(number);
                    shared.lock().ready.insert(number, result);
                    shared.changed.notify_all();
                }
            });
        }
        for number in 0..n {
            let mut state = shared.lock();
            let result = loop {
                match state.ready.remove(&number) {
                    Some(result) => break result,
                    None => state = shared.wait(state),
                }
            };
            state.taken += 1;
            drop(state);
            shared.changed.notify_all();
            if take(result).is_break() {
                shared.lock().stopped = true;
                shared.changed.notify_all();
                break;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_order_and_few_wait() {
        let ahead = AtomicUsize::new(0);
        let taken = AtomicUsize::new(0);
        let mut seen = Vec::new();
        let work = |number: usize| {
            ahead.fetch_max(number.saturating_sub(taken.load(Ordering::SeqCst)), Ordering::SeqCst);
            thread::sleep(Duration::from_micros(if number.is_multiple_of(7) { 900 } else { 10 }));
            number
        };
        in_order(200, 3, work, |number| {
            taken.fetch_add(1, Ordering::SeqCst);
            seen.push(number);
            ControlFlow::Continue(())
        });
        assert!(seen.iter().copied().eq(0..200));
        // One more for the result that is being taken while `taken` is read.
        assert!(ahead.load(Ordering::SeqCst) <= 3 * WAITING_PER_THREAD + 1);
    }

    #[test]
    fn a_break_stops_the_work() {
        for threads in [1, 4] {
            let begun = AtomicUsize::new(0);
            let work = |number| {
                begun.fetch_add(1, Ordering::SeqCst);
                number
            };
            in_order(10_000, threads, work, |number| {
                if number == 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            assert!(begun.load(Ordering::SeqCst) <= 6 + (threads + 1) * WAITING_PER_THREAD);
        }
    }
}
