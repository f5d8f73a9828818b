//! Pictures of pages: takes pages, gives images of which the useful part is
//! cut out, and PNG files that are small.

use image::imageops::{crop_imm, overlay};
use image::{Rgb, RgbImage};
use png::{BitDepth, ColorType, Compression, Encoder};
use typst::layout::{Frame, FrameItem, Point};
use typst_layout::Page;

const WHITE: Rgb<u8> = Rgb([255, 255, 255]);
const GREY: Rgb<u8> = Rgb([170, 170, 170]);

/// Space around what is cut out, in pixels.
const MARGIN: u32 = 6;

/// Colours of a file: as many as smooth type asks for.
const COLOURS: usize = 64;

/// Draws a page.
pub(super) fn drawn(page: &Page, pixels_a_point: f64) -> RgbImage {
    let options =
        typst_render::RenderOptions { pixel_per_pt: pixels_a_point.into(), ..Default::default() };
    let drawn = typst_render::render(page, &options);
    opaque(drawn.width(), drawn.height(), drawn.data())
}

/// Makes an image of pixels of four bytes, none of which can be seen through.
pub(super) fn opaque(width: u32, height: u32, pixels: &[u8]) -> RgbImage {
    let colours = pixels.chunks_exact(4).flat_map(|pixel| &pixel[..3]).copied().collect();
    RgbImage::from_raw(width, height, colours).expect("as many pixels")
}

/// Lists the texts of a page, each with how far down it stands, in points.
pub(super) fn texts(page: &Page) -> Vec<(String, f64)> {
    let mut found = Vec::new();
    collect(&page.frame, Point::zero(), &mut found);
    found
}

fn collect(frame: &Frame, start: Point, found: &mut Vec<(String, f64)>) {
    for (place, item) in frame.items() {
        let at = start + *place;
        match item {
            FrameItem::Text(run) => found.push((run.text.to_string(), at.y.to_pt())),
            FrameItem::Group(group) => {
                let shift = Point::new(group.transform.tx, group.transform.ty);
                collect(&group.frame, at + shift, found);
            }
            _ => {}
        }
    }
}

fn is_blank(image: &RgbImage, row: u32) -> bool {
    (0..image.width()).all(|column| *image.get_pixel(column, row) == WHITE)
}

/// Returns the blank row nearest to one, upwards or downwards.
pub(super) fn blank_from(image: &RgbImage, row: u32, downwards: bool) -> u32 {
    let blank = |row: &u32| is_blank(image, *row);
    if downwards {
        (row..image.height()).find(blank).unwrap_or(image.height())
    } else {
        (0..=row).rev().find(blank).unwrap_or(0)
    }
}

/// Cuts out the rows of an image.
pub(super) fn rows(image: &RgbImage, first: u32, end: u32) -> RgbImage {
    crop_imm(image, 0, first, image.width(), end.saturating_sub(first)).to_image()
}

/// Cuts off the blank around what is drawn.
pub(super) fn trimmed(image: &RgbImage) -> RgbImage {
    let inked = image.enumerate_pixels().filter(|(_, _, pixel)| **pixel != WHITE);
    let none = (u32::MAX, u32::MAX, 0, 0);
    let (left, top, right, bottom) = inked.fold(none, |(left, top, right, bottom), (x, y, _)| {
        (left.min(x), top.min(y), right.max(x), bottom.max(y))
    });
    assert!(left <= right, "nothing is drawn");
    let inked = crop_imm(image, left, top, right - left + 1, bottom - top + 1).to_image();
    let (width, height) = inked.dimensions();
    let mut padded = RgbImage::from_pixel(width + 2 * MARGIN, height + 2 * MARGIN, WHITE);
    overlay(&mut padded, &inked, MARGIN.into(), MARGIN.into());
    padded
}

/// Cuts an image where at least so many rows are blank.
pub(super) fn pieces(image: &RgbImage, gap: u32) -> Vec<RgbImage> {
    let mut found = Vec::new();
    let mut start = None;
    let mut blank = 0;
    for row in 0..=image.height() {
        if row < image.height() && !is_blank(image, row) {
            start = start.or(Some(row));
            blank = 0;
            continue;
        }
        blank += 1;
        if let Some(first) = start
            && (blank >= gap || row == image.height())
        {
            found.push(rows(image, first, row + 1 - blank));
            start = None;
        }
    }
    found
}

/// Puts images one under the other.
pub(super) fn stacked(images: &[RgbImage]) -> RgbImage {
    let width = images.iter().map(RgbImage::width).max().expect("an image");
    let mut whole = RgbImage::from_pixel(width, images.iter().map(RgbImage::height).sum(), WHITE);
    let mut top = 0;
    for image in images {
        overlay(&mut whole, image, 0, top);
        top += i64::from(image.height());
    }
    whole
}

/// Puts pages side by side on grey.
pub(super) fn beside(pages: &[RgbImage]) -> RgbImage {
    let height = pages.iter().map(RgbImage::height).max().expect("a page");
    let width = pages.iter().map(|page| page.width() + MARGIN).sum::<u32>() + MARGIN;
    let mut whole = RgbImage::from_pixel(width, height + 2 * MARGIN, GREY);
    let mut left = i64::from(MARGIN);
    for page in pages {
        overlay(&mut whole, page, left, MARGIN.into());
        left += i64::from(page.width() + MARGIN);
    }
    whole
}

/// Folds pages of one height where all are blank longest, and draws the fold.
pub(super) fn folded(pages: &[RgbImage]) -> Vec<RgbImage> {
    const KEPT: u32 = 24;
    let height = pages.iter().map(RgbImage::height).min().expect("a page");
    let (mut fold, mut blank) = (0..0, 0);
    for row in 0..height {
        blank = if pages.iter().all(|page| is_blank(page, row)) { blank + 1 } else { 0 };
        if blank > fold.end - fold.start {
            fold = row + 1 - blank..row + 1;
        }
    }
    let unfolded = |page: &RgbImage| {
        let mut above = rows(page, 0, fold.start + KEPT);
        let below = rows(page, fold.end - KEPT, page.height());
        for column in (0..page.width()).filter(|column| column % 12 < 7) {
            above.put_pixel(column, above.height() - 1, GREY);
        }
        stacked(&[above, below])
    };
    if fold.len() < 4 * KEPT as usize {
        return pages.to_vec();
    }
    pages.iter().map(unfolded).collect()
}

/// Writes an image in few colours.
pub(super) fn png(image: &RgbImage) -> Vec<u8> {
    let pixels: Vec<u8> =
        image.pixels().flat_map(|Rgb([red, green, blue])| [*red, *green, *blue, 255]).collect();
    let colours = color_quant::NeuQuant::new(1, COLOURS, &pixels);
    let mut palette = colours.color_map_rgb();
    // What is white stays white.
    let white = colours.index_of(&[255; 4]);
    palette[3 * white..3 * white + 3].fill(255);
    let ranks: Vec<u8> = pixels
        .chunks_exact(4)
        .map(|pixel| u8::try_from(colours.index_of(pixel)).expect("few colours"))
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, image.width(), image.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette);
    encoder.set_compression(Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().expect("a PNG file");
    writer.write_image_data(&ranks).expect("a PNG file");
    writer.finish().expect("a PNG file");
    bytes
}
