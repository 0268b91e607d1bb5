//! The worker: loads the engine, says that it is ready, and answers each request. It keeps nothing between two requests.

use bindings::Annotator;
use bindings::message::{Request, Response};
use exchange::offset::OffsetUnit;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    console_error_panic_hook::set_once();
    let Some(scope) = scope() else { return };
    let annotator = match Annotator::load() {
        Ok(annotator) => annotator,
        Err(error) => return post(&scope, &Response::Failed { message: error.to_string() }),
    };
    let own = scope.clone();
    let answer = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let response = match serde_wasm_bindgen::from_value::<Request>(event.data()) {
            Ok(Request { id, text }) => Response::Annotated { id, document: Box::new(annotator.document(&text, OffsetUnit::Utf8)) },
            Err(error) => Response::Failed { message: format!("a message is not a request: {error}") },
        };
        post(&own, &response);
    });
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    // It answers for as long as the worker lives.
    answer.forget();
    post(&scope, &Response::Ready);
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
