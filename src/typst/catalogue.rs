//! The program's own templates by name: takes the name that a person gives one,
//! gives its file; and says in a line of French what each of them composes.

use super::templates::embedded;
use crate::diagnostic::nearest;

/// What each template composes, by its path.
const TEMPLATES: [(&str, &str); 106] = [
    ("documents/bareme.typ", "le barème sur une page"),
    ("documents/corrige.typ", "le corrigé"),
    ("documents/exercice.typ", "la feuille d’exercice"),
    ("documents/rectificatif.typ", "la page qui rectifie un corrigé"),
    ("documents/sujet.typ", "le sujet des candidats"),
    ("components/accessible.typ", "ce que les tableaux disent à une synthèse vocale"),
    ("components/annexe-list.typ", "la liste des annexes du sujet, avec leurs pages"),
    ("components/annexe-pages.typ", "les pages où se trouvent les annexes"),
    ("components/annexe.typ", "une annexe du sujet, et son rappel en haut des pages suivantes"),
    ("components/arguments.typ", "une liste d’arguments (bloc « liste »)"),
    ("components/balanced.typ", "un texte centré en lignes de longueurs voisines"),
    ("components/bareme-lines.typ", "les lignes d’un barème dans une cellule"),
    ("components/bareme-page.typ", "la page du barème, et la taille de ses caractères"),
    ("components/bareme-table.typ", "le tableau du barème"),
    ("components/bareme-title.typ", "le titre du barème"),
    ("components/block.typ", "quel gabarit compose quel bloc d’une réponse"),
    ("components/browser.typ", "la fenêtre d’un navigateur"),
    ("components/calendar.typ", "le calendrier éditorial (bloc « calendrier_editorial »)"),
    ("components/callout.typ", "un encadré (bloc « encadre »)"),
    ("components/chart-bars.typ", "un graphique en barres"),
    ("components/chart-columns.typ", "un graphique en colonnes"),
    ("components/chart-funnel.typ", "un entonnoir et ses taux de passage"),
    ("components/chart-gauge.typ", "une jauge et son objectif"),
    ("components/chart-lines.typ", "un graphique en lignes"),
    (
        "components/chart-marks.typ",
        "les motifs et la légende des graphiques, lisibles en noir et blanc",
    ),
    ("components/chart-sectors.typ", "un graphique en secteurs"),
    ("components/chart.typ", "le titre et la source d’un graphique (bloc « graphique »)"),
    ("components/columns.typ", "des listes côte à côte (bloc « colonnes »)"),
    ("components/composition.typ", "la page qui dit de quoi se compose le sujet"),
    ("components/cover.typ", "la page de garde du sujet"),
    ("components/crop.typ", "le cadrage de l’image d’une maquette"),
    ("components/dashboard.typ", "un tableau de bord (bloc « tableau_de_bord »)"),
    ("components/email.typ", "un courriel (bloc « courriel »)"),
    ("components/equation.typ", "des calculs posés (bloc « calcul »)"),
    ("components/essay.typ", "une réflexion structurée (bloc « plan »)"),
    (
        "components/exam-block.typ",
        "les blocs du sujet, ajustés à la largeur et à la hauteur de la page",
    ),
    ("components/exam-context.typ", "le contexte, avant les dossiers du sujet"),
    ("components/exam-fit.typ", "ce qui réduit un dessin trop grand à la place qui reste"),
    ("components/exam-footer.typ", "le pied de page du sujet"),
    ("components/exam-heading.typ", "les titres du sujet"),
    ("components/exam-look.typ", "l’allure du sujet, selon son édition"),
    ("components/exam-part.typ", "un dossier et la réflexion, dans le sujet"),
    ("components/exam-question.typ", "les questions d’un dossier, dans le sujet"),
    (
        "components/exam-table.typ",
        "les tableaux du sujet, ajustés à la largeur et à la hauteur de la page",
    ),
    ("components/exercise-annexes.typ", "les annexes de la feuille d’exercice"),
    ("components/exercise-answer.typ", "les lignes où répondre, jusqu’au bas de la page"),
    ("components/exercise-block.typ", "les blocs de la feuille d’exercice"),
    ("components/exercise-questions.typ", "les questions de la feuille d’exercice"),
    ("components/exercise-title.typ", "le titre de la feuille d’exercice, et les champs du nom"),
    ("components/footer.typ", "le pied de page du corrigé, du barème et de l’exercice"),
    ("components/formula.typ", "une formule, en mots ou en chiffres"),
    ("components/icons-mail.typ", "les icônes des courriels"),
    ("components/icons-post.typ", "les icônes des publications"),
    ("components/icons-screen.typ", "les icônes du navigateur et de la recherche"),
    ("components/icons.typ", "les icônes communes des maquettes"),
    ("components/image.typ", "une image et sa légende (bloc « image »)"),
    ("components/keep.typ", "ce qui reste sur une seule page"),
    ("components/keys.typ", "les repères numérotés d’une maquette"),
    ("components/lead.typ", "un titre qui se poursuit par son texte"),
    ("components/logo.typ", "le logo du thème"),
    ("components/map.typ", "une carte (bloc « carte »)"),
    ("components/month.typ", "la grille d’un mois, et la légende de ses signes"),
    ("components/overfull.typ", "le signalement d’un mot trop large pour sa cellule"),
    ("components/part.typ", "un dossier du corrigé : son bandeau, puis ses questions"),
    ("components/persona.typ", "la fiche d’un persona (bloc « persona »)"),
    ("components/post-facebook.typ", "une publication Facebook"),
    ("components/post-instagram.typ", "une publication Instagram"),
    ("components/post-linkedin.typ", "une publication LinkedIn"),
    ("components/post-parts.typ", "ce que partagent les publications de plusieurs réseaux"),
    ("components/post-tiktok.typ", "une vidéo TikTok et ce qui l’entoure"),
    ("components/post-x.typ", "une publication X"),
    ("components/post.typ", "quel gabarit dessine quel réseau (bloc « post »)"),
    ("components/question.typ", "une question du corrigé : titre, barème, remarques, réponse"),
    ("components/rectificatif-title.typ", "le titre d’un rectificatif"),
    ("components/rectified-values.typ", "les valeurs qui changent, à la fin d’un rectificatif"),
    ("components/rectified.typ", "un passage rectifié : ce qu’il faut lire, au lieu de quoi"),
    ("components/remarks.typ", "les consignes générales aux correcteurs"),
    ("components/review.typ", "un avis et sa réponse (bloc « avis »)"),
    ("components/scheme.typ", "le barème d’une question"),
    ("components/search-listing.typ", "la fiche d’un établissement trouvé"),
    ("components/search-map.typ", "le plan d’une page de résultats"),
    ("components/search-results.typ", "une page de résultats (bloc « resultats_recherche »)"),
    ("components/share-bar.typ", "une barre partagée en parts"),
    ("components/summary.typ", "le récapitulatif des points"),
    ("components/table-widths.typ", "la largeur des colonnes d’un tableau"),
    ("components/table.typ", "un tableau (bloc « tableau »)"),
    ("components/ticket.typ", "le nom et le code d’une copie de classe"),
    ("components/title-block.typ", "le titre du corrigé"),
    ("components/verdict.typ", "l’étiquette qui dit quoi faire des copies déjà corrigées"),
    ("components/video-tiktok.typ", "l’écran du téléphone qui montre la vidéo"),
    ("components/web-page-side.typ", "le côté d’une page web : panier, paiements, adresse"),
    ("components/web-page.typ", "la page d’accueil d’une boutique (bloc « page_web »)"),
    ("components/zones.typ", "le cadre d’un écran et les pastilles sur ses zones"),
    ("editions.typ", "les éditions adaptées du sujet : tailles, marges, interligne"),
    ("inline.typ", "le texte courant : gras, liens, notes, pastilles"),
    ("lib.typ", "ce que réunit le corrigé"),
    ("look.typ", "les règles communes du corrigé, du barème et de l’exercice"),
    ("sheet.typ", "ce que dit le document, lu une seule fois"),
    ("system-cards.typ", "les mesures des personas et des tableaux de bord"),
    ("system-charts.typ", "les mesures des graphiques et des cartes"),
    ("system-exercise.typ", "les mesures de la feuille d’exercice"),
    ("system-mail.typ", "les couleurs et les mesures des courriels"),
    ("system-networks.typ", "les couleurs et les mesures des maquettes et des calendriers"),
    ("system-posts.typ", "les couleurs et les mesures des réseaux sociaux"),
    ("system-screens.typ", "les couleurs et les mesures des écrans d’ordinateur"),
    ("system.typ", "toutes les couleurs, les polices, les tailles, les espaces"),
];

/// A template of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// Its path below `templates`.
    pub path: &'static str,
    /// What it composes, in French.
    pub about: &'static str,
}

impl Listed {
    /// Returns its name: that of its file, without folder nor ending.
    #[must_use]
    pub fn name(self) -> &'static str {
        let file = self.path.rsplit('/').next().unwrap_or(self.path);
        file.trim_end_matches(".typ")
    }

    /// Returns its folder below `templates`; empty for what they all share.
    #[must_use]
    pub fn folder(self) -> &'static str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Returns its text.
    #[must_use]
    pub fn bytes(self) -> &'static [u8] {
        embedded().get(self.path).copied().unwrap_or_default()
    }
}

/// Lists the templates: documents, components, then what they share.
pub fn catalogue() -> impl Iterator<Item = Listed> {
    TEMPLATES.iter().map(|(path, about)| Listed { path, about })
}

/// Finds a template by its name or its path.
///
/// # Errors
///
/// Returns the nearest name, if one is near enough.
pub fn listed(name: &str) -> Result<Listed, Option<&'static str>> {
    let path = name.replace('\\', "/");
    let asked = path.trim_start_matches("./").trim_start_matches("templates/");
    let asked = asked.trim_end_matches(".typ");
    let found = catalogue()
        .find(|listed| listed.name() == asked || listed.path.trim_end_matches(".typ") == asked);
    let short = asked.rsplit('/').next().unwrap_or(asked);
    found.ok_or_else(|| nearest(short, catalogue().map(Listed::name)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_template_is_told_once() {
        let told: BTreeSet<&str> = catalogue().map(|listed| listed.path).collect();
        let files: BTreeSet<&str> =
            embedded().into_keys().filter(|path| path.ends_with(".typ")).collect();
        assert_eq!(told, files);
        assert_eq!(told.len(), TEMPLATES.len());
        let names: BTreeSet<&str> = catalogue().map(Listed::name).collect();
        assert_eq!(names.len(), TEMPLATES.len());
    }

    #[test]
    fn what_they_compose_is_a_line() {
        for listed in catalogue() {
            let length = listed.about.chars().count();
            assert!((8..=72).contains(&length) && !listed.about.ends_with('.'), "{listed:?}");
        }
    }

    #[test]
    fn a_template_has_a_name_and_a_path() {
        for name in ["post", "post.typ", "components/post", "templates/components/post.typ"] {
            assert_eq!(listed(name).unwrap().path, "components/post.typ", "{name}");
        }
        assert_eq!(listed("look").unwrap().bytes(), embedded()["look.typ"]);
        assert_eq!(listed("tabel"), Err(Some("table")));
        assert_eq!(listed("zzz"), Err(None));
    }
}
