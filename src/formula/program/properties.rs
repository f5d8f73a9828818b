//! What holds of every program: it gives what the tree gives, values, units
//! and faults, whatever the formulas and the inputs.

use proptest::prelude::*;
use proptest::strategy::Union;

use super::sample::Written;
use crate::formula::properties::formula;
use crate::formula::sample::{quantity, table};
use crate::formula::{Value, parse};
use crate::number::{Quantity, Unit, parse_date, whole};

/// Lines of the columns drawn.
const ROWS: usize = 4;

fn one_of(texts: &'static [&'static str]) -> BoxedStrategy<String> {
    prop::sample::select(texts).prop_map(str::to_owned).boxed()
}

/// Fills the holes `N` (a number), `M` (a time), `C` (a column of numbers),
/// `B` (a condition) and `K` (a column of conditions) of a pattern.
fn filled(pattern: &'static str, depth: u32) -> BoxedStrategy<String> {
    let parts: Vec<BoxedStrategy<String>> = pattern
        .chars()
        .map(|letter| match letter {
            'N' => sort(NUMBERS, depth),
            'M' => sort(TIMES, depth),
            'C' => sort(COLUMNS, depth),
            'B' => sort(CONDITIONS, depth),
            'K' => sort(FILTERS, depth),
            other => Just(other.to_string()).boxed(),
        })
        .collect();
    parts.prop_map(|parts| parts.concat()).boxed()
}

type Sort = (&'static [&'static str], &'static [&'static str]);

/// Leaves of a sort, then patterns.
const NUMBERS: Sort = (
    &["n", "n", "n", "p", "p", "d0", "d0", "(1 + t)", "t", "0", "1", "7", "2,5"],
    &[
        "(N + N)",
        "(N − N)",
        "(N × N)",
        "(N ÷ N)",
        "(−N)",
        "(N ^ 2)",
        "plafond(N)",
        "arrondi(N; 1)",
        "plancher(N; −1)",
        "abs(N)",
        "(si B alors N sinon N)",
        "somme(C)",
        "compter(C)",
        "compter(K)",
        "moyenne(C)",
        "min(C)",
        "max(C; N)",
        "(M ÷ M)",
        "premier(C)",
        "dernier(C)",
        "nieme(C; 2)",
        "mediane(C)",
        "quartile(C; 1)",
        "produit(C)",
        "racine(N)",
        "note(exemple; plafond(N))",
        "contacts_exploitables(N; t)",
        "taux_evolution(N; N)",
        "compter(distincts(C))",
        "ecart_type(C)",
        "(mois_entre(jour; jour + 40 jours) ÷ 1 mois)",
    ],
);

const TIMES: Sort =
    (&["m", "m", "3 min", "2 h"], &["(M + M)", "(M − M)", "(N × M)", "arrondi(M; 0)", "max(M; M)"]);

const COLUMNS: Sort = (
    &["x.u", "x.u", "x.v", "d1", "liste(3; 1; 4; 1)"],
    &[
        "(C + C)",
        "(C × N)",
        "(C ÷ C)",
        "(−C)",
        "filtre(C; K)",
        "filtre(C; K)",
        "plafond(C)",
        "(si K alors C sinon N)",
        "(si K alors N ÷ C sinon C)",
        "rang(C)",
        "trier(C)",
        "trier(C; \"décroissant\")",
        "distincts(C)",
        "liste(N; C)",
        "note(exemple; C)",
        "(si B alors C sinon C)",
        "nps(C; N)",
        "mois_entre(x.jours; jour)",
        "trier(x.u; x.v)",
    ],
);

const CONDITIONS: Sort = (
    &["d2", "n > 0", "vrai", "x = \"Vosges\""],
    &[
        "(N < N)",
        "(N ≥ N)",
        "(N = N)",
        "(M ≤ M)",
        "(B et B)",
        "(B ou B)",
        "(non B)",
        "(N entre N et N)",
        "tous(K)",
        "un_au_moins(K)",
        "(jour > 2025-03-01)",
    ],
);

const FILTERS: Sort = (
    &["x.u > 1", "x.v = 2", "x.mots = \"Meuse\""],
    &[
        "(C < N)",
        "(C ≥ C)",
        "(C = C)",
        "(K et K)",
        "(K ou B)",
        "(non K)",
        "(C entre N et N)",
        "(x.jours ≤ jour)",
    ],
);

fn sort((leaves, patterns): Sort, depth: u32) -> BoxedStrategy<String> {
    if depth == 0 {
        return one_of(leaves);
    }
    let pattern = prop::sample::select(patterns);
    let deep = pattern.prop_flat_map(move |pattern| filled(pattern, depth - 1));
    Union::new_weighted(vec![(1, one_of(leaves)), (3, deep.boxed())]).boxed()
}

/// Draws a number of a unit, seldom of another.
fn number(unit: &'static str) -> BoxedStrategy<Value> {
    let unit = if unit.is_empty() { Unit::none() } else { Unit::parse(unit).unwrap() };
    let plain = (-4_i64..30, 1_i64..4)
        .prop_map(move |(numer, denom)| Quantity::of(&(whole(numer) / whole(denom)), unit.clone()));
    let odd = prop::sample::select(vec!["5 €", "99999999999999999999", "1 h", "3 appels", "50 %"]);
    prop_oneof![
        200 => plain.prop_map(Value::Number),
        1 => odd.prop_map(|text| quantity(text).into()),
        1 => Just(Quantity { approximate: true, ..Quantity::whole(2) }.into()),
        1 => Just(Value::Text("mot".to_owned())),
    ]
    .boxed()
}

fn column(line: impl Fn() -> BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    let lines: Vec<BoxedStrategy<Value>> = (0..ROWS).map(|_| line()).collect();
    lines.prop_map(Value::column).boxed()
}

fn date() -> BoxedStrategy<Value> {
    let days = prop::sample::select(vec!["2024-02-29", "2025-01-31", "2025-03-01", "2025-04-01"]);
    days.prop_map(|day| parse_date(day).unwrap().into()).boxed()
}

fn word() -> BoxedStrategy<Value> {
    prop::sample::select(vec!["Meuse", "Vosges"]).prop_map(|word| Value::Text(word.into())).boxed()
}

type Inputs = Vec<(&'static str, Value)>;

/// Draws the inputs.
fn inputs() -> impl Strategy<Value = Inputs> {
    let drawn: Vec<(&'static str, BoxedStrategy<Value>)> = vec![
        ("n", number("")),
        ("p", number("")),
        ("t", number("%")),
        ("m", number("min")),
        ("jour", date()),
        ("x", word()),
        ("x.u", column(|| number(""))),
        ("x.v", column(|| number(""))),
        ("x.jours", column(date)),
        ("x.mots", column(word)),
    ];
    let (names, values): (Vec<_>, Vec<_>) = drawn.into_iter().unzip();
    values.prop_map(move |values| names.iter().copied().zip(values).collect())
}

/// The samples are plain.
fn samples() -> Inputs {
    let number = |text: &str| Value::Number(quantity(text));
    let column = |texts: &[&str]| Value::column(texts.iter().map(|text| number(text)));
    let day = |text: &str| Value::Date(parse_date(text).unwrap());
    let word = |word: &str| Value::Text(word.to_owned());
    vec![
        ("n", number("3")),
        ("p", number("2,5")),
        ("t", number("20 %")),
        ("m", number("12 min")),
        ("jour", day("2025-04-01")),
        ("x", word("Meuse")),
        ("x.u", column(&["1", "2", "3", "4"])),
        ("x.v", column(&["2", "0", "1", "5"])),
        (
            "x.jours",
            Value::column(["2024-02-29", "2025-01-31", "2025-03-01", "2025-04-01"].map(day)),
        ),
        ("x.mots", Value::column(["Meuse", "Vosges", "Meuse", "Meuse"].map(word))),
    ]
}

/// Compares a program with the tree, over several draws of one memory.
fn agree(written: &Written, samples: &Inputs, draws: &[Inputs]) -> Result<(), TestCaseError> {
    let program = written
        .compile(samples, &table())
        .map_err(|fault| TestCaseError::fail(format!("{fault:?}")))?;
    let mut memory = program.memory();
    for inputs in std::iter::once(samples).chain(draws) {
        for (rank, (_, value)) in inputs.iter().enumerate() {
            match value {
                Value::Column(lines) => {
                    for (line, value) in lines.iter().enumerate() {
                        memory.set(rank, line, value);
                    }
                }
                scalar => memory.set(rank, 0, scalar),
            }
        }
        let fast = program.run(&mut memory);
        let values: Vec<Value> = (0..written.0.len()).map(|rank| memory.value(rank)).collect();
        let tree = written.by_tree(inputs, &table());
        prop_assert_eq!(fast.map(|()| values), tree);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_program_gives_what_the_tree_gives(
        number in sort(NUMBERS, 2),
        column in sort(COLUMNS, 2),
        condition in sort(CONDITIONS, 2),
        last in prop_oneof![sort(NUMBERS, 3), sort(COLUMNS, 3), sort(CONDITIONS, 3)],
        in_table in any::<bool>(),
        unit in prop::sample::select(vec!["", "", "%", "appels"]),
        draws in prop::collection::vec(inputs(), 3),
    ) {
        let given = [("d0", "n"), ("d1", "x.u"), ("d2", "n > 1")];
        let mut lines = Vec::new();
        for (name, mut text) in [("d0", number), ("d1", column), ("d2", condition), ("d3", last)] {
            // Each may only name those before it.
            for (other, leaf) in given.iter().skip(lines.len()) {
                text = text.replace(other, leaf);
            }
            let in_table = in_table && matches!(name, "d1" | "d3");
            if in_table {
                text = text.replace("x.", "");
            }
            let unit = (name == "d0" && !unit.is_empty()).then(|| Unit::parse(unit).unwrap());
            let expr = parse(&text).map_err(|faults| TestCaseError::fail(format!("{text}: {faults:?}")))?;
            lines.push((name.to_owned(), expr, unit, in_table.then_some(("x", ROWS))));
        }
        agree(&Written(lines), &samples(), &draws)?;
    }

    #[test]
    fn so_it_does_when_formulas_are_not_well_meant(
        texts in prop::collection::vec(formula(), 2),
        charge in number("h"),
        validite in number("%"),
        ages in column(|| number("")),
    ) {
        let ages = match ages {
            // As many lines as the sample has.
            Value::Column(lines) => Value::column((0..10).map(|line| lines[line % ROWS].clone())),
            other => other,
        };
        let mut lines = Vec::new();
        for (rank, text) in texts.into_iter().enumerate() {
            let text = if rank > 0 { text.replace("rien", "d0") } else { text };
            lines.push((format!("d{rank}"), parse(&text).unwrap(), None, None));
        }
        let lookup = |name| match crate::formula::Scope::lookup(&table(), name) {
            crate::formula::Lookup::Found(value) => (name, value),
            _ => (name, Value::Truth(false)),
        };
        let samples = vec![lookup("charge"), lookup("validite"), lookup("clients.age")];
        let draw = vec![("charge", charge), ("validite", validite), ("clients.age", ages)];
        agree(&Written(lines), &samples, &[draw])?;
    }
}
