//! What the pipeline does itself, between the stages.

mod in_order;
