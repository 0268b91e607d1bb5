//! Where the worker has the model from: its own store on the device, else the site that the page came from.

use bindings::Annotator;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheStorage, DedicatedWorkerGlobalScope, ReadableStreamDefaultReader, Request, Response};

/// The file beside the worker; its name keeps the versions apart, wherever they are stored.
const NAME: &str = env!("MODEL_FILE");
const ADDRESS: &str = concat!("./", env!("MODEL_FILE"));
/// The field of the worker's scope that holds the response with the model where there is no file beside it.
const HELD: &str = "MODEL";
/// What its header says.
const SHA256: &str = env!("MODEL_SHA256");
/// Its size; a server that compresses does not tell.
const BYTES: &str = env!("MODEL_BYTES");
/// The store's name.
const STORE: &str = "note-annotator-model";

/// Loads the model; `tell` hears how many of how many bytes are there.
pub async fn load(scope: &DedicatedWorkerGlobalScope, tell: impl Fn(u32, u32)) -> Result<Annotator, String> {
    let store = store(scope).await;
    if let Some(store) = &store
        && let Some(bytes) = stored(store).await
    {
        if let Ok(annotator) = read(&bytes) {
            return Ok(annotator);
        }
        // What is damaged is fetched anew.
        let _ = JsFuture::from(store.delete_with_str(ADDRESS)).await;
    }
    let bytes = fetch(scope, tell).await?;
    let annotator = read(&bytes)?;
    if let Some(store) = &store {
        // A full store takes nothing away from the reader but the second visit's speed.
        let _ = keep(store, &bytes).await;
    }
    Ok(annotator)
}

/// The model in `bytes`, if it is the one that this worker was built with.
fn read(bytes: &[u8]) -> Result<Annotator, String> {
    let annotator = Annotator::load(bytes).map_err(|error| format!("{NAME}: {error}"))?;
    if annotator.model_sha256() == SHA256 {
        Ok(annotator)
    } else {
        Err(format!("{NAME} is of another version than the page: expected the files of one build"))
    }
}

/// `None` where the browser keeps nothing for this page, as it does for one that is not served securely.
async fn store(scope: &DedicatedWorkerGlobalScope) -> Option<Cache> {
    let storage: CacheStorage = Reflect::get(scope, &JsValue::from_str("caches")).ok()?.dyn_into().ok()?;
    JsFuture::from(storage.open(STORE)).await.ok()?.dyn_into().ok()
}

async fn stored(store: &Cache) -> Option<Vec<u8>> {
    let response: Response = JsFuture::from(store.match_with_str(ADDRESS)).await.ok()?.dyn_into().ok()?;
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// Stores the model in place of older ones.
async fn keep(store: &Cache, bytes: &[u8]) -> Result<(), JsValue> {
    let old: Array = JsFuture::from(store.keys()).await?.unchecked_into();
    for request in old.iter().filter_map(|key| key.dyn_into::<Request>().ok()) {
        JsFuture::from(store.delete_with_request(&request)).await?;
    }
    let response = Response::new_with_opt_js_u8_array(Some(&Uint8Array::from(bytes)))?;
    JsFuture::from(store.put_with_str(ADDRESS, &response)).await?;
    Ok(())
}

async fn fetch(scope: &DedicatedWorkerGlobalScope, tell: impl Fn(u32, u32)) -> Result<Vec<u8>, String> {
    let total = BYTES.parse().unwrap_or_default();
    let missing = |reason: String| format!("{NAME} cannot be fetched: {reason}");
    let held: Option<Response> = Reflect::get(scope, &JsValue::from_str(HELD)).ok().and_then(|held| held.dyn_into().ok());
    let response = match held {
        Some(held) => held,
        None => JsFuture::from(scope.fetch_with_str(ADDRESS)).await.map_err(|error| missing(words(&error)))?.unchecked_into(),
    };
    if !response.ok() {
        return Err(missing(format!("the server answers {}", response.status())));
    }
    let Some(body) = response.body() else { return Err(missing("the answer is empty".to_owned())) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut bytes = Vec::with_capacity(total as usize);
    loop {
        tell(u32::try_from(bytes.len()).unwrap_or(u32::MAX), total);
        let part = JsFuture::from(reader.read()).await.map_err(|error| missing(words(&error)))?;
        let field = |name: &str| Reflect::get(&part, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED);
        if field("done").is_truthy() {
            return Ok(bytes);
        }
        bytes.extend(Uint8Array::new(&field("value")).to_vec());
    }
}

fn words(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(|| format!("{error:?}"), |error| String::from(error.message()))
}
