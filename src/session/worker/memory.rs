//! The memory of a process: takes a limit, asks the system to hold it.

use rlimit::Resource;

/// Limits the memory of this process, in MiB. Beyond, it is refused memory and
/// ends; where the system holds no such limit, the deadline remains.
///
/// On Linux what a process may write to is counted. Its address space would
/// count what is only set aside: 64 MiB a thread.
pub(super) fn limit(memory: u64) {
    // A process refused memory is aborted, and would leave all it had on disk.
    let _ = Resource::CORE.set(0, 0);
    let resource = if cfg!(target_os = "linux") { Resource::DATA } else { Resource::AS };
    if let Ok((_, hard)) = resource.get() {
        // Refused by some systems, and then not held.
        let _ = resource.set(memory.saturating_mul(1 << 20).min(hard), hard);
    }
}
