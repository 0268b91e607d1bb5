//! What the page knows: the reader's text, the annotation that belongs to it, the chosen sentence, the filter. The only place where it changes.

use std::sync::Arc;
use std::time::Duration;

use bindings::message::{Exported, Form, Imported};
use exchange::json::{Range, Sentence};
use exchange::link::Content;
use exchange::review::{Entry, Review, Target};
use exchange::shelf::Shelved;
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;

use crate::beside::Beside;
use crate::browser::{File, Offline, Pasted, Read};
use crate::comparison::Other;
use crate::finding::{self, Filter};
use crate::history::{self, History};
use crate::sample::SAMPLE;
use crate::sharing::{Guest, Sharing};
use crate::shelved::{Aside, Desk, Shelf};
use crate::shown::Shown;
use crate::watch::{Places, WatchList};
use crate::worker_client::{Event, WorkerClient};
use crate::{browser, direction, ids, later, phrase, shelf as notes};

/// How long a link is read before that is said.
const PATIENCE: Duration = Duration::from_millis(700);
/// What is said then.
const OPENING: &str = "The link is being opened: its note must be a long one.";
/// How long the typing must rest before the note is read again.
const REST: Duration = Duration::from_millis(150);

/// Under which name the device keeps whether single letters act, and what it keeps.
const LETTERS: &str = "letters";
/// The same of the watch words, as lines.
const WATCH_WORDS: &str = "watch-words";
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
    /// The same, as the margin, the rail and the pictures beside the note follow it.
    pub in_margin: RwSignal<Option<Shown>>,
    /// As above.
    pub in_rail: RwSignal<Option<Shown>>,
    /// As above.
    pub in_pictures: RwSignal<Option<Shown>>,
    /// The sentence that is explained.
    pub chosen: RwSignal<Option<usize>>,
    /// The words behind the chosen sentence, where the annotation came without.
    pub explained: RwSignal<Option<Arc<Sentence>>>,
    /// Which findings are listed.
    pub filter: RwSignal<Filter>,
    /// The findings that are listed.
    pub listed: Memo<Vec<usize>>,
    /// Whether the reader's text is open for editing beside the annotated note.
    pub editing: RwSignal<bool>,
    /// The reader's watch words.
    pub watch: RwSignal<WatchList>,
    /// Where they stand in the note.
    pub watched: Memo<Places>,
    /// For each of them, the sentences that are read in which it stands.
    pub watched_sentences: Memo<Vec<Vec<usize>>>,
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
    /// Whether a file is being dragged over the page.
    pub dragging: RwSignal<bool>,
    /// What is said under the masthead until the reader closes it.
    pub message: RwSignal<Option<String>>,
    /// The note that stands beside it.
    pub beside: Beside,
    /// Links: the one that is being made, and the shared note that is open.
    pub sharing: Sharing,
    /// What the reader changed in the note.
    pub history: RwSignal<History>,
    /// The note that a button replaced, to be brought back.
    pub replaced: RwSignal<Option<Aside>>,
    /// The notes that are kept.
    pub shelf: Shelf,
    /// How far the page itself is kept on the device.
    pub offline: RwSignal<Option<Offline>>,
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
        let explained = RwSignal::new(None);
        let (history, revised) = (RwSignal::new(History::default()), RwSignal::new(None));
        let (beside, sharing) = (Beside::new(shown), Sharing::new());
        let arrived = RwSignal::new(None);
        let message = RwSignal::new(None);
        let is_guest = Signal::derive(move || sharing.guest.with(Option::is_some));
        let shelf = Shelf::new(Desk { text, history, shown, is_guest, status, message });
        let offline = RwSignal::new(None);
        let focused = StoredValue::new(None);
        let client = WorkerClient::start(move |event| match event {
            Event::Loading(loaded, total) => engine.set(Engine::Loading(loaded, total)),
            Event::Ready(scorer) => {
                engine.set(Engine::Ready);
                shelf.ready(scorer);
                // Not before: the page and its scorer come first. A worker that is started again finds it done.
                if offline.get_untracked().is_none() {
                    browser::stay(move |how| offline.set(Some(how)));
                }
            }
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
                if shown.with_untracked(|old: &Option<Shown>| old.as_ref().is_none_or(|old| old.text != fresh.text || old.so_far)) {
                    chosen.set(None);
                    explained.set(None);
                    status.set(phrase::summary(&fresh.document));
                }
                shown.set(Some(fresh));
                if !is_newest {
                    revised.set(history.with_untracked(|history| Some(history.present().clone())));
                }
            }
            Event::SoFar(read, sentences) => {
                let fresh = Shown::so_far(read.as_ref().into(), sentences);
                if shown.with_untracked(|old: &Option<Shown>| old.as_ref().is_none_or(|old| old.text != fresh.text)) {
                    chosen.set(None);
                }
                // It belongs to the note before.
                explained.set(None);
                shown.set(Some(fresh));
            }
            Event::Linked(link) => sharing.link.set(Some(link)),
            Event::Exported(exported) => {
                let words = delivered(&exported);
                status.set(words.clone());
                sharing.said.set(words);
            }
            Event::Opened(content) => arrived.set(Some(Arrival::Link(content))),
            Event::Imported(None, imported) => arrived.set(Some(Arrival::File(imported))),
            Event::Imported(Some(name), imported) => shelf.lay(laid(&name, imported)),
            Event::Shelf(notes) => shelf.import(notes),
            Event::Scored(note, summary) => shelf.take_scored(&note, summary),
            Event::ShelfWritten(content) => {
                let name = format!("note-annotator-{}.shelf.json", browser::date());
                browser::save(&name, "application/json", &content);
                status.set(format!("Saved as {name}."));
            }
            Event::Comparing(share) => beside.reading.set(Some(share)),
            Event::Compared(text, document, pairs) => {
                beside.forget();
                beside.other.set(Some(Other { text: text.as_ref().into(), document: Arc::from(document), pairs: pairs.into() }));
                status.set(beside.summary());
            }
            Event::Incomparable(message) => {
                beside.forget();
                status.set(message.clone());
                beside.hindrance.set(Some(message));
            }
            Event::Explained(sentence) => explained.set(Some(Arc::from(sentence))),
            Event::Reviewed(..) if shown.with_untracked(|shown: &Option<Shown>| shown.as_ref().is_none_or(|shown| shown.so_far)) => {}
            Event::Reviewed(review, outcome) => {
                if history.with_untracked(|history| *history.present() != review) {
                    revised.set(history.with_untracked(|history| Some(history.present().clone())));
                } else if let Some(old) = shown.get_untracked() {
                    focused.set_value(browser::focused());
                    let fresh = Shown::new(old.text, old.scored, review, &outcome);
                    status.set(phrase::reviewed(&fresh));
                    shown.set(Some(fresh));
                }
            }
        });
        let filter = RwSignal::new(Filter::default());
        let (in_margin, in_rail, in_pictures) = (later::follow(shown, 1), later::follow(shown, 2), later::follow(shown, 3));
        Effect::new(move |_| {
            in_margin.track();
            // What had the focus is drawn anew.
            browser::focus_soon(focused.try_update_value(Option::take).flatten().into_iter().collect());
        });
        let listed = Memo::new(move |_| {
            in_rail.with(|shown| shown.as_ref().map(|shown| filter.with(|filter| filter.findings(shown))).unwrap_or_default())
        });
        let watch = RwSignal::new(browser::kept(WATCH_WORDS).and_then(|lines| WatchList::parse(&lines).ok()).unwrap_or_default());
        // While a note is read its text stays what it is.
        let noted = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.text.clone())));
        let watched = Memo::new(move |_| -> Places {
            noted.with(|text| text.as_ref().map(|text| watch.with(|watch| watch.find(text))).unwrap_or_default()).into()
        });
        let watched_sentences = Memo::new(move |_| {
            let count = watch.with(|watch| watch.phrases().len());
            shown.with(|shown| shown.as_ref().map(|shown| watched.with(|places| shown.sentences_at(places, count))).unwrap_or_default())
        });
        let state = Self {
            text,
            shown,
            in_margin,
            in_rail,
            in_pictures,
            chosen,
            explained,
            filter,
            listed,
            watch,
            watched,
            watched_sentences,
            editing: RwSignal::new(true),
            letters: RwSignal::new(browser::kept(LETTERS).as_deref() != Some(OFF)),
            explaining_keys: RwSignal::new(false),
            engine,
            reading,
            stopped,
            status,
            dragging: RwSignal::new(false),
            message,
            beside,
            sharing,
            history,
            replaced: RwSignal::new(None),
            shelf,
            offline,
            comment: StoredValue::new(None),
            origin: StoredValue::new(None),
            client: StoredValue::new_local(client),
        };
        let mut read = debounce(REST, move |text: String| state.ask(&text));
        Effect::new(move |_| {
            arrived.track();
            match arrived.try_update_untracked(Option::take).flatten() {
                Some(Arrival::Link(content)) => state.welcome(content),
                Some(Arrival::File(imported)) => state.take_in(imported),
                None => {}
            }
        });
        Effect::new(move |_| {
            let (is_open, options) = (sharing.open.get(), sharing.options.get());
            let is_read = shown.with(|shown| shown.as_ref().is_some_and(|shown| !shown.so_far));
            if is_open && is_read {
                let review = history.with(|history| history.present().clone());
                state.client.with_value(|client| client.link(review, options, browser::address()));
            }
        });
        Effect::new(move |_| {
            if let Some(note) = shelf.arrived.get() {
                shelf.arrived.set(None);
                state.restore_note(note);
            }
        });
        Effect::new(move |_| {
            if let Some(note) = shelf.wanted.get() {
                state.client.with_value(|client| client.score(&note));
            }
        });
        shelf.start();
        state.open_link();
        browser::shared(move |files| state.open_files(files));
        if let Some((early, is_focused)) = browser::early(ids::EARLY_INPUT) {
            if !early.trim().is_empty() {
                state.editing.set(notes::is_scrap(&early));
                state.edit(early);
            }
            if is_focused {
                browser::focus_soon(vec![format!("#{}:not([hidden])", ids::NOTE_INPUT), format!("#{}", ids::EDIT)]);
            }
        }
        // A note that was read anew is another document, be its text the same; one that was corrected is not.
        let read_anew = Memo::new(move |_| {
            shown.with(|shown| shown.as_ref().filter(|shown| !shown.so_far).map(|shown| Arc::as_ptr(&shown.scored).addr()))
        });
        let mut compare = debounce(REST, move |text: String| {
            if state.client.with_value(|client| client.compare(&text)) {
                beside.reading.set(Some(0.0));
            }
        });
        Effect::new(move |_| {
            let (own, text) = (read_anew.get(), beside.text.get());
            // What was paired belongs to other texts.
            beside.forget();
            if own.is_some() && beside.open.get() && !text.trim().is_empty() {
                compare(text);
            }
        });
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
        let is_gone = text.trim().is_empty();
        if is_gone || self.text.with_untracked(|own| notes::is_another(own, &text)) {
            self.finish_comment();
            let is_kept = self.shelf.is_kept();
            if is_gone {
                self.shelf.empty();
            } else if is_kept {
                self.shelf.turn_over();
            }
            if is_kept {
                // Another note, another review; the one before is on the shelf.
                self.history.set(History::default());
            }
        }
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
        let held = self.shown.with_untracked(|shown| {
            // While a note is still read the worker knows the words of the one before.
            let own = shown.as_ref().filter(|shown| !shown.so_far)?.scored.sentences.get(sentence)?;
            Some(own.polarity.is_none() || !own.logits.is_empty())
        });
        if held == Some(false) {
            self.client.with_value(|client| client.explain(sentence));
        }
        browser::reveal(ids::sentence(sentence), move || self.chosen.try_get_untracked() == Some(Some(sentence)));
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
                browser::focus_when_there(ids::sentence(sentence), move || self.chosen.try_get_untracked() == Some(Some(sentence)));
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

    /// Watches for a word or phrase in every note.
    pub fn watch(self, phrase: &str) {
        let is_new = self.watch.try_update(|list| list.add(phrase)).unwrap_or_default();
        if is_new {
            self.keep_watch_words();
            let count = self.watched_sentences.with_untracked(|found| found.last().map_or(0, Vec::len));
            self.status.set(format!("Watching for {}: in {} of this note.", phrase.trim(), phrase::plural(count, "sentence", "sentences")));
        } else if !phrase.trim().is_empty() {
            self.status.set(format!("{} is watched for already.", phrase.trim()));
        }
    }

    /// Watches for a word no more.
    pub fn unwatch(self, phrase: &str) {
        self.watch.update(|list| list.remove(phrase));
        self.keep_watch_words();
        self.status.set(format!("No longer watching for {phrase}."));
    }

    /// Adds the words of a file to those that are watched for.
    pub fn import_watch_words(self, file: Result<String, String>) {
        match file.and_then(|text| WatchList::parse(&text).map_err(|error| error.to_string())) {
            Ok(list) => {
                let fresh = list.phrases().iter().filter(|phrase| self.watch.try_update(|own| own.add(phrase)).unwrap_or_default()).count();
                self.keep_watch_words();
                let held = list.phrases().len() - fresh;
                self.tell(&format!("{} added, {held} watched for already.", phrase::plural(fresh, "watch word", "watch words")));
            }
            Err(message) => self.tell(&message),
        }
    }

    fn keep_watch_words(self) {
        browser::keep(WATCH_WORDS, &self.watch.with_untracked(WatchList::lines));
    }

    /// Says something under the masthead, to eyes and ears.
    pub fn tell(self, message: &str) {
        self.message.set(Some(message.to_owned()));
        self.status.set(message.to_owned());
    }

    /// What was pasted or dropped beside the text area takes the place of the note, or goes on the shelf where it is several files.
    pub fn bring(self, pasted: Pasted) {
        match pasted {
            Pasted::Text(text) => self.opened(Ok(text)),
            Pasted::Files(files) => self.open_files(files),
        }
    }

    /// A file takes the place of the note; of several files each goes on the shelf.
    pub fn open_files(self, files: Vec<File>) {
        let is_alone = files.len() == 1;
        if !is_alone {
            self.shelf.expect(files.len());
        }
        for file in files {
            let name = file.name();
            browser::read_file(file, move |read| match read {
                _ if is_alone => self.opened_file(read),
                Ok(Read::Text(text)) => self.shelf.lay(Ok((text, Review::default()))),
                Ok(Read::Saved(content)) => self.client.with_value(|client| client.import(content, Some(name))),
                Err(message) => self.shelf.lay(Err(message)),
            });
        }
    }

    /// A file's text takes the place of the note, and so does a saved annotation with its note.
    pub fn opened_file(self, read: Result<Read, String>) {
        match read {
            Ok(Read::Text(text)) => self.opened(Ok(text)),
            Ok(Read::Saved(content)) => self.client.with_value(|client| client.import(content, None)),
            Err(message) => self.opened(Err(message)),
        }
    }

    /// Opens the link that stands behind the page's address, if there is one.
    pub fn open_link(self) {
        let hash = browser::hash();
        if !hash.is_empty() {
            self.client.with_value(|client| client.open(hash));
            self.sharing.opening.set(true);
            // A link is mostly read before its reader looks; a short one can hold a very long note.
            let tell = move || {
                if self.sharing.opening.try_get_untracked() == Some(true) {
                    self.tell(OPENING);
                }
            };
            set_timeout(tell, PATIENCE);
        }
    }

    /// A shared note is shown over what the reader had, which stays as it is; of a link that cannot be read the reader hears why.
    fn welcome(self, content: Result<Content, String>) {
        self.sharing.opening.set(false);
        match content {
            Ok(Content::Note { text, review, seen }) => {
                self.finish_comment();
                let kept = self.sharing.guest.with_untracked(|guest| guest.as_ref().map(|guest| guest.own.clone()));
                let own = kept.unwrap_or_else(|| {
                    self.shelf.save();
                    self.aside()
                });
                self.sharing.guest.set(Some(Guest { seen, own }));
                self.message.set(None);
                self.editing.set(false);
                self.history.set(History::of(review));
                self.text.set(text);
            }
            Ok(findings) => {
                self.message.set(None);
                self.sharing.findings.set(Some(findings));
            }
            Err(message) => self.tell(&phrase::sentence(&message)),
        }
    }

    /// The shared note is the reader's from now on; what the reader had can be brought back.
    pub fn make_mine(self) {
        if let Some(guest) = self.sharing.guest.get_untracked() {
            browser::clear_link();
            // The reader's own is kept from its slot, and while this is a guest nothing of it is.
            self.shelf.turn_over();
            self.sharing.guest.set(None);
            self.replaced.set(guest.into_own());
            self.status.set("The shared note is yours now.".to_owned());
        }
    }

    /// Puts a copy of the shared note on the shelf; it stays open.
    pub fn copy_shared(self) {
        self.shelf.copy(self.text.get_untracked(), self.history.with_untracked(|history| history.present().clone()));
    }

    /// Closes the shared note; what the reader had is there again.
    pub fn close_shared(self) {
        if let Some(guest) = self.sharing.guest.get_untracked() {
            browser::clear_link();
            self.lay(guest.own);
            self.sharing.guest.set(None);
            self.chosen.set(None);
        }
    }

    /// Closes shared findings.
    pub fn close_findings(self) {
        browser::clear_link();
        self.sharing.findings.set(None);
    }

    /// A saved annotation takes the place of the note; what somebody noted in this one is added to what its reader says.
    fn take_in(self, imported: Result<Imported, String>) {
        let Imported { text, review, unanchored } = match imported {
            Ok(imported) => imported,
            Err(message) => return self.tell(&phrase::sentence(&message)),
        };
        self.message.set(None);
        if let Some(text) = text {
            self.editing.set(false);
            self.replace(text);
            self.history.set(History::of(review));
            return;
        }
        if self.shown.with_untracked(Option::is_none) {
            return self.tell("The file holds annotations but no note: open the note that they belong to, then the file.");
        }
        if self.sharing.guest.with_untracked(Option::is_some) {
            return self.tell("The file holds annotations: make the shared note yours before they can be put into it.");
        }
        let (placed, lost) = (review.entries.len(), unanchored.len());
        self.change(|own| {
            own.entries.extend(review.entries);
            own.entries.extend(unanchored.into_iter().map(|own| {
                let range = Range { start: 0, end: 0 };
                let target = Target { exact: own.words, prefix: String::new(), suffix: String::new(), range, unique: false };
                Entry { comment: own.comment, ..Entry::new(target) }
            }));
        });
        let placed = phrase::plural(placed, "annotation", "annotations");
        self.tell(&format!("{placed} found their sentences in this note; {lost} did not and are listed as no longer in the text."));
    }

    /// Opens or closes the dialog for sharing and saving.
    pub fn share(self, open: bool) {
        self.finish_comment();
        self.sharing.link.set(None);
        self.sharing.said.set(String::new());
        self.sharing.open.set(open);
    }

    /// Saves the note in a form, or copies it.
    pub fn export(self, form: Form) {
        self.finish_comment();
        let review = self.history.with_untracked(|history| history.present().clone());
        self.client.with_value(|client| client.export(review, form, browser::date()));
    }

    /// Copies the link.
    pub fn copy_link(self, link: &str) {
        let words = if browser::copy(link, None) {
            "The link is in the clipboard."
        } else {
            "The browser did not copy it: select the link and copy it."
        };
        self.status.set(words.to_owned());
        self.sharing.said.set(words.to_owned());
    }

    /// A text takes the place of the note; where there is none, the reader hears why.
    pub fn opened(self, read: Result<String, String>) {
        match read {
            Ok(text) => {
                self.message.set(None);
                self.editing.set(false);
                self.replace(text);
            }
            Err(message) => self.tell(&message),
        }
    }

    /// Opens or closes the comparison with another note.
    pub fn compare(self, open: bool) {
        self.beside.open.set(open);
        browser::focus_soon(vec![format!("#{}", if open { ids::OTHER_INPUT } else { ids::COMPARE })]);
    }

    /// A file's text takes the place of the other note; where there is none, the reader hears why.
    pub fn opened_beside(self, read: Result<String, String>) {
        match read {
            Ok(text) => {
                self.message.set(None);
                self.beside.editing.set(false);
                self.beside.text.set(text);
            }
            Err(message) => self.tell(&message),
        }
    }

    /// The two notes change places; the reader's changes stay with the note that they were made in, and can be brought back.
    pub fn swap(self) {
        let (own, other) = (self.text.get_untracked(), self.beside.text.get_untracked());
        if !other.trim().is_empty() {
            self.replace(other);
            self.beside.text.set(own);
        }
    }

    /// Two sentences that were paired are two points to the reader.
    pub fn take_apart(self, before: usize, after: usize) {
        let words = self.shown.with_untracked(|shown| {
            self.beside.other.with_untracked(|other| {
                let (shown, other) = (shown.as_ref()?, other.as_ref()?);
                Some(other.words(shown, other.sentence(before)?, shown.sentence(after)?))
            })
        });
        if let Some(words) = words {
            self.beside.apart.update(|apart| {
                apart.insert(words);
            });
        }
        self.status.set(self.beside.summary());
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
        if let Some(note) = self.replaced.get_untracked() {
            self.replaced.set(None);
            self.shelf.save();
            self.lay(note);
        }
    }

    /// The note on the desk, to be brought back.
    fn aside(self) -> Aside {
        Aside { text: self.text.get_untracked(), history: self.history.get_untracked(), slot: self.shelf.slot() }
    }

    /// Puts a note on the desk that lay there before.
    fn lay(self, note: Aside) {
        self.shelf.turn_back(note.slot);
        self.history.set(note.history);
        if direction::is_long(&note.text) {
            // An open field would be laid out with all of it.
            self.editing.set(false);
        }
        self.text.set(note.text);
    }

    /// A note of the shelf comes to the desk; what lies there stays on the shelf.
    pub fn open_note(self, note: Arc<Shelved>) {
        let is_there = self.shelf.current.with_untracked(|current| current.as_ref() == Some(&note.id));
        let is_guest = self.sharing.guest.with_untracked(Option::is_some);
        self.message.set(None);
        self.shelf.open.set(false);
        if !is_there || is_guest {
            let is_kept = self.shelf.is_kept();
            self.editing.set(false);
            self.replace(note.text.clone());
            self.history.set(History::of(note.review.clone()));
            self.shelf.hold(note);
            self.chosen.set(None);
            if is_kept {
                self.replaced.set(None);
            }
        }
        browser::focus_soon(vec![format!("#{}", ids::SHELF)]);
    }

    /// The note that this tab had open, or that another tab changed, comes to the desk where its reader has nothing else there.
    fn restore_note(self, note: Arc<Shelved>) {
        let history = History::of(note.review.clone());
        if self.sharing.guest.with_untracked(Option::is_some) {
            self.sharing.guest.update(|guest| {
                if let Some(guest) = guest.as_mut().filter(|guest| !guest.has_own()) {
                    guest.own = Aside { text: note.text.clone(), history, slot: self.shelf.slot() };
                    self.shelf.hold(note);
                }
            });
            return;
        }
        let is_current = self.shelf.current.with_untracked(|current| current.as_ref() == Some(&note.id));
        if is_current || self.text.with_untracked(|text| text.trim().is_empty()) {
            self.editing.set(false);
            self.history.set(history);
            self.text.set(note.text.clone());
            self.shelf.hold(note);
        }
    }

    /// Drops a note from the shelf, and from the desk where it lies there too.
    pub fn delete_note(self, note: Arc<Shelved>) {
        let is_there = self.shelf.current.with_untracked(|current| current.as_ref() == Some(&note.id));
        self.shelf.remove(note);
        if is_there && self.sharing.guest.with_untracked(Option::is_none) {
            self.replaced.set(None);
            self.comment.set_value(None);
            self.history.set(History::default());
            self.text.set(String::new());
        }
    }

    /// Saves all notes of the shelf as one file.
    pub fn export_shelf(self) {
        self.client.with_value(|client| client.write_shelf(self.shelf.all()));
    }

    /// Stops scoring the notes of the shelf, or goes on with it.
    pub fn stop_scoring(self, stop: bool) {
        self.shelf.stop(stop);
        if stop {
            self.client.with_value(WorkerClient::stop_scoring);
        }
    }

    /// The page is being left.
    pub fn leave(self) {
        self.finish_comment();
        self.shelf.leave();
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
        // What somebody shared is theirs until the reader makes it the own.
        if self.sharing.guest.with_untracked(Option::is_some) {
            return self.tell("The shared note cannot be changed until you make it yours.");
        }
        self.history.update(|history| history.change(edit));
        self.ask_for_review();
    }

    fn ask_for_review(self) {
        let review = self.history.with_untracked(|history| history.present().clone());
        self.client.with_value(|client| client.review(review));
    }

    fn replace(self, text: String) {
        let old = self.text.get_untracked();
        if let Some(guest) = self.sharing.guest.get_untracked() {
            // The shared note makes room; what can be brought back is the reader's own.
            self.shelf.turn_over();
            self.sharing.guest.set(None);
            self.history.set(History::default());
            self.replaced.set(guest.into_own());
        } else if old != text {
            self.finish_comment();
            let own = self.aside();
            self.shelf.turn_over();
            // Another note, another review.
            self.history.set(History::default());
            self.replaced.set((!old.trim().is_empty()).then_some(own));
        }
        self.text.set(text);
    }
}

/// What came with a link or a file.
enum Arrival {
    Link(Result<Content, String>),
    File(Result<Imported, String>),
}

/// What of a file goes on the shelf that came with others.
fn laid(name: &str, imported: Result<Imported, String>) -> Result<(String, Review), String> {
    match imported {
        Ok(Imported { text: Some(text), review, .. }) => Ok((text, review)),
        Ok(_) => Err(format!("{name} holds annotations but no note.")),
        Err(message) => Err(format!("{name}: {}", phrase::sentence(&message))),
    }
}

/// Saves or copies what was exported, and says so.
fn delivered(exported: &Exported) -> String {
    let copied = |done: bool| if done { "It is in the clipboard." } else { "The browser did not copy it." }.to_owned();
    match exported.form {
        Form::Rich => copied(browser::copy(&exported.plain, Some(&exported.content))),
        Form::Plain => copied(browser::copy(&exported.plain, None)),
        Form::File(_) => {
            browser::save(&exported.name, &exported.media_type, &exported.content);
            format!("Saved as {}.", exported.name)
        }
    }
}
