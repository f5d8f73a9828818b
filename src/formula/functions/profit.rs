//! Margins and thresholds: formulas of the field.

use super::dates::break_even;
use super::{Family, Function, Work, formula};

pub(super) static FUNCTIONS: [Function; 7] = [
    Function {
        signature: "roi(gain; cout)",
        title: "ROI",
        family: Family::Profit,
        summary: "Rapporte le gain net d’une dépense à ce qu’elle a coûté.",
        remark: Some("Dénominateur : le coût. Le gain est compté avant déduction du coût."),
        example: "roi(900 €; 600 €)",
        result: "50 %",
        work: formula("(gain − cout) ÷ cout", "%"),
    },
    Function {
        signature: "taux_marge(marge; cout_achat)",
        title: "taux de marge",
        family: Family::Profit,
        summary: "Rapporte la marge au coût d’achat.",
        remark: Some("Dénominateur : le coût d’achat hors taxes ; voir « taux_marque »."),
        example: "taux_marge(20 €; 80 €)",
        result: "25 %",
        work: formula("marge ÷ cout_achat", "%"),
    },
    Function {
        signature: "taux_marque(marge; prix_vente)",
        title: "taux de marque",
        family: Family::Profit,
        summary: "Rapporte la marge au prix de vente.",
        remark: Some("Dénominateur : le prix de vente hors taxes ; voir « taux_marge »."),
        example: "taux_marque(20 €; 100 €)",
        result: "20 %",
        work: formula("marge ÷ prix_vente", "%"),
    },
    Function {
        signature: "seuil_rentabilite(charges_fixes; taux_marge_variable)",
        title: "seuil de rentabilité",
        family: Family::Profit,
        summary: "Donne le chiffre d’affaires à partir duquel les charges sont couvertes.",
        remark: Some("Dénominateur : le taux de marge sur coût variable."),
        example: "seuil_rentabilite(24000 €; 40 %)",
        result: "60 000 €",
        work: formula("charges_fixes ÷ taux_marge_variable", ""),
    },
    Function {
        signature: "seuil_volume(charges_fixes; marge_unitaire)",
        title: "seuil en volume",
        family: Family::Profit,
        summary: "Donne le nombre de ventes à partir duquel les charges sont couvertes.",
        remark: Some(
            "Dénominateur : la marge sur coût variable d’une unité ; arrondi à l’unité supérieure.",
        ),
        example: "seuil_volume(24000 €; 35 €)",
        result: "686",
        work: formula("plafond(charges_fixes ÷ marge_unitaire)", ""),
    },
    Function {
        signature: "point_mort(seuil; chiffre_affaires; base)",
        title: "point mort",
        family: Family::Profit,
        summary: "Donne le nombre de jours au bout duquel le seuil de rentabilité est atteint.",
        remark: Some(
            "Dénominateur : le chiffre d’affaires de l’année. La base est de 360 ou de 365 jours ; voir « date_point_mort ».",
        ),
        example: "point_mort(60000 €; 100000 €; 360)",
        result: "216 jours",
        work: formula("seuil ÷ chiffre_affaires × base", "jours"),
    },
    Function {
        signature: "date_point_mort(seuil; chiffre_affaires; debut; base)",
        title: "date du point mort",
        family: Family::Profit,
        summary: "Donne le jour où le seuil de rentabilité est atteint, le chiffre d’affaires étant régulier.",
        remark: Some(
            "La base se nomme : 365 suit le calendrier, 360 compte douze mois de 30 jours. Un \
             jour entamé est compté entier.",
        ),
        example: "date_point_mort(60000 €; 100000 €; 2025-01-01; 360)",
        result: "6 août 2025",
        work: Work::Each(break_even),
    },
];
