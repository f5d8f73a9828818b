//! Conditions.

use super::{Family, Function, Work};

pub(super) static FUNCTIONS: &[Function] = &[Function {
    signature: "si(condition; valeur_si_vrai; valeur_si_faux)",
    title: "si",
    family: Family::Logic,
    summary: "Donne la première valeur quand la condition est vraie, la seconde sinon.",
    remark: Some("S’écrit aussi « si condition alors valeur sinon autre valeur »."),
    example: "si(55 > 50; \"au-dessus\"; \"en dessous\")",
    result: "au-dessus",
    work: Work::Syntax,
}];
