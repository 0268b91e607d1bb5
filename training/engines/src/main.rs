//! `engines FOLDER ENGINE WEIGHTS`: the median time of one window, natively; writes what came out beside the weights for `run.mjs`.

use std::error::Error;
use std::path::Path;
use std::time::Instant;
use std::{env, fs};

use engines::{Window, load};

const ROUNDS: usize = 9;

fn main() -> Result<(), Box<dyn Error>> {
    let [folder, engine, weights] = env::args().skip(1).collect::<Vec<_>>().try_into().map_err(|_| "expected FOLDER ENGINE WEIGHTS")?;
    let folder = Path::new(&folder);
    let window = Window::new(&fs::read(folder.join("window.pieces"))?, &fs::read(folder.join("window.txt"))?);
    let start = Instant::now();
    let run = load(&engine, fs::read(folder.join(&weights))?, window)?;
    let loading = start.elapsed();
    let found = run()?;
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let again = run()?;
        times.push(start.elapsed());
        if again != found {
            return Err("two readings differ".into());
        }
    }
    times.sort();
    let median = times[ROUNDS / 2].as_secs_f64() * 1e3;
    print!("{engine:10} {weights:16} native {median:8.0} ms, loaded in {:.0} ms", loading.as_secs_f64() * 1e3);
    if engine != "own" {
        let (found, torch) = (numbers(&found), numbers(&fs::read(folder.join("torch.hidden"))?));
        let largest = found.iter().zip(&torch).map(|(one, other)| (one - other).abs()).fold(0.0, f32::max);
        print!(", largest difference from PyTorch {largest:.1e}");
    }
    println!();
    fs::write(folder.join(format!("{engine}-{weights}.out")), found)?;
    Ok(())
}

fn numbers(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()
}
