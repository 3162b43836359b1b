//! A PostgreSQL of a test's own, which the test may kill and start again. Owns finding the programs and the unprivileged user that the server insists on.

use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The user `nobody`, whom every system has; the server refuses to run as root.
const NOBODY: u32 = 65_534;

pub(super) struct Cluster {
    programs: PathBuf,
    folder: tempfile::TempDir,
    port: u16,
    server: Option<Child>,
}

impl Cluster {
    /// Makes and starts a server; `None`, with a loud word, where PostgreSQL is not installed.
    pub(super) fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            eprintln!("!!! no PostgreSQL programs on this machine: this fault was NOT tested");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut cluster = Self { programs, folder, port, server: None };
        if is_root() {
            std::os::unix::fs::chown(cluster.folder.path(), Some(NOBODY), None).unwrap();
        }
        let made = cluster
            .program("initdb")
            .args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N", "-D"])
            .arg(cluster.data())
            .output()
            .unwrap();
        assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
        cluster.launch();
        Some(cluster)
    }

    pub(super) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Starts the server and waits until it takes connections. After a kill its old processes may still be going.
    pub(super) fn launch(&mut self) {
        for _ in 0..200 {
            let server = self
                .program("postgres")
                .arg("-D")
                .arg(self.data())
                .args(["-p", &self.port.to_string(), "-c", "listen_addresses=127.0.0.1", "-k"])
                .arg(self.folder.path())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            if self.answers(server) {
                return;
            }
        }
        panic!("PostgreSQL does not start");
    }

    fn answers(&mut self, mut server: Child) -> bool {
        for _ in 0..200 {
            std::thread::sleep(Duration::from_millis(50));
            if server.try_wait().unwrap().is_some() {
                return false;
            }
            let ready = self.program("pg_isready").args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()]).status().unwrap();
            if ready.success() {
                self.server = Some(server);
                return true;
            }
        }
        panic!("PostgreSQL does not answer");
    }

    /// Ends the server at once, as a crash would: nothing is written out, no client is told.
    pub(super) fn kill(&mut self) {
        if let Some(mut server) = self.server.take() {
            // SIGKILL of the first process leaves its children to notice; SIGQUIT ends them with it, without a checkpoint.
            Command::new("kill").args(["-s", "QUIT", &server.id().to_string()]).status().unwrap();
            server.wait().unwrap();
        }
    }

    /// Cuts every connection of the service.
    pub(super) async fn cut_connections(&self) {
        use sqlx::Connection as _;
        let mut connection = sqlx::PgConnection::connect(&self.url()).await.unwrap();
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'mashhad'";
        sqlx::query(cut).execute(&mut connection).await.unwrap();
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        command.current_dir(self.folder.path()).env("LC_ALL", "C");
        if is_root() {
            command.uid(NOBODY);
        }
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The folder of the newest version's programs: Debian's, or what the path has.
fn programs() -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|folder| folder.flatten().map(|entry| entry.path().join("bin")).filter(|bin| bin.join("initdb").exists()).collect())
        .unwrap_or_default();
    versions.sort();
    versions.pop().or_else(|| {
        ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map(PathBuf::from).into_iter().find(|bin| bin.join("initdb").exists())
    })
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    // Nobody but root owns what root's processes make.
    Path::new("/proc/self").metadata().is_ok_and(|process| process.uid() == 0)
}
