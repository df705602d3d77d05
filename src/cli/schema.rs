//! `feedwright schema`: what editors are to complete in, its JSON Schema out.

use crate::site::schema;

use crate::cli::args::{Schema, SchemaOf};
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::session::Status;

pub(crate) fn run(args: &Schema) -> Result<Status, Failure> {
    let schema = match args.of {
        SchemaOf::Config => schema::configuration(&crate::codes()),
        SchemaOf::Article => schema::article(),
    };
    output::stdout().text(&format!("{schema:#}\n"))?;
    Ok(Status::Clean)
}
