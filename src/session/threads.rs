//! Documents on every core: takes jobs and what to do with one, gives results
//! as they come.

use std::num::NonZero;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use rayon::ThreadPoolBuilder;

/// Returns how many threads to use when nobody says: one a core.
#[must_use]
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Does `work` for each job on some threads, and `done` with each result on
/// this one, in the order in which they end. Once `stop` is set no job begins
/// any more; those begun are ended.
///
/// Typst lends its threads to rayon, and a worker that waits for one page would
/// begin a whole other document: each worker therefore has a pool of its own,
/// of one thread.
pub(super) fn each<J: Sync, R: Send>(
    jobs: &[J],
    threads: usize,
    stop: &AtomicBool,
    work: impl Fn(&J) -> R + Sync,
    mut done: impl FnMut(usize, R),
) {
    let next = AtomicUsize::new(0);
    let (send, results) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..threads.clamp(1, jobs.len().max(1)) {
            let (next, work, send) = (&next, &work, send.clone());
            scope.spawn(move || {
                alone(|| {
                    while !stop.load(Ordering::Relaxed) {
                        let rank = next.fetch_add(1, Ordering::Relaxed);
                        let Some(job) = jobs.get(rank) else { break };
                        if send.send((rank, work(job))).is_err() {
                            break;
                        }
                    }
                });
            });
        }
        drop(send);
        for (rank, result) in results {
            done(rank, result);
        }
    });
}

/// Runs in a pool that holds nothing but this thread; without one when the
/// system gives none, which costs time but changes no result.
pub fn alone<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    match ThreadPoolBuilder::new().num_threads(1).use_current_thread().build() {
        Ok(pool) => pool.install(run),
        Err(_) => run(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_job_is_done_once() {
        let jobs: Vec<usize> = (0..100).collect();
        let mut seen = vec![0; 100];
        each(
            &jobs,
            4,
            &AtomicBool::new(false),
            |job| job * 2,
            |rank, result| {
                assert_eq!(result, rank * 2);
                seen[rank] += 1;
            },
        );
        assert_eq!(seen, [1; 100]);
    }

    #[test]
    fn what_has_begun_is_ended_and_no_more() {
        let stop = AtomicBool::new(false);
        let mut ended = Vec::new();
        let work = |job: &usize| {
            stop.store(*job == 2, Ordering::Relaxed);
            *job
        };
        each(&(0..100).collect::<Vec<_>>(), 1, &stop, work, |rank, _| ended.push(rank));
        assert_eq!(ended, [0, 1, 2]);
    }
}
