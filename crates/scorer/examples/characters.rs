//! Writes `src/model/characters.bin`; its form is told in `src/model/character.rs`. Run in `crates/scorer`.
#![allow(clippy::all, clippy::pedantic, clippy::unwrap_used, clippy::indexing_slicing)]

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};
fn dropped(c: char) -> bool {
    !matches!(c, '\t' | '\n' | '\r') && (c == '\u{fffd}' || c.general_category_group() == GeneralCategoryGroup::Other)
}
fn accent(c: char) -> bool {
    is_combining_mark(c) && c.general_category() == GeneralCategory::NonspacingMark
}
fn mark(c: char) -> bool {
    c.is_ascii_punctuation() || c.general_category_group() == GeneralCategoryGroup::Punctuation
}
fn leb(out: &mut Vec<u8>, mut n: u32) {
    while n > 0x7f {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}
fn main() {
    let class = |c: char| {
        if dropped(c) {
            1u32
        } else if accent(c) {
            2
        } else if mark(c) {
            3
        } else {
            0
        }
    };
    let all: Vec<char> = (0..0x110000).filter_map(char::from_u32).collect();
    // runs of equal class: start gap, class
    let mut gaps = Vec::new();
    let mut classes = Vec::new();
    let mut last = 0u32;
    let mut run = 0u32;
    let mut n = 0;
    for &c in &all {
        let k = class(c);
        if k != run {
            leb(&mut gaps, c as u32 - last);
            classes.push(k as u8);
            last = c as u32;
            run = k;
            n += 1;
        }
    }
    eprintln!("runs {n} bytes {}", gaps.len() + classes.len());
    // decompositions without accents
    let mut keys = Vec::new();
    let mut lens = Vec::new();
    let mut vals = Vec::new();
    let mut prev = 0u32;
    let mut pv = 0i64;
    let mut m = 0;
    let mut cjk = 0;
    for &c in &all {
        if (0xac00..=0xd7a3).contains(&(c as u32)) {
            continue;
        }
        // compared at the level of the pipeline: parts without accents
        let plain: Vec<char> = std::iter::once(c).filter(|c| !accent(*c)).collect();
        let parts: Vec<char> = c.nfd().filter(|p| !accent(*p)).collect();
        if dropped(c) || parts == plain {
            continue;
        }
        if parts.len() == 1 && (0x2000..).contains(&(parts[0] as u32)) {
            cjk += 1
        }
        leb(&mut keys, c as u32 - prev);
        prev = c as u32;
        lens.push(parts.len() as u8);
        for p in parts {
            let d = p as i64 - pv;
            pv = p as i64;
            leb(&mut vals, ((d << 1) ^ (d >> 63)) as u32);
        }
        m += 1;
    }
    eprintln!("decompositions {m} (other {cjk}) bytes {}", keys.len() + lens.len() + vals.len());
    let mut out = Vec::new();
    leb(&mut out, n);
    out.extend(&classes);
    out.extend(&gaps);
    leb(&mut out, m);
    out.extend(&lens);
    out.extend(&keys);
    out.extend(&vals);
    std::fs::write("src/model/characters.bin", &out).unwrap();
}
