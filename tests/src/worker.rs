//! The built page's worker, asked as the page asks it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bindings::message::{self, Request, Response};
use exchange::json::Document;
use exchange::review::{Outcome as Reviewed, Review};
use serde_json::{Value, json};

use crate::{Outcome, Page};

/// Starts a worker and sends it one message after the other, each when the one before is answered. Returns for its readiness and then for each message the
/// milliseconds that it took and all that was heard; bytes travel as base64, which is the same in a page's realm and in a driver's.
const ASK: &str = r"
    const [engine, messages, ends, failed, pause, done] = arguments;
    const worker = new Worker(document.documentElement.dataset.worker + engine);
    const answers = [];
    let [start, heard, queue] = [performance.now(), [], Promise.resolve()];
    const read = data => new Promise(resolve => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result.split(',')[1]);
        reader.readAsDataURL(new Blob([data]));
    });
    const ask = () => {
        start = performance.now();
        worker.postMessage(Uint8Array.from(atob(messages[answers.length - 1]), letter => letter.charCodeAt(0)));
    };
    const hear = async (time, data) => {
        const message = await read(data);
        heard.push(message);
        const kind = atob(message.slice(0, 4)).charCodeAt(0);
        if (!ends.includes(kind)) return;
        answers.push([time - start, heard.splice(0)]);
        if (kind !== failed && answers.length <= messages.length) return setTimeout(ask, answers.length === 1 ? pause : 0);
        worker.terminate();
        done(answers);
    };
    worker.onerror = event => done(`the worker failed: ${event.message}`);
    worker.onmessage = ({ data }) => {
        const time = performance.now();
        queue = queue.then(() => hear(time, data));
    };
";

/// What a worker said until it had answered.
pub struct Answer {
    /// Milliseconds that it took.
    pub time: f64,
    /// All of it.
    pub responses: Vec<Response>,
}

/// Asks a worker of its own for annotations, `pause` milliseconds after it is ready: a fresh one first finds its pace. The first answer is its readiness.
/// `engine` is put behind the name of the worker's script.
///
/// # Errors
/// Says how the worker fails.
pub async fn ask(page: &Page, engine: &str, texts: &[&str], pause: u32) -> Outcome<Vec<Answer>> {
    let request = |(id, text): (usize, &&str)| {
        let request = Request::Annotate { id: u32::try_from(id)?, text: (*text).to_owned(), review: Review::default() };
        Ok(STANDARD.encode(message::write(&request)?))
    };
    let requests: Vec<String> = texts.iter().enumerate().map(request).collect::<Outcome<_>>()?;
    let document = Box::new(Document::so_far(Vec::new()));
    let failed = kind(&Response::Failed { message: String::new() })?;
    let ends = [
        kind(&Response::Ready { scorer: String::new() })?,
        kind(&Response::Annotated { id: 0, document, review: Review::default(), outcome: Reviewed::default() })?,
        failed,
    ];
    let answers = page.read_later(ASK, vec![json!(engine), json!(requests), json!(ends), json!(failed), json!(pause)]).await?;
    answers.as_array().ok_or_else(|| answers.to_string())?.iter().map(answer).collect()
}

/// What tells messages of its kind from others: their first byte.
fn kind(response: &Response) -> Outcome<Option<u8>> {
    Ok(message::write(response)?.first().copied())
}

fn answer(answer: &Value) -> Outcome<Answer> {
    let (time, messages): (f64, Vec<String>) = serde_json::from_value(answer.clone())?;
    let response = |message: &String| Ok(message::read(&STANDARD.decode(message)?)?);
    let responses = messages.iter().map(response).collect::<Outcome<Vec<Response>>>()?;
    if let Some(Response::Failed { message }) = responses.last() {
        return Err(message.clone().into());
    }
    Ok(Answer { time, responses })
}
