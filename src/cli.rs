//! The command line, known only to `main`. It may use the library's public face and nothing behind it.
//! Modules stand in layer order: each uses only those above it.

#![allow(clippy::disallowed_methods, reason = "input and output are what this module is for")]

mod exit;
mod escape;
mod failure;
mod refusal;
mod args;
mod place;
mod source;
mod sink;
mod aside;
mod front_matter;
mod job;
mod show;
mod order;
mod site;
mod run;
mod stream;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Args, Color};
use exit::Exit;
use failure::Failure;
use job::Job;
use show::Paint;
use sink::Sink;

/// Runs the command line of this process.
pub(crate) fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Help goes to standard output, and whoever closed it does not want it.
            let _ = error.print();
            return if error.use_stderr() { Exit::Failed.into() } else { Exit::Clean.into() };
        }
    };
    if let Some(list) = list(&args) {
        return list.map_or_else(|refusal| refused(&refusal), |list| told(print(&list))).into();
    }
    if args.paths.is_empty() && io::stdin().is_terminal() {
        complain(&Args::command().render_help());
        return Exit::Failed.into();
    }
    let exit = match Job::new(args) {
        Ok(job) => job.records.as_ref().map_or_else(|| run::run(&job), |records| stream::run(&job, records)),
        Err(refusal) => refused(&refusal),
    };
    exit.into()
}

/// The list that is asked for in place of cleaning.
fn list(args: &Args) -> Option<Result<String, refusal::Refusal>> {
    let auto = || io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let paint = Paint(args.color == Color::Always || args.color == Color::Auto && auto());
    match &args.list_rules {
        Some(id) => Some(show::rules(id, paint)),
        None => args.list_stages.then(|| Ok(show::stages(paint))),
    }
}

fn print(text: &str) -> Result<(), Failure> {
    let mut out = Sink::stdout();
    out.write(text.as_bytes())?;
    out.finish()
}

fn told(printed: Result<(), Failure>) -> Exit {
    match printed {
        Ok(()) => Exit::Clean,
        Err(failure) if failure.is_broken_pipe() => Exit::Clean,
        Err(failure) => {
            complain(&format_args!("zhclean: {failure}\n"));
            Exit::Failed
        }
    }
}

fn refused(refusal: &refusal::Refusal) -> Exit {
    complain(&format_args!("zhclean: {refusal}\n"));
    Exit::Failed
}

/// Says something on standard error. If that fails there is nobody left to tell.
fn complain(what: &dyn std::fmt::Display) {
    let _ = write!(io::stderr().lock(), "{what}");
}
