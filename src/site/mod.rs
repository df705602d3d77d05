//! A site's articles in, published documents out: the stages of a build in their order, and the types that they
//! exchange.

pub(crate) mod pipeline;
pub(crate) mod config;
pub(crate) mod scan;
pub(crate) mod metadata;
pub(crate) mod select;
pub(crate) mod render;
pub(crate) mod publish;
pub(crate) mod fields;

pub(crate) mod archive_path;
pub(crate) mod article;
pub(crate) mod article_paths;
pub(crate) mod date;
pub(crate) mod feed_config;
pub(crate) mod generators;
pub(crate) mod pages;
pub(crate) mod pins;
pub(crate) mod preview;
pub(crate) mod rules;
pub(crate) mod chapters;
pub(crate) mod collation;
pub(crate) mod schema;
pub(crate) mod custom_element;
pub(crate) mod document;
pub(crate) mod episode_picture;
pub(crate) mod expression;
pub(crate) mod file_name;
pub(crate) mod files;
pub(crate) mod function;
pub(crate) mod heads;
pub(crate) mod history;
pub(crate) mod id_policy;
pub(crate) mod index;
pub(crate) mod interner;
pub(crate) mod kind;
pub(crate) mod license;
pub(crate) mod nesting;
pub(crate) mod recording;
pub(crate) mod sidecar;
pub(crate) mod section_texts;
pub(crate) mod slug;
pub(crate) mod source_text;
pub(crate) mod stylesheet;
mod text_pool;
pub(crate) mod zone;

pub use article::{LeftOut, Reason};
pub use config::Overrides;
pub use document::{Outcome, Published, Status, Summary};
pub use pipeline::{Options, Progress, Site};
