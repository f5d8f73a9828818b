//! A plan over several runners: takes its documents and how long each took,
//! gives those of one runner.
//!
//! Every runner makes the whole division by itself and keeps its share: the
//! same documents and the same times give the same shares. Whoever joins them
//! compares the fingerprints of their divisions.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::fingerprint::{Fingerprint, Inputs};
use super::record::PROGRAM;
use crate::diagnostic::Fault;

/// How long a document should take of which nothing is known.
const UNKNOWN: Duration = Duration::from_millis(300);

/// What a subject costs a runner before its first document.
const READING: Duration = Duration::from_millis(30);

/// Most runners.
const MOST: usize = 10_000;

/// Variables in which runners tell their rank, the rank of the first one and
/// their number; one without number has it said by hand.
const RUNNERS: [(&str, First, &str); 5] = [
    ("CI_NODE_INDEX", First::Is(1), "CI_NODE_TOTAL"),
    ("CIRCLE_NODE_INDEX", First::Is(0), "CIRCLE_NODE_TOTAL"),
    ("BUILDKITE_PARALLEL_JOB", First::Is(0), "BUILDKITE_PARALLEL_JOB_COUNT"),
    ("SLURM_ARRAY_TASK_ID", First::Told("SLURM_ARRAY_TASK_MIN"), "SLURM_ARRAY_TASK_COUNT"),
    ("JOB_COMPLETION_INDEX", First::Is(0), "JOB_COMPLETIONS"),
];

enum First {
    Is(usize),
    /// In another variable.
    Told(&'static str),
}

/// One of so many runners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Its rank, from 1.
    pub rank: usize,
    /// Their number.
    pub of: usize,
}

/// What is asked of a runner, before it knows which one it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedShard {
    /// `3/10`.
    Is(Shard),
    /// `auto`, or `auto/10` where only the number is known.
    Auto(Option<usize>),
}

impl FromStr for AskedShard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refused = || format!("« {text} » n’est pas une part : attendu « 3/10 » ou « auto »");
        let number = |text: &str| match text.parse() {
            Ok(number @ 1..=MOST) => Ok(number),
            Ok(_) | Err(_) => Err(refused()),
        };
        match text.split_once('/') {
            None if text == "auto" => Ok(Self::Auto(None)),
            Some(("auto", of)) => Ok(Self::Auto(Some(number(of)?))),
            Some((rank, of)) => {
                let shard = Shard { rank: number(rank)?, of: number(of)? };
                if shard.rank > shard.of { Err(refused()) } else { Ok(Self::Is(shard)) }
            }
            None => Err(refused()),
        }
    }
}

impl AskedShard {
    /// Finds which one it is; `variable` returns a variable of the runner.
    ///
    /// # Errors
    ///
    /// Returns that no runner tells its rank, or tells one that cannot be.
    pub fn found(self, variable: &dyn Fn(&str) -> Option<String>) -> Result<Shard, Fault> {
        let total = match self {
            Self::Is(shard) => return Ok(shard),
            Self::Auto(total) => total,
        };
        let told =
            RUNNERS.iter().find_map(|(rank, first, of)| Some((*rank, variable(rank)?, first, *of)));
        let Some((name, rank, first, of)) = told else {
            let names: Vec<_> = RUNNERS.iter().map(|(rank, ..)| *rank).collect();
            let fault = Fault::error("part-inconnue", "rien ne dit quelle part est demandée");
            let help = format!("« --shard 3/10 », ou l’une des variables {}", names.join(", "));
            return Err(fault.help(help));
        };
        let first = match first {
            First::Is(first) => Some(*first),
            First::Told(first) => variable(first).and_then(|first| first.parse().ok()),
        };
        let Some(of) = total.or_else(|| variable(of)?.parse().ok()) else {
            let message = format!("« {name} » dit un rang, mais rien ne dit le nombre de parts");
            let fault = Fault::error("part-inconnue", message);
            return Err(fault.help("donnez-le : « --shard auto/10 »"));
        };
        let rank = rank.parse().ok().zip(first).and_then(|(rank, first): (usize, _)| {
            rank.checked_sub(first)?.checked_add(1).filter(|rank| *rank <= of && of <= MOST)
        });
        rank.map(|rank| Shard { rank, of }).ok_or_else(|| {
            let message = format!("« {name} » donne un rang impossible parmi {of} parts");
            Fault::error("part-inconnue", message).help("dites-le vous-même : « --shard 3/10 »")
        })
    }
}

/// A document of a plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Piece {
    /// Folder of its subject, with slashes: `2025/markstein`.
    pub folder: String,
    /// Name of its file; empty for a subject whose documents are not known,
    /// which is not divided.
    pub file: String,
    /// How long it took.
    pub time: Option<Duration>,
}

/// What is told of a share to whoever joins them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// Its rank, from 1.
    pub rank: usize,
    /// Number of shares.
    pub of: usize,
    /// Fingerprint of the division.
    pub division: String,
    /// The program, named by all that it is made from; empty when an older one
    /// does not tell it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub build: String,
    /// Fingerprint of what the documents of the plan are made from: the files of
    /// their subjects, the project's own templates, the date imposed; empty when
    /// an older program does not tell it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub origin: String,
    /// The documents of the whole plan, in the order of their paths; a subject
    /// that could not be read stands there by its folder, `2025/markstein/`, so
    /// that whoever joins the shares misses it.
    pub plan: Vec<String>,
}

/// What one runner prints of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// What is told of it.
    pub slip: Slip,
    own: BTreeMap<String, BTreeSet<String>>,
}

impl Share {
    /// Divides documents, of such an origin, and returns the share of a runner.
    #[must_use]
    pub fn of(shard: Shard, pieces: &[Piece], origin: Fingerprint) -> Self {
        let mut pieces = pieces.to_vec();
        pieces.sort();
        let ranks = divided(shard.of, &pieces);
        let mut inputs = Inputs::new("partage");
        let mut own: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for (piece, rank) in pieces.iter().zip(&ranks) {
            inputs.add(piece.folder.as_bytes());
            inputs.add(piece.file.as_bytes());
            inputs.add(rank.to_string().as_bytes());
            if *rank == shard.rank {
                own.entry(piece.folder.clone()).or_default().insert(piece.file.clone());
            }
        }
        inputs.add(shard.of.to_string().as_bytes());
        let plan = pieces.iter().map(|piece| format!("{}/{}", piece.folder, piece.file)).collect();
        let Shard { rank, of } = shard;
        let (division, origin) = (inputs.finish().to_string(), origin.to_string());
        let build = PROGRAM.to_owned();
        Self { slip: Slip { rank, of, division, build, origin, plan }, own }
    }

    /// Tells whether a document is of this share.
    #[must_use]
    pub fn holds(&self, folder: &str, file: &str) -> bool {
        self.own.get(folder).is_some_and(|files| files.contains(file) || files.contains(""))
    }

    /// Returns what this share holds of one subject; it tells nothing of the
    /// plan.
    #[must_use]
    pub(super) fn within(&self, folder: &str) -> Self {
        let own = self.own.get(folder).map(|files| (folder.to_owned(), files.clone()));
        let slip = Slip { plan: Vec::new(), ..self.slip.clone() };
        Self { slip, own: own.into_iter().collect() }
    }

    /// Tells whether a subject has documents in this share.
    #[must_use]
    pub fn concerns(&self, folder: &str) -> bool {
        self.own.contains_key(folder)
    }
}

/// Returns the rank of the runner of each piece: the longest first, each to
/// the runner that ends soonest with it.
fn divided(of: usize, pieces: &[Piece]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    let time = |rank: usize| pieces[rank].time.unwrap_or(UNKNOWN);
    order.sort_by_key(|rank| (std::cmp::Reverse(time(*rank)), *rank));
    let mut runners = vec![(Duration::ZERO, BTreeSet::new()); of];
    let mut ranks = vec![0; pieces.len()];
    for piece in order {
        let folder = pieces[piece].folder.as_str();
        let end = |(load, subjects): &(Duration, BTreeSet<&str>)| {
            let reading = if subjects.contains(folder) { Duration::ZERO } else { READING };
            *load + time(piece) + reading
        };
        let ends = runners.iter().map(end).enumerate();
        let Some((runner, end)) = ends.min_by_key(|(rank, end)| (*end, *rank)) else { break };
        runners[runner].0 = end;
        runners[runner].1.insert(folder);
        ranks[piece] = runner + 1;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn origin() -> Fingerprint {
        Fingerprint::of(b"origine")
    }

    fn found(asked: &str, variables: &[(&str, &str)]) -> Result<Shard, String> {
        let variable = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        asked.parse::<AskedShard>()?.found(&variable).map_err(|fault| fault.message)
    }

    #[test]
    fn a_share_is_asked_by_its_rank() {
        assert_eq!(found("3/10", &[]), Ok(Shard { rank: 3, of: 10 }));
        assert_eq!(found("1/1", &[]), Ok(Shard { rank: 1, of: 1 }));
        for wrong in ["", "3", "0/3", "4/3", "3/0", "-1/3", "1/2/3", "un/deux", "1/99999"] {
            assert!(found(wrong, &[]).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_runner_is_asked_in_its_own_words() {
        let told = |variables: &[(&str, &str)]| found("auto", variables);
        let third = Ok(Shard { rank: 3, of: 10 });
        assert_eq!(told(&[("CI_NODE_INDEX", "3"), ("CI_NODE_TOTAL", "10")]), third);
        assert_eq!(told(&[("CIRCLE_NODE_INDEX", "2"), ("CIRCLE_NODE_TOTAL", "10")]), third);
        let buildkite = [("BUILDKITE_PARALLEL_JOB", "2"), ("BUILDKITE_PARALLEL_JOB_COUNT", "10")];
        assert_eq!(told(&buildkite), third);
        let slurm = |id, min| {
            told(&[
                ("SLURM_ARRAY_TASK_ID", id),
                ("SLURM_ARRAY_TASK_MIN", min),
                ("SLURM_ARRAY_TASK_COUNT", "10"),
            ])
        };
        assert_eq!((slurm("3", "1"), slurm("2", "0")), (third.clone(), third.clone()));
        let kubernetes = [("JOB_COMPLETION_INDEX", "2")];
        assert_eq!(found("auto/10", &kubernetes), third);
        assert_eq!(
            told(&kubernetes).unwrap_err().replace('\u{a0}', " "),
            "« JOB_COMPLETION_INDEX » dit un rang, mais rien ne dit le nombre de parts"
        );
        assert_eq!(told(&[]).unwrap_err(), "rien ne dit quelle part est demandée");
        let beyond = told(&[("CI_NODE_INDEX", "0"), ("CI_NODE_TOTAL", "10")]);
        assert_eq!(
            beyond.unwrap_err().replace('\u{a0}', " "),
            "« CI_NODE_INDEX » donne un rang impossible parmi 10 parts"
        );
    }

    fn piece(folder: &str, file: &str, time: u64) -> Piece {
        let time = Some(Duration::from_millis(time));
        Piece { folder: folder.into(), file: file.into(), time }
    }

    #[test]
    fn the_longest_goes_first_and_a_subject_may_be_divided() {
        let pieces = [
            piece("a", "corrige.pdf", 900),
            piece("a", "sujet.pdf", 400),
            piece("b", "corrige.pdf", 300),
            piece("b", "sujet.pdf", 200),
        ];
        let share = |rank| Share::of(Shard { rank, of: 2 }, &pieces, origin());
        let (first, second) = (share(1), share(2));
        assert!(first.holds("a", "corrige.pdf") && !first.concerns("b"));
        assert!(second.holds("a", "sujet.pdf") && second.holds("b", "corrige.pdf"));
        assert_eq!(first.slip.plan, second.slip.plan);
        assert_eq!(first.slip.division, second.slip.division);
        // Other times, another division.
        let other = pieces.clone().map(|piece| Piece { time: None, ..piece });
        assert_ne!(
            Share::of(Shard { rank: 1, of: 2 }, &other, origin()).slip.division,
            first.slip.division
        );
    }

    #[test]
    fn a_subject_that_cannot_be_read_is_of_one_share() {
        let pieces = [piece("a", "", 300), piece("b", "corrige.pdf", 300)];
        let share = |rank| Share::of(Shard { rank, of: 2 }, &pieces, origin());
        assert!(share(1).holds("a", "sujet.pdf") != share(2).holds("a", "sujet.pdf"));
        assert_eq!(share(1).slip.plan, ["a/", "b/corrige.pdf"]);
    }

    proptest! {
        #[test]
        fn each_document_has_one_runner_whatever_their_order(
            times in proptest::collection::vec(proptest::option::of(0_u64..2000), 0..60),
            of in 1_usize..9,
        ) {
            let pieces: Vec<_> = times.iter().enumerate().map(|(rank, time)| Piece {
                folder: format!("{}", rank / 4),
                file: format!("{}.pdf", rank % 4),
                time: time.map(Duration::from_millis),
            }).collect();
            let reversed: Vec<_> = pieces.iter().rev().cloned().collect();
            let shares: Vec<_> =
                (1..=of).map(|rank| Share::of(Shard { rank, of }, &pieces, origin())).collect();
            for piece in &pieces {
                let held = shares.iter().filter(|one| one.holds(&piece.folder, &piece.file));
                prop_assert_eq!(held.count(), 1);
            }
            prop_assert_eq!(&shares[0], &Share::of(Shard { rank: 1, of }, &reversed, origin()));
            // No runner has more than its part and one document.
            let load = |share: &Share| -> Duration {
                let own = pieces.iter().filter(|one| share.holds(&one.folder, &one.file));
                own.map(|piece| piece.time.unwrap_or(UNKNOWN)).sum()
            };
            let all: Duration = pieces.iter().map(|one| one.time.unwrap_or(UNKNOWN)).sum();
            let readings = READING * u32::try_from(pieces.len()).unwrap_or(0);
            let longest = pieces.iter().map(|one| one.time.unwrap_or(UNKNOWN)).max();
            let most = (all + readings) / u32::try_from(of).unwrap_or(1) + longest.unwrap_or_default();
            prop_assert!(shares.iter().all(|share| load(share) <= most));
        }
    }
}
