//! The one place where positions change their unit: UTF-8 bytes inside, UTF-16 code units for JavaScript and the DOM,
//! code points for W3C selectors and Python.

/// The unit in which positions are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OffsetUnit {
    /// Bytes of UTF-8.
    #[default]
    Utf8,
    /// Code units of UTF-16.
    Utf16,
    /// Unicode code points.
    Codepoint,
}
