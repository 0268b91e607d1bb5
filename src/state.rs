//! What the page knows: the reader's text, the annotation that belongs to it, the chosen sentence. The only place where it changes.

use std::sync::Arc;
use std::time::Duration;

use exchange::json::{Document, Sentence};
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;

use crate::phrase;
use crate::sample::SAMPLE;
use crate::worker_client::{Event, WorkerClient};

/// How long the typing must rest before the note is read again.
const REST: Duration = Duration::from_millis(150);

/// An annotation together with the very text that it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The text as sent.
    pub text: Arc<str>,
    /// Its annotation, positions in UTF-8 bytes.
    pub document: Arc<Document>,
}

impl Shown {
    /// The sentence of that id.
    pub fn sentence(&self, id: usize) -> Option<&Sentence> {
        self.document.sentences.get(id)
    }
}

/// Whether the scorer is at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Engine {
    /// It is being loaded: bytes there, bytes in all.
    Loading(u32, u32),
    /// It reads.
    Ready,
    /// It cannot be had, and why.
    Failed(String),
}

/// The page's state; copies are the same state.
#[derive(Clone, Copy)]
pub struct State {
    /// What the reader typed or pasted.
    pub text: RwSignal<String>,
    /// The newest annotation.
    pub shown: RwSignal<Option<Shown>>,
    /// The sentence that is explained.
    pub chosen: RwSignal<Option<usize>>,
    /// Whether the scorer is at hand.
    pub engine: RwSignal<Engine>,
    /// The share of the text that is read, while it is read; `None` while nothing is.
    pub reading: RwSignal<Option<f64>>,
    /// Whether the reader stopped the reading of the text.
    pub stopped: RwSignal<bool>,
    /// What the live region says.
    pub status: RwSignal<String>,
    /// The text that a button replaced, to be brought back.
    pub replaced: RwSignal<Option<String>>,
    client: StoredValue<WorkerClient, LocalStorage>,
}

impl State {
    /// Starts the worker and lets it read whatever the text becomes.
    pub fn start() -> Self {
        let (shown, chosen, engine, status) =
            (RwSignal::new(None), RwSignal::new(None), RwSignal::new(Engine::Loading(0, 0)), RwSignal::new(String::new()));
        let (reading, stopped) = (RwSignal::new(None), RwSignal::new(false));
        let text = RwSignal::new(String::new());
        let client = WorkerClient::start(move |event| match event {
            Event::Loading(loaded, total) => engine.set(Engine::Loading(loaded, total)),
            Event::Ready => engine.set(Engine::Ready),
            Event::Reading(share) => reading.set(Some(share)),
            Event::Failed(message) => engine.set(Engine::Failed(message)),
            Event::Annotated(read, document) => {
                reading.set(None);
                if text.with_untracked(|text| text.trim().is_empty()) {
                    return;
                }
                let fresh = Shown { text: read.as_ref().into(), document: Arc::from(document) };
                if shown.with_untracked(|old: &Option<Shown>| old.as_ref().is_none_or(|old| old.text != fresh.text)) {
                    chosen.set(None);
                    status.set(phrase::summary(&fresh.document));
                }
                shown.set(Some(fresh));
            }
        });
        let replaced = RwSignal::new(None);
        let state = Self { text, shown, chosen, engine, reading, stopped, status, replaced, client: StoredValue::new_local(client) };
        let mut read = debounce(REST, move |text: String| state.client.with_value(|client| client.ask(&text)));
        Effect::new(move |_| {
            let text = text.get();
            stopped.set(false);
            if text.trim().is_empty() {
                state.client.with_value(WorkerClient::cancel);
                reading.set(None);
                shown.set(None);
                chosen.set(None);
                status.set(String::new());
            } else {
                read(text);
            }
        });
        state
    }

    /// The reader typed or pasted.
    pub fn edit(self, text: String) {
        self.replaced.set(None);
        self.text.set(text);
    }

    /// Stops reading; what was shown before stays.
    pub fn stop(self) {
        self.client.with_value(WorkerClient::cancel);
        self.reading.set(None);
        self.stopped.set(true);
        self.status.set("Stopped reading.".to_owned());
    }

    /// Reads the text that was stopped, from its beginning.
    pub fn resume(self) {
        self.stopped.set(false);
        self.text.with_untracked(|text| self.client.with_value(|client| client.ask(text)));
    }

    /// Loads the scorer once more.
    pub fn retry(self) {
        self.engine.set(Engine::Loading(0, 0));
        self.client.with_value(WorkerClient::restart);
    }

    /// Puts the sample in place of the text, which can be brought back.
    pub fn load_sample(self) {
        self.replace(SAMPLE.to_owned());
    }

    /// Empties the page; the text can be brought back.
    pub fn clear(self) {
        self.replace(String::new());
    }

    /// Brings back the text that a button replaced.
    pub fn undo(self) {
        if let Some(text) = self.replaced.get_untracked() {
            self.replaced.set(None);
            self.text.set(text);
        }
    }

    fn replace(self, text: String) {
        let old = self.text.get_untracked();
        self.replaced.set(if old.trim().is_empty() || old == text { None } else { Some(old) });
        self.text.set(text);
    }
}
