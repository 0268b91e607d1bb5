//! The page's address and what stands behind it, the clipboard, and the device's own way of sending things on.

use js_sys::{Function, Reflect};
use leptos::prelude::{document, window};
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use web_sys::{ClipboardEvent, HtmlDocument, ShareData};

/// The page's address without what stands behind `#`.
pub fn address() -> String {
    let whole = window().location().href().unwrap_or_default();
    whole.split('#').next().unwrap_or_default().to_owned()
}

/// What stands behind `#` in the address; empty where that is nothing.
pub fn hash() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// Takes the link out of the address, as its reader asked; the page is not loaded anew.
pub fn clear_link() {
    if let Ok(history) = window().history() {
        // It fails only for another site's address.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address()));
    }
}

/// Puts text into the clipboard, rich where `html` is given; says whether the browser did it.
pub fn copy(plain: &str, html: Option<&str>) -> bool {
    let (plain, html) = (plain.to_owned(), html.map(str::to_owned));
    let fill = Closure::<dyn FnMut(ClipboardEvent)>::new(move |event: ClipboardEvent| {
        if let Some(data) = event.clipboard_data() {
            event.prevent_default();
            // The browser refuses no plain text.
            let _ = data.set_data("text/plain", &plain);
            if let Some(html) = &html {
                let _ = data.set_data("text/html", html);
            }
        }
    });
    let listener: &Function = fill.as_ref().unchecked_ref();
    let page = document();
    if page.add_event_listener_with_callback("copy", listener).is_err() {
        return false;
    }
    let done = page.clone().dyn_into::<HtmlDocument>().is_ok_and(|page| page.exec_command("copy").unwrap_or_default());
    // What was added can be taken away.
    let _ = page.remove_event_listener_with_callback("copy", listener);
    done
}

/// Whether the device has a way of its own to send a link on.
pub fn can_send() -> bool {
    Reflect::has(&window().navigator(), &JsValue::from_str("share")).unwrap_or_default()
}

/// Hands a link to the device's own way of sending; whether its reader went through with it is not the page's business.
pub fn send(link: &str) {
    let data = ShareData::new();
    data.set_title("Annotated note");
    data.set_url(link);
    let _ = window().navigator().share_with_data(&data);
}
