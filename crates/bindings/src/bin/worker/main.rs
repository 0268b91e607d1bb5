//! The worker: fetches the model, says that it is ready, and answers each request. Between two requests it keeps the note that was annotated last.

mod pace;
mod qr;
mod score;
mod weights;

use std::cell::{Cell, OnceCell, RefCell};
use std::io;
use std::rc::Rc;

use bindings::message::{self, Form, Imported, Link, Request, Response};
use bindings::{Annotated, Annotator};
use exchange::json::Sentence;
use exchange::link::{self, LinkError, Options};
use exchange::offset::OffsetUnit;
use exchange::review::Review;
use exchange::{file, shelf};
use js_sys::{Function, Promise, Uint8Array};
use scorer::model::Dot;
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

/// Listens for as long as the worker lives; what needs the scorer is answered once that is loaded.
async fn serve(scope: DedicatedWorkerGlobalScope) {
    let desk = Rc::new(Desk {
        scope: scope.clone(),
        annotator: OnceCell::new(),
        newest: Cell::new(None),
        dot: Cell::default(),
        held: RefCell::new(None),
        comparing: Cell::new(None),
        other: RefCell::new(None),
        scoring: Cell::new(0),
    });
    let own = desk.clone();
    let answer =
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| match message::read(&Uint8Array::new(&event.data()).to_vec()) {
            Ok(request) => hear(&own, request),
            Err(error) => post(&own.scope, &Response::Failed { message: format!("a message is not a request: {error}") }),
        });
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    answer.forget();
    post(&scope, &Response::Listening);
    let tell = scope.clone();
    match weights::load(&scope, move |loaded, total| post(&tell, &Response::Loading { loaded, total })).await {
        Ok(annotator) => {
            let annotator = desk.annotator.get_or_init(|| annotator);
            post(&scope, &Response::Ready { scorer: annotator.scorer_name() });
            pace::find(&desk, annotator).await;
        }
        Err(message) => post(&scope, &Response::Failed { message }),
    }
}

fn hear(desk: &Rc<Desk>, request: Request) {
    match request {
        Request::Annotate { id, text, review } => {
            desk.newest.set(Some(id));
            spawn_local(annotate(desk.clone(), id, text, review));
        }
        Request::Review { id, review } => desk.review(id, review),
        Request::Explain { id, sentence } => desk.explain(id, sentence),
        Request::Compare { id, turn, text } => spawn_local(compare(desk.clone(), id, turn, text)),
        Request::Link { id, review, options, address } => desk.link(id, &review, options, &address),
        Request::Export { id, review, form, date } => desk.export(id, &review, form, &date),
        Request::Open { link } => {
            post(&desk.scope, &Response::Opened { content: link::read(&link).map_err(worded) });
        }
        Request::Import { content, aside } => desk.import(&content, aside),
        Request::Score { note, text, review } => spawn_local(score::score(desk.clone(), note, text, review)),
        Request::StopScoring => desk.scoring.set(desk.scoring.get().wrapping_add(1)),
        Request::WriteShelf { notes } => post(&desk.scope, &Response::ShelfWritten { content: shelf::write(&notes) }),
        Request::Cancel => {
            desk.newest.set(None);
            desk.comparing.set(None);
        }
    }
}

/// What is wrong with a link, and what a reader of the page can do about it where the link cannot know that.
fn worded(error: LinkError) -> String {
    match error {
        LinkError::Newer { .. } => format!("{error}: reload the page and open the link again"),
        other => other.to_string(),
    }
}

/// What the answers are given from.
struct Desk {
    scope: DedicatedWorkerGlobalScope,
    /// Once it is loaded.
    annotator: OnceCell<Annotator>,
    /// What is asked for and not answered.
    newest: Cell<Option<u32>>,
    /// How products are summed.
    dot: Cell<Dot>,
    /// The note that was annotated last.
    held: RefCell<Option<(u32, Annotated)>>,
    /// Which comparison is wanted.
    comparing: Cell<Option<u32>>,
    /// The note that was set beside another one last.
    other: RefCell<Option<Annotated>>,
    /// Counts what was asked for the shelf: only the last of it is wanted.
    scoring: Cell<u32>,
}

impl Desk {
    /// Sends sentences, some at a time.
    fn tell(&self, id: u32, sentences: &[Sentence], is_long: bool, so_far: bool) {
        let mut chunks = sentences.chunks(CHUNK).peekable();
        while let Some(chunk) = chunks.next() {
            let sentences = chunk.iter().map(|own| if is_long { own.without_evidence() } else { own.clone() }).collect();
            post(&self.scope, &Response::Sentences { id, sentences, so_far, more: chunks.peek().is_some() });
        }
    }

    /// Answers from a note. One that is no longer the last one is not answered: the page has asked for another.
    fn answer(&self, id: u32, answer: impl FnOnce(&Annotator, &Annotated) -> Option<Response>) {
        if let (Some(annotator), Some((own, annotated))) = (self.annotator.get(), &*self.held.borrow())
            && *own == id
            && let Some(response) = answer(annotator, annotated)
        {
            post(&self.scope, &response);
        }
    }

    fn review(&self, id: u32, review: Review) {
        self.answer(id, |annotator, annotated| {
            let outcome = annotator.review(annotated, &review);
            Some(Response::Reviewed { id, review, outcome })
        });
    }

    fn explain(&self, id: u32, sentence: usize) {
        self.answer(id, |_, annotated| {
            let sentence = annotated.document.sentences.get(sentence)?;
            Some(Response::Explained { id, sentence: Box::new(sentence.clone()) })
        });
    }

    fn link(&self, id: u32, review: &Review, options: Options, address: &str) {
        self.answer(id, |annotator, annotated| {
            let link = annotator.link(annotated, review, options, address).map(|address| Link { code: qr::code(&address), address });
            Some(Response::Linked { id, link: link.map_err(|error| error.to_string()) })
        });
    }

    fn export(&self, id: u32, review: &Review, form: Form, date: &str) {
        self.answer(id, |annotator, annotated| {
            Some(Response::Exported { id, exported: Box::new(annotator.export(annotated, review, form, date)) })
        });
    }

    /// What others noted is looked for in the note that was annotated last.
    fn import(&self, content: &str, aside: Option<String>) {
        if let Some(notes) = shelf::read(content) {
            return post(&self.scope, &Response::Shelf { notes: notes.map_err(|error| error.to_string()) });
        }
        let imported = file::read(content).map_err(|error| error.to_string()).map(|opened| {
            let held = self.held.borrow();
            let (text, sentences) = held.as_ref().map_or(("", &[][..]), |(_, own)| (own.text(), own.document.sentences.as_slice()));
            let (review, unanchored) = match &opened.text {
                Some(_) => (opened.review.clone(), Vec::new()),
                None => opened.anchor(text, sentences),
            };
            Imported { text: opened.text, review, unanchored }
        });
        post(&self.scope, &Response::Imported { aside, imported });
    }
}

/// A note of more sentences is long: it is shown while it is read, and the words behind a sentence are sent when they are asked for.
const LONG: usize = 400;
/// How many sentences go in one message, so that the page is never busy for long with one.
const CHUNK: usize = 100;

/// Reads a note a few sentences at a time and looks in between whether it is still wanted.
async fn annotate(desk: Rc<Desk>, id: u32, text: String, review: Review) {
    let Some(annotator) = desk.annotator.get() else { return };
    post(&desk.scope, &Response::Reading { id, share: 0.0 });
    let mut run = annotator.begin_with(&text, desk.dot.get());
    let mut told = 0;
    while annotator.step(&mut run) {
        post(&desk.scope, &Response::Reading { id, share: run.progress() });
        // Ever more at a time, as the page goes through all that it has whenever something comes.
        if run.count() > LONG && run.done() >= told + CHUNK.max(told / 4) {
            let sentences = annotator.so_far(&run, told..run.done(), OffsetUnit::Utf8);
            told = run.done();
            desk.tell(id, &sentences, true, true);
        }
        breathe(&desk.scope).await;
        if desk.newest.get() != Some(id) {
            return;
        }
    }
    let mut annotated = annotator.finish(run, OffsetUnit::Utf8);
    let outcome = annotator.review(&annotated, &review);
    // The sentences go before the rest, which is copied without them.
    let sentences = std::mem::take(&mut annotated.document.sentences);
    desk.tell(id, &sentences, sentences.len() > LONG, false);
    post(&desk.scope, &Response::Annotated { id, document: Box::new(annotated.document.clone()), review, outcome });
    annotated.document.sentences = sentences;
    desk.held.replace(Some((id, annotated)));
    desk.newest.set(None);
}

/// Reads another note, if it is not the one that was read last for that, and sets it beside the note that was annotated last. A note that is asked for
/// meanwhile comes first; the page then asks again.
async fn compare(desk: Rc<Desk>, id: u32, turn: u32, text: String) {
    let Some(annotator) = desk.annotator.get() else { return };
    desk.comparing.set(Some(turn));
    if desk.other.borrow().as_ref().is_none_or(|other| other.text() != text) {
        let mut run = annotator.begin_with(&text, desk.dot.get());
        while annotator.step(&mut run) {
            post(&desk.scope, &Response::Comparing { turn, share: run.progress() });
            breathe(&desk.scope).await;
            if desk.comparing.get() != Some(turn) || desk.newest.get().is_some() {
                return;
            }
        }
        desk.other.replace(Some(annotator.finish(run, OffsetUnit::Utf8)));
    }
    let (held, other) = (desk.held.borrow(), desk.other.borrow());
    let (Some((own, after)), Some(before)) = (&*held, &*other) else { return };
    if *own != id {
        return;
    }
    let response = match annotator.pairs(before, after) {
        Some(pairs) => {
            let mut document = before.document.clone();
            document.sentences = document.sentences.iter().map(Sentence::without_evidence).collect();
            Response::Compared { turn, document: Box::new(document), pairs }
        }
        None => Response::Incomparable {
            turn,
            message: "Both notes together are too long to be set side by side: expected at most about 2,000 sentences each.".to_owned(),
        },
    };
    post(&desk.scope, &response);
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
    let failed = |error: io::Error| message::write(&Response::Failed { message: format!("an answer cannot be said: {error}") });
    if let Ok(message) = message::write(response).or_else(failed) {
        // Posting fails only for values that cannot be cloned; bytes can.
        let _ = scope.post_message(&Uint8Array::from(message.as_slice()));
    }
}
