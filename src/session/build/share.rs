//! The share of one runner: takes a build, reads the subjects that have
//! changed, divides all that is wanted by the times of the record.

use super::run::Build;
use crate::session::shard::{Piece, Shard, Share};
use crate::session::{Inputs, Offer};

impl Build<'_> {
    /// Divides what is wanted and returns the share of a runner, and what the
    /// subjects offer, if all could be read.
    ///
    /// A document counts whether it is due or not: every runner makes the same
    /// division, whatever stands in its own folder.
    #[must_use]
    pub fn share(&self, shard: Shard) -> (Share, Option<Vec<Offer>>) {
        let survey = self.survey(0);
        let mut pieces = Vec::new();
        let mut offers = Some(Vec::new());
        let mut origin = Inputs::new("origine");
        origin.add(survey.overrides.digest().bytes());
        origin.add(format!("{:?}", self.date).as_bytes());
        for (todo, foreseen) in survey.todos.iter().zip(self.preview(&survey)) {
            let folder = &todo.folder;
            if !foreseen.documents.is_empty() || !foreseen.faults.is_empty() {
                origin.add(folder.as_bytes());
                origin.add(foreseen.inputs.as_bytes());
            }
            if !foreseen.faults.is_empty() {
                let file = String::new();
                pieces.push(Piece { folder: folder.clone(), file, time: None });
            }
            offers = offers.zip(foreseen.offer).map(|(mut offers, offer)| {
                offers.push(offer);
                offers
            });
            let files =
                foreseen.documents.iter().filter_map(|(path, _)| path.file_name()?.to_str());
            pieces.extend(files.map(|file| {
                let time = survey.time(folder, file);
                Piece { folder: folder.clone(), file: file.to_owned(), time }
            }));
        }
        (Share::of(shard, &pieces, origin.finish()), offers)
    }
}
