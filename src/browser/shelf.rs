//! Where the notes of the shelf are kept: the browser's own database, what a page that is left could not bring there any more, and the word that tabs
//! of one browser give each other. Nothing is decided here.

use exchange::shelf::{Shelved, Summary};
use idb::event::VersionChangeEvent;
use idb::{Database, DatabaseEvent, Error, Factory, KeyPath, ObjectStore, ObjectStoreParams, TransactionMode};
use js_sys::JSON;
use leptos::prelude::window;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use serde::{Deserialize, Serialize};
use web_sys::{BroadcastChannel, MessageEvent};

use super::{key, storage};
use crate::shelf::Hindrance;

/// The database, and the channel of the tabs that share it.
const NAME: &str = "note-annotator";
/// Of its form; see [`upgrade`].
const VERSION: u32 = 1;
/// Where the notes lie in it, by their ids.
const NOTES: &str = "notes";
/// What the names of notes begin with that a page left behind.
const LEFT: &str = "left.";
/// Under which name a tab knows its note.
const OPEN: &str = "open";

/// The notes of this browser.
#[derive(Debug)]
pub struct Store {
    database: Database,
}

/// What became of a note that was to be kept.
#[derive(Debug)]
pub enum Put {
    /// It is kept.
    Done,
    /// It is not: somebody else changed what is kept meanwhile to this; to what cannot be said where this version of the page does not understand it.
    Taken(Option<Box<Shelved>>),
}

/// A note that a page left behind, and the stamp of the one that it takes the place of.
#[derive(Debug, Deserialize, Serialize)]
pub struct Left {
    /// The note.
    pub note: Shelved,
    /// The stamp.
    pub over: Option<String>,
}

impl Store {
    /// Opens the notes of this browser, and makes place for them where there are none yet.
    pub async fn open() -> Result<Self, Hindrance> {
        let factory = Factory::new().map_err(denied)?;
        let mut request = factory.open(NAME, Some(VERSION)).map_err(denied)?;
        request.on_upgrade_needed(|event| upgrade(&event));
        let mut database = request.await.map_err(denied)?;
        // A newer page in another tab waits for this.
        database.on_version_change(|event| {
            let database: Option<Database> = event.target().and_then(|target| Database::try_from(target).ok());
            if let Some(database) = database {
                database.close();
            }
        });
        Ok(Self { database })
    }

    /// All notes that this version of the page understands, and how many there are that it does not; those are left as they are.
    pub async fn all(&self) -> Result<(Vec<Shelved>, usize), Hindrance> {
        let stored = self.read(async |store| store.get_all(None, None)?.await).await?;
        let notes: Vec<Shelved> = stored.iter().filter_map(note).collect();
        let strange = stored.len() - notes.len();
        Ok((notes, strange))
    }

    /// The note of that id.
    pub async fn get(&self, id: &str) -> Result<Option<Shelved>, Hindrance> {
        Ok(self.read(async |store| store.get(JsValue::from_str(id))?.await).await?.as_ref().and_then(note))
    }

    /// Keeps a note in the place of the one that has the stamp `over`, or in a place where there is none.
    pub async fn put(&self, kept: &Shelved, over: Option<&str>) -> Result<Put, Hindrance> {
        self.write(async |store| {
            let stored = store.get(JsValue::from_str(&kept.id))?.await?;
            let other =
                stored.map(|stored| note(&stored)).filter(|stored| stored.as_ref().is_none_or(|own| Some(own.stamp.as_str()) != over));
            if let Some(other) = other {
                return Ok(Put::Taken(other.map(Box::new)));
            }
            store.put(&value(kept), None)?.await?;
            Ok(Put::Done)
        })
        .await
    }

    /// Keeps notes, whatever is there.
    pub async fn put_all(&self, notes: &[Shelved]) -> Result<(), Hindrance> {
        self.write(async |store| {
            for note in notes {
                store.put(&value(note), None)?.await?;
            }
            Ok(())
        })
        .await
    }

    /// Keeps what was read in a note, if that is still the one that was read.
    pub async fn settle(&self, read: &Shelved, summary: &Summary) -> Result<(), Hindrance> {
        self.write(async |store| {
            let stored = store.get(JsValue::from_str(&read.id))?.await?.as_ref().and_then(note);
            if let Some(stored) = stored.filter(|stored| stored.text == read.text && stored.review == read.review) {
                store.put(&value(&Shelved { summary: Some(summary.clone()), ..stored }), None)?.await?;
            }
            Ok(())
        })
        .await
    }

    /// Drops notes.
    pub async fn remove(&self, ids: &[String]) -> Result<(), Hindrance> {
        self.write(async |store| {
            for id in ids {
                store.delete(JsValue::from_str(id))?.await?;
            }
            Ok(())
        })
        .await
    }

    async fn read<T>(&self, read: impl AsyncFnOnce(&ObjectStore) -> Result<T, Error>) -> Result<T, Hindrance> {
        let transaction = self.database.transaction(&[NOTES], TransactionMode::ReadOnly).map_err(lost)?;
        let store = transaction.object_store(NOTES).map_err(lost)?;
        read(&store).await.map_err(lost)
    }

    async fn write<T>(&self, write: impl AsyncFnOnce(&ObjectStore) -> Result<T, Error>) -> Result<T, Hindrance> {
        let transaction = self.database.transaction(&[NOTES], TransactionMode::ReadWrite).map_err(lost)?;
        let store = transaction.object_store(NOTES).map_err(lost)?;
        let written = write(&store).await.map_err(lost)?;
        // What was written counts once all of it is.
        if transaction.await.map_err(lost)?.is_aborted() { Err(Hindrance::Full) } else { Ok(written) }
    }
}

/// Brings the database from whatever version it has to this one.
fn upgrade(event: &VersionChangeEvent) {
    let (Ok(database), Ok(from)) = (event.database(), event.old_version()) else { return };
    if from < 1 {
        let mut keys = ObjectStoreParams::new();
        keys.key_path(Some(KeyPath::new_single("id")));
        // Where this fails, opening does.
        let _ = database.create_object_store(NOTES, keys);
    }
}

/// Why there is no database.
fn denied(error: Error) -> Hindrance {
    match name(&error).as_deref() {
        Some("VersionError") => Hindrance::Newer,
        _ => Hindrance::Denied,
    }
}

/// Why the database does not do as it is asked.
fn lost(error: Error) -> Hindrance {
    match name(&error).as_deref() {
        Some("QuotaExceededError") => Hindrance::Full,
        _ => Hindrance::Lost,
    }
}

/// What the browser calls an error.
fn name(error: &Error) -> Option<String> {
    match error {
        Error::DomException(exception) => Some(exception.name()),
        Error::UpdateFailed(value) | Error::TransactionOpenFailed(value) | Error::IndexedDbOpenFailed(value) => {
            value.dyn_ref::<web_sys::DomException>().map(web_sys::DomException::name)
        }
        _ => None,
    }
}

fn note(stored: &JsValue) -> Option<Shelved> {
    serde_wasm_bindgen::from_value(stored.clone()).ok()
}

fn value(value: &impl Serialize) -> JsValue {
    // Plain shapes can always be written.
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// Keeps a note where it can be kept at once, as the page is being left.
pub fn leave(left: &Left) {
    if let (Some(storage), Ok(text)) = (storage(), JSON::stringify(&value(left))) {
        // It fails where that storage is full or closed too; then there is nothing left to try.
        let _ = storage.set_item(&left_key(&left.note.id), &String::from(text));
    }
}

/// The notes that pages left behind.
pub fn left() -> Vec<Left> {
    let Some(storage) = storage() else { return Vec::new() };
    let names = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok().flatten());
    let texts = names.filter(|name| name.starts_with(&left_key(""))).filter_map(|name| storage.get_item(&name).ok().flatten());
    texts.filter_map(|text| serde_wasm_bindgen::from_value(JSON::parse(&text).ok()?).ok()).collect()
}

/// Forgets a note that a page left behind, as it is kept now.
pub fn forget_left(id: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&left_key(id));
    }
}

fn left_key(id: &str) -> String {
    key(&format!("{LEFT}{id}"))
}

/// The note that this tab had open when it was loaded anew; a new tab has none.
pub fn open_note() -> Option<String> {
    window().session_storage().ok().flatten()?.get_item(&key(OPEN)).ok().flatten()
}

/// Takes down which note this tab has open.
pub fn set_open_note(id: Option<&str>) {
    if let Some(storage) = window().session_storage().ok().flatten() {
        // Where it cannot be taken down, the note is on the shelf all the same.
        let _ = match id {
            Some(id) => storage.set_item(&key(OPEN), id),
            None => storage.remove_item(&key(OPEN)),
        };
    }
}

/// What the tabs of one browser tell each other: the ids of notes that changed.
#[derive(Debug)]
pub struct Channel {
    channel: BroadcastChannel,
    _hear: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// Listens; `None` where the browser has no such thing.
    pub fn open(hear: impl Fn(String) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(NAME).ok()?;
        let own = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(id) = event.data().as_string() {
                hear(id);
            }
        });
        channel.set_onmessage(Some(own.as_ref().unchecked_ref()));
        Some(Self { channel, _hear: own })
    }

    /// Tells the others that a note changed, or is gone.
    pub fn tell(&self, id: &str) {
        // It fails only for values that cannot be cloned.
        let _ = self.channel.post_message(&JsValue::from_str(id));
    }
}

/// The time, in milliseconds since 1970 began in Greenwich.
pub fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// What tells a thing from all others: the time, and a number by chance.
pub fn fresh_id() -> String {
    format!("{:x}-{:08x}", now(), (js_sys::Math::random() * f64::from(u32::MAX)) as u32)
}

/// The year, month (from 1) and day of a time as [`now`] tells it, where the reader is.
pub fn calendar(time: u64) -> (u32, u32, u32) {
    let date = js_sys::Date::new(&JsValue::from_f64(time as f64));
    (date.get_full_year(), date.get_month() + 1, date.get_date())
}
