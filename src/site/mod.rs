//! A site's articles in, its documents published: the stages of a build in their order, and the nouns that they hand to
//! each other.

pub mod pipeline;
pub mod config;
pub mod scan;
pub mod metadata;
pub mod select;
pub mod render;
pub mod publish;
pub mod fields;

pub mod article;
pub(crate) mod date;
pub mod document;
pub mod files;
pub mod id_policy;
pub mod index;
pub mod interner;
pub mod slug;
pub mod zone;

pub use article::{LeftOut, Reason};
pub use config::Overrides;
pub use document::{Outcome, Published, Status, Summary};
pub use files::Source;
pub use pipeline::{Options, Progress, Site};

pub use crate::published::Accept;
