//! Checking: every rule by its annotated cases, hostile input, and what the parts of a file decide.

mod annotation;
mod build;
mod cases;
mod hostile;
mod made;
mod registries;
mod sarif;
mod targets;
