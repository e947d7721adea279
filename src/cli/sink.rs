//! Where bytes go: standard output, a device, or a file that appears whole or not at all.
//! A file is written beside its final place and renamed, so a full disk leaves what stood there before.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::failure::{Doing, Failure};

/// An open output. Nothing is promised to be written before [`Sink::finish`].
#[derive(Debug)]
pub(crate) struct Sink(Kind);

#[derive(Debug)]
enum Kind {
    Nowhere,
    Stdout(BufWriter<Stdout>),
    /// A pipe or device, which is written to where it stands.
    Device(PathBuf, BufWriter<File>),
    /// A file, what it takes the place of, and the file beside it that is written until then.
    File(PathBuf, Option<Box<Metadata>>, BufWriter<NamedTempFile>),
}

impl Sink {
    /// What nobody reads any more.
    pub(crate) fn nowhere() -> Self {
        Self(Kind::Nowhere)
    }

    /// Standard output.
    pub(crate) fn stdout() -> Self {
        Self(Kind::Stdout(BufWriter::with_capacity(1 << 16, io::stdout())))
    }

    /// A file that takes the place of whatever file is at `path` once it is finished. Missing folders are made.
    pub(crate) fn file(path: &Path) -> Result<Self, Failure> {
        let old = fs::metadata(path).ok().map(Box::new);
        if old.as_ref().is_some_and(|old| is_device(old)) {
            let file = OpenOptions::new().write(true).open(path);
            let file = file.map_err(|error| Failure::io(Doing::Write, path, error))?;
            return Ok(Self(Kind::Device(path.to_path_buf(), BufWriter::new(file))));
        }
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        // The folder is there for all pages but its first.
        let file = match temporary(folder) {
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                fs::create_dir_all(folder).map_err(|error| Failure::io(Doing::CreateFolder, folder, error))?;
                temporary(folder)
            }
            made => made,
        };
        let file = file.map_err(|error| Failure::io(Doing::Write, path, error))?;
        Ok(Self(Kind::File(path.to_path_buf(), old, BufWriter::new(file))))
    }

    /// Adds bytes.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = match &mut self.0 {
            Kind::Nowhere => Ok(()),
            Kind::Stdout(out) => out.write_all(bytes),
            Kind::Device(_, out) => out.write_all(bytes),
            Kind::File(_, _, out) => out.write_all(bytes),
        };
        written.map_err(|error| self.failure(error))
    }

    /// Hands on what was written so far, so that a reader at the other end of a pipe sees it.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        let flushed = match &mut self.0 {
            Kind::Nowhere => Ok(()),
            Kind::Stdout(out) => out.flush(),
            Kind::Device(_, out) => out.flush(),
            Kind::File(_, _, out) => out.flush(),
        };
        flushed.map_err(|error| self.failure(error))
    }

    /// Makes all that was written stand in its place.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.flush()?;
        let Kind::File(path, old, out) = self.0 else { return Ok(()) };
        let put = out.into_inner().map_err(io::IntoInnerError::into_error).and_then(|file| put(file, old, &path));
        put.map_err(|error| Failure::io(Doing::Write, &path, error))
    }

    fn failure(&self, error: io::Error) -> Failure {
        match &self.0 {
            Kind::Stdout(_) | Kind::Nowhere => Failure::stream(Doing::Write, "standard output", error),
            Kind::Device(path, _) | Kind::File(path, ..) => Failure::io(Doing::Write, path, error),
        }
    }
}

/// Writes a whole file.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut sink = Sink::file(path)?;
    sink.write(bytes)?;
    sink.finish()
}

/// Whether something stands at `path` that is neither file nor folder, such as a pipe or `/dev/null`.
pub(crate) fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| is_device(&found))
}

fn is_device(found: &Metadata) -> bool {
    !found.is_file() && !found.is_dir()
}

/// A hidden file, so that a walk over the folder never takes one left by a killed run for a page.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".zhclean-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As for any new file; the process's mask takes away from it.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Renames the temporary file to its place. A file that it replaces passes on its permissions and, where we
/// may give files away, its owner.
fn put(file: NamedTempFile, old: Option<Box<Metadata>>, path: &Path) -> io::Result<()> {
    if let Some(old) = old {
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, fchown};
            // Only root may; anybody else keeps the file as their own, which is what an editor does.
            let _ = fchown(file.as_file(), Some(old.uid()), Some(old.gid()));
        }
        file.as_file().set_permissions(old.permissions())?;
        // The old text goes away with the rename, so the new one has to be on the disk first.
        file.as_file().sync_data()?;
    }
    file.persist(path).map(drop).map_err(|error| error.error)
}
