//! The pictures of blocks: takes blocks, gives each picture with where a reader
//! meets it.

use super::named;
use crate::sheet::Block;

/// A picture that a document shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::compare) struct Shown<'b> {
    /// Where it stands, as a person says it.
    pub(in crate::compare) at: String,
    /// Virtual path: `/subject/image-1.svg`.
    pub(in crate::compare) path: &'b str,
}

/// Lists the pictures of some blocks, in order.
pub(in crate::compare) fn pictures(blocks: &[Block]) -> Vec<Shown<'_>> {
    blocks.iter().flat_map(of).filter_map(|(at, path)| Some(Shown { at, path: path? })).collect()
}

/// Lists the pictures that a block may show.
fn of(block: &Block) -> Vec<(String, Option<&str>)> {
    match block {
        Block::Image { path, alt, .. } => vec![(named("image", alt), Some(path))],
        Block::Post(post) => vec![
            (named("publication de", &post.name), Some(&post.picture)),
            ("publication, logo".to_owned(), post.logo.as_deref()),
        ],
        Block::Email(email) => vec![
            ("courriel, logo".to_owned(), email.logo.as_deref()),
            ("courriel, bandeau".to_owned(), email.picture.as_deref()),
        ],
        Block::WebPage(page) => vec![
            ("page web, logo".to_owned(), page.logo.as_deref()),
            ("page web, vitrine".to_owned(), page.picture.as_deref()),
        ],
        Block::Persona(persona) => {
            vec![(named("portrait de", &persona.name), persona.portrait.as_deref())]
        }
        _ => Vec::new(),
    }
}
