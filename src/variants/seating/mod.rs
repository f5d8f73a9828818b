//! Seats of a room: takes its rows and columns, gives each pupil a series of
//! the paper, so that neighbours never have the same.
//!
//! Pupils sit in the order of the list, row after row from the front. With four
//! series or more the eight seats around one have other series; with two or
//! three, those at its sides, before and behind. As many pupils have each
//! series, to within one; with four series, which leave no choice, and for a
//! few rooms with five, to within what the room allows.

mod pattern;

use crate::diagnostic::Fault;
use crate::number::counted;

use super::{Key, Stream};

/// Most rows, and most seats of a row.
const LARGEST: usize = 50;
/// Fewest series that keep the eight seats around one apart.
const ENOUGH: usize = 4;

/// A room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Rows, from the front.
    pub rows: usize,
    /// Seats of a row.
    pub columns: usize,
}

/// Where a pupil sits, with which series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// Row, from 1 at the front.
    pub row: usize,
    /// Place in the row, from 1.
    pub column: usize,
    /// The series, from 0.
    pub series: u32,
}

/// Which seats are neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Neighbours {
    /// The four at the sides, before and behind.
    Four,
    /// Those at the corners too.
    Eight,
}

impl Neighbours {
    /// Returns the neighbours that so many series keep apart.
    fn apart(series: usize) -> Self {
        if series < ENOUGH { Self::Four } else { Self::Eight }
    }
}

impl Room {
    /// Reads `6x6`: rows, then seats of a row.
    ///
    /// # Errors
    ///
    /// Says what was expected.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let side =
            |text: &str| text.trim().parse().ok().filter(|side| (1..=LARGEST).contains(side));
        let sides = text.split_once(['x', 'X', '×', '*']);
        let sides = sides.and_then(|(rows, columns)| Some((side(rows)?, side(columns)?)));
        sides.map(|(rows, columns)| Self { rows, columns }).ok_or_else(|| {
            let shown = text.escape_debug();
            Fault::error("salle-illisible", format!("« {shown} » n’est pas un plan de salle"))
                .help("attendu : le nombre de rangs, puis de places par rang : « 6x5 »")
                .help(format!("chacun va de 1 à {LARGEST}"))
        })
    }

    /// Visits the neighbours of a seat, both counted row after row from 0.
    fn around(&self, seat: usize, neighbours: Neighbours) -> impl Iterator<Item = usize> {
        let (row, column) = (seat / self.columns, seat % self.columns);
        let rows = row.saturating_sub(1)..(row + 2).min(self.rows);
        let columns = column.saturating_sub(1)..(column + 2).min(self.columns);
        rows.flat_map(move |other| columns.clone().map(move |column| (other, column)))
            .filter(move |other| *other != (row, column))
            .filter(move |other| {
                neighbours == Neighbours::Eight || other.0 == row || other.1 == column
            })
            .map(move |(row, column)| row * self.columns + column)
    }
}

/// Seats pupils in the order of the list, and gives each a series.
///
/// # Errors
///
/// Says that the room has too few seats, or that the series are too few for
/// neighbours to differ.
pub fn seat(room: &Room, series: u32, pupils: usize, key: &Key) -> Result<Vec<Seat>, Fault> {
    let (seats, columns) = (room.rows * room.columns, room.columns);
    if pupils > seats {
        let (found, wanted) = (counted(seats, "place"), counted(pupils, "élève"));
        return Err(Fault::error("salle-trop-petite", format!("{found} pour {wanted}"))
            .help(format!("agrandissez le plan : « {}x{columns} »", pupils.div_ceil(columns))));
    }
    if series < 2 && pupils > 1 {
        return Err(Fault::error(
            "series-insuffisantes",
            format!("une seule série ne peut séparer {}", counted(pupils, "élève")),
        )
        .help("deux séries séparent les voisins de côté, quatre aussi les voisins en diagonale"));
    }
    let names = shuffled(series.max(1), &mut Stream::new(&key.derive(&[b"seating"])));
    // One each: nothing to arrange.
    let arranged = if names.len() >= pupils {
        (0..pupils).collect()
    } else {
        pattern::series(room, pupils, names.len())
    };
    let series = arranged.into_iter().filter_map(|series| names.get(series));
    let seats = series.enumerate().map(|(seat, series)| Seat {
        row: seat / columns + 1,
        column: seat % columns + 1,
        series: *series,
    });
    Ok(seats.collect())
}

/// Puts the series in an order that only the key tells.
fn shuffled(series: u32, stream: &mut Stream) -> Vec<u32> {
    let mut names: Vec<_> = (0..series).collect();
    for last in (1..names.len()).rev() {
        let drawn = stream.below(last as u64 + 1);
        names.swap(last, usize::try_from(drawn).unwrap_or_default());
    }
    names
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::{Format, render};
    use crate::source::Sources;

    fn room(rows: usize, columns: usize) -> Room {
        Room { rows, columns }
    }

    fn series(room: Room, series: u32, pupils: usize) -> Vec<u32> {
        let seats = seat(&room, series, pupils, &Key::public()).expect("series");
        seats.iter().map(|seat| seat.series).collect()
    }

    /// Shows the series as letters, row after row.
    fn shown(room: Room, series: u32, pupils: usize) -> String {
        let mut shown = String::new();
        for seat in seat(&room, series, pupils, &Key::public()).expect("series") {
            if seat.column == 1 && seat.row > 1 {
                shown.push('\n');
            }
            shown.extend(char::from_digit(seat.series + 10, 36));
        }
        shown
    }

    #[test]
    fn a_room_is_read_as_it_is_said() {
        for text in ["6x5", "6 × 5", " 6X5 ", "6*5"] {
            assert_eq!(Room::parse(text), Ok(room(6, 5)));
        }
    }

    #[test]
    fn a_class_is_seated_the_same_way_for_ever() {
        let four = "bdacbd\nacbdac\nbdacbd\nacbdac\nbdacbd\nacbda";
        assert_eq!(shown(room(6, 6), 4, 35), four);
        assert_eq!(shown(room(3, 7), 2, 20), "abababa\nbababab\nababab");
        assert_eq!(shown(room(5, 5), 6, 25), "dfcef\ncebda\nbdafc\nafceb\ncebda");
    }

    #[test]
    fn seats_are_counted_from_the_front() {
        let seats = seat(&room(2, 3), 2, 5, &Key::public()).expect("series");
        let places: Vec<_> = seats.iter().map(|seat| (seat.row, seat.column)).collect();
        assert_eq!(places, [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2)]);
    }

    #[test]
    fn another_key_gives_other_series() {
        let seated = |key: &Key| seat(&room(6, 6), 6, 36, key);
        assert_ne!(seated(&Key::public()), seated(&Key::of_file(b"secret")));
    }

    #[test]
    fn with_as_many_series_as_pupils_each_has_one() {
        let mut series = series(room(3, 4), 12, 11);
        series.sort_unstable();
        series.dedup();
        assert_eq!(series.len(), 11);
    }

    #[test]
    fn what_cannot_be_is_told() {
        let parsed = ["", "6", "0x4", "6x", "6x5x4", "6x51"].map(|text| Room::parse(text).err());
        assert!(parsed.iter().all(Option::is_some), "{parsed:?}");
        let faults = [
            Room::parse("six par six").expect_err("refused"),
            seat(&room(5, 6), 4, 35, &Key::public()).expect_err("refused"),
            seat(&room(6, 6), 1, 35, &Key::public()).expect_err("refused"),
        ];
        expect![[r#"
            erreur[salle-illisible] : « six par six » n’est pas un plan de salle
             |
             = aide : attendu : le nombre de rangs, puis de places par rang : « 6x5 »
             = aide : chacun va de 1 à 50

            erreur[salle-trop-petite] : 30 places pour 35 élèves
             |
             = aide : agrandissez le plan : « 6x6 »

            erreur[series-insuffisantes] : une seule série ne peut séparer 35 élèves
             |
             = aide : deux séries séparent les voisins de côté, quatre aussi les voisins en diagonale
        "#]].assert_eq(&render(&faults, &Sources::default(), Format::Full, false));
    }

    proptest! {
        #[test]
        fn neighbours_never_share_a_series(
            rows in 1_usize..10, columns in 1_usize..10, empty in 0_usize..10, count in 2_u32..14,
        ) {
            let room = room(rows, columns);
            let pupils = (rows * columns).saturating_sub(empty);
            let series = series(room, count, pupils);
            prop_assert_eq!(series.len(), pupils);
            let neighbours = Neighbours::apart(count as usize);
            for (seat, own) in series.iter().enumerate() {
                for other in room.around(seat, neighbours) {
                    prop_assert_ne!(series.get(other), Some(own));
                }
            }
            let seats = |each| series.iter().filter(|own| **own == each).count();
            let seats: Vec<_> = (0..count).map(seats).collect();
            let spread = seats.iter().max().zip(seats.iter().min()).map(|(most, least)| most - least);
            let allowed = match count {
                // Every other row, or column, has two series for itself.
                4 => 1 + rows.min(columns).div_ceil(2),
                5 => 2,
                _ => 1,
            };
            prop_assert!(spread <= Some(allowed), "{seats:?}");
        }

        #[test]
        fn whatever_is_typed_is_answered(text in ".{0,8}|[0-9x]{0,6}") {
            let _ = Room::parse(&text);
        }
    }
}
