//! Stage 5: a feed in, a document out.
