//! Abnormal file systems: special files, files that are too large, names that are too long, files removed during a
//! run, missing permissions. Each is reported with its path, takes bounded time and memory, and leaves the published
//! documents as they were.

#[cfg(unix)]
mod links;
mod meanwhile;
#[cfg(unix)]
mod permissions;
mod sizes;
#[cfg(unix)]
mod special;
