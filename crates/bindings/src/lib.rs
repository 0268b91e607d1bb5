//! The JavaScript API of the scorer and the messages between page and worker.
