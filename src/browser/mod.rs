//! What the page asks of the browser beyond its own elements: focus and scrolling.

use web_sys::{ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Moves the focus to the first element that `selector` finds.
pub fn focus(selector: &str) {
    if let Some(element) = find(selector) {
        // Focus fails only for an element that is gone.
        let _ = element.focus();
    }
}

/// Scrolls the first element that `selector` finds into view, no farther than needed.
pub fn reveal(selector: &str) {
    if let Some(element) = find(selector) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        options.set_behavior(ScrollBehavior::Auto);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten().and_then(|element| element.dyn_into().ok())
}
