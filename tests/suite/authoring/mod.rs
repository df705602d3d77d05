//! Tests of `authoring`.

mod edit;
mod pin;
