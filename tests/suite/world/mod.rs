//! The world as it should not be: what is no file, too large, too long, gone meanwhile, not allowed. Each is said with its
//! place, takes bounded time and memory, and leaves what is published as it was.

#[cfg(unix)]
mod links;
mod meanwhile;
#[cfg(unix)]
mod permissions;
mod sizes;
#[cfg(unix)]
mod special;
