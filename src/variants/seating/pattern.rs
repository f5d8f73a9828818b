//! Which series sits where: takes a room, pupils and series, gives a pattern
//! in which neighbours differ and the series are as even as can be.
//!
//! The series of a seat is `down × row + across × column`, modulo their number:
//! neighbours differ when neither factor, nor their sum, nor their difference,
//! is a multiple of it. Where such a pattern is uneven, seats that may go from
//! a series that has too many to one that has too few do so.

use super::{Neighbours, Room};

/// Most factors tried; the first nearly always do.
const FACTORS: usize = 30;

/// Returns the series of each pupil; there are at least two.
pub(super) fn series(room: &Room, pupils: usize, series: usize) -> Vec<usize> {
    let factors = (1..series.min(FACTORS)).flat_map(|factor| [(factor, 1), (1, factor)]);
    let mut best: Option<Arrangement> = None;
    for (down, across) in factors {
        if Neighbours::apart(series) == Neighbours::Eight
            && (down == across || (down + across) % series == 0)
        {
            continue;
        }
        let seat = |seat| (down * (seat / room.columns) + across * (seat % room.columns)) % series;
        let mut arrangement = Arrangement::new((0..pupils).map(seat).collect(), series);
        arrangement.level(room);
        if best.as_ref().is_none_or(|best| arrangement.spread() < best.spread()) {
            let even = arrangement.spread() <= 1;
            best = Some(arrangement);
            if even {
                break;
            }
        }
    }
    best.map(|best| best.seats).unwrap_or_default()
}

struct Arrangement {
    /// The series of each seat.
    seats: Vec<usize>,
    /// How many seats each series has.
    counts: Vec<usize>,
}

impl Arrangement {
    fn new(seats: Vec<usize>, series: usize) -> Self {
        let mut counts = vec![0; series];
        for series in &seats {
            counts[*series] += 1;
        }
        Self { seats, counts }
    }

    /// Returns by how many seats the most common series passes the rarest.
    fn spread(&self) -> usize {
        let (most, least) = (self.counts.iter().max(), self.counts.iter().min());
        most.zip(least).map_or(0, |(most, least)| most - least)
    }

    /// Changes seats until no change makes the series more even; each makes
    /// the sum of squares of the counts smaller, so that it ends.
    fn level(&mut self, room: &Room) {
        let mut changed = true;
        while changed && self.spread() > 1 {
            changed = false;
            for seat in 0..self.seats.len() {
                let own = self.seats[seat];
                let Some(other) = self.rarest_allowed(room, seat) else { continue };
                if self.counts[own] >= self.counts[other] + 2 {
                    self.counts[own] -= 1;
                    self.counts[other] += 1;
                    self.seats[seat] = other;
                    changed = true;
                }
            }
        }
    }

    /// Finds the rarest series that no neighbour of a seat has.
    fn rarest_allowed(&self, room: &Room, seat: usize) -> Option<usize> {
        let mut taken = vec![false; self.counts.len()];
        for other in room.around(seat, Neighbours::apart(self.counts.len())) {
            if let Some(series) = self.seats.get(other) {
                taken[*series] = true;
            }
        }
        let allowed = (0..taken.len()).filter(|series| !taken[*series]);
        allowed.min_by_key(|series| self.counts[*series])
    }
}
