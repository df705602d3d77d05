//! A server on the loopback that answers as a test specifies, each request on its own thread.

use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

/// A request.
pub(crate) struct Request {
    /// The server's own address, without a slash.
    pub(crate) base: String,
    /// The path.
    pub(crate) path: String,
    /// Everything up to the empty line, in lower case.
    pub(crate) head: String,
}

/// Answers requests until the tests end, and returns its address.
pub(crate) fn serve(answer: impl Fn(&Request, &mut TcpStream) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (base, answer) = (address.clone(), Arc::new(answer));
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, base, answer) = (stream.unwrap(), base.clone(), Arc::clone(&answer));
            thread::spawn(move || answer(&request(base, &mut stream), &mut stream));
        }
    });
    address
}

fn request(base: String, stream: &mut TcpStream) -> Request {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).to_lowercase();
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    Request { base, path, head }
}

/// An address without a server: a port that was free a moment ago.
pub(crate) fn nobody() -> String {
    format!("http://{}", TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap())
}
