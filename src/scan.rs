//! Stage 1: a directory in, its sources out, sorted.
