//! Sheets as text: takes a sheet, gives what it says, a line an element, for a
//! person to compare.

use std::fmt::Write;

use serde::Serialize;
use serde_json::Value;

/// Writes all that a sheet says.
pub(crate) fn sheet(sheet: &impl Serialize) -> String {
    let value = serde_json::to_value(sheet).expect("a sheet as JSON");
    let mut dump = Dump::default();
    dump.paper(&value);
    match value["document"].as_str() {
        Some("sujet") => dump.sujet(&value),
        Some("bareme") => dump.bareme(&value),
        Some("exercice") => dump.exercise(&value),
        _ => dump.corrige(&value),
    }
    dump.text
}

#[derive(Default)]
struct Dump {
    text: String,
}

impl Dump {
    fn line(&mut self, depth: usize, text: &str) {
        let line = format!("{}{text}", "  ".repeat(depth));
        let _ = writeln!(self.text, "{}", line.trim_end());
    }

    /// Writes what identifies a document.
    fn paper(&mut self, sheet: &Value) {
        self.field(0, "title", &sheet["title"]);
        for key in ["diploma", "test", "part", "session", "code", "subject", "duration"] {
            self.field(0, key, &sheet["paper"][key]);
        }
        for key in ["coefficient", "version", "replaces", "total", "mark", "running"] {
            self.field(0, key, &sheet["paper"][key]);
        }
    }

    fn corrige(&mut self, sheet: &Value) {
        self.flows(0, &sheet["remarks"]);
        for part in list(&sheet["summary"]) {
            self.summary(part);
        }
        for part in list(&sheet["parts"]) {
            self.heading(part);
            for question in list(&part["questions"]) {
                self.question(question);
            }
        }
    }

    fn sujet(&mut self, sheet: &Value) {
        self.field(0, "edition", &sheet["edition"]);
        self.field(0, "duration_words", &sheet["paper"]["duration_words"]);
        self.lines("materials", &sheet["materials"]);
        self.field(0, "company", &sheet["company"]);
        self.field(0, "confidentiality", &sheet["confidentiality"]);
        self.lines("recommendations", &sheet["recommendations"]);
        self.line(0, "");
        self.blocks(&sheet["context"]);
        for part in list(&sheet["dossiers"]) {
            self.heading(part);
            self.lines("abilities", &part["abilities"]);
            self.field(0, "annexes_short", &part["annexes_short"]);
            self.lines("annexes", &part["annexes"]);
            self.blocks(&part["mission"]);
            for question in list(&part["questions"]) {
                self.asked(question);
            }
        }
        if sheet["essay"].is_object() {
            self.heading(&sheet["essay"]);
            self.field(0, "instruction", &sheet["essay"]["instruction"]);
            self.field(0, "statement", &sheet["essay"]["statement"]);
        }
        self.annexes(&sheet["annexes"]);
    }

    fn exercise(&mut self, sheet: &Value) {
        self.line(0, "");
        self.blocks(&sheet["context"]);
        self.annexes(&sheet["annexes"]);
        self.line(0, "");
        for question in list(&sheet["questions"]) {
            self.asked(question);
        }
    }

    fn annexes(&mut self, annexes: &Value) {
        for annexe in list(annexes) {
            let (number, title) = (plain(&annexe["number"]), inline(&annexe["title"]));
            self.line(0, "");
            self.line(0, &format!("# Annexe {number} · {title}"));
            self.blocks(&annexe["blocks"]);
            self.field(0, "source", &annexe["source"]);
        }
    }

    fn bareme(&mut self, sheet: &Value) {
        for part in list(&sheet["parts"]) {
            self.heading(part);
            for question in list(&part["questions"]) {
                let (number, points) = (plain(&question["number"]), plain(&question["points"]));
                let title = joined(&[number, inline(&question["title"])], " ");
                self.line(0, &format!("## {title} ({points})"));
                self.field(0, "ability", &question["ability"]);
                self.scheme(&question["scheme"]);
            }
        }
        self.line(0, "");
        self.lines("rules", &sheet["rules"]);
    }

    fn heading(&mut self, part: &Value) {
        let title = joined(&[plain(&part["heading"]), inline(&part["title"])], " · ");
        self.line(0, "");
        self.line(0, &format!("# {title} ({})", plain(&part["points"])));
    }

    fn asked(&mut self, question: &Value) {
        let (number, points) = (plain(&question["number"]), plain(&question["points"]));
        self.line(0, &format!("## {number} {} ({points})", inline(&question["statement"])));
    }

    /// Writes named lines of text, one under the other.
    fn lines(&mut self, name: &str, lines: &Value) {
        self.line(0, name);
        for line in list(lines) {
            self.line(1, &format!("- {}", inline(line)));
        }
    }

    fn blocks(&mut self, blocks: &Value) {
        for block in list(blocks) {
            self.block(0, block);
        }
    }

    /// Writes a named text unless it is empty.
    fn field(&mut self, depth: usize, name: &str, value: &Value) {
        let text = if value.is_array() { inline(value) } else { plain(value) };
        if !text.is_empty() {
            self.line(depth, &format!("{name}: {text}"));
        }
    }

    fn summary(&mut self, part: &Value) {
        let title = joined(&[plain(&part["heading"]), inline(&part["title"])], " · ");
        self.line(0, &format!("| {title} | {}", plain(&part["points"])));
        for row in list(&part["questions"]) {
            let title = [plain(&row["number"]), inline(&row["title"])].join(" ");
            self.line(0, &format!("|   {title} | {}", plain(&row["points"])));
        }
    }

    fn question(&mut self, question: &Value) {
        self.line(0, "");
        self.asked(question);
        self.scheme(&question["scheme"]);
        self.blocks(&question["answer"]);
        if !list(&question["remarks"]).is_empty() {
            self.line(0, "remarks");
            self.flows(1, &question["remarks"]);
        }
    }

    fn scheme(&mut self, lines: &Value) {
        for line in list(lines) {
            let depth = 1 + line["depth"]
                .as_u64()
                .and_then(|depth| usize::try_from(depth).ok())
                .unwrap_or(0);
            let total = plain(&line["total"]);
            let paid = joined(&[plain(&line["points"]), total], " = ");
            let rule = format!("[{}]", plain(&line["rule"]));
            self.line(depth, &joined(&[rule, paid, inline(&line["label"])], " "));
        }
    }

    /// Writes a block: its kind, then its parts in the order of their names.
    fn block(&mut self, depth: usize, block: &Value) {
        self.line(depth, &format!("<{}>", plain(&block["kind"])));
        match block["kind"].as_str() {
            Some("text") => self.flows(depth + 1, &block["content"]),
            Some("table") => self.table(depth + 1, block),
            _ => self.parts(depth + 1, block),
        }
    }

    fn table(&mut self, depth: usize, table: &Value) {
        self.field(depth, "title", &table["title"]);
        let cells = |cells: &[Value]| cells.iter().map(inline).collect::<Vec<_>>().join(" | ");
        let titles: Vec<_> =
            list(&table["columns"]).iter().map(|column| inline(&column["title"])).collect();
        self.line(depth, &titles.join(" | "));
        for row in list(&table["rows"]) {
            let mark = if row["kind"] == "body" { String::new() } else { plain(&row["kind"]) };
            self.line(depth, &format!("{} {mark}", cells(list(&row["cells"]))));
        }
        self.field(depth, "note", &table["note"]);
        self.field(depth, "summary", &table["summary"]);
    }

    /// Writes whatever a value says, and leaves nothing out but what only places it.
    fn parts(&mut self, depth: usize, value: &Value) {
        let Value::Object(fields) = value else { return self.line(depth, &plain(value)) };
        let said = |name: &str| !["kind", "breadths", "tall"].contains(&name);
        for (name, field) in fields.iter().filter(|(name, _)| said(name)) {
            match field {
                Value::Array(days) if name == "weeks" => self.weeks(depth, days),
                Value::Array(items) if items.iter().any(is_flow) => {
                    self.line(depth, name);
                    self.flows(depth + 1, field);
                }
                Value::Array(items) if items.iter().all(is_inline) => {
                    self.field(depth, name, field);
                }
                Value::Array(items) => {
                    self.line(depth, name);
                    for item in items {
                        match item {
                            Value::Array(_) => self.line(depth + 1, &format!("- {}", inline(item))),
                            item => {
                                self.line(depth + 1, "-");
                                self.parts(depth + 2, item);
                            }
                        }
                    }
                }
                Value::Object(_) if is_math(field) => {
                    self.line(depth, &format!("{name}: {}", math(field)));
                }
                Value::Object(_) => {
                    self.line(depth, name);
                    self.parts(depth + 1, field);
                }
                field => self.field(depth, name, field),
            }
        }
    }

    /// Draws a month: the days outside it as dots, the others with their kind.
    fn weeks(&mut self, depth: usize, weeks: &[Value]) {
        for week in weeks {
            let days = list(week).iter().map(|day| match day["kind"].as_str() {
                Some("outside") => "·".to_owned(),
                Some("plain") => plain(&day["number"]),
                Some("publication") => {
                    format!("{}=>{}", plain(&day["number"]), plain(&day["article"]))
                }
                kind => format!("{}{}", plain(&day["number"]), &kind.unwrap_or("?")[..1]),
            });
            self.line(depth, &days.collect::<Vec<_>>().join(" "));
        }
    }

    fn flows(&mut self, depth: usize, flows: &Value) {
        for flow in list(flows) {
            if flow["kind"] == "paragraph" {
                self.line(depth, &inline(&flow["content"]));
                continue;
            }
            for (rank, item) in list(&flow["items"]).iter().enumerate() {
                let start = flow["start"].as_u64();
                let sign =
                    start.map_or("•".to_owned(), |start| format!("{}.", start + rank as u64));
                self.line(depth, &sign);
                self.flows(depth + 1, item);
            }
        }
    }
}

/// Joins the texts that are not empty.
fn joined(texts: &[String], between: &str) -> String {
    let texts: Vec<_> = texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    texts.join(between)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn is_flow(value: &Value) -> bool {
    matches!(value["kind"].as_str(), Some("paragraph" | "list"))
}

fn is_inline(value: &Value) -> bool {
    let kinds =
        ["text", "strong", "emph", "superscript", "link", "code", "marker", "footnote", "break"];
    value["kind"].as_str().is_some_and(|kind| kinds.contains(&kind))
}

/// Writes a line as its author would in Markdown, markers between brackets.
fn inline(value: &Value) -> String {
    list(value)
        .iter()
        .map(|piece| {
            let content = inline(&piece["content"]);
            let text = plain(&piece["text"]);
            match piece["kind"].as_str() {
                Some("text") => text,
                Some("strong") => format!("**{content}**"),
                Some("emph") => format!("*{content}*"),
                Some("superscript") => format!("^{text}"),
                Some("link") => format!("[{content}]({})", plain(&piece["url"])),
                Some("code") => format!("`{text}`"),
                Some("marker") => format!("({})", plain(&piece["number"])),
                Some("footnote") => format!("[^{content}]"),
                Some("break") => " / ".to_owned(),
                _ => piece.to_string(),
            }
        })
        .collect()
}

fn is_math(value: &Value) -> bool {
    let kinds = ["text", "operator", "fraction", "fence", "power", "call", "row"];
    value["kind"].as_str().is_some_and(|kind| kinds.contains(&kind))
}

/// Writes a formula on a line.
fn math(value: &Value) -> String {
    let all = |items: &Value| list(items).iter().map(math).collect::<Vec<_>>();
    match value["kind"].as_str() {
        Some("text" | "operator") => plain(&value["text"]),
        Some("fraction") => format!("{{{} / {}}}", math(&value["top"]), math(&value["bottom"])),
        Some("fence") => {
            let (open, close) = (plain(&value["open"]), plain(&value["close"]));
            format!("{open}{}{close}", math(&value["content"]))
        }
        Some("power") => format!("{}^{}", math(&value["base"]), math(&value["exponent"])),
        Some("call") => {
            format!("{}({})", plain(&value["name"]), all(&value["arguments"]).join("; "))
        }
        Some("row") => all(&value["items"]).join(" "),
        _ => value.to_string(),
    }
}
