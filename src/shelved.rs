//! What the page knows of the shelf: which notes lie on it, which of them is open, what is on its way there. It keeps the open note as it is edited, sees to
//! it that two tabs do not overwrite each other, and has notes scored that were not. What the notes are like stands in `shelf`, where they lie in `browser`.

use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use exchange::review::Review;
use exchange::shelf::{Shelved, Summary};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{self, Channel, Left, Put, Store};
use crate::history::History;
use crate::phrase;
use crate::sample::SAMPLE;
use crate::shelf::{self, Hindrance, Order};
use crate::shown::Shown;

/// So long after a change the note is kept.
const SOON: Duration = Duration::from_millis(300);

/// The place of a note on the desk. The note that is kept from there has an id of its own, which changes where another tab has taken it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Slot(u32);

/// A note that lay on the desk and can come back there.
#[derive(Clone, Debug, PartialEq)]
pub struct Aside {
    /// Its text.
    pub text: String,
    /// What the reader changed in it.
    pub history: History,
    /// From where it is kept.
    pub slot: Slot,
}

/// What the shelf sees of the desk.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The text.
    pub text: RwSignal<String>,
    /// What the reader changed in it.
    pub history: RwSignal<History>,
    /// How it was read.
    pub shown: RwSignal<Option<Shown>>,
    /// Whether it is somebody else's, which is not kept.
    pub is_guest: Signal<bool>,
    /// What the live region says.
    pub status: RwSignal<String>,
    /// What is said under the masthead.
    pub message: RwSignal<Option<String>>,
}

/// The state of the shelf; copies are the same state.
#[derive(Clone, Copy)]
pub struct Shelf {
    /// All notes.
    pub notes: RwSignal<Vec<Arc<Shelved>>>,
    /// Whether it is open over a note; where there is none it always is.
    pub open: RwSignal<bool>,
    /// Only notes with these words are listed.
    pub query: RwSignal<String>,
    /// In which order.
    pub order: RwSignal<Order>,
    /// The notes that are listed.
    pub listed: Memo<Vec<Arc<Shelved>>>,
    /// The id of the note on the desk, once it is kept.
    pub current: RwSignal<Option<String>>,
    /// What was deleted and can be brought back, and whether it lay on the desk.
    pub removed: RwSignal<Vec<(Arc<Shelved>, bool)>>,
    /// Why notes are not kept.
    pub hindrance: RwSignal<Option<Hindrance>>,
    /// How many notes there are that this version of the page does not understand.
    pub strange: RwSignal<usize>,
    /// The notes that are to be scored.
    pub unscored: Memo<Vec<Arc<Shelved>>>,
    /// How many were scored since there were some to score.
    pub scored: RwSignal<usize>,
    /// Whether the reader stopped that.
    pub stopped: RwSignal<bool>,
    /// The note that is to be scored now.
    pub wanted: RwSignal<Option<Arc<Shelved>>>,
    /// A note that is to be put on the desk: kept by this tab before it was loaded anew, or changed by another one.
    pub arrived: RwSignal<Option<Arc<Shelved>>>,
    /// The scorer that is at hand.
    scorer: RwSignal<Option<String>>,
    desk: Desk,
    inner: StoredValue<Inner, LocalStorage>,
}

#[derive(Default)]
struct Inner {
    store: Option<Rc<Store>>,
    channel: Option<Channel>,
    /// The slot of the note on the desk.
    slot: Slot,
    /// The last slot that there is.
    slots: u32,
    /// What was kept from each slot last.
    held: HashMap<Slot, Held>,
    /// The ids of notes that are kept for the first time.
    ids: HashMap<Slot, String>,
    /// The slots of notes that were dropped.
    dropped: HashSet<Slot>,
    /// What is to be kept.
    waiting: VecDeque<(Slot, Draft)>,
    /// Whether something is being kept.
    is_busy: bool,
    /// Whether something will be kept soon.
    is_due: bool,
    arrivals: Arrivals,
}

/// A note that was kept.
#[derive(Clone)]
struct Held {
    note: Arc<Shelved>,
    /// The stamp that it has in the store; `None` where it is not there.
    stored: Option<String>,
}

impl Held {
    fn is_stored(&self) -> bool {
        self.stored.as_ref() == Some(&self.note.stamp)
    }
}

/// A note as it stands on the desk.
#[derive(Clone)]
struct Draft {
    text: String,
    review: Review,
    summary: Option<Summary>,
}

/// Files that came at once.
#[derive(Default)]
struct Arrivals {
    expected: usize,
    texts: Vec<(String, Review)>,
    failures: Vec<String>,
}

impl Shelf {
    /// An empty shelf beside a desk.
    pub fn new(desk: Desk) -> Self {
        let (notes, query, order) = (RwSignal::new(Vec::new()), RwSignal::new(String::new()), RwSignal::new(Order::default()));
        let listed = Memo::new(move |_| notes.with(|notes| query.with(|query| shelf::listed(notes, query, order.get()))));
        let (scorer, current) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
        let unscored = Memo::new(move |_| {
            let Some(scorer) = scorer.get() else { return Vec::new() };
            let is_unscored = |note: &&Arc<Shelved>| {
                note.summary.as_ref().is_none_or(|summary| summary.scorer != scorer) && current.with(|own| own.as_ref() != Some(&note.id))
            };
            notes.with(|notes: &Vec<Arc<Shelved>>| notes.iter().filter(is_unscored).cloned().collect())
        });
        Self {
            notes,
            open: RwSignal::new(false),
            query,
            order,
            listed,
            current,
            removed: RwSignal::new(Vec::new()),
            hindrance: RwSignal::new(None),
            strange: RwSignal::new(0),
            unscored,
            scored: RwSignal::new(0),
            stopped: RwSignal::new(false),
            wanted: RwSignal::new(None),
            arrived: RwSignal::new(None),
            scorer,
            desk,
            inner: StoredValue::new_local(Inner::default()),
        }
    }

    /// Brings the notes of this browser and goes on with the one that this tab had open; from then on the desk is kept as it changes.
    pub fn start(self) {
        let open = browser::open_note();
        spawn_local(async move {
            match self.load().await {
                Ok((store, early)) => {
                    self.inner.update_value(|inner| inner.store = Some(Rc::new(store)));
                    let (fresh, _) = self.notes.with_untracked(|kept| shelf::fresh(kept, early, browser::fresh_id));
                    if !fresh.is_empty() {
                        self.keep_all(fresh);
                    }
                }
                Err(hindrance) => self.hindrance.set(Some(hindrance)),
            }
            let note = self.notes.with_untracked(|notes| notes.iter().find(|note| Some(&note.id) == open.as_ref()).cloned());
            if note.is_some() {
                self.arrived.set(note);
            }
            // What was typed meanwhile.
            self.save();
        });
        let channel = Channel::open(move |id| spawn_local(self.hear(id)));
        self.inner.update_value(|inner| inner.channel = channel);
        Effect::new(move |_| {
            self.desk.text.track();
            self.desk.history.track();
            self.desk.shown.track();
            self.desk.is_guest.track();
            self.save_soon();
        });
        Effect::new(move |_| {
            let is_idle = self.wanted.with(Option::is_none) && !self.stopped.get();
            match self.unscored.with(|unscored| unscored.first().cloned()) {
                Some(note) if is_idle => self.wanted.set(Some(note)),
                None if is_idle => self.scored.set(0),
                _ => {}
            }
        });
    }

    /// The notes of this browser, with what pages left behind, take the place of those that came to the shelf before: these are returned, to be kept.
    async fn load(self) -> Result<(Store, Vec<Shelved>), Hindrance> {
        let store = Store::open().await?;
        for Left { note, over } in browser::left() {
            let id = note.id.clone();
            if let Put::Taken(other) = store.put(&note, over.as_deref()).await?
                && !is_same(other.as_deref(), &note)
            {
                store.put(&Shelved { id: browser::fresh_id(), ..note }, None).await?;
            }
            browser::forget_left(&id);
        }
        let (notes, strange) = store.all().await?;
        self.strange.set(strange);
        // What lies on the desk is kept from there.
        let is_there = |note: &Shelved| self.inner.with_value(|inner| inner.held.values().any(|held| held.note.id == note.id));
        let early = self.all().into_iter().filter(|note| !is_there(note)).collect();
        self.notes.set(notes.into_iter().map(Arc::new).collect());
        Ok((store, early))
    }

    /// The slot of the note on the desk.
    pub fn slot(self) -> Slot {
        self.inner.with_value(|inner| inner.slot)
    }

    /// Another note comes to the desk: the one that lies there is kept as it is.
    pub fn turn_over(self) {
        self.save();
        self.clear();
    }

    /// Another note comes to the desk, whatever lies there.
    fn clear(self) {
        self.inner.update_value(|inner| {
            inner.slots += 1;
            inner.slot = Slot(inner.slots);
        });
        self.follow(self.slot());
    }

    /// What lies on the desk is not kept, and what was kept of it goes.
    fn discard(self) {
        let slot = self.slot();
        let held = self.inner.try_update_value(|inner| {
            inner.dropped.insert(slot);
            inner.waiting.retain(|(own, _)| *own != slot);
            inner.held.remove(&slot)
        });
        self.clear();
        if let Some(held) = held.flatten() {
            self.drop_notes(vec![held.note.id.clone()]);
        }
    }

    /// The note of a slot comes back to the desk.
    pub fn turn_back(self, slot: Slot) {
        self.save();
        if self.inner.with_value(|inner| inner.dropped.contains(&slot)) {
            // What was kept from there is gone for good: it is kept anew.
            return self.clear();
        }
        self.inner.update_value(|inner| inner.slot = slot);
        self.follow(slot);
    }

    /// What lies on the desk is a note of the shelf.
    pub fn hold(self, note: Arc<Shelved>) {
        let slot = self.slot();
        let stored = Some(note.stamp.clone());
        self.inner.update_value(|inner| {
            inner.held.insert(slot, Held { note, stored });
        });
        self.follow(slot);
    }

    /// The note on the desk was emptied by its reader: what is left of it is dropped where that is a scrap, and kept where it is more.
    pub fn empty(self) {
        let is_held = self.held(self.slot()).is_some_and(|held| !shelf::is_scrap(&held.note.text));
        if !is_held && self.desk.text.with_untracked(|text| shelf::is_scrap(text)) {
            self.discard();
        } else {
            self.turn_over();
        }
    }

    /// Whether what lies on the desk is kept as it is, or will be at once.
    pub fn is_kept(self) -> bool {
        self.hindrance.with_untracked(Option::is_none) && (self.draft().is_some() || self.held(self.slot()).is_some())
    }

    /// Keeps the note on the desk as it is now.
    pub fn save(self) {
        let Some(draft) = self.draft() else { return };
        let slot = self.slot();
        self.inner.update_value(|inner| {
            inner.waiting.retain(|(own, _)| *own != slot);
            inner.waiting.push_back((slot, draft));
        });
        self.work();
    }

    /// Keeps it soon: however long its reader goes on typing.
    pub fn save_soon(self) {
        let is_due = self.inner.try_update_value(|inner| std::mem::replace(&mut inner.is_due, true)).unwrap_or(true);
        if !is_due {
            set_timeout(
                move || {
                    self.inner.update_value(|inner| inner.is_due = false);
                    self.save();
                },
                SOON,
            );
        }
    }

    /// The page is being left: what is not kept yet is put where that can be done at once.
    pub fn leave(self) {
        let Some(draft) = self.draft() else { return };
        let held = self.held(self.slot());
        let is_kept =
            held.as_ref().is_some_and(|held| held.is_stored() && held.note.text == draft.text && held.note.review == draft.review);
        if !is_kept {
            let note = fresh(held.as_ref(), draft, || self.id(self.slot()));
            browser::set_open_note(Some(&note.id));
            browser::leave(&Left { note, over: held.and_then(|held| held.stored) });
        }
        self.save();
    }

    /// The note on the desk; `None` where there is nothing that would be kept.
    fn draft(self) -> Option<Draft> {
        let text = self.desk.text.get_untracked();
        if self.desk.is_guest.get_untracked() || text.trim().is_empty() {
            return None;
        }
        let review = self.desk.history.with_untracked(|history| history.present().clone());
        // The sample is everybody's, until somebody works on it.
        let is_known = || self.notes.with_untracked(|notes| notes.iter().any(|note| note.text == text));
        if text == SAMPLE && review.is_empty() && self.held(self.slot()).is_none() && !is_known() {
            return None;
        }
        let summary = self.desk.shown.with_untracked(|shown| {
            let own = shown.as_ref().filter(|shown| !shown.so_far && *shown.text == *text && *shown.review == review)?;
            Some(Summary::new(&own.document))
        });
        Some(Draft { text, review, summary })
    }

    /// The id of a note that is kept for the first time.
    fn id(self, slot: Slot) -> String {
        self.inner.try_update_value(|inner| inner.ids.entry(slot).or_insert_with(browser::fresh_id).clone()).unwrap_or_default()
    }

    fn held(self, slot: Slot) -> Option<Held> {
        self.inner.with_value(|inner| inner.held.get(&slot).cloned())
    }

    fn store(self) -> Option<Rc<Store>> {
        self.inner.with_value(|inner| inner.store.clone())
    }

    /// Tells the tab which note it has open.
    fn follow(self, slot: Slot) {
        if slot == self.slot() {
            let id = self.held(slot).map(|held| held.note.id.clone());
            browser::set_open_note(id.as_deref());
            self.current.set(id);
        }
    }

    /// Keeps what waits, one after the other.
    fn work(self) {
        let is_busy = self.inner.try_update_value(|inner| std::mem::replace(&mut inner.is_busy, true)).unwrap_or(true);
        if !is_busy {
            spawn_local(async move {
                while let Some((slot, draft)) = self.inner.try_update_value(|inner| inner.waiting.pop_front()).flatten() {
                    self.keep(slot, draft).await;
                }
                self.inner.update_value(|inner| inner.is_busy = false);
            });
        }
    }

    async fn keep(self, slot: Slot, draft: Draft) {
        let held = self.held(slot).or_else(|| self.adopt(slot, &draft));
        if let Some(held) = held
            .as_ref()
            .filter(|held| held.note.text == draft.text && held.note.review == draft.review && (held.is_stored() || self.store().is_none()))
        {
            if let Some(summary) = draft.summary.filter(|summary| held.note.summary.as_ref() != Some(summary)) {
                self.settle(held.note.clone(), summary).await;
            }
            return;
        }
        let mut note = fresh(held.as_ref(), draft, || self.id(slot));
        let mut stored = None;
        if let Some(store) = self.store() {
            let over = held.as_ref().and_then(|held| held.stored.as_deref());
            let mut put = store.put(&note, over).await;
            match put {
                // Another page has taken what this one left behind.
                Ok(Put::Taken(Some(other))) if is_same(Some(&other), &note) => {
                    note = *other;
                    put = Ok(Put::Done);
                }
                Ok(Put::Taken(_)) => {
                    // The other one stays as it is.
                    note = Shelved { id: browser::fresh_id(), added: note.changed, ..note };
                    put = store.put(&note, None).await;
                    self.tell("This note was changed in another tab meanwhile: both are kept, and this one is a note of its own now.");
                }
                _ => {}
            }
            match put {
                Ok(_) => {
                    stored = Some(note.stamp.clone());
                    self.hindrance.set(None);
                    browser::forget_left(&note.id);
                }
                Err(hindrance) => self.hindrance.set(Some(hindrance)),
            }
        }
        let note = Arc::new(note);
        if self.inner.with_value(|inner| inner.dropped.contains(&slot)) {
            return self.drop_notes(vec![note.id.clone()]);
        }
        self.list(note.clone());
        let stored = stored.or_else(|| held.and_then(|held| held.stored));
        self.inner.update_value(|inner| {
            inner.held.insert(slot, Held { note: note.clone(), stored });
        });
        self.follow(slot);
        self.tell_others(&note.id);
    }

    /// A text that lies on the shelf already is that note, with what its reader changed in it.
    fn adopt(self, slot: Slot, draft: &Draft) -> Option<Held> {
        let is_same = |note: &&Arc<Shelved>| note.text == draft.text && (note.review == draft.review || draft.review.is_empty());
        let note = self.notes.with_untracked(|notes| notes.iter().find(is_same).cloned())?;
        let held = Held { stored: Some(note.stamp.clone()), note: note.clone() };
        self.inner.update_value(|inner| {
            inner.held.insert(slot, held.clone());
        });
        self.follow(slot);
        if slot == self.slot() && note.review != draft.review {
            self.arrived.set(Some(note));
        }
        Some(held)
    }

    /// Puts a note into the list, in the place of the one of its id.
    fn list(self, note: Arc<Shelved>) {
        self.notes.update(|notes| match notes.iter_mut().find(|own| own.id == note.id) {
            Some(own) => *own = note,
            None => notes.push(note),
        });
    }

    /// Takes down what was read in a note.
    async fn settle(self, note: Arc<Shelved>, summary: Summary) {
        if let Some(store) = self.store()
            && let Err(hindrance) = store.settle(&note, &summary).await
        {
            self.hindrance.set(Some(hindrance));
        }
        let is_same = |own: &Shelved| own.id == note.id && own.stamp == note.stamp;
        let settled = Arc::new(Shelved { summary: Some(summary), ..(*note).clone() });
        self.notes.update(|notes| {
            if let Some(own) = notes.iter_mut().find(|own| is_same(own)) {
                *own = settled.clone();
            }
        });
        self.inner.update_value(|inner| {
            for held in inner.held.values_mut().filter(|held| is_same(&held.note)) {
                held.note = settled.clone();
            }
        });
        self.tell_others(&note.id);
    }

    /// Says something under the masthead, to eyes and ears.
    fn tell(self, message: &str) {
        self.desk.message.set(Some(message.to_owned()));
        self.desk.status.set(message.to_owned());
    }

    fn tell_others(self, id: &str) {
        self.inner.with_value(|inner| {
            if let Some(channel) = &inner.channel {
                channel.tell(id);
            }
        });
    }

    /// Another tab changed a note, or dropped it.
    async fn hear(self, id: String) {
        let Some(store) = self.store() else { return };
        let Ok(found) = store.get(&id).await else { return };
        let Some(note) = found.map(Arc::new) else {
            self.notes.update(|notes| notes.retain(|note| note.id != id));
            if self.current.with_untracked(|current| current.as_ref() == Some(&id)) {
                self.desk.status.set(
                    "This note was deleted from the shelf in another tab. It stays here, and is kept again when you change it.".to_owned(),
                );
            }
            return;
        };
        self.list(note.clone());
        let slot = self.slot();
        let Some(held) = self.held(slot).filter(|held| held.note.id == id) else { return };
        let is_unchanged = self.draft().is_some_and(|draft| draft.text == held.note.text && draft.review == held.note.review);
        if held.note.stamp == note.stamp {
            self.inner.update_value(|inner| {
                inner.held.insert(slot, Held { note, ..held });
            });
        } else if is_unchanged {
            self.arrived.set(Some(note));
        }
    }

    /// Which scorer is at hand: notes that another one read are read again.
    pub fn ready(self, scorer: String) {
        self.wanted.set(None);
        self.scorer.set(Some(scorer));
    }

    /// A note was scored.
    pub fn take_scored(self, id: &str, summary: Summary) {
        let Some(note) = self.wanted.get_untracked().filter(|note| note.id == id) else { return };
        self.scored.update(|count| *count += 1);
        spawn_local(async move {
            self.settle(note, summary).await;
            self.wanted.set(None);
        });
    }

    /// Stops scoring, or goes on with it.
    pub fn stop(self, stop: bool) {
        self.stopped.set(stop);
        if stop {
            self.wanted.set(None);
        }
    }

    /// So many files come at once; what is in them goes on the shelf.
    pub fn expect(self, count: usize) {
        self.inner.update_value(|inner| inner.arrivals.expected += count);
    }

    /// One of them was read, or could not be.
    pub fn lay(self, brought: Result<(String, Review), String>) {
        let all = self.inner.try_update_value(|inner| {
            let arrivals = &mut inner.arrivals;
            match brought {
                Ok(note) => arrivals.texts.push(note),
                Err(failure) => arrivals.failures.push(failure),
            }
            (arrivals.texts.len() + arrivals.failures.len() >= arrivals.expected).then(|| std::mem::take(arrivals))
        });
        if let Some(Arrivals { texts, failures, .. }) = all.flatten() {
            self.take_in(texts.into_iter().map(|(text, review)| new(text, review)).collect(), &failures);
            self.open.set(true);
        }
    }

    /// Keeps a copy of a note that is not the reader's own.
    pub fn copy(self, text: String, review: Review) {
        self.take_in(vec![new(text, review)], &[]);
    }

    /// Puts the notes of a file on the shelf.
    pub fn import(self, notes: Result<Vec<Shelved>, String>) {
        match notes {
            Ok(notes) => {
                self.take_in(notes, &[]);
                self.open.set(true);
            }
            Err(message) => self.tell(&phrase::sentence(&message)),
        }
    }

    fn take_in(self, notes: Vec<Shelved>, failures: &[String]) {
        let (fresh, held) = self.notes.with_untracked(|kept| shelf::fresh(kept, notes, browser::fresh_id));
        self.tell(&arrival(fresh.len(), held, failures));
        self.stopped.set(false);
        if !fresh.is_empty() {
            self.keep_all(fresh);
        }
    }

    /// Keeps notes that are not on the shelf.
    fn keep_all(self, notes: Vec<Shelved>) {
        self.notes.update(|own| own.extend(notes.iter().cloned().map(Arc::new)));
        spawn_local(async move {
            if let Some(store) = self.store()
                && let Err(hindrance) = store.put_all(&notes).await
            {
                self.hindrance.set(Some(hindrance));
            }
            for note in &notes {
                self.tell_others(&note.id);
            }
        });
    }

    /// Drops a note, to be brought back if its reader wants.
    pub fn remove(self, note: Arc<Shelved>) {
        let is_current = self.current.with_untracked(|current| current.as_ref() == Some(&note.id));
        self.desk.status.set(format!("Deleted {}.", shelf::title(&note.text)));
        let id = note.id.clone();
        self.removed.update(|removed| removed.push((note, is_current)));
        if is_current { self.discard() } else { self.drop_notes(vec![id]) }
    }

    /// Brings back what was dropped last.
    pub fn bring_back(self) {
        let Some((note, is_current)) = self.removed.try_update(Vec::pop).flatten() else { return };
        self.desk.status.set(format!("{} is back.", shelf::title(&note.text)));
        let (fresh, _) = self.notes.with_untracked(|kept| shelf::fresh(kept, vec![(*note).clone()], browser::fresh_id));
        self.keep_all(fresh);
        if is_current && self.desk.text.with_untracked(|text| text.trim().is_empty()) {
            self.arrived.set(Some(note));
        }
    }

    fn drop_notes(self, ids: Vec<String>) {
        self.notes.update(|notes| notes.retain(|note| !ids.contains(&note.id)));
        // Where one of them comes back to the desk, it is kept anew.
        self.inner.update_value(|inner| {
            let is_gone = |id: &String| ids.contains(id);
            inner.held.retain(|_, held| !is_gone(&held.note.id));
            inner.ids.retain(|_, id| !is_gone(id));
        });
        spawn_local(async move {
            if let Some(store) = self.store()
                && let Err(hindrance) = store.remove(&ids).await
            {
                self.hindrance.set(Some(hindrance));
            }
            for id in &ids {
                self.tell_others(id);
            }
        });
    }

    /// All notes, for a file: what came first stands first.
    pub fn all(self) -> Vec<Shelved> {
        let mut notes: Vec<Shelved> = self.notes.with_untracked(|notes| notes.iter().map(|note| (**note).clone()).collect());
        notes.sort_by(|one, other| one.added.cmp(&other.added).then_with(|| one.id.cmp(&other.id)));
        notes
    }
}

/// Whether both say the same.
fn is_same(one: Option<&Shelved>, other: &Shelved) -> bool {
    one.is_some_and(|one| one.text == other.text && one.review == other.review)
}

/// A note that nothing is known of yet.
fn new(text: String, review: Review) -> Shelved {
    let (id, stamp, now) = (browser::fresh_id(), browser::fresh_id(), browser::now());
    Shelved { id, stamp, text, review, added: now, changed: now, summary: None }
}

/// The note that a draft makes of the one that was kept before.
fn fresh(held: Option<&Held>, draft: Draft, id: impl FnOnce() -> String) -> Shelved {
    let now = browser::now();
    let before = held.map(|held| &*held.note);
    let summary = draft.summary.or_else(|| before.filter(|before| before.text == draft.text).and_then(|before| before.summary.clone()));
    Shelved {
        id: before.map_or_else(id, |before| before.id.clone()),
        stamp: browser::fresh_id(),
        text: draft.text,
        review: draft.review,
        added: before.map_or(now, |before| before.added),
        changed: now,
        summary,
    }
}

/// What came of files that were put on the shelf.
fn arrival(fresh: usize, held: usize, failures: &[String]) -> String {
    let came = match fresh {
        0 => "No new note came to the shelf.".to_owned(),
        count => format!("{} came to the shelf.", phrase::plural(count, "note", "notes")),
    };
    let there = match held {
        0 => String::new(),
        1 => " One was there already.".to_owned(),
        count => format!(" {count} were there already."),
    };
    let lost = if failures.is_empty() { String::new() } else { format!(" {} could not be read: {}", failures.len(), failures.join(" ")) };
    came + &there + &lost
}
