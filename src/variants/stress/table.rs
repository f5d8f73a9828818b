//! Rows of text in columns that stand under one another.

/// On which side of its column a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// Sets rows in columns, two blanks between them, none at the end.
pub(super) fn table(sides: &[Side], rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<_> = (0..sides.len()).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::from(" ");
        for ((cell, side), width) in row.iter().zip(sides).zip(&widths) {
            let blanks = " ".repeat(width - cell.chars().count());
            let (before, after) = if *side == Side::Right {
                (blanks, String::new())
            } else {
                (String::new(), blanks)
            };
            line.extend([" ", &before, cell, &after, " "]);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn figures_stand_under_figures() {
        let rows = [["nom", "max", "vu"], ["é", "1\u{202f}000", ""], ["contacts", "7", "▂█"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        let text = format!("table\n{}", table(&[Side::Left, Side::Right, Side::Left], &rows));
        expect![[r#"
            table
              nom         max  vu
              é         1 000
              contacts      7  ▂█
        "#]]
        .assert_eq(&text.replace('\u{202f}', " "));
    }
}
