//! Work on several threads, with results taken in the order of the work.
//! Memory stays bounded: a thread that is far ahead waits until the slowest page before it is done.

use std::collections::BTreeMap;
use std::iter::{Enumerate, Fuse};
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
    is_taking: bool,
    is_stopped: bool,
    /// Results whose turn has not come.
    ready: BTreeMap<usize, T>,
}

impl<T> State<T> {
    /// The results whose turn it is.
    fn next_ready(&mut self) -> Vec<T> {
        let mut next = Vec::new();
        while let Some(result) = self.ready.remove(&(self.taken + next.len())) {
            next.push(result);
        }
        next
    }
}

#[derive(Debug)]
struct Shared<T, F, I> {
    state: Mutex<State<T>>,
    room: Condvar,
    take: Mutex<F>,
    /// The work, numbered. Fetching a piece may take long, as from a pipe, so it has a lock of its own.
    work: Mutex<Enumerate<Fuse<I>>>,
    window: usize,
}

impl<T, F: FnMut(T) -> ControlFlow<()>, I: Iterator> Shared<T, F, I> {
    /// The next piece of work and its number, once there is room for its result.
    fn next(&self) -> Option<(usize, I::Item)> {
        let mut state = lock(&self.state);
        while !state.is_stopped && state.begun >= state.taken + self.window {
            state = self.room.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.is_stopped {
            return None;
        }
        state.begun += 1;
        drop(state);
        let next = lock(&self.work).next();
        if next.is_none() {
            lock(&self.state).is_stopped = true;
            self.room.notify_all();
        }
        next
    }

    /// Puts a result in its place, and takes all whose turn it is unless another thread is at that already.
    /// So no thread waits for a result, and one that finds nothing to take goes on with its work.
    fn put(&self, number: usize, result: T) {
        let mut state = lock(&self.state);
        state.ready.insert(number, result);
        if state.is_taking {
            return;
        }
        state.is_taking = true;
        loop {
            let results = state.next_ready();
            if results.is_empty() {
                state.is_taking = false;
                return;
            }
            drop(state);
            let n_taken = results.len();
            let mut take = lock(&self.take);
            let end = results.into_iter().try_for_each(&mut *take);
            drop(take);
            state = lock(&self.state);
            state.taken += n_taken;
            state.is_stopped |= end.is_break();
            self.room.notify_all();
            if end.is_break() {
                // Nothing is taken any more, so nobody else shall try.
                return;
            }
        }
    }
}

/// A thread that broke leaves plain data behind, which is as good as before.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Does each piece of `work` and gives the results to `take` in order, one at a time, on whichever thread has the
/// next one. Stops early when `take` breaks. Work is fetched by one thread at a time. Nothing here may panic.
pub(crate) fn in_order<W: Send, T: Send>(
    work: impl Iterator<Item = W> + Send,
    threads: usize,
    done: impl Fn(W) -> T + Sync,
    mut take: impl FnMut(T) -> ControlFlow<()> + Send,
) {
    let most = work.size_hint().1.unwrap_or(MOST_THREADS);
    let threads = threads.min(most).min(MOST_THREADS);
    if threads <= 1 {
        // One page in a pipe is the commonest run, and needs no threads.
        let _ = work.map(done).try_for_each(take);
        return;
    }
    let state = State { begun: 0, taken: 0, is_taking: false, is_stopped: false, ready: BTreeMap::new() };
    let shared = Shared {
        state: Mutex::new(state),
        room: Condvar::new(),
        take: Mutex::new(&mut take),
        work: Mutex::new(work.fuse().enumerate()),
        window: threads * WAITING_PER_THREAD,
    };
    let until_done = || {
        while let Some((number, piece)) = shared.next() {
            shared.put(number, done(piece));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            // A system that refuses a thread leaves us the ones we have.
            let _ = thread::Builder::new().spawn_scoped(scope, until_done);
        }
        until_done();
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
        in_order(0..200, 3, work, |number| {
            taken.fetch_add(1, Ordering::SeqCst);
            seen.push(number);
            ControlFlow::Continue(())
        });
        assert!(seen.iter().copied().eq(0..200));
        // Numbers count as taken before their room is given away, so the window is never overstepped.
        assert!(ahead.load(Ordering::SeqCst) < 3 * WAITING_PER_THREAD);
    }

    #[test]
    fn a_break_stops_the_work() {
        for threads in [1, 4] {
            let begun = AtomicUsize::new(0);
            let work = |number| {
                begun.fetch_add(1, Ordering::SeqCst);
                number
            };
            in_order(0..10_000, threads, work, |number| {
                if number == 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            assert!(begun.load(Ordering::SeqCst) <= 6 + (2 * threads) * WAITING_PER_THREAD);
        }
    }
}
