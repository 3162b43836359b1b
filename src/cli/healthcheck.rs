//! `mashhad healthcheck`: exit 0 when the local server is ready. Owns one request over a plain socket, so that the container image needs no curl.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::ExitCode;
use std::time::Duration;

use crate::config::Config;

const PATIENCE: Duration = Duration::from_secs(2);

pub(super) fn run(config: &Config) -> anyhow::Result<ExitCode> {
    Ok(if is_ready(config.listen) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn is_ready(listen: SocketAddr) -> bool {
    let loopback = if listen.ip().is_unspecified() { SocketAddr::from(([127, 0, 0, 1], listen.port())) } else { listen };
    let ask = || -> std::io::Result<String> {
        let mut socket = TcpStream::connect_timeout(&loopback, PATIENCE)?;
        socket.set_read_timeout(Some(PATIENCE))?;
        socket.write_all(b"GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        socket.read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}
