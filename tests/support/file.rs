//! What a PDF file holds: takes its bytes, gives the texts of its pages and
//! every other text a reader or a screen reader may come across.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, decode_text_string};

/// Keys of objects that carry a file within the file.
const ATTACHED: [&str; 5] = ["EmbeddedFile", "EmbeddedFiles", "Filespec", "AF", "FileAttachment"];

/// Soft hyphen, word joiner, zero-width space.
const INVISIBLE: [char; 3] = ['\u{ad}', '\u{2060}', '\u{200b}'];

/// A PDF file as texts.
#[derive(Debug)]
pub(crate) struct File {
    /// Texts of the pages, one line a run.
    pub(crate) pages: Vec<String>,
    /// Width and height of the pages, in points.
    pub(crate) sizes: Vec<(f32, f32)>,
    /// Strings of the objects, by the key that holds them: `Alt`, `Title`.
    pub(crate) strings: BTreeMap<String, Vec<String>>,
    /// Metadata in XML.
    pub(crate) metadata: String,
    /// Signs of an attachment.
    pub(crate) attachments: Vec<String>,
}

impl File {
    /// Reads a file.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).expect("a PDF file");
        let mut file = Self {
            pages: Vec::new(),
            sizes: Vec::new(),
            strings: BTreeMap::new(),
            metadata: String::new(),
            attachments: Vec::new(),
        };
        for (number, page) in document.get_pages() {
            let chunks = document.extract_text_chunks(&[number]);
            let text = chunks.into_iter().map(|chunk| chunk.expect("a font with its characters"));
            file.pages.push(spaced(&text.collect::<String>()));
            file.sizes.push(size(&document, document.get_dictionary(page).expect("a page")));
            let content = document.get_page_content(page);
            let content = Content::decode(&content).expect("the content of a page");
            // The text of a page stands in `pages`; what replaces it, for those
            // who do not see it, stands beside its marks.
            let marks = content.operations.iter().filter(|one| one.operator == "BDC");
            marks.flat_map(|mark| &mark.operands).for_each(|operand| file.walk(operand, "BDC"));
        }
        for object in document.objects.values() {
            file.walk(object, "");
            if let Object::Stream(stream) = object
                && stream.dict.has_type(b"Metadata")
            {
                let xml = stream.get_plain_content().expect("metadata");
                file.metadata.push_str(std::str::from_utf8(&xml).expect("metadata in UTF-8"));
            }
        }
        file.walk(&Object::Dictionary(document.trailer.clone()), "");
        file
    }

    /// Lists all texts with where they stand.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (String, &str)> {
        let pages = self.pages.iter().enumerate();
        let pages = pages.map(|(rank, text)| (format!("page {}", rank + 1), text.as_str()));
        let strings = self.strings.iter().flat_map(|(key, texts)| {
            texts.iter().map(move |text| (format!("/{key}"), text.as_str()))
        });
        pages.chain(strings).chain([("XMP".to_owned(), self.metadata.as_str())])
    }

    fn walk(&mut self, object: &Object, key: &str) {
        match object {
            Object::String(..) => {
                let text = decode_text_string(object).unwrap_or_default();
                self.strings.entry(key.to_owned()).or_default().push(text);
            }
            Object::Name(name) => self.attached(name),
            Object::Array(items) => items.iter().for_each(|item| self.walk(item, key)),
            Object::Dictionary(entries) => self.entries(entries),
            Object::Stream(stream) => self.entries(&stream.dict),
            _ => {}
        }
    }

    fn entries(&mut self, entries: &Dictionary) {
        for (key, value) in entries {
            self.attached(key);
            self.walk(value, &String::from_utf8_lossy(key));
        }
    }

    fn attached(&mut self, name: &[u8]) {
        let name = String::from_utf8_lossy(name);
        if ATTACHED.contains(&name.as_ref()) {
            self.attachments.push(name.into_owned());
        }
    }
}

/// Returns the width and height of a page, its own or those of its parent.
fn size(document: &Document, page: &Dictionary) -> (f32, f32) {
    let Ok(sides) = page.get_deref(b"MediaBox", document) else {
        let parent = page.get_deref(b"Parent", document).and_then(Object::as_dict);
        return size(document, parent.expect("a page with a size"));
    };
    let sides = sides.as_array().expect("a rectangle").iter();
    let sides: Vec<f32> = sides.map(|side| side.as_float().expect("a length")).collect();
    (sides[2] - sides[0], sides[3] - sides[1])
}

/// Writes any white space of a line as one space, and leaves out invisible
/// signs: files do not tell a space that does not break from another, and say
/// some of them twice.
pub(crate) fn spaced(text: &str) -> String {
    let line = |line: &str| {
        let line = line.replace(INVISIBLE, "");
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Leaves out white space, hyphens and invisible signs: what lines broke and
/// templates spaced becomes one text again.
pub(crate) fn squeezed(text: &str) -> String {
    let left_out =
        |letter: char| letter.is_whitespace() || letter == '-' || INVISIBLE.contains(&letter);
    text.chars().filter(|letter| !left_out(*letter)).collect()
}
