//! Pages brought to the size of their paper, as a photocopier does: the same
//! pages, so that « page 7 » is the same page on A4 and on A3.

use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Ratio, Transform};
use typst::model::Document;
use typst_layout::{Page, PagedDocument};

use crate::typst::Paper;

/// Brings every page to the height of a paper.
pub(super) fn enlarged(document: &PagedDocument, paper: Paper) -> PagedDocument {
    let height = height(paper);
    let pages = document.pages().iter().map(|page| scaled(page, height)).collect();
    PagedDocument::new(pages, document.info().clone())
}

/// Returns the height of a paper.
pub(super) fn height(paper: Paper) -> Abs {
    Abs::mm(match paper {
        Paper::A4 => 297.0,
        Paper::A3 => 420.0,
    })
}

fn scaled(page: &Page, height: Abs) -> Page {
    let size = page.frame.size();
    let factor = height / size.y;
    let mut frame = Frame::hard(size * factor);
    let group = GroupItem {
        transform: Transform::scale(Ratio::new(factor), Ratio::new(factor)),
        ..GroupItem::new(page.frame.clone())
    };
    frame.push(Point::zero(), FrameItem::Group(group));
    Page { frame, ..page.clone() }
}
