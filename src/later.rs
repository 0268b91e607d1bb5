//! What is drawn beside the note follows it in tasks of their own: for a long note each is work enough for one.

use std::time::Duration;

use leptos::leptos_dom::helpers::set_timeout;
use leptos::prelude::*;

use crate::shown::Shown;

/// What `shown` holds, for a long note a task later, so that what the browser has to do meanwhile is done.
pub fn follow(shown: RwSignal<Option<Shown>>) -> RwSignal<Option<Shown>> {
    let following = RwSignal::new(shown.get_untracked());
    Effect::new(move |_| {
        let is_long = shown.with(|shown| shown.as_ref().is_some_and(Shown::is_long));
        // It may have gone on by then.
        let follow = move || following.set(shown.get_untracked());
        if is_long { set_timeout(follow, Duration::ZERO) } else { follow() }
    });
    following
}
