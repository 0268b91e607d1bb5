//! What is drawn beside the note follows it in frames of their own: for a long note each is work enough for one.

use std::time::Duration;

use leptos::leptos_dom::helpers::set_timeout;
use leptos::prelude::*;

use crate::shown::Shown;

/// What `shown` holds; where that is a long note, or was one, so many frames later.
pub fn follow(shown: RwSignal<Option<Shown>>, frames: u32) -> RwSignal<Option<Shown>> {
    let following = RwSignal::new(shown.get_untracked());
    let is_long = |shown: &Option<Shown>| shown.as_ref().is_some_and(Shown::is_long);
    Effect::new(move |_| {
        // It may have gone on by then.
        let follow = move || following.set(shown.get_untracked());
        if shown.with(is_long) || following.with_untracked(is_long) { after(frames, follow) } else { follow() }
    });
    following
}

/// Does something once so many frames are drawn.
fn after(frames: u32, act: impl FnOnce() + 'static) {
    request_animation_frame(move || if frames > 1 { after(frames - 1, act) } else { set_timeout(act, Duration::ZERO) });
}
