//! Stage 7: documents in, files in the output folder out.
