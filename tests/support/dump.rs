//! Sheets as text: takes a sheet, gives what it says, a line an element, for a
//! person to compare.
