//! Stage 3: articles in, the entries of each feed out, ordered.
