//! Tests of `authoring`.

mod edit;
mod new;
mod pin;
