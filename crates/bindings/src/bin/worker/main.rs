//! The worker: fetches the model, says that it is ready, and answers each request. It keeps nothing between two requests.

mod weights;

use std::cell::Cell;
use std::rc::Rc;

use bindings::Annotator;
use bindings::message::{Request, Response};
use exchange::offset::OffsetUnit;
use js_sys::{Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    console_error_panic_hook::set_once();
    if let Some(scope) = scope() {
        spawn_local(serve(scope));
    }
}

/// Loads, then listens for as long as the worker lives.
async fn serve(scope: DedicatedWorkerGlobalScope) {
    let tell = scope.clone();
    let annotator = match weights::load(&scope, move |loaded, total| post(&tell, &Response::Loading { loaded, total })).await {
        Ok(annotator) => Rc::new(annotator),
        Err(message) => return post(&scope, &Response::Failed { message }),
    };
    let newest = Rc::new(Cell::new(None));
    let own = scope.clone();
    let answer =
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| match serde_wasm_bindgen::from_value::<Request>(event.data()) {
            Ok(Request::Annotate { id, text }) => {
                newest.set(Some(id));
                spawn_local(annotate(own.clone(), annotator.clone(), newest.clone(), id, text));
            }
            Ok(Request::Cancel) => newest.set(None),
            Err(error) => post(&own, &Response::Failed { message: format!("a message is not a request: {error}") }),
        });
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    answer.forget();
    post(&scope, &Response::Ready);
}

/// Reads a note a few sentences at a time and looks in between whether it is still wanted.
async fn annotate(scope: DedicatedWorkerGlobalScope, annotator: Rc<Annotator>, newest: Rc<Cell<Option<u32>>>, id: u32, text: String) {
    let mut run = annotator.begin(&text);
    while annotator.step(&mut run) {
        post(&scope, &Response::Reading { id, share: run.progress() });
        breathe(&scope).await;
        if newest.get() != Some(id) {
            return;
        }
    }
    post(&scope, &Response::Annotated { id, document: Box::new(annotator.finish(run, OffsetUnit::Utf8)) });
}

/// Lets messages in that wait.
async fn breathe(scope: &DedicatedWorkerGlobalScope) {
    let pause = Promise::new(&mut |resolve: Function, _: Function| {
        // Without a timer there is no pause, and what waits is heard at the end.
        if scope.set_timeout_with_callback(&resolve).is_err() {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(pause).await;
}

/// The worker's own scope; `None` in a page.
fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

fn post(scope: &DedicatedWorkerGlobalScope, response: &Response) {
    let value = serde_wasm_bindgen::to_value(response).unwrap_or(JsValue::NULL);
    // Posting fails only for values that cannot be cloned; plain shapes can.
    let _ = scope.post_message(&value);
}
