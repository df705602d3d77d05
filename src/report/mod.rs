//! Stage 8: diagnostics in, words out.
