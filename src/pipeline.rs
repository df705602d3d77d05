//! The whole program on one screen.
