//! The page's end of the worker: it starts it, asks for one note at a time, and drops what is outdated. It knows no meaning.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use bindings::message::{self, Exported, Form, Imported, Link, Pair, Request, Response};
use exchange::json::{Document, Sentence};
use exchange::link::{Content, Options};
use exchange::review::{Outcome, Review};
use exchange::shelf::{Shelved, Summary};
use js_sys::Uint8Array;
use leptos::prelude::document;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageEvent, Worker};

/// The attribute of the document that names the worker's script.
const SCRIPT: &str = "data-worker";

/// What the worker tells the page.
pub enum Event {
    /// The model is on its way: bytes there, bytes in all.
    Loading(u32, u32),
    /// It is loaded, and which scorer it is.
    Ready(String),
    /// A note is being read: the share that is done.
    Reading(f64),
    /// Some sentences of a note that is being read, behind those that came before: the text that was sent, all sentences so far.
    SoFar(Rc<str>, Vec<Sentence>),
    /// The words behind a sentence of the note that was read last.
    Explained(Box<Sentence>),
    /// A note was read: the text that was sent, its annotation, the review that was sent with it, and what that comes to.
    Annotated(Rc<str>, Box<Document>, Review, Outcome),
    /// What a review comes to in the note that was read last.
    Reviewed(Review, Outcome),
    /// The note to be set beside the one that was read last is being read: the share that is done.
    Comparing(f64),
    /// It was read: its text, its annotation, and which sentences of both make the same point.
    Compared(Rc<str>, Box<Document>, Vec<Pair>),
    /// The two cannot be set side by side, and why.
    Incomparable(String),
    /// A link to the note that was read last, or why there is none.
    Linked(Result<Link, String>),
    /// The note that was read last in another form.
    Exported(Box<Exported>),
    /// What is in a link, or why it cannot be read.
    Opened(Result<Content, String>),
    /// What is in a file, or why it cannot be read; with its name where it came with others.
    Imported(Option<String>, Result<Imported, String>),
    /// The notes of a file that holds a shelf, or why it cannot be read.
    Shelf(Result<Vec<Shelved>, String>),
    /// What is read in a note of the shelf, by its id.
    Scored(String, Summary),
    /// The file with all notes of the shelf.
    ShelfWritten(String),
    /// It cannot work.
    Failed(String),
}

/// Asks the worker; clones speak to the same one.
#[derive(Clone)]
pub struct WorkerClient {
    inner: Rc<Inner>,
}

struct Inner {
    worker: RefCell<Option<Worker>>,
    ready: Cell<bool>,
    /// Whether it listens, and what it is to hear once it does.
    listens: Cell<bool>,
    waiting: RefCell<Vec<Request>>,
    next: Cell<u32>,
    /// What was asked and is not answered; it waits for the worker where that is not ready.
    asked: RefCell<Option<(u32, Rc<str>, Review)>>,
    /// Its sentences that came so far, and whether they came while it is still being read.
    parts: RefCell<(Vec<Sentence>, bool)>,
    /// The note that was answered last.
    answered: Cell<Option<u32>>,
    /// The note that was sent to be set beside it, until that is done.
    beside: RefCell<Option<(u32, Rc<str>)>>,
    tell: Box<dyn Fn(Event)>,
}

impl WorkerClient {
    /// Starts the worker; `tell` hears of everything that it says.
    pub fn start(tell: impl Fn(Event) + 'static) -> Self {
        let inner = Inner {
            worker: RefCell::new(None),
            ready: Cell::new(false),
            listens: Cell::new(false),
            waiting: RefCell::default(),
            next: Cell::new(0),
            asked: RefCell::new(None),
            parts: RefCell::default(),
            answered: Cell::new(None),
            beside: RefCell::new(None),
            tell: Box::new(tell),
        };
        let client = Self { inner: Rc::new(inner) };
        client.restart();
        client
    }

    /// Puts a new worker in place of the one that failed; what was asked is asked again.
    pub fn restart(&self) {
        let inner = &self.inner;
        if let Some(old) = inner.worker.take() {
            old.terminate();
        }
        inner.ready.set(false);
        inner.listens.set(false);
        inner.answered.set(None);
        inner.beside.take();
        let script = document().document_element().and_then(|root| root.get_attribute(SCRIPT));
        match Worker::new(&script.unwrap_or_default()) {
            Err(error) => (inner.tell)(Event::Failed(words(&error))),
            Ok(worker) => {
                let own = inner.clone();
                let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| own.hear(&event));
                worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
                let own = inner.clone();
                let fail = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| (own.tell)(Event::Failed(event.message())));
                worker.set_onerror(Some(fail.as_ref().unchecked_ref()));
                // They listen for as long as the page lives.
                hear.forget();
                fail.forget();
                inner.worker.replace(Some(worker));
            }
        }
    }

    /// Asks for the annotation of `text` with what its reader changed; whatever was asked before is given up.
    pub fn ask(&self, text: &str, review: Review) {
        let id = self.inner.next.get();
        self.inner.next.set(id.wrapping_add(1));
        self.inner.asked.replace(Some((id, text.into(), review)));
        self.inner.parts.take();
        if self.inner.ready.get() {
            self.inner.post();
        }
    }

    /// Asks what a review comes to in the note that was read last.
    pub fn review(&self, review: Review) {
        if let Some(id) = self.inner.answered.get() {
            self.inner.send(&Request::Review { id, review });
        }
    }

    /// Asks for the words behind a sentence of the note that was read last.
    pub fn explain(&self, sentence: usize) {
        if let Some(id) = self.inner.answered.get() {
            self.inner.send(&Request::Explain { id, sentence });
        }
    }

    /// Asks for the note that was read last beside another one; `false` where none was read yet.
    pub fn compare(&self, text: &str) -> bool {
        let Some(id) = self.inner.answered.get() else { return false };
        let turn = self.inner.next.get();
        self.inner.next.set(turn.wrapping_add(1));
        self.inner.beside.replace(Some((turn, text.into())));
        self.inner.send(&Request::Compare { id, turn, text: text.to_owned() });
        true
    }

    /// Asks for a link to the note that was read last, put behind `address`.
    pub fn link(&self, review: Review, options: Options, address: String) {
        if let Some(id) = self.inner.answered.get() {
            self.inner.send(&Request::Link { id, review, options, address });
        }
    }

    /// Asks for the note that was read last in another form.
    pub fn export(&self, review: Review, form: Form, date: String) {
        if let Some(id) = self.inner.answered.get() {
            self.inner.send(&Request::Export { id, review, form, date });
        }
    }

    /// Asks for what is in a link.
    pub fn open(&self, link: String) {
        self.inner.send_soon(Request::Open { link });
    }

    /// Asks for what is in a file; of one that came with others and goes on the shelf the name is given.
    pub fn import(&self, content: String, aside: Option<String>) {
        self.inner.send_soon(Request::Import { content, aside });
    }

    /// Asks for what is read in a note of the shelf, once the scorer is at hand; whatever was asked for so before is given up.
    pub fn score(&self, note: &Shelved) {
        let Shelved { id, text, review, .. } = note.clone();
        self.inner.send(&Request::Score { note: id, text, review });
    }

    /// Gives that up.
    pub fn stop_scoring(&self) {
        self.inner.send(&Request::StopScoring);
    }

    /// Asks for the file with all notes of the shelf.
    pub fn write_shelf(&self, notes: Vec<Shelved>) {
        self.inner.send_soon(Request::WriteShelf { notes });
    }

    /// Gives up what was asked.
    pub fn cancel(&self) {
        if self.inner.asked.take().is_some() && self.inner.ready.get() {
            self.inner.send(&Request::Cancel);
        }
    }
}

impl Inner {
    fn post(&self) {
        let request = self.asked.borrow().as_ref().map(|(id, text, review)| Request::Annotate {
            id: *id,
            text: text.to_string(),
            review: review.clone(),
        });
        if let Some(request) = request {
            self.send(&request);
        }
    }

    /// Sends what needs no scorer, once the worker listens.
    fn send_soon(&self, request: Request) {
        if self.listens.get() {
            self.send(&request);
        } else {
            self.waiting.borrow_mut().push(request);
        }
    }

    fn send(&self, request: &Request) {
        if let (Some(worker), Ok(message)) = (&*self.worker.borrow(), message::write(request)) {
            // Posting fails only for values that cannot be cloned; bytes can.
            let _ = worker.post_message(&Uint8Array::from(message.as_slice()));
        }
    }

    fn hear(&self, event: &MessageEvent) {
        let wanted = |id: u32| self.asked.borrow().as_ref().is_some_and(|(own, ..)| *own == id);
        let compares = |turn: u32| self.beside.borrow().as_ref().is_some_and(|(own, _)| *own == turn);
        match message::read::<Response>(&Uint8Array::new(&event.data()).to_vec()) {
            Ok(Response::Loading { loaded, total }) => (self.tell)(Event::Loading(loaded, total)),
            Ok(Response::Listening) => {
                self.listens.set(true);
                for request in self.waiting.take() {
                    self.send(&request);
                }
            }
            Ok(Response::Linked { id, link }) if self.answered.get() == Some(id) => (self.tell)(Event::Linked(link)),
            Ok(Response::Exported { id, exported }) if self.answered.get() == Some(id) => (self.tell)(Event::Exported(exported)),
            Ok(Response::Opened { content }) => (self.tell)(Event::Opened(content)),
            Ok(Response::Imported { aside, imported }) => (self.tell)(Event::Imported(aside, imported)),
            Ok(Response::Shelf { notes }) => (self.tell)(Event::Shelf(notes)),
            Ok(Response::Scored { note, summary }) => (self.tell)(Event::Scored(note, summary)),
            Ok(Response::ShelfWritten { content }) => (self.tell)(Event::ShelfWritten(content)),
            Ok(Response::Ready { scorer }) => {
                self.ready.set(true);
                (self.tell)(Event::Ready(scorer));
                self.post();
            }
            Ok(Response::Reading { id, share }) if wanted(id) => (self.tell)(Event::Reading(share)),
            Ok(Response::Sentences { id, sentences, so_far, more }) if wanted(id) => self.collect(sentences, so_far, more),
            Ok(Response::Explained { id, sentence }) if self.answered.get() == Some(id) => (self.tell)(Event::Explained(sentence)),
            Ok(Response::Annotated { id, mut document, review, outcome }) if wanted(id) => {
                document.sentences = self.parts.take().0;
                if let Some((_, text, _)) = self.asked.take() {
                    self.answered.set(Some(id));
                    (self.tell)(Event::Annotated(text, document, review, outcome));
                }
            }
            Ok(Response::Reviewed { id, review, outcome }) if self.answered.get() == Some(id) => {
                (self.tell)(Event::Reviewed(review, outcome));
            }
            Ok(Response::Comparing { turn, share }) if compares(turn) => (self.tell)(Event::Comparing(share)),
            Ok(Response::Compared { turn, document, pairs }) if compares(turn) => {
                if let Some((_, text)) = self.beside.take() {
                    (self.tell)(Event::Compared(text, document, pairs));
                }
            }
            Ok(Response::Incomparable { turn, message }) if compares(turn) => {
                self.beside.take();
                (self.tell)(Event::Incomparable(message));
            }
            // What is outdated.
            Ok(
                Response::Reading { .. }
                | Response::Sentences { .. }
                | Response::Explained { .. }
                | Response::Annotated { .. }
                | Response::Reviewed { .. }
                | Response::Comparing { .. }
                | Response::Compared { .. }
                | Response::Incomparable { .. }
                | Response::Linked { .. }
                | Response::Exported { .. },
            ) => {}
            Ok(Response::Failed { message }) => (self.tell)(Event::Failed(message)),
            Err(error) => (self.tell)(Event::Failed(format!("the worker's answer is not one: {error}"))),
        }
    }

    /// Puts sentences behind those that came before; the first of the last answer take the place of what was told while the note was read.
    fn collect(&self, sentences: Vec<Sentence>, so_far: bool, more: bool) {
        let mut parts = self.parts.borrow_mut();
        if parts.1 != so_far {
            *parts = (Vec::new(), so_far);
        }
        parts.0.extend(sentences);
        let text = self.asked.borrow().as_ref().map(|(_, text, _)| text.clone());
        if let Some(text) = text.filter(|_| so_far && !more) {
            let all = parts.0.clone();
            drop(parts);
            (self.tell)(Event::SoFar(text, all));
        }
    }
}

fn words(error: &JsValue) -> String {
    error.as_string().unwrap_or_else(|| format!("{error:?}"))
}
