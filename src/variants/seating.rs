//! Stub.
use super::Key;
use crate::diagnostic::Fault;
#[derive(Debug)]
pub struct Room;
pub struct Seat {
    pub row: usize,
    pub column: usize,
    pub series: u32,
}
impl Room {
    pub fn parse(_: &str) -> Result<Self, Fault> {
        Ok(Self)
    }
}
pub fn seat(_: &Room, _: u32, _: usize, _: &Key) -> Result<Vec<Seat>, Fault> {
    Ok(vec![])
}
