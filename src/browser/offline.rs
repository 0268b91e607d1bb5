//! The page on the device: a service worker keeps all its files, says when there are newer ones, and takes what other apps share with the page. A host
//! or a browser that has no such thing takes nothing away from the page.

use js_sys::{Array, Reflect};
use leptos::prelude::{document, window};
use leptos::task::spawn_local;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, Cache, CacheStorage, Event, File, Request, Response, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration,
    ServiceWorkerState, Url,
};

/// The attribute of the document that names the service worker's script; a page that is one file has none.
const SCRIPT: &str = "data-offline";
/// Where the service worker puts what another app shares; see `src/sw.js`.
const SHARED: &str = "note-annotator-shared";
/// What the service worker hears when it is to take the place of the one in charge.
const TAKE_OVER: &str = "take over";

/// How far the page is kept on the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offline {
    /// All of it is: the page works without the server.
    Kept,
    /// A newer version is too, and waits until its reader wants it.
    Newer,
}

/// Keeps the page on the device; `tell` hears how far that is.
pub fn stay(tell: impl Fn(Offline) + Clone + 'static) {
    let script = document().document_element().and_then(|root| root.get_attribute(SCRIPT));
    let (Some(script), Some(container)) = (script, container()) else { return };
    spawn_local(async move {
        // Where the host or the browser refuses, the page needs its server: as any page does, and nothing is said.
        let Some(registration) = settled::<ServiceWorkerRegistration>(container.register(&script)).await else { return };
        if registration.active().is_some() {
            tell(Offline::Kept);
        }
        if registration.waiting().is_some() {
            tell(Offline::Newer);
        }
        if let Some(coming) = registration.installing() {
            follow(coming, &container, tell.clone());
        }
        let own = registration.clone();
        let find = Closure::<dyn FnMut(Event)>::new(move |_: Event| {
            if let Some(coming) = own.installing() {
                follow(coming, &container, tell.clone());
            }
        });
        registration.set_onupdatefound(Some(find.as_ref().unchecked_ref()));
        find.forget();
    });
}

/// Tells when a version is there as a whole.
fn follow(coming: ServiceWorker, container: &ServiceWorkerContainer, tell: impl Fn(Offline) + 'static) {
    let (own, container) = (coming.clone(), container.clone());
    let change = Closure::<dyn FnMut(Event)>::new(move |_: Event| match own.state() {
        ServiceWorkerState::Installed if container.controller().is_some() => tell(Offline::Newer),
        ServiceWorkerState::Activated => tell(Offline::Kept),
        _ => {}
    });
    coming.set_onstatechange(Some(change.as_ref().unchecked_ref()));
    change.forget();
}

/// Puts the version that waits in charge, and loads the page anew from it.
pub fn take_newer() {
    let Some(container) = container() else { return };
    let anew = Closure::<dyn FnMut(Event)>::new(move |_: Event| reload());
    container.set_oncontrollerchange(Some(anew.as_ref().unchecked_ref()));
    anew.forget();
    spawn_local(async move {
        let registration: Option<ServiceWorkerRegistration> = settled(container.get_registration()).await;
        match registration.and_then(|registration| registration.waiting()) {
            // It fails only for values that cannot be cloned.
            Some(waiting) => drop(waiting.post_message(&JsValue::from_str(TAKE_OVER))),
            // Another tab has done so already.
            None => reload(),
        }
    });
}

fn reload() {
    // It fails only where the page is no page.
    let _ = window().location().reload();
}

/// Takes what another app has shared with the page.
pub fn shared(take: impl FnOnce(Vec<File>) + 'static) {
    spawn_local(async move {
        let mut files = Vec::new();
        let Some(storage) = storage() else { return };
        let is_there = JsFuture::from(storage.has(SHARED)).await.is_ok_and(|found| found.is_truthy());
        let Some(store) = (if is_there { settled::<Cache>(storage.open(SHARED)).await } else { None }) else { return };
        let keys = settled::<Array>(store.keys()).await.unwrap_or_default();
        for request in keys.iter().filter_map(|key| key.dyn_into::<Request>().ok()) {
            files.extend(file(&store, &request).await);
        }
        // What was taken is on the desk or the shelf now; what could not be read cannot be read later either.
        let _ = JsFuture::from(storage.delete(SHARED)).await;
        if !files.is_empty() {
            take(files);
        }
    });
}

/// A shared text or file, named as its app named it.
async fn file(store: &Cache, request: &Request) -> Option<File> {
    let response: Response = settled(store.match_with_request(request)).await?;
    let content: Blob = settled(response.blob().ok()?).await?;
    let path = Url::new(&request.url()).ok()?.pathname();
    let name = js_sys::decode_uri_component(path.rsplit('/').next()?).ok()?;
    File::new_with_blob_sequence(&Array::of1(&content), &String::from(name)).ok()
}

/// What a promise comes to, where it is kept and of that kind.
async fn settled<T: JsCast>(promise: impl Into<JsFuture>) -> Option<T> {
    promise.into().await.ok()?.dyn_into().ok()
}

/// `None` where the browser has none, as on a page that was not served securely.
fn container() -> Option<ServiceWorkerContainer> {
    Reflect::get(&window().navigator(), &JsValue::from_str("serviceWorker")).ok()?.dyn_into().ok()
}

/// `None` for the same reason.
fn storage() -> Option<CacheStorage> {
    Reflect::get(&window(), &JsValue::from_str("caches")).ok()?.dyn_into().ok()
}
