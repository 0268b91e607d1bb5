//! What the page knows: the reader's text, the annotation that belongs to it, the chosen sentence, the filter. The only place where it changes.

use std::sync::Arc;
use std::time::Duration;

use exchange::review::{Entry, Review};
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;

use crate::finding::{self, Filter};
use crate::history::{self, History};
use crate::sample::SAMPLE;
use crate::shown::Shown;
use crate::worker_client::{Event, WorkerClient};
use crate::{browser, ids, phrase};

/// How long the typing must rest before the note is read again.
const REST: Duration = Duration::from_millis(150);

/// Under which name the device keeps whether single letters act, and what it keeps.
const LETTERS: &str = "letters";
const ON: &str = "on";
const OFF: &str = "off";

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
    /// Which findings are listed.
    pub filter: RwSignal<Filter>,
    /// The findings that are listed.
    pub listed: Memo<Vec<usize>>,
    /// Whether the reader's text is open for editing beside the annotated note.
    pub editing: RwSignal<bool>,
    /// Whether single letters act in the list of findings.
    pub letters: RwSignal<bool>,
    /// Whether the keys are being explained.
    pub explaining_keys: RwSignal<bool>,
    /// Whether the scorer is at hand.
    pub engine: RwSignal<Engine>,
    /// The share of the text that is read, while it is read; `None` while nothing is.
    pub reading: RwSignal<Option<f64>>,
    /// Whether the reader stopped the reading of the text.
    pub stopped: RwSignal<bool>,
    /// What the live region says.
    pub status: RwSignal<String>,
    /// What the reader changed in the note.
    pub history: RwSignal<History>,
    /// The text that a button replaced with what was changed in it, to be brought back.
    pub replaced: RwSignal<Option<(String, History)>>,
    /// A comment that is being written, with its sentence.
    comment: StoredValue<Option<(usize, String)>>,
    /// Where the focus was before a sentence was chosen.
    origin: StoredValue<Option<String>>,
    client: StoredValue<WorkerClient, LocalStorage>,
}

impl State {
    /// Starts the worker and lets it read whatever the text becomes.
    pub fn start() -> Self {
        let (shown, chosen, engine, status) =
            (RwSignal::new(None), RwSignal::new(None), RwSignal::new(Engine::Loading(0, 0)), RwSignal::new(String::new()));
        let (reading, stopped) = (RwSignal::new(None), RwSignal::new(false));
        let text = RwSignal::new(String::new());
        let (history, revised) = (RwSignal::new(History::default()), RwSignal::new(None));
        let client = WorkerClient::start(move |event| match event {
            Event::Loading(loaded, total) => engine.set(Engine::Loading(loaded, total)),
            Event::Ready => engine.set(Engine::Ready),
            Event::Reading(share) => reading.set(Some(share)),
            Event::Failed(message) => engine.set(Engine::Failed(message)),
            Event::Annotated(read, document, review, outcome) => {
                reading.set(None);
                if text.with_untracked(|text| text.trim().is_empty()) {
                    return;
                }
                let is_newest = history.with_untracked(|history| *history.present() == review);
                let mut review = review;
                review.settle(&read, &document.sentences, &outcome.places);
                if is_newest {
                    history.update(|history| history.settle(&read, &document.sentences, &outcome.places));
                }
                let fresh = Shown::new(read.as_ref().into(), Arc::from(document), review, &outcome);
                if shown.with_untracked(|old: &Option<Shown>| old.as_ref().is_none_or(|old| old.text != fresh.text)) {
                    chosen.set(None);
                    status.set(phrase::summary(&fresh.document));
                }
                shown.set(Some(fresh));
                if !is_newest {
                    revised.set(history.with_untracked(|history| Some(history.present().clone())));
                }
            }
            Event::Reviewed(review, outcome) => {
                if history.with_untracked(|history| *history.present() != review) {
                    revised.set(history.with_untracked(|history| Some(history.present().clone())));
                } else if let Some(old) = shown.get_untracked() {
                    let focused = browser::focused();
                    let fresh = Shown::new(old.text, old.scored, review, &outcome);
                    status.set(phrase::reviewed(&fresh));
                    shown.set(Some(fresh));
                    // What had the focus was drawn anew.
                    browser::focus_soon(focused.into_iter().collect());
                }
            }
        });
        let filter = RwSignal::new(Filter::default());
        let listed = Memo::new(move |_| {
            shown.with(|shown| shown.as_ref().map(|shown| filter.with(|filter| filter.findings(shown))).unwrap_or_default())
        });
        let state = Self {
            text,
            shown,
            chosen,
            filter,
            listed,
            editing: RwSignal::new(true),
            letters: RwSignal::new(browser::kept(LETTERS).as_deref() != Some(OFF)),
            explaining_keys: RwSignal::new(false),
            engine,
            reading,
            stopped,
            status,
            history,
            replaced: RwSignal::new(None),
            comment: StoredValue::new(None),
            origin: StoredValue::new(None),
            client: StoredValue::new_local(client),
        };
        let mut read = debounce(REST, move |text: String| state.ask(&text));
        Effect::new(move |_| {
            if let Some(review) = revised.get() {
                state.client.with_value(|client| client.review(review));
            }
        });
        Effect::new(move |_| {
            let text = text.get();
            stopped.set(false);
            if text.trim().is_empty() {
                state.client.with_value(WorkerClient::cancel);
                reading.set(None);
                shown.set(None);
                chosen.set(None);
                status.set(String::new());
                state.editing.set(true);
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

    fn ask(self, text: &str) {
        let review = self.history.with_untracked(|history| history.present().clone());
        self.client.with_value(|client| client.ask(text, review));
    }

    /// The reader chooses a sentence to have it explained; it comes into view, and the focus stays where it is.
    pub fn choose(self, sentence: usize) {
        self.finish_comment();
        if self.chosen.get_untracked().is_none() {
            self.origin.set_value(browser::focused());
        }
        self.chosen.set(Some(sentence));
        browser::reveal(ids::sentence(sentence));
        browser::reveal_within(ids::RAIL, &ids::finding(sentence));
    }

    /// Ends the explanation; the focus goes back to where it was before.
    pub fn close(self) {
        self.finish_comment();
        if let Some(sentence) = self.chosen.get_untracked() {
            self.chosen.set(None);
            let origin = self.origin.with_value(Clone::clone).unwrap_or_else(|| ids::sentence(sentence));
            // What is looked for may only be drawn once the explanation is gone.
            browser::focus_soon(vec![origin, ids::sentence(sentence)]);
        }
    }

    /// Chooses the listed finding after the chosen sentence, or before it, and moves the focus to it.
    pub fn step(self, backwards: bool) {
        let mut listed = self.listed.get_untracked();
        listed.sort_unstable();
        let from = self.chosen.get_untracked().or_else(|| browser::focused_sentence(ids::ANNOTATED_NOTE));
        match finding::next(&listed, from, backwards) {
            Some(sentence) => {
                self.choose(sentence);
                browser::focus(&ids::sentence(sentence));
            }
            None if self.shown.with_untracked(Option::is_some) => self.status.set("No finding to go to.".to_owned()),
            None => {}
        }
    }

    /// Changes which findings are listed and says how many there are.
    pub fn narrow(self, change: impl FnOnce(&mut Filter)) {
        self.filter.update(change);
        let all = self.shown.with_untracked(|shown| shown.as_ref().map_or(0, |shown| finding::all(shown).count()));
        self.status.set(phrase::listed(self.listed.with_untracked(Vec::len), all));
    }

    /// Turns the single letters on or off, on this device.
    pub fn set_letters(self, on: bool) {
        self.letters.set(on);
        browser::keep(LETTERS, if on { ON } else { OFF });
    }

    /// A text that was pasted beside the text area takes the place of the note.
    pub fn paste(self, text: String) {
        self.editing.set(false);
        self.replace(text);
    }

    /// Opens the reader's text for editing, or closes it.
    pub fn edit_text(self, open: bool) {
        self.editing.set(open);
        if open {
            browser::focus_soon(vec![format!("#{}", ids::NOTE_INPUT)]);
        }
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
        self.text.with_untracked(|text| self.ask(text));
    }

    /// Loads the scorer once more.
    pub fn retry(self) {
        self.engine.set(Engine::Loading(0, 0));
        self.client.with_value(WorkerClient::restart);
    }

    /// Puts the sample in place of the text, which can be brought back.
    pub fn load_sample(self) {
        self.editing.set(false);
        self.replace(SAMPLE.to_owned());
    }

    /// Empties the page; the text can be brought back.
    pub fn clear(self) {
        self.replace(String::new());
    }

    /// Brings back the text that a button replaced.
    pub fn undo(self) {
        if let Some((text, history)) = self.replaced.get_untracked() {
            self.replaced.set(None);
            self.history.set(history);
            self.text.set(text);
        }
    }

    /// The reader says something of a sentence that the scorer may see otherwise.
    pub fn revise(self, sentence: usize, edit: impl FnOnce(&mut Entry)) {
        let Some(shown) = self.shown.get_untracked() else { return };
        self.change(|review| history::revise(review, &shown.text, &shown.scored, sentence, edit));
    }

    /// The reader says no more of a sentence than the scorer does.
    pub fn restore(self, sentence: usize) {
        self.comment.set_value(None);
        self.revise(sentence, |entry| *entry = Entry::new(entry.target.clone()));
    }

    /// What the reader said of a sentence that the text holds no more goes to the chosen one, or away where none is chosen.
    pub fn settle_orphan(self, entry: usize, sentence: Option<usize>) {
        let Some(shown) = self.shown.get_untracked() else { return };
        self.change(|review| {
            if entry < review.entries.len() {
                let orphan = review.entries.remove(entry);
                if let Some(id) = sentence {
                    history::revise(review, &shown.text, &shown.scored, id, |own| *own = Entry { target: own.target.clone(), ..orphan });
                }
            }
        });
    }

    /// The reader writes a comment; it counts once it is finished.
    pub fn write_comment(self, sentence: usize, comment: String) {
        self.comment.set_value(Some((sentence, comment)));
    }

    /// Takes the comment that was being written.
    pub fn finish_comment(self) {
        if let Some((sentence, comment)) = self.comment.try_update_value(Option::take).flatten() {
            self.revise(sentence, |entry| entry.comment = comment);
        }
    }

    /// Takes back the last change to the review.
    pub fn undo_change(self) {
        self.finish_comment();
        self.step_in_history(History::undo, "Nothing to undo.");
    }

    /// Makes the change again that was taken back last.
    pub fn redo_change(self) {
        self.step_in_history(History::redo, "Nothing to redo.");
    }

    fn step_in_history(self, step: impl FnOnce(&mut History), none: &str) {
        let before = self.history.with_untracked(|history| history.present().clone());
        self.history.update(step);
        if self.history.with_untracked(|history| *history.present() == before) {
            self.status.set(none.to_owned());
        }
        self.ask_for_review();
    }

    fn change(self, edit: impl FnOnce(&mut Review)) {
        self.history.update(|history| history.change(edit));
        self.ask_for_review();
    }

    fn ask_for_review(self) {
        let review = self.history.with_untracked(|history| history.present().clone());
        self.client.with_value(|client| client.review(review));
    }

    fn replace(self, text: String) {
        let old = self.text.get_untracked();
        if old != text {
            self.finish_comment();
            let history = self.history.get_untracked();
            // Another note, another review.
            self.history.set(History::default());
            self.replaced.set((!old.trim().is_empty()).then_some((old, history)));
        }
        self.text.set(text);
    }
}
