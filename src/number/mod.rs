//! Numbers as an author means them: takes French text and exact values, gives
//! quantities with units, their arithmetic, and the French text shown for them.
//!
//! No float is ever made. A value is a rational; the one operation that can
//! leave the rationals, the root, says so in [`Quantity::approximate`].

mod age;
mod algebra;
mod arithmetic;
mod date;
mod date_fault;
mod digits;
mod display;
mod exact;
mod fault;
mod holidays;
mod noun;
mod parse;
mod plain;
mod quantity;
mod root;
mod rounding;
mod scan;
mod slip;
mod unit;
mod unit_text;

pub use age::{relative_age, short_age};
pub use date::{
    DateStyle, format_date, month_name, month_named, parse_date, parse_month, weekday_name,
};
pub use date_fault::DateFault;
pub use display::{Displayed, Format, display, display_clock, is_said_by};
pub use exact::{Exact, exact_text, whole};
pub use fault::{ArithmeticFault, Operation};
pub use holidays::french_holidays;
pub use noun::{counted, grouped};
pub use parse::{ParseFault, parse_quantity};
pub use quantity::Quantity;
pub use rounding::Rounding;
pub use scan::scan_quantity;
pub use slip::{doubtful_thousands, french_number, unread_unit};
pub use unit::Unit;
pub use unit_text::UnitFault;
