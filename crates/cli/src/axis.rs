//! A score as a point on the scale from -1 to 1, drawn in characters.

/// Marks of the scale: both ends and the middle.
const SCALE: [&str; 3] = ["-1", "0", "+1"];

/// The scale over `cells` columns (made odd, at least 5) with a point at `score` and a thick line over `interval`.
pub fn draw(score: Option<f64>, interval: Option<(f64, f64)>, cells: usize) -> String {
    let cells = odd(cells);
    let (point, thick) = (score.map(|score| cell(score, cells)), interval.map(|(low, high)| cell(low, cells)..=cell(high, cells)));
    (0..cells)
        .map(|at| match at {
            _ if point == Some(at) => '●',
            _ if thick.as_ref().is_some_and(|thick| thick.contains(&at)) => '━',
            0 => '├',
            _ if at + 1 == cells => '┤',
            _ if at == cells / 2 => '┼',
            _ => '─',
        })
        .collect()
}

/// The line of numbers above it.
pub fn numbers(cells: usize) -> String {
    let [low, middle, high] = SCALE;
    let half = odd(cells) / 2;
    // Each number stands over its mark; the first begins a column early so that its digit does.
    format!("{low}{middle:>half$}{high:>half$}")
}

fn odd(cells: usize) -> usize {
    cells.max(5) | 1
}

fn cell(score: f64, cells: usize) -> usize {
    let last = (cells - 1) as f64;
    (f64::midpoint(score.clamp(-1.0, 1.0), 1.0) * last).round() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(score: Option<f64>, interval: Option<(f64, f64)>, expected: &str) {
        assert_eq!(draw(score, interval, 9), expected, "{score:?} {interval:?}");
    }

    #[test]
    fn a_score_is_a_point_between_the_ends() {
        check(None, None, "├───┼───┤");
        check(Some(-1.0), None, "●───┼───┤");
        check(Some(0.0), None, "├───●───┤");
        check(Some(0.5), None, "├───┼─●─┤");
        check(Some(1.0), None, "├───┼───●");
        check(Some(7.0), None, "├───┼───●");
        check(Some(0.5), Some((0.2, 0.8)), "├───┼━●━┤");
        check(Some(0.0), Some((-1.0, 1.0)), "━━━━●━━━━");
    }

    #[test]
    fn numbers_stand_over_their_marks() {
        // The scale begins in column 1 of the line that the numbers begin in column 0 of.
        let (numbers, scale) = (numbers(9), format!(" {}", draw(None, None, 9)));
        let column = |line: &str, mark: char| line.chars().position(|found| found == mark);
        assert_eq!(numbers, "-1   0  +1");
        assert_eq!(column(&numbers, '0'), column(&scale, '┼'));
        assert_eq!(numbers.chars().count(), scale.chars().count());
    }
}
