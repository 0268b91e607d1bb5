//! The share link: an annotated note as a text that stands in a URL behind the `#`, so that nothing of it reaches a server. Written and read here, nothing else.
//!
//! `v1.<payload>.<check>`. Parsing is total: any text gives a content or an error that says what is wrong with it, and no link takes more memory or work
//! than a note of 2 MiB. What the parts look like is told in `docs/decisions/0011-link-format.md`; a link of version 1 can be read for ever.

mod content;
mod envelope;
mod fields;
mod layout;

pub use content::{Content, Finding, Options, Seen, Stated};

/// What is wrong with a link, or with a content that should become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// It does not begin as links do.
    #[error("this is no link to a note: expected \"v1.\" in front")]
    NotALink,
    /// Its version is one that is not known here.
    #[error("the link was made by a newer version of Note Annotator (format {version}; expected 1)")]
    Newer {
        /// The format's.
        version: u32,
    },
    /// Its end is missing.
    #[error("the link was cut {}: ask for it again", Share(*percent))]
    Cut {
        /// How much of it is there, from 1 to 99; `None` where not even its length is.
        percent: Option<u8>,
    },
    /// It is not as it was made.
    #[error("a character of the link was changed, added or lost: expected the check at its end to fit, so copy the whole link again")]
    Altered,
    /// It is too long, or would hold too much.
    #[error("the note is too long for a link: a link has at most 262,144 characters and holds at most 2 MiB")]
    TooLong,
    /// No program of ours wrote it.
    #[error("the link is whole, but not a note: expected {expected}")]
    Damaged {
        /// In words.
        expected: &'static str,
    },
}

/// How much of a link is there, in words.
struct Share(Option<u8>);

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            Some(percent) => write!(f, "after about {percent} % of it"),
            None => f.write_str("near its start"),
        }
    }
}

/// The link of a content, without the `#` that stands in front of it in a URL. The same content gives the same link on every machine.
///
/// # Errors
/// [`LinkError::TooLong`] where no link could hold it.
///
/// # Example
/// ```
/// use exchange::link::{self, Content, Seen};
/// use exchange::review::Review;
/// let text = "Solent Tyres raised its guidance.".to_owned();
/// let content = Content::Note { text, review: Review::default(), seen: Seen::default() };
/// let written = link::write(&content)?;
/// assert!(written.starts_with("v1."));
/// assert_eq!(link::read(&written)?, content);
/// # Ok::<(), link::LinkError>(())
/// ```
pub fn write(content: &Content) -> Result<String, LinkError> {
    envelope::wrap(&layout::write(content)?)
}

/// The content of a link, which may have its `#` in front.
///
/// # Errors
/// [`LinkError`] says what is wrong with it.
pub fn read(link: &str) -> Result<Content, LinkError> {
    layout::read(&envelope::unwrap(link)?)
}

#[cfg(test)]
mod tests {
    use super::fields::{Fields, Kind, LARGEST};
    use super::*;
    use compressor::coder::{Coder as _, Encoder};

    /// A link with a right check around whatever `lay` writes.
    fn made(lay: impl FnOnce(&mut Fields<Encoder>)) -> String {
        let mut fields = Fields::new(Encoder::new());
        lay(&mut fields);
        envelope::wrap(&fields.coder.finish()).unwrap()
    }

    /// Everything in front of a note's text, or of the findings.
    fn front(fields: &mut Fields<Encoder>, findings: bool) {
        for flag in [findings, false, false, false] {
            fields.flag(Kind::Shape, flag);
        }
        fields.text("").unwrap();
        fields.flag(Kind::Shape, false);
        fields.text("").unwrap();
    }

    fn check(link: &str, expected: LinkError) {
        assert_eq!(read(link), Err(expected), "{link:.60}");
    }

    #[test]
    fn what_claims_too_much_is_stopped() {
        let claim = |length: u64| {
            made(|fields| {
                front(fields, false);
                fields.number(Kind::Length, length);
            })
        };
        check(&claim(LARGEST as u64 + 1), LinkError::TooLong);
        check(&claim(u64::from(u32::MAX)), LinkError::TooLong);
        // Nothing comes after the length: what is read is not what was written, and soon found out.
        let short = LinkError::Damaged { expected: "as much content as it says" };
        check(&claim(LARGEST as u64 - 1000), short);
        check(&claim(60), short);
        let list = made(|fields| {
            front(fields, true);
            fields.size(Kind::Extent, 1).unwrap();
            fields.flag(Kind::Shape, false);
            fields.number(Kind::Count, LARGEST as u64 / 64 + 1);
        });
        check(&list, LinkError::TooLong);
    }

    #[test]
    fn a_text_that_is_quoted_too_often_is_stopped() {
        let link = made(|fields| {
            front(fields, false);
            fields.text(&" ".repeat(20_000)).unwrap();
            fields.number(Kind::Count, 1000);
            for _ in 0..1000 {
                for (kind, by) in [(Kind::Place, 0), (Kind::Extent, 20_000)] {
                    fields.signed(kind, by);
                }
                for flag in [true, true, false, false] {
                    fields.flag(Kind::Shape, flag);
                }
                let _ = fields.text("");
            }
        });
        check(&link, LinkError::TooLong);
    }

    #[test]
    fn what_is_no_content_is_told() {
        let text = made(|fields| {
            front(fields, false);
            fields.number(Kind::Length, 2);
            // Not UTF-8, whatever the chances of its bits.
            for _ in 0..2 {
                fields.byte(0xff);
            }
            fields.number(Kind::Count, 0);
        });
        check(&text, LinkError::Damaged { expected: "texts in UTF-8" });
        let role = made(|fields| {
            front(fields, false);
            fields.text("").unwrap();
            fields.number(Kind::Count, 1);
            for kind in [Kind::Place, Kind::Extent] {
                fields.signed(kind, 0);
            }
            for flag in [true, true, false, true] {
                fields.flag(Kind::Shape, flag);
            }
            fields.choice(Kind::Polarity, 5);
        });
        check(&role, LinkError::Damaged { expected: "a role or a polarity that is known" });
        let behind = made(|fields| {
            front(fields, false);
            fields.text("").unwrap();
            fields.number(Kind::Count, 0);
            (0..90).for_each(|_| assert!(fields.coder.code(true, 1 << 15)));
        });
        check(&behind, LinkError::Damaged { expected: "nothing behind the content" });
        let letters = made(|_| {});
        assert_eq!(letters.len(), 14, "a link around nothing");
        assert!(read(&letters).is_err());
    }

    /// Bytes that nobody wrote as a content, with a right check: something comes of them, and quickly.
    #[test]
    fn no_bytes_stop_the_reader() {
        let mut state = 1_u32;
        let mut byte = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        for length in (0..60).step_by(3) {
            let bytes: Vec<u8> = (0..length).map(|_| byte()).collect();
            if let Ok(content) = read(&envelope::wrap(&bytes).unwrap()) {
                assert_eq!(read(&write(&content).unwrap()), Ok(content), "{length}");
            }
        }
    }
}
