//! Stage 4: an article in, HTML out.
