//! What writes articles and configuration, when the user asks for it: texts and facts in, edits out. Nothing is
//! overwritten that the edit was not made from, and what stands in a file beside the edit stays as it is, byte for byte.

mod edit;
pub mod pin;
mod quote;

pub use edit::{Edit, write};
pub use quote::quoted;

use crate::diagnostic::codes;

codes! {
    UNSAFE_EDIT "unsafe-edit" Error "a file that cannot be edited without a risk for what stands in it" "";
}
