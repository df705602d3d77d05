//! What is published now, and how a build compares with it.
