//! `feedwright schema`: what editors are to complete in, its JSON Schema out.

use crate::site::schema;

use crate::cli::args::{Schema, SchemaOf};
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::session::ExitStatus;

pub(crate) fn run(args: &Schema) -> Result<ExitStatus, Failure> {
    let schema = match args.of {
        SchemaOf::Config => schema::configuration(&crate::codes()),
        SchemaOf::Article => schema::article(),
    };
    output::stdout().text(&format!("{schema:#}\n"))?;
    Ok(ExitStatus::Clean)
}
