//! The page's end of the worker: it starts it, asks for one note at a time, and drops what is outdated. It knows no meaning.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use bindings::message::{Request, Response};
use exchange::json::Document;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageEvent, Worker};

/// The script that loads the worker; it stands beside the page.
const SCRIPT: &str = "./worker_loader.js";

/// What the worker tells the page.
pub enum Event {
    /// It is loaded.
    Ready,
    /// A note was read: the text that was sent, and its annotation.
    Annotated(Rc<str>, Box<Document>),
    /// It cannot work.
    Failed(String),
}

/// Asks the worker; clones speak to the same one.
#[derive(Clone)]
pub struct WorkerClient {
    inner: Rc<Inner>,
}

struct Inner {
    worker: Option<Worker>,
    ready: Cell<bool>,
    next: Cell<u32>,
    /// What was asked and not answered.
    asked: RefCell<Option<(u32, Rc<str>)>>,
    /// The newest text that waits for the answer under way.
    waiting: RefCell<Option<Rc<str>>>,
}

impl WorkerClient {
    /// Starts the worker; `tell` hears of everything that it says.
    pub fn start(tell: impl Fn(Event) + 'static) -> Self {
        let worker = Worker::new(SCRIPT);
        let tell = Rc::new(tell);
        if let Err(error) = &worker {
            tell(Event::Failed(words(error)));
        }
        let inner = Rc::new(Inner {
            worker: worker.ok(),
            ready: Cell::new(false),
            next: Cell::new(0),
            asked: RefCell::new(None),
            waiting: RefCell::new(None),
        });
        if let Some(worker) = &inner.worker {
            let (own, own_tell) = (inner.clone(), tell.clone());
            let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| own.hear(&event, &*own_tell));
            worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
            let fail = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| tell(Event::Failed(event.message())));
            worker.set_onerror(Some(fail.as_ref().unchecked_ref()));
            // They listen for as long as the page lives.
            hear.forget();
            fail.forget();
        }
        Self { inner }
    }

    /// Asks for the annotation of `text`. Of several texts that are asked for while one is read, the newest is read next.
    pub fn ask(&self, text: &str) {
        self.inner.ask(text.into());
    }
}

impl Inner {
    fn ask(&self, text: Rc<str>) {
        if !self.ready.get() || self.asked.borrow().is_some() {
            *self.waiting.borrow_mut() = Some(text);
            return;
        }
        let id = self.next.get();
        self.next.set(id.wrapping_add(1));
        let request = Request { id, text: text.to_string() };
        *self.asked.borrow_mut() = Some((id, text));
        if let (Some(worker), Ok(message)) = (&self.worker, serde_wasm_bindgen::to_value(&request)) {
            // Posting fails only for values that cannot be cloned; plain shapes can.
            let _ = worker.post_message(&message);
        }
    }

    fn hear(&self, event: &MessageEvent, tell: &dyn Fn(Event)) {
        match serde_wasm_bindgen::from_value::<Response>(event.data()) {
            Ok(Response::Ready) => {
                self.ready.set(true);
                tell(Event::Ready);
            }
            Ok(Response::Annotated { id, document }) => {
                let asked = self.asked.borrow_mut().take();
                if let Some((own, text)) = asked
                    && own == id
                {
                    tell(Event::Annotated(text, document));
                }
            }
            Ok(Response::Failed { message }) => tell(Event::Failed(message)),
            Err(error) => tell(Event::Failed(format!("the worker's answer is not one: {error}"))),
        }
        let next = self.waiting.borrow_mut().take();
        if let Some(text) = next {
            self.ask(text);
        }
    }
}

fn words(error: &JsValue) -> String {
    error.as_string().unwrap_or_else(|| format!("{error:?}"))
}
