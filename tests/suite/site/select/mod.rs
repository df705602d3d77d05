//! Tests of `select`.

mod combinations;
