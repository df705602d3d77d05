//! Tests of hosts whose names lead to this machine.

use feedwright::cli::fetch::Client;
use feedwright::cli::hosts::Reach;

#[test]
fn a_name_that_leads_to_this_machine_is_asked_only_where_that_is_allowed() {
    let client = Client::new(5);
    // Nothing listens there: it is the look-up that counts.
    let problem = |reach| client.recording("http://localhost:9/rain.mp3", reach).err().unwrap().to_string();
    let refused = "it is an address of this machine or its network";
    assert!(problem(Reach::Public).ends_with(refused), "{}", problem(Reach::Public));
    assert!(!problem(Reach::Everywhere).ends_with(refused), "{}", problem(Reach::Everywhere));
}
