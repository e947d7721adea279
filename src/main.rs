//! The command line's entry: everything it does is in `cli`, which this file alone may name.
//! It is apart from the library so that the library stays free of input and output.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
