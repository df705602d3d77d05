//! Stage 2: a source in, an article out.
