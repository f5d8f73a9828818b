//! Pages as large as a photocopier makes them: the same pages on paper twice
//! the area, so that « page 7 » is the same page for every candidate.

use typst::layout::{Frame, FrameItem, GroupItem, Point, Ratio, Transform};
use typst::model::Document;
use typst_layout::{Page, PagedDocument};

/// From A4 to A3: the square root of two.
const A4_TO_A3: f64 = std::f64::consts::SQRT_2;

/// Enlarges every page from A4 to A3.
pub(super) fn enlarged(document: &PagedDocument) -> PagedDocument {
    let pages = document.pages().iter().map(page).collect();
    PagedDocument::new(pages, document.info().clone())
}

fn page(page: &Page) -> Page {
    let factor = Ratio::new(A4_TO_A3);
    let mut frame = Frame::hard(page.frame.size() * A4_TO_A3);
    let group = GroupItem {
        transform: Transform::scale(factor, factor),
        ..GroupItem::new(page.frame.clone())
    };
    frame.push(Point::zero(), FrameItem::Group(group));
    Page { frame, ..page.clone() }
}
