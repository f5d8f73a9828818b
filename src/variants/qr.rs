//! QR codes: takes a short text, gives its picture as a small SVG file.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc};

/// Draws a text as a QR code, black on nothing, one unit a module.
///
/// The margin of four modules that readers need is for the template to leave.
/// Of a code that is no larger, the one that bears most damage is taken: a
/// quarter of it for the 24 letters of a paper. `None` when the text is too
/// long for any.
#[must_use]
pub fn svg(text: &str) -> Option<String> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = String::new();
    for row in 0..size {
        let mut column = 0;
        while column < size {
            let run = (column..size).take_while(|at| code.get_module(*at, row)).count();
            let run = i32::try_from(run).unwrap_or(size);
            if run > 0 {
                // Writing in a text never fails.
                let _ = write!(path, "M{column} {row}h{run}v1h-{run}z");
            }
            column += run + 1;
        }
    }
    Some(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>"#
    ))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    const CODE: &str = "ANWD-GR4F-V2VE-MN9F-HZK4";

    /// Shows the modules that the path of a picture fills.
    fn modules(svg: &str) -> String {
        let path = svg.split('"').nth(5).expect("a path");
        let mut rows = vec![[false; 25]; 25];
        for run in path.split('M').skip(1) {
            let (start, rest) = run.split_once('h').expect("a run");
            let (column, row) = start.split_once(' ').expect("a place");
            let (length, _) = rest.split_once('v').expect("a length");
            let number = |text: &str| text.parse::<usize>().expect("a number");
            let column = number(column);
            rows[number(row)][column..column + number(length)].fill(true);
        }
        let pair = |rows: &[[bool; 25]]| {
            let below = rows.get(1).copied().unwrap_or([false; 25]);
            let line = rows[0].iter().zip(below).map(|halves| match halves {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
            line.collect::<String>().trim_end().to_owned() + "\n"
        };
        rows.chunks(2).map(pair).collect()
    }

    #[test]
    fn a_code_is_drawn() {
        let svg = svg(CODE).expect("a picture");
        assert!(svg.starts_with(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 25 25"><path d="M0 0h7v1h-7z"#
        ));
        assert!(svg.len() < 4000, "{} bytes", svg.len());
        expect![[r#"
            █▀▀▀▀▀█ █▀▄█ ▀█▄▀ █▀▀▀▀▀█
            █ ███ █ ██ ▄███▄▀ █ ███ █
            █ ▀▀▀ █ ▀█▄ ▀▄▀▄  █ ▀▀▀ █
            ▀▀▀▀▀▀▀ █▄▀ █▄█▄█ ▀▀▀▀▀▀▀
             ██▄▀ ▀█▄▄▄█  ██ ▄▀▄▀██▀▀
             █▀▄▄█▀▀▄ █▀▄▀ ▄▀▀█  ▀▄▀█
             ▀ ▀ █▀ ▄▄▄▀▄  ██▄▄█▄█▀
            ▀▄▄   ▀ █▀▀▄▄█▄█▀▀▀ ▄▀▀
            ▀   ▀▀▀▀▄ ▀███▄▀█▀▀▀█  ▀
            █▀▀▀▀▀█ ▀▄█ ▄ █▄█ ▀ █▄ ▄▀
            █ ███ █ ▀▀█ ▄▀█▀▀▀██████
            █ ▀▀▀ █ █▄█ ▄█▄█▀▄▀▄  ▄▄█
            ▀▀▀▀▀▀▀   ▀    ▀▀▀▀▀  ▀ ▀
        "#]]
        .assert_eq(&modules(&svg));
    }

    #[test]
    fn a_code_bears_that_a_quarter_of_it_is_lost() {
        let code = QrCode::encode_text(CODE, QrCodeEcc::Medium).expect("a code");
        assert_eq!(code.error_correction_level(), QrCodeEcc::Quartile);
    }

    #[test]
    fn a_text_too_long_has_no_picture() {
        assert_eq!(svg(&"é".repeat(2000)), None);
    }
}
