//! The host of a request in, its addresses out: all of them, or only those that are not of this machine or its network. A
//! public name may lead to a local address, which only a look-up shows. Behind a proxy, that looks them up.

use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use crate::feed::url::is_local_ip;

/// Which addresses are requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Those of this machine and its network, too.
    Everywhere,
    Public,
}

/// The hosts whose names have led to this machine or its network.
#[derive(Clone, Debug, Default)]
pub(crate) struct LocalHosts(Arc<Mutex<BTreeSet<String>>>);

impl LocalHosts {
    pub(crate) fn contains(&self, host: &str) -> bool {
        self.names().contains(host)
    }

    fn names(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Looks up hosts within a reach.
#[derive(Debug)]
pub(crate) struct HostResolver {
    pub(crate) reach: Reach,
    pub(crate) local: LocalHosts,
}

impl Resolver for HostResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        let is_local = |address: &&SocketAddr| is_local_ip(address.ip());
        let is_proxy = config.proxy().is_some_and(|proxy| proxy.uri() == uri);
        if is_proxy || !found.iter().any(|address| is_local(&address)) {
            return Ok(found);
        }
        self.local.names().extend(uri.host().map(str::to_owned));
        if self.reach == Reach::Everywhere {
            return Ok(found);
        }
        let mut public = self.empty();
        found.iter().filter(|address| !is_local(address)).for_each(|address| public.push(*address));
        if public.is_empty() { Err(io::Error::other(LocalHost).into()) } else { Ok(public) }
    }
}

/// Why no request is sent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LocalHost;

impl fmt::Display for LocalHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it is an address of this machine or its network")
    }
}

impl std::error::Error for LocalHost {}

/// Why a request was not sent, if its host is not within reach.
pub(crate) fn refusal(error: &ureq::Error) -> Option<LocalHost> {
    let io = if let ureq::Error::Io(error) = error { error.get_ref() } else { None };
    io?.downcast_ref().copied()
}
