//! A stress for continuous integration: takes what many draws have shown,
//! gives a report in the XML of `JUnit`, a case a threshold and one for the
//! draws themselves.

use std::fmt::Write;

use super::Stress;
use crate::variants::words::percent;

/// Writes what was found of some subjects as a `JUnit` report.
#[must_use]
pub fn junit(all: &[Stress]) -> String {
    let suites: String = all.iter().map(Stress::suite).collect();
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n{suites}</testsuites>\n")
}

impl Stress {
    fn suite(&self) -> String {
        let made = (self.failures.count > 0).then(|| {
            let numbers: Vec<_> = self.failures.first.iter().map(ToString::to_string).collect();
            let share = percent(self.failures.count, u64::from(self.draws));
            format!(
                "{share} des tirages sont sans variante : graine {}, tirages {}",
                self.seed,
                numbers.join(", ")
            )
        });
        let made = made.map(|failure| format!("<failure message=\"{}\"/>", escape(&failure)));
        let mut cases = vec![("tirages".to_owned(), made)];
        for threshold in &self.thresholds {
            let what = threshold.demanded;
            let name = format!("{} : {} {}", what.title(), what.side(), threshold.limit);
            let failure = format!("{} : {}, graine {}", what.title(), threshold.found, self.seed);
            cases.push(match threshold.holds {
                Some(true) => (name, None),
                Some(false) => (name, Some(format!("<failure message=\"{}\"/>", escape(&failure)))),
                None => (name, Some("<skipped message=\"trop peu de tirages\"/>".to_owned())),
            });
        }
        let of =
            |held: Option<bool>| self.thresholds.iter().filter(|one| one.holds == held).count();
        let failures = of(Some(false)) + usize::from(self.failures.count > 0);
        let skipped = of(None);
        let suite = escape(&self.subject);
        let mut xml = String::new();
        // Writing to a text never fails.
        let _ = writeln!(
            xml,
            "  <testsuite name=\"{suite}\" tests=\"{}\" failures=\"{failures}\" skipped=\"{skipped}\">",
            cases.len()
        );
        for (name, outcome) in &cases {
            let name = escape(name);
            let _ = match outcome {
                None => writeln!(xml, "    <testcase classname=\"{suite}\" name=\"{name}\"/>"),
                Some(outcome) => writeln!(
                    xml,
                    "    <testcase classname=\"{suite}\" name=\"{name}\">\n      \
                     {outcome}\n    </testcase>"
                ),
            };
        }
        let _ = writeln!(xml, "    <system-out>{}</system-out>", escape(&self.to_text()));
        xml.push_str("  </testsuite>\n");
        xml
    }
}

/// Writes a text so that XML can hold it, in an attribute or between tags.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(letter),
            // XML 1.0 has no other control characters, nor these two.
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_escaped_or_left_out() {
        assert_eq!(escape("a < b & \"c\"\u{1}\u{b}"), "a &lt; b &amp; &quot;c&quot;");
    }
}
