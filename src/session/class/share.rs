//! Who has which paper: takes what is asked, gives the distinct papers, the
//! pupils and the order of printing.

use std::fmt::Write;

use super::request::{Collate, Pupils, Request};
use crate::diagnostic::Fault;
use crate::number::counted;
use crate::variants::Key;
use crate::variants::code::Code;
use crate::variants::roster::Pupil as Listed;
use crate::variants::roster::spreadsheet_text;
use crate::variants::seating::seat;

/// Bit of a pupil's number that says: one of a list, known by a hash.
const LISTED: u32 = 1 << 19;
/// Bit of a pupil's number that says: a series, not a pupil.
const SERIES: u32 = 1 << 18;

/// Whose a distinct paper is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    /// The number that draws are made for, 20 bits.
    pub(super) number: u32,
    /// Stem of the files.
    pub(super) stem: String,
    /// Identifier in the list, number, or letter of the series.
    pub(super) identifier: String,
    /// Name to print; may be empty.
    pub(super) name: String,
    /// What the list is sorted by; empty without a name.
    pub(super) sorted_by: String,
    /// Group to print; may be empty.
    pub(super) group: String,
    /// `Variante 17`, `Série B`; empty for a pupil who is named.
    pub(super) variant: String,
}

/// A pupil and their paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pupil {
    /// Identifier in the list, or number.
    pub(super) identifier: String,
    /// Group; may be empty.
    pub(super) group: String,
    /// Rank of the paper.
    pub(super) paper: usize,
    /// Row and column in the room, from 1.
    pub(super) seat: Option<(usize, usize)>,
}

/// How papers are shared.
pub(super) struct Shared {
    /// Whose each distinct paper is.
    pub(super) people: Vec<Person>,
    /// Who has which, in the order of the list.
    pub(super) pupils: Vec<Pupil>,
    /// Ranks of the papers in the order of the files to print.
    pub(super) order: Vec<usize>,
}

impl Person {
    /// The pupil of a rank, from 1.
    fn numbered(rank: u32) -> Self {
        Self {
            number: rank,
            stem: format!("{rank:03}"),
            identifier: rank.to_string(),
            name: String::new(),
            sorted_by: String::new(),
            group: String::new(),
            variant: format!("Variante {rank}"),
        }
    }

    /// The pupils of a series, from 0.
    fn series(rank: u32) -> Self {
        let letter = letter(rank);
        Self {
            number: SERIES | rank,
            stem: format!("serie-{}", letter.to_lowercase()),
            name: String::new(),
            sorted_by: String::new(),
            group: String::new(),
            variant: format!("Série {letter}"),
            identifier: letter,
        }
    }

    /// A pupil of a list.
    fn listed(pupil: &Listed, key: &Key) -> Self {
        Self {
            number: hash(key, &pupil.identifier.value),
            stem: pupil.file_name.clone(),
            identifier: pupil.identifier.value.clone(),
            name: pupil.name.clone().unwrap_or_default(),
            sorted_by: pupil.sorted_by.clone(),
            group: pupil.group.clone().unwrap_or_default(),
            variant: String::new(),
        }
    }

    /// Whose paper a code may be of, as far as the list tells: two pupils of a
    /// list may share a number.
    pub(super) fn of_code(code: &Code, key: &Key, roster: Option<&[Listed]>) -> Vec<Self> {
        if code.pupil & LISTED != 0 {
            let listed = roster.unwrap_or_default().iter().map(|pupil| Self::listed(pupil, key));
            listed.filter(|person| person.number == code.pupil).collect()
        } else if code.pupil & SERIES != 0 {
            vec![Self::series(code.pupil & !SERIES)]
        } else {
            vec![Self::numbered(code.pupil)]
        }
    }

    /// Nobody: a draw of a stress, by its number.
    pub(super) fn drawn(draw: u32) -> Self {
        Self {
            number: draw,
            stem: draw.to_string(),
            identifier: draw.to_string(),
            name: String::new(),
            sorted_by: String::new(),
            group: String::new(),
            variant: format!("Tirage {draw}"),
        }
    }

    /// A paper whose pupil is not known.
    pub(super) fn nameless(code: &Code) -> Self {
        Self {
            number: code.pupil,
            stem: "sans-nom".to_owned(),
            identifier: String::new(),
            name: String::new(),
            sorted_by: String::new(),
            group: String::new(),
            variant: String::new(),
        }
    }
}

/// Shares papers out.
///
/// # Errors
///
/// Nobody to print for, more than a code can number, a room too small or in
/// which neighbours cannot be told apart.
pub(super) fn share(request: &Request) -> Result<Shared, Fault> {
    let listed = match &request.pupils {
        Pupils::Count(count) => numbered(*count)?,
        Pupils::Roster(roster) => {
            roster.iter().map(|pupil| Person::listed(pupil, &request.key)).collect()
        }
    };
    let Some(series) = request.series else {
        let pupils: Vec<_> =
            (0..listed.len()).map(|rank| pupil(&listed[rank], rank, None)).collect();
        return Ok(Shared {
            order: order(request.collate, &listed, &pupils),
            people: listed,
            pupils,
        });
    };
    if series == 0 || series >= SERIES {
        let message = match series {
            0 => "0 série : il en faut une au moins".to_owned(),
            _ => {
                let series = counted(series as usize, "série");
                format!("{series} : c’est plus qu’un code n’en distingue")
            }
        };
        return Err(Fault::error("series", message)
            .help(format!("donnez à « --series » un nombre de 1 à {}", SERIES - 1)));
    }
    if series as usize > listed.len() {
        let (series, pupils) = (counted(series as usize, "série"), counted(listed.len(), "élève"));
        return Err(Fault::error("series", format!("{series} pour {pupils}"))
            .help("il y a au plus autant de séries que d’élèves"));
    }
    let people: Vec<_> = (0..series).map(Person::series).collect();
    let seats = match &request.room {
        Some(room) => Some(seat(room, series, listed.len(), &request.key)?),
        None => None,
    };
    let pupils: Vec<_> = (0..listed.len())
        .map(|rank| match &seats {
            Some(seats) => {
                let seat = &seats[rank];
                pupil(&listed[rank], seat.series as usize, Some((seat.row, seat.column)))
            }
            None => pupil(&listed[rank], rank % people.len(), None),
        })
        .collect();
    Ok(Shared { order: order(request.collate, &listed, &pupils), people, pupils })
}

fn numbered(count: u32) -> Result<Vec<Person>, Fault> {
    if count == 0 || count >= SERIES {
        let message = match count {
            0 => "0 variante demandée".to_owned(),
            _ => format!("{} demandées", counted(count as usize, "variante")),
        };
        return Err(Fault::error("effectif", message)
            .help(format!("donnez à « --count » un nombre de 1 à {}", SERIES - 1)));
    }
    Ok((1..=count).map(Person::numbered).collect())
}

fn pupil(person: &Person, paper: usize, seat: Option<(usize, usize)>) -> Pupil {
    Pupil { identifier: person.identifier.clone(), group: person.group.clone(), paper, seat }
}

/// Puts the papers in the order of the files to print: one a pupil.
fn order(collate: Collate, people: &[Person], pupils: &[Pupil]) -> Vec<usize> {
    let mut ranks: Vec<usize> = (0..pupils.len()).collect();
    // Stable: what is not told apart stays as in the list.
    match collate {
        Collate::Roster => {}
        Collate::Name => {
            ranks.sort_by(|one, two| people[*one].sorted_by.cmp(&people[*two].sorted_by));
        }
        Collate::Group => ranks.sort_by_key(|rank| pupils[*rank].group.to_lowercase()),
        Collate::Seat => ranks.sort_by_key(|rank| pupils[*rank].seat),
        Collate::Series => ranks.sort_by_key(|rank| pupils[*rank].paper),
    }
    ranks.into_iter().map(|rank| pupils[rank].paper).collect()
}

/// Returns the letter of a series: A, B, … Z, then numbers.
fn letter(rank: u32) -> String {
    u8::try_from(rank)
        .ok()
        .filter(|rank| *rank < 26)
        .map_or_else(|| (rank + 1).to_string(), |rank| char::from(b'A' + rank).to_string())
}

/// Returns the number under which a pupil of a list is known: 19 bits of a
/// hash of the identifier, so that neither the order of the list nor other
/// pupils count. Two pupils with the same number have the same streams, and
/// differ by their attempts.
fn hash(key: &Key, identifier: &str) -> u32 {
    LISTED | key.derive(&[b"eleve", identifier.as_bytes()]).number() & (LISTED - 1)
}

impl Shared {
    /// Returns the plan of the room as CSV: row, column, pupil, series.
    pub(super) fn seats(&self) -> Option<Vec<u8>> {
        let mut seated: Vec<_> =
            self.pupils.iter().filter_map(|pupil| Some((pupil.seat?, pupil))).collect();
        if seated.is_empty() {
            return None;
        }
        seated.sort_by_key(|(seat, _)| *seat);
        let mut text = "\u{feff}rang;colonne;identifiant;serie\n".to_owned();
        for ((row, column), pupil) in seated {
            let identifier = spreadsheet_text(&pupil.identifier).replace(['"', ';'], " ");
            let series = &self.people[pupil.paper].identifier;
            // Writing to a text never fails.
            let _ = writeln!(text, "{row};{column};{identifier};{series}");
        }
        Some(text.into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;
    use crate::variants::roster::read;

    fn request(count: u32, series: Option<u32>, collate: Collate) -> Request {
        Request {
            seed: 1,
            key: Key::public(),
            keyed: false,
            pupils: Pupils::Count(count),
            series,
            room: None,
            collate,
        }
    }

    #[test]
    fn without_series_everyone_has_a_paper() {
        let shared = share(&request(3, None, Collate::Roster)).unwrap();
        assert_eq!(shared.people.len(), 3);
        assert_eq!(shared.people[2].variant, "Variante 3");
        assert_eq!(shared.order, [0, 1, 2]);
    }

    #[test]
    fn series_go_round() {
        let shared = share(&request(5, Some(2), Collate::Series)).unwrap();
        assert_eq!(shared.people.len(), 2);
        assert_eq!(shared.people[1].variant, "Série B");
        assert_eq!(
            shared.pupils.iter().map(|pupil| pupil.paper).collect::<Vec<_>>(),
            [0, 1, 0, 1, 0]
        );
        assert_eq!(shared.order, [0, 0, 0, 1, 1]);
    }

    #[test]
    fn nobody_is_not_a_class() {
        let fault = share(&request(0, None, Collate::Roster)).err().unwrap();
        assert_eq!(fault.message, "0 variante demandée");
    }

    #[test]
    fn pupils_who_share_a_number_are_not_told_by_their_codes() {
        let list = "identifiant\ne0072\ne0073\ne1092\n";
        let pupils = read(&mut Sources::default(), "eleves.csv", list.as_bytes()).unwrap();
        let key = Key::public();
        let numbers: Vec<_> =
            pupils.iter().map(|pupil| Person::listed(pupil, &key).number).collect();
        assert_eq!(numbers[1], numbers[2]);
        let found = |pupil: u32| {
            let code =
                Code { fingerprint: 0, seed: 1, pupil, attempt: 0, direct: false, questions: 0 };
            let found = Person::of_code(&code, &key, Some(&pupils));
            found.into_iter().map(|person| person.identifier).collect::<Vec<_>>()
        };
        assert_eq!(found(numbers[0]), ["e0072"]);
        assert_eq!(found(numbers[1]), ["e0073", "e1092"]);
    }

    #[test]
    fn names_are_sorted_as_in_a_school_list() {
        let list =
            "identifiant;nom;prenom\n1;Zola;Émile\n2;Éluard;Paul\n3;Le Goff;Anne\n4;Hardy;Zoé\n";
        let pupils = read(&mut Sources::default(), "eleves.csv", list.as_bytes()).unwrap();
        let request = Request { pupils: Pupils::Roster(pupils), ..request(0, None, Collate::Name) };
        assert_eq!(share(&request).unwrap().order, [1, 3, 2, 0]);
    }
}
